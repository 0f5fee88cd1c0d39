/** From what a host passes to what carriers are asked. */

import type { CarrierAdapter, TrackRequest } from '../carriers/carrier.ts';
import { ConfigurationError } from '../errors.ts';
import type { TrackResult } from '../model/observation.ts';
import { type TrackingNumber, toTrackingNumber } from '../model/tracking-number.ts';
import { type CandidatePolicy, likelyReadings, type Reading } from './candidates.ts';
import { type NumberGuide, unknownForm } from './number-guide.ts';

/** One number to track, with what is known of it. */
export type TrackItem = {
  readonly trackingNumber: string;
  /** A registered carrier's id: the only one asked. Where left out, the number's format decides. */
  readonly carrier?: string | undefined;
  /** `YYYY-MM-DD`; tells the lives of a re-used number apart. */
  readonly shipDate?: string | undefined;
  readonly destinationPostalCode?: string | undefined;
  /** The carrier's own id of the shipment, from an earlier observation. */
  readonly carrierUniqueId?: string | undefined;
};

/** One number as one carrier is asked for it. */
export type Question = { readonly adapter: CarrierAdapter; readonly request: TrackRequest };

/** Yields what to ask next, and is given what the carrier answered. */
export type Asking<Result> = Generator<Question, Result, TrackResult>;

const CALENDAR_DATE = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

/**
 * The questions worth asking, the likeliest carrier's first, each with the number in that carrier's form; at least one.
 *
 * @throws InvalidTrackingNumberError, ConfigurationError (`UNKNOWN_CARRIER`; `INVALID_OPTIONS` for a date that is none)
 */
export function toQuestions(
  item: TrackItem,
  guide: NumberGuide,
  policy: CandidatePolicy,
): readonly Question[] {
  const canonical = toTrackingNumber(item.trackingNumber);
  const { shipDate, destinationPostalCode, carrierUniqueId } = item;
  if (shipDate !== undefined && !CALENDAR_DATE.test(shipDate)) {
    throw new ConfigurationError('INVALID_OPTIONS', 'shipDate: expected a date as YYYY-MM-DD.', {
      path: 'shipDate',
    });
  }
  const readings =
    item.carrier === undefined
      ? likelyReadings(canonical, guide, policy)
      : [readingOf(item.carrier, canonical, guide)];
  if (readings.length === 0) throw unknownForm(canonical, guide);
  return readings.map(({ carrier, trackingNumber }) => ({
    adapter: guide.registry.get(carrier),
    request: {
      trackingNumber: toTrackingNumber(trackingNumber),
      shipDate,
      destinationPostalCode,
      carrierUniqueId,
    },
  }));
}

/** A carrier the host names is asked even for a number whose form we don't know: the carrier knows better. */
function readingOf(carrier: string, canonical: TrackingNumber, { registry, detector }: NumberGuide): Reading {
  // An unknown name is told before anything is said of the number.
  registry.get(carrier);
  const own = detector.match(canonical).find((candidate) => candidate.carrier === carrier);
  return own ?? { carrier, trackingNumber: canonical };
}
