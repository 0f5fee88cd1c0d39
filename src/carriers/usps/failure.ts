/** USPS's refusals as results: "not found" is an answer, the rest are failures. Sub-codes decide before words. */

import {
  type AnyTrackingError,
  CarrierAuthError,
  CarrierResponseError,
  InvalidTrackingNumberError,
  NotAuthorizedError,
  type TrackingErrorDetails,
} from '../../errors.ts';
import type { TrackResult } from '../../model/observation.ts';
import { toPlainText } from '../../normalization/plain-text.ts';
import type { Instant } from '../../time/clock.ts';
import { failureOfStatus } from '../failure.ts';
import { canonicalNumber, filled, readWire, type WireText } from '../wire.ts';
import { withLists } from './lists.ts';
import { uspsError, uspsRefusal } from './wire.ts';

const MAX_CODE_LENGTH = 100;
const MAX_MESSAGE_LENGTH = 300;

type Kind = 'not_found' | 'invalid_number' | 'not_authorized' | 'auth' | 'permanent';

/** Sub-codes of Tracking, and the words of the token endpoint. */
const KIND_OF_CODE: Readonly<Record<string, Kind>> = {
  '150001': 'not_found',
  '150002': 'not_found',
  '150003': 'not_found',
  '150004': 'permanent',
  '150005': 'not_found',
  // Numbers of notices and of pickups, and of an order without a parcel.
  '150006': 'invalid_number',
  '150007': 'invalid_number',
  '150008': 'permanent',
  '150009': 'not_found',
  '150010': 'not_found',
  '150011': 'invalid_number',
  '150012': 'permanent',
  '150013': 'invalid_number',
  invalid_client: 'auth',
  invalid_grant: 'auth',
  invalid_oauth_scope: 'auth',
  invalid_scope: 'auth',
  unauthorized_client: 'auth',
};

/** What USPS says with HTTP 400 where it leaves the sub-code out. */
const NOT_FOUND_WORDS =
  /\btracking number may be incorrect\b|\bstatus update is not yet available\b|\btracking is not available for this item\b/i;

const SCOPE_WORDS = /\boauth scope\b|\binvalid_(?:oauth_)?scope\b/i;

const PORTAL = 'in the USPS developer portal (https://developers.usps.com)';

/** The remedy where a token may not track. */
export const ADD_TRACKING = `add the product Package Tracking and Notification (scope \`tracking\`) to the app ${PORTAL}`;

const CHECK_CREDENTIALS = `check Consumer Key, Consumer Secret and environment of the app, and ${ADD_TRACKING}`;

const GET_PERMISSION =
  'USPS shows a parcel to those who own the Mailer ID of its label, were authorized for it, or have an IP agreement';

/** USPS's statement of what went wrong. */
export type UspsRefusal = {
  /** The number it is about, where it names one. */
  readonly trackingNumber: string | null;
  /** The status it states itself, as items of a batch do. */
  readonly status: number | undefined;
  /** The sub-code, else the code. */
  readonly code: string | null;
  readonly message: string | null;
  /** What the sub-code says, where it says something else. */
  readonly detail: string | null;
};

/** What is known of a call or a number that went wrong. */
export type Circumstances = {
  readonly trackingNumber: string;
  readonly observedAt: Instant;
  readonly httpStatus: number | undefined;
  readonly retryAfterMs: number | undefined;
};

/** The refusal a body states; null where it states none. */
export function readRefusal(body: object): UspsRefusal | null {
  if (!('error' in body)) return null;
  const { error, statusCode, trackingNumber, error_description } = readWire(uspsRefusal, body).wire ?? {};
  const number = canonicalNumber(trackingNumber);
  const status = statusIn(statusCode);
  if (typeof error === 'string') return ofTokenEndpoint(error, error_description);
  if (typeof error !== 'object' || error === null) return null;
  const stated = ofApi(error);
  return { ...stated, trackingNumber: number, status: status ?? stated.status };
}

const ofTokenEndpoint = (error: string, description: WireText): UspsRefusal => ({
  trackingNumber: null,
  status: undefined,
  code: codeText(error),
  message: messageText(description),
  detail: null,
});

function ofApi(error: object): Omit<UspsRefusal, 'trackingNumber'> {
  const { code, message: words, errors } = readWire(uspsError, withLists(error).record).wire ?? {};
  const [first] = errors ?? [];
  const told = errors?.find((each) => Object.hasOwn(KIND_OF_CODE, filled(each.code) ?? '')) ?? first;
  const detail = messageText(filled(told?.detail) ?? told?.title);
  const message = messageText(words);
  return {
    status: statusIn(code) ?? statusIn(first?.status),
    code: codeText(filled(told?.code) ?? code),
    message: message ?? detail,
    detail: message === null || detail === message ? null : detail,
  };
}

/** What USPS says of a number: nothing known yet, or why it can't be tracked. */
export function toRefusedResult(refusal: UspsRefusal, circumstances: Circumstances): TrackResult {
  const { trackingNumber, observedAt } = circumstances;
  const httpStatus = refusalStatus(refusal, circumstances);
  const about = { carrier: 'usps', trackingNumber };
  if (kindOf(refusal, httpStatus) === 'not_found') {
    const { code, message } = refusal;
    return { outcome: 'not_found', ...about, carrierCode: code, message, observedAt };
  }
  return { outcome: 'failed', ...about, error: uspsFailure(refusal, { ...circumstances, httpStatus }) };
}

/** USPS knows nothing of a number, and says so by its status alone. */
export const nothingKnown = ({ trackingNumber, observedAt }: Circumstances): TrackResult => ({
  outcome: 'not_found',
  carrier: 'usps',
  trackingNumber,
  carrierCode: null,
  message: null,
  observedAt,
});

/** A body that is no tracking answer: a page, a half of one, nothing. */
export function noAnswer({ trackingNumber, httpStatus, ...rest }: Circumstances): TrackResult {
  const error = failureOfStatus(httpStatus, 'usps: the body is no tracking answer', detailsOf(rest));
  return { outcome: 'failed', carrier: 'usps', trackingNumber, error };
}

/** An answer about another number is never given out under the one that was asked for. */
export const anotherNumber = ({ trackingNumber, ...rest }: Circumstances): TrackResult => ({
  outcome: 'failed',
  carrier: 'usps',
  trackingNumber,
  error: new CarrierResponseError('usps: the answer is about another number', detailsOf(rest)),
});

/** A number USPS would refuse the whole call for. */
export const unfitNumber = (trackingNumber: string): TrackResult => ({
  outcome: 'failed',
  carrier: 'usps',
  trackingNumber,
  error: new InvalidTrackingNumberError('usps: a tracking number has 4 to 34 letters and digits', {
    carrier: 'usps',
  }),
});

/** Whether a whole batch was refused for the sake of one number in it. */
export const blamesOneNumber = ({ code }: UspsRefusal): boolean => /^150\d{3}$/.test(code ?? '');

/** The error of a refusal. */
export function uspsFailure(
  refusal: UspsRefusal,
  circumstances: Omit<Circumstances, 'trackingNumber' | 'observedAt'>,
): AnyTrackingError {
  const { httpStatus } = circumstances;
  const { code, message, detail } = refusal;
  const said =
    [code, message, detail].filter((part) => part !== null).join(' ') || 'refused without a reason';
  const what = `usps: ${said.replace(/\.$/, '')}`;
  const details = { ...detailsOf(circumstances), carrierCode: code ?? undefined };
  switch (kindOf(refusal, httpStatus)) {
    case 'auth':
      return new CarrierAuthError(
        `${what}; ${isAboutScope(refusal) ? ADD_TRACKING : CHECK_CREDENTIALS}`,
        details,
      );
    case 'not_authorized':
      return new NotAuthorizedError(`${what}; ${GET_PERMISSION}`, details);
    case 'invalid_number':
      return new InvalidTrackingNumberError(what, details);
    case 'permanent':
      return new CarrierResponseError(what, details);
    case 'not_found':
    case undefined:
      return failureOfStatus(httpStatus, what, details);
  }
}

/** The status of the call says more than what the body says of itself, unless the call went well. */
function refusalStatus(
  { status }: UspsRefusal,
  { httpStatus }: Pick<Circumstances, 'httpStatus'>,
): number | undefined {
  if (httpStatus === undefined) return status;
  if (httpStatus >= 400) return httpStatus;
  // The token was good for the call: what is refused is the sight of one parcel.
  return status === 401 ? 403 : (status ?? httpStatus);
}

/** Undefined where the HTTP status says all. */
function kindOf(refusal: UspsRefusal, httpStatus: number | undefined): Kind | undefined {
  if (httpStatus === 401) return 'auth';
  if (httpStatus === 403) return isAboutScope(refusal) ? 'auth' : 'not_authorized';
  if (httpStatus === 405 || httpStatus === 501) return 'permanent';
  if (isAboutTheCall(httpStatus)) return undefined;
  const own = Object.hasOwn(KIND_OF_CODE, refusal.code ?? '') ? KIND_OF_CODE[refusal.code ?? ''] : undefined;
  if (own !== undefined) return own;
  return httpStatus === 404 || NOT_FOUND_WORDS.test(`${refusal.message} ${refusal.detail}`)
    ? 'not_found'
    : undefined;
}

const isAboutScope = ({ code, message, detail }: UspsRefusal): boolean =>
  SCOPE_WORDS.test(`${code} ${message} ${detail}`);

/** Limits and outages concern every number alike. */
const isAboutTheCall = (httpStatus: number | undefined): boolean =>
  httpStatus !== undefined && ([408, 425, 429].includes(httpStatus) || httpStatus >= 500);

const detailsOf = ({ httpStatus, retryAfterMs }: Partial<Circumstances>): TrackingErrorDetails => ({
  carrier: 'usps',
  httpStatus,
  retryAfterMs,
});

/** HTTP statuses travel as text. */
function statusIn(code: WireText): number | undefined {
  const status = Number(filled(code) ?? Number.NaN);
  return Number.isInteger(status) && status >= 100 && status <= 599 ? status : undefined;
}

const codeText = (code: WireText): string | null => filled(code)?.slice(0, MAX_CODE_LENGTH) ?? null;

const messageText = (message: WireText): string | null =>
  toPlainText(filled(message)?.slice(0, 5 * MAX_MESSAGE_LENGTH))?.slice(0, MAX_MESSAGE_LENGTH) ?? null;
