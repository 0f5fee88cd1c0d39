/** The handing over: when, to whom, where; and where a parcel waits for its recipient. */

import type { ServicePoint } from '../../model/location.ts';
import type { Delivery, ProofOfDelivery } from '../../model/observation.ts';
import type { NormalizedStatus } from '../../model/status.ts';
import type { TrackingEvent } from '../../model/tracking-event.ts';
import { toPlainText } from '../../normalization/plain-text.ts';
import type { AmazonRecord } from './record.ts';

// These tell how it was left, not who took it.
const NO_PERSON = /\b(?:signature|released?)\b|^left\b|^(?:n\/?a|none|unknown)$/i;

/** The delivery of a parcel whose status is `delivered`; `event` is its scan, where there is one. */
export const deliveryOf = (record: AmazonRecord, event: TrackingEvent | null): Delivery => ({
  at: event?.occurredAt ?? null,
  localTime: event?.localTime ?? null,
  signedBy: signerOf(record),
  placement: record.place === null ? null : toWords(record.place),
  proof: proofOf(record),
});

/** The person who took the parcel. */
export function signerOf({ receivedBy }: AmazonRecord): string | null {
  const name = toPlainText(receivedBy);
  return name === null || NO_PERSON.test(name) ? null : name;
}

const proofOf = ({ proofs }: AmazonRecord): ProofOfDelivery | null =>
  proofs.length === 0 ? null : { signatureImage: null, photo: null, document: null, available: proofs };

/** `DeliveredToRearDoor` and `REAR_DOOR` as words: Rear Door. */
function toWords(place: string): string {
  const code = place.replace(/^(?:DeliveredTo|MC_)(?=.)/, '');
  const spaced = /[a-z]/.test(code) ? code.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ') : inTitleCase(code);
  return spaced.slice(0, 100);
}

const inTitleCase = (code: string): string =>
  code
    .split('_')
    .map((word) => word.slice(0, 1) + word.slice(1).toLowerCase())
    .join(' ')
    .trim();

/** Where the parcel waits; the place is that of the event which announced it. */
export function servicePointOf(
  status: NormalizedStatus,
  events: readonly TrackingEvent[],
): ServicePoint | null {
  if (status.substatus !== 'pickup_available') return null;
  const event = events.findLast(({ substatus }) => substatus === 'pickup_available');
  return {
    type: status.reason === 'at_locker' ? 'locker' : 'unknown',
    name: null,
    code: null,
    address: event?.location ?? null,
    openUntil: null,
  };
}
