/**
 * What a cadence costs and how soon it hears of things: every cadence polls the same simulated parcels. Cadences and
 * merging are the real ones; an answer is merged once per change of a parcel, since a poll without news merges nothing.
 */

import { fedex } from '../src/carriers/fedex/index.ts';
import { ups } from '../src/carriers/ups/index.ts';
import { timeOfInstant } from '../src/model/event-time.ts';
import { isAttempt, isException } from '../src/model/status.ts';
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
const COLUMNS: readonly (readonly [name: string, kinds: readonly Kind[]])[] = [
  ...KINDS.map((kind) => [kind, [kind]] as const),
  ['all', KINDS],
];

const CONTENDERS: readonly { readonly name: string; readonly cadence: Cadence }[] = [
  { name: "Carriyo's table", cadence: ageBasedCadence() },
  { name: 'every 2 h', cadence: fixedCadence(DAY_MS / 12) },
  ...[2, 1.5, 1, 0.75, 0.5].map((factor) => ({
    name: factor === 1 ? 'adaptive' : `adaptive, intervals x ${factor}`,
    cadence: adaptiveCadence(scaled(factor)),
  })),
];

/** The default schedule with all intervals so many times as long; limits and hours stay. */
function scaled(factor: number): Partial<AdaptiveSchedule> {
  const intervals = Object.entries(ADAPTIVE_SCHEDULE).filter(([name]) => /(?<!Limit|From)Ms$/.test(name));
  return Object.fromEntries(intervals.map(([name, ms]) => [name, ms * factor]));
}

type Tally = {
  readonly name: string;
  readonly cadence: Cadence;
  polls: number;
  readonly pollsByDay: Map<number, number>;
  readonly latenciesMs: Readonly<Record<Kind, number[]>>;
  /** Of what happened after the last poll. */
  readonly missed: Record<Kind, number>;
};

export function benchCadence(parcels: number = DEFAULT_PARCELS): void {
  const startedAt = performance.now();
  const tallies = CONTENDERS.map(
    (contender): Tally => ({
      ...contender,
      polls: 0,
      pollsByDay: new Map(),
      latenciesMs: { 'out for delivery': [], delivered: [], exception: [] },
      missed: { 'out for delivery': 0, delivered: 0, exception: 0 },
    }),
  );
  for (let index = 0; index < parcels; index += 1) {
    const parcel = createParcel(index, SEED);
    const states = statesOf(parcel);
    for (const tally of tallies) follow(parcel, states, tally);
  }
  const seconds = (performance.now() - startedAt) / 1000;
  const population = `${parcels} simulated parcels over ${POPULATION_DAYS} days`;
  printLatencies(`${population} (seed ${SEED}, ${seconds.toFixed(0)} s)`, tallies, parcels);
  printQuotas(population, tallies);
}

/** The tracker as it is from each moment on at which the carrier's answer changes. */
type State = { readonly from: number; readonly tracker: Tracker };

function statesOf({ id, registeredAt, scans, estimates, destination }: ParcelLife): State[] {
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

function follow({ registeredAt, scans }: ParcelLife, states: readonly State[], tally: Tally): void {
  let state = 0;
  let heard = 0;
  for (let at = registeredAt; at < registeredAt + HORIZON_MS; ) {
    tally.polls += 1;
    const day = Math.floor(at / DAY_MS);
    tally.pollsByDay.set(day, (tally.pollsByDay.get(day) ?? 0) + 1);
    while ((states[state + 1]?.from ?? Number.POSITIVE_INFINITY) <= at) state += 1;
    for (; (scans[heard]?.at ?? Number.POSITIVE_INFINITY) <= at; heard += 1) {
      const scan = scans[heard] as ParcelScan;
      const kind = kindOf(scan);
      if (kind !== undefined) tally.latenciesMs[kind].push(at - scan.at);
    }
    const { tracker } = states[state] as State;
    const decision = tally.cadence(tracker, toInstant(at), { pushActive: false });
    if ('stop' in decision) break;
    at = Date.parse(decision.nextPollAt);
  }
  for (const scan of scans.slice(heard)) {
    const kind = kindOf(scan);
    if (kind !== undefined) tally.missed[kind] += 1;
  }
}

function kindOf({ substatus, reason }: ParcelScan): Kind | undefined {
  if (substatus === 'out_for_delivery') return 'out for delivery';
  if (substatus === 'delivered') return 'delivered';
  const isReturning = substatus === 'return_to_sender' && reason !== 'return_completed';
  return isException(substatus) || isAttempt(substatus) || isReturning ? 'exception' : undefined;
}

function printLatencies(population: string, tallies: readonly Tally[], parcels: number): void {
  const [reference] = tallies as [Tally];
  printTable(
    `Polling ${population}: minutes until a scan is heard of, median/95 of 100 (never)`,
    ['', 'calls a parcel', ...COLUMNS.map(([name]) => name)],
    tallies.map((tally) => [
      tally.name,
      (tally.polls / parcels).toFixed(1),
      ...COLUMNS.map(([, kinds]) => {
        const [median, late] = [0.5, 0.95].map((share) => latencyMs(tally, kinds, share) / 60_000) as [
          number,
          number,
        ];
        const never = kinds.reduce((sum, kind) => sum + tally.missed[kind], 0);
        return `${median.toFixed(0)}/${late.toFixed(0)} (${never})`;
      }),
    ]),
  );
  printTable(
    "The same as shares of Carriyo's calls and medians (aim: half the medians at as many calls, or the same at half)",
    ['', 'calls', ...COLUMNS.map(([name]) => name)],
    tallies.map((tally) => [
      tally.name,
      (tally.polls / reference.polls).toFixed(2),
      ...COLUMNS.map(([, kinds]) =>
        (latencyMs(tally, kinds, 0.5) / latencyMs(reference, kinds, 0.5)).toFixed(2),
      ),
    ]),
  );
}

/** Within which this share of the scans was heard of. */
function latencyMs({ latenciesMs }: Tally, kinds: readonly Kind[], share: number): number {
  const sorted = Float64Array.from(kinds.flatMap((kind) => latenciesMs[kind])).sort();
  return sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN;
}

/** What the busiest day costs when each poll is a call, and when calls are full. */
function printQuotas(population: string, tallies: readonly Tally[]): void {
  const credentials = { clientId: 'id', clientSecret: 'secret' };
  const quotas = [ups(credentials), fedex(credentials)].flatMap(({ name, capabilities }) => {
    const perDay = capabilities.quota?.perDay;
    return perDay === undefined ? [] : [{ name, perDay, batchSize: capabilities.batchSize }];
  });
  printTable(
    `The busiest day of ${population}, as shares of the calls a day that carriers grant by default`,
    ['', 'polls', ...quotas.flatMap(({ name, batchSize }) => [`${name}, 1 a call`, `${batchSize} a call`])],
    tallies.map(({ name, pollsByDay }) => {
      const polls = Math.max(...pollsByDay.values());
      const shares = quotas.flatMap(({ perDay, batchSize }) =>
        [1, batchSize].map((perCall) => `${((100 * Math.ceil(polls / perCall)) / perDay).toFixed(2)} %`),
      );
      return [name, String(polls), ...shares];
    }),
  );
}
