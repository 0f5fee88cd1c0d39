/** DHL's refusals as members of the error family. Neither API has codes of its own: the HTTP status decides. */

import {
  type AnyTrackingError,
  CarrierAuthError,
  CarrierRateLimitError,
  CarrierResponseError,
} from '../../errors.ts';
import { toPlainText } from '../../normalization/plain-text.ts';
import type { ParseContext } from '../carrier.ts';
import { failureOfStatus } from '../failure.ts';
import { canonicalNumber, filled, readWire } from '../wire.ts';
import { type DhlRefusal, dhlRefusal } from './wire.ts';

const MAX_MESSAGE_LENGTH = 200;

export type Refusal = {
  /** As the answer had it, else as the body states it. */
  readonly httpStatus: number | undefined;
  readonly retryAfterMs: number | undefined;
  readonly title: string | null;
  /** DHL's words; null where it says nothing. */
  readonly message: string | null;
  /** The number that was asked for, where DHL repeats it. */
  readonly trackingNumber: string | null;
};

/** `/shipment/123`, `/expressapi/shipments/123/tracking`. */
const INSTANCE = /\/shipments?\/([0-9A-Z]{5,40})(?:[/?]|$)/i;

/** What a body without shipments says. */
export function readRefusal(body: unknown, { httpStatus, retryAfterMs }: ParseContext): Refusal {
  const wire: DhlRefusal = readWire(dhlRefusal, isRecord(body) ? body : {}).wire ?? {};
  const stated = Number(filled(wire.status) ?? Number.NaN);
  const isRefused = httpStatus !== undefined && httpStatus >= 400;
  const isStated = Number.isInteger(stated) && stated >= 400 && stated <= 599;
  const title = shorten(filled(wire.title));
  return {
    httpStatus: isRefused || !isStated ? httpStatus : stated,
    retryAfterMs,
    title,
    message: shorten(filled(wire.detail)) ?? shorten(filled(wire.message)) ?? title,
    trackingNumber: canonicalNumber(INSTANCE.exec(filled(wire.instance) ?? '')?.[1]),
  };
}

/** How both APIs head a refusal that is an answer, for bodies recorded without their status. */
const NOT_FOUND_TITLE = /^(?:no result|not? data) found\b/i;

/** Whether DHL knows nothing of the number. A text under 404 is a page of somebody else. */
export const isNotFound = (body: unknown, { httpStatus, title }: Refusal): boolean =>
  httpStatus === undefined
    ? NOT_FOUND_TITLE.test(title ?? '')
    : httpStatus === 404 && typeof body !== 'string';

const CHECK_CREDENTIALS =
  'check that apiKey is the Consumer Key (not the Secret) of an app with "Shipment Tracking - Unified" in the DHL ' +
  'developer portal, and that express holds the user name and password of a MyDHL API app of this environment';

/** A daily budget and a rate per second are refused alike. */
const QUOTA = 'a daily quota starts anew at 00:00 GMT';

/** The error of a refusal, or of an answer that is none at all. */
export function dhlFailure({ httpStatus, retryAfterMs, title, message }: Refusal): AnyTrackingError {
  const said = [title, message === title ? null : message].filter((part) => part !== null).join(': ');
  const what = `dhl: ${said.replace(/[.\s]{1,5}$/, '') || 'the answer is no tracking answer'}`;
  const details = { carrier: 'dhl', httpStatus, retryAfterMs };
  if (httpStatus === 401 || httpStatus === 403)
    return new CarrierAuthError(`${what}; ${CHECK_CREDENTIALS}`, details);
  if (httpStatus === 429) return new CarrierRateLimitError(`${what}; ${QUOTA}`, details);
  return failureOfStatus(httpStatus, what, details);
}

/** An answer about another number is never given out under the one that was asked for. */
export const anotherNumber = (httpStatus: number | undefined): AnyTrackingError =>
  new CarrierResponseError('dhl: the answer is about another number', { carrier: 'dhl', httpStatus });

export const handshake = (scope: string): AnyTrackingError =>
  new CarrierResponseError(`dhl: a push of scope ${scope} is about the subscription, not about a shipment`, {
    carrier: 'dhl',
  });

const shorten = (text: string | null): string | null =>
  toPlainText(text?.slice(0, 5 * MAX_MESSAGE_LENGTH))?.slice(0, MAX_MESSAGE_LENGTH) ?? null;

const isRecord = (body: unknown): body is object =>
  typeof body === 'object' && body !== null && !Array.isArray(body);
