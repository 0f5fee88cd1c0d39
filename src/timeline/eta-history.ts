/** The estimates of a parcel: what was said, from when to when, and by how much they slipped. */

import type { Eta, Observation } from '../model/observation.ts';
import type { Asked, Estimate, EtaRecord } from '../model/tracker.ts';
import { canonicalText, isSameValue } from './same-value.ts';

/** More different estimates of one parcel than any carrier gives; the oldest and the latest are kept. */
const MOST_ESTIMATES = 100;
const HOUR_MS = 3_600_000;

export function withEstimate(
  known: readonly Estimate[],
  { eta, observedAt }: Observation,
): readonly Estimate[] {
  if (eta === null) return known;
  const key = keyOf(eta);
  const before = known.find((estimate) => keyOf(estimate.eta) === key);
  const told: Estimate = { eta, firstSeenAt: observedAt, lastSeenAt: observedAt };
  const after = before === undefined ? told : sameEstimate(before, told);
  if (before !== undefined && isSameValue(before, after)) return known;
  return bounded([...known.filter((estimate) => estimate !== before), after].sort(bySaying));
}

/** The same time span is the same estimate, whatever the carrier calls it. */
const keyOf = ({ from, to, precision }: Eta): string => `${from}/${to}/${precision}`;

const sameEstimate = (a: Estimate, b: Estimate): Estimate => ({
  eta: fullerOf(a, b),
  firstSeenAt: a.firstSeenAt < b.firstSeenAt ? a.firstSeenAt : b.firstSeenAt,
  lastSeenAt: a.lastSeenAt > b.lastSeenAt ? a.lastSeenAt : b.lastSeenAt,
});

/** As it was first said, or with the instants where only one has them. */
function fullerOf(a: Estimate, b: Estimate): Eta {
  const merits = [a, b].map(({ eta, firstSeenAt }) => ({
    eta,
    merit: [eta.toUtc === null ? 1 : 0, eta.fromUtc === null ? 1 : 0, firstSeenAt, canonicalText(eta)].join(
      ' ',
    ),
  }));
  return merits.reduce((best, each) => (each.merit < best.merit ? each : best)).eta;
}

const bySaying = (a: Estimate, b: Estimate): number =>
  a.firstSeenAt < b.firstSeenAt || (a.firstSeenAt === b.firstSeenAt && keyOf(a.eta) < keyOf(b.eta)) ? -1 : 1;

function bounded(estimates: readonly Estimate[]): readonly Estimate[] {
  if (estimates.length <= MOST_ESTIMATES) return estimates;
  const [first, ...later] = estimates;
  const oldest = later.reduce((least, each) => (each.lastSeenAt < least.lastSeenAt ? each : least));
  return estimates.filter((estimate) => estimate === first || estimate !== oldest);
}

export type EtaView = {
  /** The estimate that was said last. */
  readonly current: Eta | null;
  readonly original: Eta | null;
  readonly history: readonly EtaRecord[];
  readonly slipHours: number | null;
};

export function viewEstimates(estimates: readonly Estimate[], stated: Asked<Eta> | null): EtaView {
  const current = estimates.reduce<Estimate | null>(laterSaid, null);
  const original = stated?.value ?? estimates[0]?.eta ?? null;
  const history = estimates.map((estimate) => ({
    eta: estimate.eta,
    firstSeenAt: estimate.firstSeenAt,
    lastSeenAt: estimate === current ? null : estimate.lastSeenAt,
    slipHours: slipOf(estimate.eta, original),
  }));
  return {
    current: current?.eta ?? null,
    original,
    history,
    slipHours: current && slipOf(current.eta, original),
  };
}

const laterSaid = (latest: Estimate | null, each: Estimate): Estimate =>
  latest === null ||
  each.lastSeenAt > latest.lastSeenAt ||
  (each.lastSeenAt === latest.lastSeenAt && keyOf(each.eta) > keyOf(latest.eta))
    ? each
    : latest;

/** By the end of both; where one is a day alone, by the days. */
function slipOf(eta: Eta, original: Eta | null): number | null {
  if (original === null) return null;
  if (eta.precision !== original.precision)
    return hoursBetween(original.to.slice(0, 10), eta.to.slice(0, 10));
  if (eta.toUtc !== null && original.toUtc !== null) return hoursBetween(original.toUtc, eta.toUtc);
  return hoursBetween(original.to, eta.to);
}

function hoursBetween(from: string, to: string): number | null {
  const hours = (timeMs(to) - timeMs(from)) / HOUR_MS;
  return Number.isFinite(hours) ? Math.round(hours * 100) / 100 : null;
}

/** Wall clocks of one place are compared as if they showed UTC. */
const timeMs = (time: string): number =>
  Date.parse(time.length === 10 ? `${time}T00:00:00Z` : time.endsWith('Z') ? time : `${time}Z`);
