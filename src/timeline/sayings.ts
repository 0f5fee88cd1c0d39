/**
 * What answers say beside their events. Two sayings join into one by rules that don't ask which came first: the
 * carrier's last word counts, lists grow, estimates are kept by when they were said.
 */

import type { Observation, Reference, RelatedNumber } from '../model/observation.ts';
import type { ParcelDetails, Sayings } from '../model/tracker.ts';
import type { Instant } from '../time/clock.ts';
import { joinDeliveries, toDeliveryRecords } from './deliveries.ts';
import { joinEstimates, toEstimates } from './eta-history.ts';
import { isStart, movesParcel, newestTimeOf } from './event-facts.ts';
import { joinHeadlines, toHeadline } from './headline.ts';
import { joinPieces, toPieces } from './pieces.ts';
import { earlierOf, joinBoth, joinEach, joinLists, saidValues } from './registers.ts';

/**
 * An answer's sayings beside the ones before. Those of an answer that tells of a start so late that it may be another
 * parcel's are kept apart, until the events tell.
 */
export function withSayings(
  known: readonly Sayings[],
  observation: Observation,
  startsLateFrom: number,
): readonly Sayings[] {
  const startedAt = newestTimeOf(observation.events.filter((event) => movesParcel(event) && isStart(event)));
  const isLate = startedAt !== null && Date.parse(startedAt) >= startsLateFrom;
  const told = sayingsOf(observation, isLate ? startedAt : null);
  return joinLists(known, [told], ({ startedAt: start }) => start ?? '', joinSayings);
}

/** How many of the sayings can be about the parcel before the one that started then. */
export const saidBefore = (sayings: readonly Sayings[], nextStart: Instant | null): number =>
  sayings.filter(({ startedAt }) => startedAt === null || nextStart === null || startedAt < nextStart).length;

export const joinAll = (sayings: readonly Sayings[]): Sayings => sayings.reduce(joinSayings, NOTHING_SAID);

const NOTHING_SAID: Sayings = {
  startedAt: null,
  headline: null,
  estimates: [],
  originalEta: null,
  deliveries: [],
  details: {},
  pieces: [],
  references: [],
  relatedNumbers: [],
};

const sayingsOf = (observation: Observation, startedAt: Instant | null): Sayings => ({
  startedAt,
  headline: toHeadline(observation),
  estimates: toEstimates(observation),
  originalEta: observation.originalEta && {
    value: observation.originalEta,
    askedAt: observation.observedAt,
  },
  deliveries: toDeliveryRecords(observation),
  details: detailsOf(observation),
  pieces: toPieces(observation),
  references: joinReferences([], observation.references),
  relatedNumbers: joinRelated([], observation.relatedNumbers),
});

const detailsOf = (told: Observation): Sayings['details'] =>
  saidValues<ParcelDetails>(
    {
      service: told.service,
      origin: told.origin,
      destination: told.destination,
      weight: told.weight,
      servicePoint: told.servicePoint,
      pieceCount: told.pieceCount,
      carrierUniqueId: told.carrierUniqueId,
    },
    told.observedAt,
  );

const joinSayings = (a: Sayings, b: Sayings): Sayings => ({
  startedAt: a.startedAt,
  headline: joinBoth(a.headline, b.headline, joinHeadlines),
  estimates: joinEstimates(a.estimates, b.estimates),
  originalEta: joinBoth(a.originalEta, b.originalEta, earlierOf),
  deliveries: joinDeliveries(a.deliveries, b.deliveries),
  details: joinEach(a.details, b.details),
  pieces: joinPieces(a.pieces, b.pieces),
  references: joinReferences(a.references, b.references),
  relatedNumbers: joinRelated(a.relatedNumbers, b.relatedNumbers),
});

const joinReferences = (a: readonly Reference[], b: readonly Reference[]): readonly Reference[] =>
  joinLists(
    a,
    b,
    ({ type, value }) => `${value}\n${type ?? ''}`,
    (known) => known,
  );

/** A number's carrier may become known later. */
const joinRelated = (a: readonly RelatedNumber[], b: readonly RelatedNumber[]): readonly RelatedNumber[] =>
  joinLists(
    a,
    b,
    ({ number, relation }) => `${number}\n${relation}`,
    (one, other) => ((one.carrier ?? '') >= (other.carrier ?? '') ? one : other),
  );
