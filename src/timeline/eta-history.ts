/** The estimates of a parcel: what was said, from when to when, and by how much they slipped. */

import type { Eta, Observation } from '../model/observation.ts';
import type { Asked, Estimate, EtaRecord } from '../model/tracker.ts';
import { joinLists } from './registers.ts';
import { canonicalText, isSameValue } from './same-value.ts';

/** More different estimates of one parcel than any carrier gives; the oldest and the latest are kept. */
const MOST_ESTIMATES = 100;
const HOUR_MS = 3_600_000;

export const toEstimates = ({ eta, observedAt }: Observation): readonly Estimate[] =>
  eta === null ? [] : [{ eta, firstSeenAt: observedAt, lastSeenAt: observedAt }];

export const joinEstimates = (a: readonly Estimate[], b: readonly Estimate[]): readonly Estimate[] =>
  bounded([...joinLists(a, b, ({ eta }) => keyOf(eta), sameEstimate)].sort(bySaying));

/** The same time span is the same estimate, whatever the carrier calls it. */
export const isSameEstimate = (a: Eta | null, b: Eta | null): boolean =>
  a === null || b === null ? a === b : keyOf(a) === keyOf(b);

const keyOf = ({ from, to, precision }: Eta): string => `${from}/${to}/${precision}`;

const sameEstimate = (a: Estimate, b: Estimate): Estimate => ({
  eta: fullerOf(a.eta, b.eta),
  firstSeenAt: a.firstSeenAt < b.firstSeenAt ? a.firstSeenAt : b.firstSeenAt,
  lastSeenAt: a.lastSeenAt > b.lastSeenAt ? a.lastSeenAt : b.lastSeenAt,
});

/** With the instants, where only one has them; which telling it is must not depend on when it was said. */
function fullerOf(a: Eta, b: Eta): Eta {
  const merit = (eta: Eta) => `${eta.toUtc === null} ${eta.fromUtc === null} ${canonicalText(eta)}`;
  return isSameValue(a, b) || merit(a) < merit(b) ? a : b;
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
