/** What the registered carriers' formats say of a number. */

import type { CarrierRegistry } from '../carriers/registry.ts';
import { createDetector, type Detector } from '../detection/detector.ts';
import { InvalidTrackingNumberError } from '../errors.ts';
import type { TrackingNumber } from '../model/tracking-number.ts';

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

/** Why no registered carrier can be asked for a number. */
export function unknownForm(
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
