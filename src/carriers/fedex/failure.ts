/** FedEx's error codes as results: "not found" is an answer, the rest are failures. Codes decide, never messages. */

import {
  type AnyTrackingError,
  CarrierAuthError,
  CarrierResponseError,
  CarrierUnavailableError,
  InvalidTrackingNumberError,
  type TrackingErrorDetails,
} from '../../errors.ts';
import type { TrackResult } from '../../model/observation.ts';
import { toPlainText } from '../../normalization/plain-text.ts';
import type { Instant } from '../../time/clock.ts';
import { failureOfStatus } from '../failure.ts';
import { filled } from '../wire.ts';
import type { FedexRefusal } from './wire.ts';

type Kind = 'not_found' | 'invalid_number' | 'auth' | 'unavailable';

const KINDS: Readonly<Record<string, Kind>> = {
  'NOTIFICATION.TRACKINGNBR.NOTFOUND': 'not_found',
  'TRACKING.DATA.NOTFOUND': 'not_found',
  'TRACKING.REFERENCENUMBER.NOTFOUND': 'not_found',
  'TRACKING.TCN.NOTFOUND': 'not_found',
  'TRACKING.TRACKINGNUMBER.NOTFOUND': 'not_found',
  'TRACKING.TRACKINGNUMBER.EMPTY': 'invalid_number',
  'TRACKING.TRACKINGNUMBER.INVALID': 'invalid_number',
  'CUSTOMER.REVOKE.REQUIRED': 'auth',
  'CUSTOMER.SIZE.INVALID': 'auth',
  'CUSTOMER.USAGE.LOCKED': 'auth',
  'FORBIDDEN.ERROR': 'auth',
  'NOT.AUTHORIZED.ERROR': 'auth',
  'USER.RELOGIN.REQUIRED': 'auth',
  'INTERNAL.SERVER.ERROR': 'unavailable',
  'SERVICE.UNAVAILABLE.ERROR': 'unavailable',
};

const CHECK_CREDENTIALS = 'check API Key and Secret Key, and that they are of the same environment';

/** What to do, where FedEx's own words don't say. */
const ADVICE: Readonly<Record<string, string>> = {
  'FORBIDDEN.ERROR': 'check that the project in the FedEx developer portal has the Track API',
  'NOT.AUTHORIZED.ERROR': CHECK_CREDENTIALS,
  'NOT.FOUND.ERROR': 'there is no such address: check baseUrl',
  'TRACKING.DATA.NOTUNIQUE':
    'several parcels carry this number: give its shipDate, or the carrierUniqueId of an earlier answer',
};

const PLAIN_CODE = /^[A-Z][A-Z0-9._-]{0,99}$/;

/** What is wrong with one number of a batch, or with what was said about it; the others are not to blame. */
const ABOUT_ONE_NUMBER =
  /^TRACKING\.(?:TRACKINGNUMBER|SHIPDATE|SHIPDATEBEGIN|SHIPDATEEND|SHIPDATERANGE|DATA)\./;

const MAX_CODE_LENGTH = 100;
const MAX_MESSAGE_LENGTH = 200;

/** What is known of a call or a number that went wrong. */
export type Circumstances = {
  readonly trackingNumber: string;
  readonly observedAt: Instant;
  /** Undefined for a number refused inside a good answer. */
  readonly httpStatus: number | undefined;
  readonly retryAfterMs: number | undefined;
  readonly requestId: string | null;
};

/** A refusal as a result. The HTTP status goes before the code where it is about the call, not the number. */
export function toRefusedResult(refusal: FedexRefusal, circumstances: Circumstances): TrackResult {
  const code = codeOf(refusal);
  const message = messageOf(refusal);
  const { trackingNumber, observedAt } = circumstances;
  if (!isAboutTheCall(circumstances.httpStatus) && kindOf(code) === 'not_found') {
    return { outcome: 'not_found', carrier: 'fedex', trackingNumber, carrierCode: code, message, observedAt };
  }
  return {
    outcome: 'failed',
    carrier: 'fedex',
    trackingNumber,
    error: toError(code, message, circumstances),
  };
}

/** A body that is no tracking answer: a page, a half of one, nothing. */
export const noAnswer = ({ trackingNumber, httpStatus, ...rest }: Circumstances): TrackResult => ({
  outcome: 'failed',
  carrier: 'fedex',
  trackingNumber,
  error: failureOfStatus(httpStatus, 'fedex: the body is no tracking answer', detailsOf(rest)),
});

/** An answer about another number is never given out under the one that was asked for. */
export const anotherNumber = ({ trackingNumber, ...rest }: Circumstances): TrackResult => ({
  outcome: 'failed',
  carrier: 'fedex',
  trackingNumber,
  error: new CarrierResponseError('fedex: the answer is about another number', detailsOf(rest)),
});

/** Whether a whole batch was refused for the sake of one number in it. */
export const blamesOneNumber = ({ code }: FedexRefusal): boolean => ABOUT_ONE_NUMBER.test(code ?? '');

/** FedEx's code, of bounded length. */
export const codeOf = ({ code }: FedexRefusal): string | null =>
  filled(code)?.slice(0, MAX_CODE_LENGTH) ?? null;

/** FedEx's words for a reader, of bounded length. */
export const messageOf = ({ message }: FedexRefusal): string | null =>
  toPlainText(message?.slice(0, 5 * MAX_MESSAGE_LENGTH))?.slice(0, MAX_MESSAGE_LENGTH) ?? null;

/** The token endpoint's refusal. Only its code is kept: the body it answers held the credentials. */
export function tokenFailure(
  refusal: FedexRefusal,
  httpStatus: number,
  retryAfterMs: number | undefined,
): AnyTrackingError {
  const code = codeOf(refusal);
  const carrierCode = code !== null && PLAIN_CODE.test(code) ? code : undefined;
  const said = carrierCode ?? 'no token was given';
  const advice = httpStatus === 401 ? `; ${CHECK_CREDENTIALS}` : '';
  return failureOfStatus(httpStatus, `fedex: ${said}${advice}`, {
    carrier: 'fedex',
    carrierCode,
    retryAfterMs,
  });
}

function toError(
  code: string | null,
  message: string | null,
  circumstances: Circumstances,
): AnyTrackingError {
  const { httpStatus } = circumstances;
  const kind = isAboutTheCall(httpStatus) ? undefined : kindOf(code);
  const said = [code, message].filter((part) => part !== null).join(': ') || 'refused without a reason';
  const advice = Object.hasOwn(ADVICE, code ?? '') ? ADVICE[code ?? ''] : undefined;
  const what = advice === undefined ? `fedex: ${said}` : `fedex: ${said.replace(/\.$/, '')}; ${advice}`;
  const details = { ...detailsOf(circumstances), carrierCode: code ?? undefined };
  switch (kind) {
    case 'invalid_number':
      return new InvalidTrackingNumberError(what, details);
    case 'auth':
      return new CarrierAuthError(what, details);
    case 'unavailable':
      return new CarrierUnavailableError(what, details);
    case 'not_found':
    case undefined:
      return failureOfStatus(httpStatus, what, details);
  }
}

const detailsOf = ({
  httpStatus,
  retryAfterMs,
  requestId,
}: Partial<Circumstances>): TrackingErrorDetails => ({
  carrier: 'fedex',
  httpStatus,
  retryAfterMs,
  requestId: requestId ?? undefined,
});

const kindOf = (code: string | null): Kind | undefined =>
  code !== null && Object.hasOwn(KINDS, code) ? KINDS[code] : undefined;

/** Credentials, limits and outages concern every number alike. */
const isAboutTheCall = (httpStatus: number | undefined): boolean =>
  httpStatus !== undefined && ([401, 403, 408, 425, 429].includes(httpStatus) || httpStatus >= 500);
