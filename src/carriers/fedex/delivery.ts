/** The handing over: when, to whom, where, and what proves it. */

import type { Delivery, ProofOfDelivery } from '../../model/observation.ts';
import type { TrackingEvent } from '../../model/tracking-event.ts';
import { toPlainText } from '../../normalization/plain-text.ts';
import { filled } from '../wire.ts';
import { dateOf } from './estimates.ts';
import type { FedexResult } from './wire.ts';
import type { Warn } from './zones.ts';

// "Signature not required", "Released", "Left at …" tell how it was left, not who took it.
const NO_PERSON = /\bsignature\b|\breleased?\b|^left\b|^no signer\b|^(?:n\/?a|none|unknown)$/i;

/** FedEx's images that show something else than a delivery. */
const NO_PROOFS: ReadonlySet<string> = new Set(['BILL_OF_LADING', 'FREIGHT_BILLING_DOCUMENT']);

/** The delivery of a parcel whose status is `delivered`; `event` is its scan, where there is one. */
export function deliveryOf(result: FedexResult, event: TrackingEvent | null, warn: Warn): Delivery {
  const details = result.deliveryDetails;
  const stated = dateOf(result, 'ACTUAL_DELIVERY');
  if (stated?.localTime === null) {
    warn({ path: 'dateAndTimes', message: "ACTUAL_DELIVERY: the date can't be read" });
  }
  // A date alone gives way to the scan's time.
  const time = stated?.localTime && stated.timePrecision !== 'day' ? stated : event;
  return {
    at: time?.occurredAt ?? null,
    localTime: time?.localTime ?? stated?.localTime ?? null,
    signedBy: signerOf(result),
    placement: toPlainText(filled(details?.locationDescription) ?? details?.locationType),
    proof: proofOf(result),
  };
}

/** The person who took the parcel. */
export function signerOf({ deliveryDetails: details }: FedexResult): string | null {
  const names = [details?.signedByName, details?.receivedByName].map(toPlainText);
  return names.find((name) => name !== null && !NO_PERSON.test(name)) ?? null;
}

function proofOf({ availableImages }: FedexResult): ProofOfDelivery | null {
  const types = (availableImages ?? []).flatMap(({ type }) => filled(type) ?? []);
  const available = [...new Set(types)].filter((type) => !NO_PROOFS.has(type));
  return available.length === 0 ? null : { signatureImage: null, photo: null, document: null, available };
}
