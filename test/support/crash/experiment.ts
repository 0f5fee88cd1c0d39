/**
 * The crash experiment: pollers and dispatchers as processes over one PostgreSQL, asking a simulated carrier, while some
 * are killed, and some stand still until long after their leases have passed. Then every event and message is counted.
 */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTrackingClient, fixedCadence } from 'parceltrail';
import { fedex } from 'parceltrail/carriers/fedex';
import { memoryStore } from 'parceltrail/stores/memory';
import { postgresStore } from 'parceltrail/stores/postgres';
import { createFedexSimulator, createJourney, serveSimulators } from 'parceltrail/testing';
import pg from 'pg';
import { fedexCheck } from '../number-generator.ts';
import { startPostgres } from '../postgres-server.ts';
import { seededRandom } from '../random.ts';
import { after, type Processes, startProcesses } from './processes.ts';

export type CrashOptions = {
  readonly trackers: number;
  /** Without it the leases, versions and ids that keep a late write from counting are switched off. */
  readonly isFenced: boolean;
  /** How often the carrier has news of all parcels. */
  readonly stages: number;
  /** Processes that are killed or stopped while the news of one stage is fetched, and the time between two. */
  readonly strikesPerStage: number;
  readonly strikeEveryMs: number;
  readonly leaseMs: number;
  /** Whether PostgreSQL waits for the disk. @default false */
  readonly isDurable?: boolean;
  readonly tell?: (progress: string) => void;
};

export type CrashReport = {
  readonly kills: number;
  readonly stops: number;
  /** Trackers that don't have exactly the state, events and messages of one that nobody disturbed. */
  readonly lost: number;
  readonly events: number;
  readonly expectedEvents: number;
  readonly messages: number;
  readonly expectedMessages: number;
  /** Messages that tell what another one tells. */
  readonly duplicateMessages: number;
  /** Late writes that were refused. Without any, the run has shown nothing. */
  readonly fencedWrites: number;
  readonly deliveries: number;
  readonly undelivered: number;
  readonly repeats: number;
  /** Of messages that had not been in the hands of a dispatcher that was killed. */
  readonly unexcusedRepeats: number;
  readonly seconds: number;
};

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const PARCEL = { scenario: 'attempt_then_delivered', seed: 7 } as const;

export async function runCrashExperiment(options: CrashOptions): Promise<CrashReport> {
  const { trackers, isFenced, leaseMs, isDurable, tell = () => {} } = options;
  const startedAt = Date.now();
  const numbers = Array.from({ length: trackers }, (_, index) => fedexNumber(index));
  const carrier = createMovedCarrier(numbers, options.stages);
  const expected = await undisturbed(carrier);
  const directory = mkdtempSync(join(tmpdir(), 'parceltrail-crash-'));
  const journal = join(directory, 'journal');
  writeFileSync(journal, '');
  const server = await startPostgres({ isDurable });
  const served = await serveSimulators({ fedex: carrier.simulator });
  const pool = new pg.Pool({ connectionString: server.url, max: 4 });
  let processes: Processes | undefined;
  try {
    await register(pool, carrier);
    processes = await startProcesses(
      {
        isFenced,
        databaseUrl: server.url,
        carrierOrigin: served.origins.fedex,
        ...carrier.simulator.credentials,
        leaseMs,
        journal,
      },
      { poller: 4, dispatcher: 2 },
    );
    const strikes = createStrikes(processes, pool, options);
    for (const [stage, moment] of carrier.moments.entries()) {
      carrier.moveTo(moment);
      await pool.query(ALL_DUE);
      for (let strike = 0; strike < options.strikesPerStage; strike += 1) await strikes.next();
      while ((await count(pool, STILL_DUE)) > 0) await after(500);
      // By now others have written what these were about to write.
      await processes.wakeAll();
      const { kills, stops } = strikes.counts();
      const seconds = (Date.now() - startedAt) / 1_000;
      tell(
        `stage ${stage + 1} of ${carrier.moments.length}, ${seconds} s: ${kills} killed, ${stops} stopped`,
      );
    }
    while ((await count(pool, WAITING)) > 0) await after(100);
    await processes.end();
    const found = await audit(pool, expected);
    return {
      ...strikes.counts(),
      ...found,
      expectedEvents: trackers * expected.events,
      expectedMessages: trackers * expected.messages,
      ...readJournal(journal, processes.killed),
      seconds: (Date.now() - startedAt) / 1_000,
    };
  } finally {
    await processes?.end();
    await served.close();
    await pool.end();
    await server.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}

/** A valid number of twelve digits. */
function fedexNumber(index: number): string {
  const payload = `7${String(index).padStart(10, '0')}`;
  return payload + fedexCheck(payload);
}

type MovedCarrier = ReturnType<typeof createMovedCarrier>;

/** All parcels live the same life, which is told in so many stages as the carrier's time is moved. */
function createMovedCarrier(numbers: readonly string[], stages: number) {
  const startsAt = new Date(Date.now() - 12 * DAY_MS).toISOString();
  const { steps } = createJourney({ ...PARCEL, startsAt });
  const moments = Array.from({ length: stages }, (_, stage) =>
    Date.parse(steps[Math.ceil(((stage + 1) * steps.length) / stages) - 1]?.at ?? ''),
  );
  let now = moments[0] ?? 0;
  const clock = { now: () => now, sleep: after };
  return {
    numbers,
    moments,
    moveTo: (moment: number) => {
      now = moment;
    },
    simulator: createFedexSimulator({
      clock,
      parcels: numbers.map((trackingNumber) => ({ trackingNumber, ...PARCEL, startsAt })),
    }),
  };
}

type Expected = { readonly events: number; readonly messages: number };

/** What comes of one parcel that is asked for once after each step. */
async function undisturbed({ simulator, numbers, moments, moveTo }: MovedCarrier): Promise<Expected> {
  const store = memoryStore();
  const client = createTrackingClient({
    carriers: [fedex({ ...simulator.credentials, baseUrl: simulator.origin })],
    fetch: simulator.fetch,
    store,
  });
  const [trackingNumber = ''] = numbers;
  const { id } = await client.register({ trackingNumber, carrier: 'fedex' });
  for (const moment of moments) {
    moveTo(moment);
    await client.refresh(id);
  }
  const tracker = await client.get(id);
  if (tracker?.status !== 'delivered') throw new Error('The undisturbed parcel was not delivered.');
  const { waiting } = await client.outboxCounts();
  return { events: tracker.events.length, messages: waiting };
}

async function register(pool: pg.Pool, { simulator, numbers }: MovedCarrier): Promise<void> {
  const client = createTrackingClient({
    carriers: [fedex({ ...simulator.credentials, baseUrl: simulator.origin })],
    fetch: simulator.fetch,
    store: postgresStore(pool),
    cadence: fixedCadence(HOUR_MS),
  });
  await client.migrate();
  for (let first = 0; first < numbers.length; first += 500) {
    const some = numbers.slice(first, first + 500);
    await client.registerMany(some.map((trackingNumber) => ({ trackingNumber, carrier: 'fedex' })));
  }
}

/** Time is moved by what is written: nobody waits for hours. */
const ALL_DUE = 'update parceltrail.polls set next_poll_at = now() where next_poll_at is not null';
/** What failed, as the machine is busy, is tried again before its time. */
const STILL_DUE = `
  with again as (
    update parceltrail.polls set next_poll_at = now() where next_poll_at > now() and poll->>'lastOutcome' = 'failed'
  )
  select count(*) from parceltrail.polls
  where next_poll_at <= now() or next_poll_at is not null and poll->>'lastOutcome' = 'failed'`;
const LEASED = 'select count(*) from parceltrail.polls where leased_until > now()';
const WAITING = 'select count(*) from parceltrail.outbox where delivered_at is null';

const count = async (pool: pg.Pool, query: string): Promise<number> =>
  Number((await pool.query(query)).rows[0]?.count);

/** Most strikes meet pollers; about every other one is a stop that outlasts the lease. */
function createStrikes(processes: Processes, pool: pg.Pool, { strikeEveryMs }: CrashOptions) {
  const random = seededRandom(20_260_302);
  let strikes = 0;
  let kills = 0;
  let stops = 0;
  return {
    counts: () => ({ kills, stops }),
    async next(): Promise<void> {
      await after(strikeEveryMs);
      // Where nobody is at work there is nothing to break.
      while ((await count(pool, LEASED)) === 0 && (await count(pool, STILL_DUE)) > 0) await after(20);
      strikes += 1;
      const place = random.below(4);
      const oldest = processes.pick('poller', 0);
      if (strikes % 5 === 0) {
        processes.kill(processes.pick('dispatcher', place));
        kills += 1;
      } else if (strikes % 2 === 0) {
        const when = strikes % 4 === 0 ? 'at once' : 'before a write';
        processes.freeze(oldest, when);
        stops += 1;
      } else {
        processes.kill(processes.pick('poller', place));
        kills += 1;
      }
    },
  };
}

async function audit(pool: pg.Pool, expected: Expected) {
  return {
    events: await count(pool, 'select count(*) from parceltrail.events'),
    messages: await count(pool, 'select count(*) from parceltrail.outbox'),
    duplicateMessages: await count(
      pool,
      `select count(*) - count(distinct (tracker_id, message->'current'->>'version', type)) as count
        from parceltrail.outbox`,
    ),
    lost: await count(
      pool,
      `select count(*) from parceltrail.trackers as t where status <> 'delivered'
        or (select count(*) from parceltrail.events where tracker_id = t.id) <> ${expected.events}
        or (select count(*) from parceltrail.outbox where tracker_id = t.id) < ${expected.messages}`,
    ),
    undelivered: await count(pool, WAITING),
  };
}

type Note = { readonly what: 'delivered' | 'refused'; readonly detail: string; readonly pid: number };

function readJournal(journal: string, killed: ReadonlySet<number>) {
  const notes = readFileSync(journal, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line): Note => JSON.parse(line));
  const first = new Map<string, number>();
  let repeats = 0;
  let unexcusedRepeats = 0;
  const delivered = notes.filter(({ what }) => what === 'delivered');
  for (const { detail, pid } of delivered) {
    const before = first.get(detail);
    if (before !== undefined) {
      repeats += 1;
      if (!killed.has(before)) unexcusedRepeats += 1;
    }
    first.set(detail, pid);
  }
  return {
    deliveries: delivered.length,
    repeats,
    unexcusedRepeats,
    fencedWrites: notes.length - delivered.length,
  };
}
