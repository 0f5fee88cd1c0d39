/** USPS sends the proof of a delivery as a letter by e-mail: the request for it, made of the parcel's own record. */

import { ConfigurationError } from '../../errors.ts';
import { readIso } from '../../time/wall-clock.ts';
import { canonicalNumber, filled, readBody, readWire } from '../wire.ts';
import { isOn } from './delivery.ts';
import { withLists } from './lists.ts';
import { uniqueIdOf } from './parcel-facts.ts';
import { type UspsParcel, uspsParcel } from './wire.ts';

/** To whom USPS sends the letter. */
export type ProofRecipient = {
  readonly firstName: string;
  readonly lastName: string;
  /** One to three addresses. */
  readonly email: readonly string[];
};

/** What to send, apart from the token. */
export type ProofRequest = {
  readonly method: 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

const EMAIL = /^[^\s@]{1,64}@[^\s@]{1,190}$/;
const MAX_EMAILS = 3;

/** The request without its token; null where USPS offers no proof for the parcel, or its record is not in full detail. */
export function toProofRequest(
  origin: string,
  payload: unknown,
  recipient: ProofRecipient,
): ProofRequest | null {
  checkRecipient(recipient);
  const body = readBody(payload);
  const record = typeof body === 'object' && body !== null ? withLists(body).record : {};
  const parcel: UspsParcel = readWire(uspsParcel, record).wire ?? {};
  const trackingNumber = canonicalNumber(parcel.trackingNumber);
  const ids = {
    uniqueMailPieceID: uniqueIdOf(parcel),
    mailPieceIntakeDate: toIntakeDate(filled(parcel.mailPieceIntakeDate)),
    tableCode: filled(parcel.tableCode),
  };
  const isOffered = isOn(parcel.proofOfDeliveryEnabled) || isOn(parcel.trackingProofOfDeliveryEnabled);
  if (!isOffered || trackingNumber === null || Object.values(ids).includes(null)) return null;
  return {
    method: 'POST',
    url: `${origin}/tracking/v3/tracking/${encodeURIComponent(trackingNumber)}/proof-of-delivery`,
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify({
      ...ids,
      requestType: 'email',
      firstName: recipient.firstName,
      lastName: recipient.lastName,
      email: recipient.email,
    }),
  };
}

/** `2024-11-15 11:09:19.000000`, as it is answered, in the form in which it is asked for. */
function toIntakeDate(text: string | null): string | null {
  const reading = readIso(text ?? '');
  if (reading === null) return null;
  const [day, clock] = reading.localTime.split('T');
  return clock === undefined ? (day ?? null) : `${day} ${clock}:000`;
}

function checkRecipient({ firstName, lastName, email }: ProofRecipient): void {
  const flaw =
    (firstName.trim() === '' && 'firstName: missing') ||
    (lastName.trim() === '' && 'lastName: missing') ||
    ((email.length < 1 || email.length > MAX_EMAILS || !email.every((address) => EMAIL.test(address))) &&
      'email: expected one to three addresses');
  if (flaw) {
    throw new ConfigurationError('INVALID_OPTIONS', `usps: ${flaw}`, {
      carrier: 'usps',
      path: flaw.split(':')[0],
    });
  }
}
