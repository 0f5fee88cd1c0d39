/** The forms under which a number that a host writes may be kept: registering keeps it as its carrier reads it. */

import type { Asker } from '../asking/ask.ts';
import type { CarrierRegistry } from '../carriers/registry.ts';
import { type TrackingNumber, toTrackingNumber } from '../model/tracking-number.ts';

export type NumberFormsGround = { readonly asker: Asker; readonly registry: CarrierRegistry };

/**
 * Each form once: first the number itself, then as carriers read it, these or all registered ones.
 *
 * @throws InvalidTrackingNumberError
 */
export function* numberForms(
  trackingNumber: unknown,
  carriers: readonly string[] | undefined,
  { asker, registry }: NumberFormsGround,
): Generator<TrackingNumber, void> {
  const canonical = toTrackingNumber(trackingNumber);
  const given = new Set([canonical]);
  yield canonical;
  for (const { id } of registry.all) {
    if (carriers !== undefined && !carriers.includes(id)) continue;
    for (const { request } of asker.candidatesFor({ trackingNumber: canonical, carrier: id })) {
      if (given.has(request.trackingNumber)) continue;
      given.add(request.trackingNumber);
      yield request.trackingNumber;
    }
  }
}
