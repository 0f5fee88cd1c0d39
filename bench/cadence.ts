/**
 * What a cadence costs and how soon it hears of things: every cadence polls the same simulated parcels. Cadences and
 * merging are the real ones; an answer is merged once per change of a parcel, since a poll without news merges nothing.
 */

import { fedex } from '../src/carriers/fedex/index.ts';
import { ups } from '../src/carriers/ups/index.ts';
import { timeOfInstant } from '../src/model/event-time.ts';
import { isAttempt, isException, type Substatus } from '../src/model/status.ts';
import type { Tracker } from '../src/model/tracker.ts';
import { adaptiveCadence } from '../src/polling/adaptive-cadence.ts';
import { ADAPTIVE_SCHEDULE, type AdaptiveSchedule } from '../src/polling/adaptive-schedule.ts';
import { ageBasedCadence } from '../src/polling/age-based-cadence.ts';
import { type Cadence, fixedCadence } from '../src/polling/cadence.ts';
import { toInstant } from '../src/time/clock.ts';
import { createTracker } from '../src/timeline/create-tracker.ts';
import { merge } from '../src/timeline/merge.ts';
import { anEvent, anObservation } from '../test/support/observations.ts';
import { printTable } from './measure.ts';
import { createParcel, type ParcelLife, type ParcelScan, POPULATION_DAYS } from './parcel-population.ts';

const DAY_MS = 86_400_000;
/** Longer than any cadence goes on. */
const HORIZON_MS = 100 * DAY_MS;
const DEFAULT_PARCELS = 5_000;
const SEED = 20_260_302;

type Kind = 'out for delivery' | 'delivered' | 'exception';
const KINDS: readonly Kind[] = ['out for delivery', 'delivered', 'exception'];

type Contender = { readonly name: string; readonly cadence: Cadence };

type Tally = {
  polls: number;
  readonly pollsByDay: Map<number, number>;
  readonly latenciesMs: Readonly<Record<Kind, number[]>>;
  readonly missed: Record<Kind, number>;
};

export function benchCadence(parcels = Number(process.env['PARCELS'] ?? DEFAULT_PARCELS)): void {
  const contenders: Contender[] = [
    { name: "Carriyo's table", cadence: ageBasedCadence() },
    { name: 'every 2 h', cadence: fixedCadence(DAY_MS / 12) },
    ...[2, 1.5, 1, 0.75, 0.5, 0.35, 0.25].map((factor) => ({
      name: `adaptive${factor === 1 ? '' : ` x ${factor}`}`,
      cadence: adaptiveCadence(scaled(factor)),
    })),
  ];
  const startedAt = performance.now();
  const tallies = contenders.map(newTally);
  for (let index = 0; index < parcels; index += 1) {
    const parcel = createParcel(index, SEED);
    const states = statesOf(parcel);
    contenders.forEach(({ cadence }, place) => {
      follow(parcel, states, cadence, tallies[place] as Tally);
    });
  }
  const seconds = (performance.now() - startedAt) / 1000;
  printLatencies(
    `${parcels} parcels over ${POPULATION_DAYS} days (seed ${SEED}, ${seconds.toFixed(0)} s)`,
    contenders,
    tallies,
    parcels,
  );
  printQuotas(contenders, tallies, parcels);
}

export const newTally = (): Tally => ({
  polls: 0,
  pollsByDay: new Map(),
  latenciesMs: { 'out for delivery': [], delivered: [], exception: [] },
  missed: { 'out for delivery': 0, delivered: 0, exception: 0 },
});

/** The default schedule with all intervals so many times as long; limits and hours stay. */
function scaled(factor: number): Partial<AdaptiveSchedule> {
  const intervals = Object.entries(ADAPTIVE_SCHEDULE).filter(([name]) => /(?<!Limit|From)Ms$/.test(name));
  return Object.fromEntries(intervals.map(([name, ms]) => [name, ms * factor]));
}

/** The tracker as it is from each moment on at which the carrier's answer changes. */
type State = { readonly from: number; readonly tracker: Tracker };

export function statesOf({ id, registeredAt, scans, estimates, destination }: ParcelLife): State[] {
  let tracker = createTracker({
    id,
    tenantId: null,
    carrier: 'acme',
    trackingNumber: 'ACME123',
    generation: 1,
    createdAt: toInstant(registeredAt),
  });
  const states: State[] = [{ from: Number.NEGATIVE_INFINITY, tracker }];
  const moments = new Set([...scans, ...estimates].map(({ at }) => at));
  const events = scans.map(({ at, substatus, reason = null, utcOffset }) =>
    anEvent({ substatus, reason, ...timeOfInstant(toInstant(at), null, utcOffset) }),
  );
  for (const at of [...moments].sort((a, b) => a - b)) {
    const known = scans.filter((scan) => scan.at <= at);
    const eta = estimates.findLast((estimate) => estimate.at <= at)?.eta ?? null;
    const summary: Pick<ParcelScan, 'substatus' | 'reason'> = known.at(-1) ?? {
      substatus: 'information_received',
    };
    const { substatus, reason = null } = summary;
    const answer = anObservation({
      substatus,
      reason,
      events: events.slice(0, known.length),
      eta,
      destination,
      observedAt: toInstant(at),
    });
    tracker = merge(tracker, answer).tracker;
    states.push({ from: at, tracker });
  }
  return states;
}

export function follow(
  { registeredAt, scans }: ParcelLife,
  states: readonly State[],
  cadence: Cadence,
  tally: Tally,
): void {
  let state = 0;
  let scan = 0;
  for (let at = registeredAt; at < registeredAt + HORIZON_MS; ) {
    tally.polls += 1;
    const day = Math.floor(at / DAY_MS);
    tally.pollsByDay.set(day, (tally.pollsByDay.get(day) ?? 0) + 1);
    while (state + 1 < states.length && (states[state + 1] as State).from <= at) state += 1;
    for (; scan < scans.length && (scans[scan] as ParcelLife['scans'][number]).at <= at; scan += 1) {
      const { substatus, reason, at: scannedAt } = scans[scan] as ParcelLife['scans'][number];
      const kind = kindOf(substatus, reason);
      if (kind !== undefined) tally.latenciesMs[kind].push(at - scannedAt);
    }
    const decision = cadence((states[state] as State).tracker, toInstant(at), { pushActive: false });
    if ('stop' in decision) break;
    at = Date.parse(decision.nextPollAt);
  }
  for (const { substatus, reason } of scans.slice(scan)) {
    const kind = kindOf(substatus, reason);
    if (kind !== undefined) tally.missed[kind] += 1;
  }
}

function kindOf(substatus: Substatus, reason: string | undefined): Kind | undefined {
  if (substatus === 'out_for_delivery') return 'out for delivery';
  if (substatus === 'delivered') return 'delivered';
  const isReturning = substatus === 'return_to_sender' && reason !== 'return_completed';
  return isException(substatus) || isAttempt(substatus) || isReturning ? 'exception' : undefined;
}

function printLatencies(
  title: string,
  contenders: readonly Contender[],
  tallies: readonly Tally[],
  parcels: number,
): void {
  const [reference] = tallies as [Tally];
  printTable(
    `Polling ${title}: minutes until it is heard of, median/95 of 100 (missed)`,
    ['', 'calls', 'of Carriyo', ...KINDS, 'all', 'of Carriyo'],
    tallies.map((tally, place) => {
      const all = KINDS.flatMap((kind) => tally.latenciesMs[kind]);
      const reference50 = quantile(
        KINDS.flatMap((kind) => reference.latenciesMs[kind]),
        0.5,
      );
      return [
        contenders[place]?.name ?? '',
        (tally.polls / parcels).toFixed(1),
        (tally.polls / reference.polls).toFixed(2),
        ...KINDS.map((kind) => `${spread(tally.latenciesMs[kind])} (${tally.missed[kind]})`),
        spread(all),
        (quantile(all, 0.5) / reference50).toFixed(2),
      ];
    }),
  );
}

const spread = (latencies: readonly number[]): string =>
  [0.5, 0.95].map((share) => (quantile(latencies, share) / 60_000).toFixed(0)).join('/');

export function quantile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN;
}

/** What the busiest day costs when each poll is a call, and when calls are full. */
function printQuotas(contenders: readonly Contender[], tallies: readonly Tally[], parcels: number): void {
  const adapters = [
    ups({ clientId: 'id', clientSecret: 'secret' }),
    fedex({ clientId: 'id', clientSecret: 'secret' }),
  ];
  const shares = adapters.flatMap(({ name, capabilities: { quota, batchSize } }) =>
    quota?.perDay === undefined ? [] : [{ name, perDay: quota.perDay, batchSize }],
  );
  printTable(
    `The busiest day of ${parcels} parcels, as a share of what a credential may call by default`,
    ['', 'polls', ...shares.flatMap(({ name, batchSize }) => [`${name}, 1 a call`, `${batchSize} a call`])],
    tallies.map((tally, place) => {
      const polls = Math.max(...tally.pollsByDay.values());
      const cells = shares.flatMap(({ perDay, batchSize }) =>
        [1, batchSize].map((size) => `${((100 * Math.ceil(polls / size)) / perDay).toFixed(1)} %`),
      );
      return [contenders[place]?.name ?? '', String(polls), ...cells];
    }),
  );
}
