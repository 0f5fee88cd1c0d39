/** Amazon's refusals as results. The HTTP status decides before the code: Amazon's spellings were not seen live. */

import {
  type AnyTrackingError,
  CarrierAuthError,
  CarrierRateLimitError,
  CarrierResponseError,
  CarrierUnavailableError,
  type TrackingErrorDetails,
} from '../../errors.ts';
import type { TrackResult } from '../../model/observation.ts';
import { toPlainText } from '../../normalization/plain-text.ts';
import type { Instant } from '../../time/clock.ts';
import { failureOfStatus } from '../failure.ts';
import { readWire, type WireText } from '../wire.ts';
import { said } from './said.ts';
import { amazonRefusal, amazonTokenRefusal } from './wire.ts';

/** What is known of a call that came to nothing. */
export type Circumstances = {
  readonly trackingNumber: string;
  readonly observedAt: Instant;
  readonly httpStatus?: number | undefined;
  readonly retryAfterMs?: number | undefined;
  readonly requestId?: string | undefined;
};

type Refusal = { readonly code: string | null; readonly message: string | null };
type Kind = 'auth' | 'rate' | 'unavailable' | 'not_found';

const KIND_OF_CODE: ReadonlyMap<string | null, Kind> = new Map([
  ['NotFound', 'not_found'],
  ['Unauthorized', 'auth'],
  ['TooManyRequests', 'rate'],
  ['InternalError', 'unavailable'],
  ['ServiceUnavailable', 'unavailable'],
  ['invalid_client', 'auth'],
  ['invalid_grant', 'auth'],
  ['invalid_scope', 'auth'],
  ['unauthorized_client', 'auth'],
]);

const CHECK_CREDENTIALS =
  'check client id, client secret and refresh token, and that they are of this region; Amazon refuses client secrets that are older than 180 days';

/** What to do, where Amazon's own words don't say. */
const ADVICE: ReadonlyMap<string | null, string> = new Map([
  [
    'invalid_client',
    'check client id and secret: Amazon refuses secrets that were replaced, or are older than 180 days',
  ],
  ['invalid_grant', 'the refresh token is wrong, expired or revoked: authorize the app again'],
]);

/** What Amazon means by a success that says nothing. */
const NOTHING_KNOWN =
  "Amazon knows nothing of this id: it is too new, of another business or region, or of a parcel of Amazon's own shop, which only its notifications tell of";

const MAX_CODE_LENGTH = 60;
const MAX_MESSAGE_LENGTH = 200;
const MAX_REFUSALS = 20;

// The first generation has answered so for an id it doesn't know, under 400.
const NOT_FOUND_WORDS = /\bnot (?:be )?found\b|\bdoes(?:n't| not) exist\b/i;
const ANOTHER_PARAMETER = /\bcarrier ?id\b|\bbusiness\b/i;

/** The refusal a body states; null where it states none. */
export function readRefusal(body: object): Refusal | null {
  const errors: unknown = Reflect.get(body, 'errors');
  const refusals = (Array.isArray(errors) ? errors : [])
    .slice(0, MAX_REFUSALS)
    .map((error) => readWire(amazonRefusal, error).wire)
    .map((error) => toRefusal(error?.code, error?.message, error?.details));
  return refusals.find(({ code, message }) => code !== null || message !== null) ?? readTokenRefusal(body);
}

/** Its code alone: what Login with Amazon describes are credentials. */
function readTokenRefusal(body: unknown): Refusal | null {
  const { code } = toRefusal(readWire(amazonTokenRefusal, body).wire?.error, null, null);
  return code !== null && /^[a-z_]{1,40}$/.test(code) ? { code, message: null } : null;
}

const toRefusal = (code: WireText, message: WireText, details: WireText): Refusal => ({
  code: said(code)?.slice(0, MAX_CODE_LENGTH) ?? null,
  message: joined(toWords(message), toWords(details)),
});

const toWords = (text: WireText): string | null =>
  toPlainText(said(text)?.slice(0, 5 * MAX_MESSAGE_LENGTH))?.slice(0, MAX_MESSAGE_LENGTH) ?? null;

const joined = (message: string | null, details: string | null): string | null =>
  message === null || details === null ? (message ?? details) : `${message.replace(/\.$/, '')}: ${details}`;

/** A refusal, or a body that is no tracking answer at all, as a result. */
export function toRefusedResult(refusal: Refusal | null, circumstances: Circumstances): TrackResult {
  const { trackingNumber, observedAt, httpStatus } = circumstances;
  const { code = null, message = null } = refusal ?? {};
  if (kindOf(refusal, httpStatus) === 'not_found') {
    return {
      outcome: 'not_found',
      carrier: 'amazon',
      trackingNumber,
      carrierCode: code,
      message,
      observedAt,
    };
  }
  return {
    outcome: 'failed',
    carrier: 'amazon',
    trackingNumber,
    error: toError(refusal, 'the body is no tracking answer', circumstances),
  };
}

/** A success that says nothing. A label that was just bought looks the same, so it is worth asking again. */
export const nothingKnown = ({ trackingNumber, observedAt }: Circumstances): TrackResult => ({
  outcome: 'not_found',
  carrier: 'amazon',
  trackingNumber,
  carrierCode: null,
  message: NOTHING_KNOWN,
  observedAt,
});

export const unusable = (what: string, { trackingNumber, ...rest }: Circumstances): TrackResult => ({
  outcome: 'failed',
  carrier: 'amazon',
  trackingNumber,
  error: new CarrierResponseError(`amazon: ${what}`, detailsOf(rest)),
});

/** The token endpoint's refusal. */
export const tokenFailure = (
  body: unknown,
  circumstances: Pick<Circumstances, 'httpStatus' | 'retryAfterMs'>,
): AnyTrackingError => toError(readTokenRefusal(body), 'no token was given', circumstances);

function toError(
  refusal: Refusal | null,
  otherwise: string,
  circumstances: Partial<Circumstances>,
): AnyTrackingError {
  const { code = null, message = null } = refusal ?? {};
  const said = [code, message].filter((part) => part !== null).join(': ') || otherwise;
  const what = `amazon: ${said}`;
  const details = { ...detailsOf(circumstances), carrierCode: code ?? undefined };
  switch (kindOf(refusal, circumstances.httpStatus)) {
    case 'auth':
      return new CarrierAuthError(
        `${what.replace(/\.$/, '')}; ${ADVICE.get(code) ?? CHECK_CREDENTIALS}`,
        details,
      );
    case 'rate':
      return new CarrierRateLimitError(what, details);
    case 'unavailable':
      return new CarrierUnavailableError(what, details);
    default:
      return failureOfStatus(circumstances.httpStatus, what, details);
  }
}

const detailsOf = ({
  httpStatus,
  retryAfterMs,
  requestId,
}: Partial<Circumstances>): TrackingErrorDetails => ({
  carrier: 'amazon',
  httpStatus,
  retryAfterMs,
  requestId,
});

function kindOf(refusal: Refusal | null, httpStatus: number | undefined): Kind | undefined {
  if (httpStatus === 401 || httpStatus === 403) return 'auth';
  if (httpStatus === 429) return 'rate';
  if (httpStatus !== undefined && (httpStatus >= 500 || httpStatus === 408 || httpStatus === 425)) {
    return 'unavailable';
  }
  if (httpStatus === 404 || saysNotFound(refusal)) return 'not_found';
  return KIND_OF_CODE.get(refusal?.code ?? null);
}

const saysNotFound = (refusal: Refusal | null): boolean =>
  refusal?.message != null &&
  NOT_FOUND_WORDS.test(refusal.message) &&
  !ANOTHER_PARAMETER.test(refusal.message);
