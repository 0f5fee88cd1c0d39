/** From what a host passes to what a carrier is asked. */

import type { CarrierAdapter, TrackRequest } from '../carriers/carrier.ts';
import type { CarrierRegistry } from '../carriers/registry.ts';
import { createDetector, type Detector } from '../detection/detector.ts';
import { ConfigurationError, InvalidTrackingNumberError } from '../errors.ts';
import { type TrackingNumber, toTrackingNumber } from '../model/tracking-number.ts';

/** One number to track, with what is known of it. */
export type TrackItem = {
  readonly trackingNumber: string;
  /** A registered carrier's id; where left out, the number's format decides. */
  readonly carrier?: string | undefined;
  /** `YYYY-MM-DD`; tells the lives of a re-used number apart. */
  readonly shipDate?: string | undefined;
  readonly destinationPostalCode?: string | undefined;
  /** The carrier's own id of the shipment, from an earlier observation. */
  readonly carrierUniqueId?: string | undefined;
};

export type Question = { readonly adapter: CarrierAdapter; readonly request: TrackRequest };

const CALENDAR_DATE = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

/** What tells whose numbers are whose. */
export type NumberGuide = { readonly registry: CarrierRegistry; readonly detector: Detector };

/** Reads numbers by the formats of the registered carriers. */
export const createNumberGuide = (registry: CarrierRegistry): NumberGuide => ({
  registry,
  detector: createDetector({
    formats: registry.all.flatMap(({ formats }) => formats),
    trackingUrl: (carrier, trackingNumber) => registry.get(carrier).trackingUrl(trackingNumber),
  }),
});

/**
 * Finds the carrier and the canonical number.
 *
 * @throws InvalidTrackingNumberError, ConfigurationError (`UNKNOWN_CARRIER`; `INVALID_OPTIONS` for a date that is none)
 */
export function toQuestion(item: TrackItem, guide: NumberGuide): Question {
  const canonical = toTrackingNumber(item.trackingNumber);
  if (item.shipDate !== undefined && !CALENDAR_DATE.test(item.shipDate)) {
    throw new ConfigurationError('INVALID_OPTIONS', 'shipDate: expected a date as YYYY-MM-DD.', {
      path: 'shipDate',
    });
  }
  const { adapter, trackingNumber } = chooseCarrier(canonical, item.carrier, guide);
  const { shipDate, destinationPostalCode, carrierUniqueId } = item;
  return { adapter, request: { trackingNumber, shipDate, destinationPostalCode, carrierUniqueId } };
}

function chooseCarrier(
  canonical: TrackingNumber,
  named: string | undefined,
  { registry, detector }: NumberGuide,
) {
  // An unknown name is told before anything is said of the number.
  const asked = named === undefined ? undefined : registry.get(named);
  const candidate = detector.match(canonical).find(({ carrier }) => named === undefined || carrier === named);
  if (candidate !== undefined) {
    return {
      adapter: registry.get(candidate.carrier),
      trackingNumber: toTrackingNumber(candidate.trackingNumber),
    };
  }
  // A carrier the host names is asked even for a number whose form we don't know: the carrier knows better.
  if (asked !== undefined) return { adapter: asked, trackingNumber: canonical };
  throw unknownForm(canonical, { registry, detector });
}

function unknownForm(
  canonical: TrackingNumber,
  { registry, detector }: NumberGuide,
): InvalidTrackingNumberError {
  const mistyped = detector.explain(canonical).find(({ verdict }) => verdict === 'check_digit');
  if (mistyped !== undefined) {
    const name = registry.get(mistyped.carrier).formats.find(({ id }) => id === mistyped.format)?.name;
    return new InvalidTrackingNumberError(
      `Looks like a number of ${name}, but its check digit is wrong; look for a mistyped character.`,
    );
  }
  const registered = registry.all.map(({ id }) => id).join(', ') || 'none';
  return new InvalidTrackingNumberError(
    `No registered carrier has numbers of this form (${canonical.length} characters; registered: ${registered}); check the number or name its carrier.`,
  );
}
