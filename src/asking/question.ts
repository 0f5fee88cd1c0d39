/** From what a host passes to what a carrier is asked. */

import type { CarrierAdapter, TrackRequest } from '../carriers/carrier.ts';
import type { CarrierRegistry } from '../carriers/registry.ts';
import type { NumberFormat } from '../detection/format.ts';
import { matchFormats, nearMisses } from '../detection/match.ts';
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

/**
 * Finds the carrier and the canonical number.
 *
 * @throws InvalidTrackingNumberError, ConfigurationError (`UNKNOWN_CARRIER`; `INVALID_OPTIONS` for a date that is none)
 */
export function toQuestion(item: TrackItem, registry: CarrierRegistry): Question {
  const canonical = toTrackingNumber(item.trackingNumber);
  if (item.shipDate !== undefined && !CALENDAR_DATE.test(item.shipDate)) {
    throw new ConfigurationError('INVALID_OPTIONS', 'shipDate: expected a date as YYYY-MM-DD.', {
      path: 'shipDate',
    });
  }
  const { adapter, trackingNumber } = chooseCarrier(canonical, item.carrier, registry);
  const { shipDate, destinationPostalCode, carrierUniqueId } = item;
  return { adapter, request: { trackingNumber, shipDate, destinationPostalCode, carrierUniqueId } };
}

function chooseCarrier(canonical: TrackingNumber, carrier: string | undefined, registry: CarrierRegistry) {
  const adapters = carrier === undefined ? registry.all : [registry.get(carrier)];
  const formats = adapters.flatMap((adapter) => adapter.formats);
  const [match] = matchFormats(canonical, formats);
  if (match !== undefined) {
    return { adapter: registry.get(match.carrier), trackingNumber: toTrackingNumber(match.trackingNumber) };
  }
  // A carrier the host names is asked even for a number whose form we don't know: the carrier knows better.
  if (carrier !== undefined) return { adapter: registry.get(carrier), trackingNumber: canonical };
  throw unknownForm(canonical, formats, registry);
}

function unknownForm(
  canonical: TrackingNumber,
  formats: readonly NumberFormat[],
  registry: CarrierRegistry,
): InvalidTrackingNumberError {
  const [mistyped] = nearMisses(canonical, formats);
  if (mistyped !== undefined) {
    return new InvalidTrackingNumberError(
      `Looks like a number of ${mistyped.name}, but its check digit is wrong; look for a mistyped character.`,
    );
  }
  const registered = registry.all.map(({ id }) => id).join(', ') || 'none';
  return new InvalidTrackingNumberError(
    `No registered carrier has numbers of this form (${canonical.length} characters; registered: ${registered}); check the number or name its carrier.`,
  );
}
