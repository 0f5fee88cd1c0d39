/** UPS's refusals as members of the error family. The HTTP status decides first, UPS's own code second. */

import {
  type AnyTrackingError,
  CarrierAuthError,
  CarrierRateLimitError,
  CarrierUnavailableError,
  InvalidTrackingNumberError,
} from '../../errors.ts';
import { toPlainText } from '../../normalization/plain-text.ts';
import { failureOfStatus } from '../failure.ts';
import { filled, readWire } from '../wire.ts';
import { type UpsNotice, upsRefusal } from './wire.ts';

const MAX_CODE_LENGTH = 40;
const MAX_MESSAGE_LENGTH = 200;

/** UPS's code and words for what went wrong. */
export type UpsRefusal = { readonly code: string | null; readonly message: string | null };

type Circumstances = {
  readonly httpStatus?: number | undefined;
  readonly retryAfterMs?: number | undefined;
};

type Remedy = 'auth' | 'number' | 'rate' | 'wait';

const REMEDY_OF_CODE: ReadonlyMap<string, Remedy> = new Map([
  ['10004', 'wait'],
  ['10401', 'auth'],
  ['10429', 'rate'],
  ['250002', 'auth'],
  ['250003', 'auth'],
  ['251004', 'auth'],
  ['TV1002', 'number'],
  ['UJ0001', 'auth'],
  ['VSS100', 'wait'],
]);

const CHECK_CREDENTIALS =
  'check client id and secret, and that the Tracking product is added to the app in the UPS developer portal';

/** What to do, as UPS's own words don't say. */
const ADVICE: ReadonlyMap<string, string> = new Map([
  ['10401', 'UPS does not know this client id: copy it again from the app, and check the environment'],
  ['250003', 'this is an old access license: create an app in the UPS developer portal instead'],
  ['251004', 'the access token has expired: ask again with a new one'],
]);

const BLOCKED = 'UPS blocks these credentials: ask UPS about the account';

/** The refusal a body states; null where it states none. */
export function readRefusal(body: unknown): UpsRefusal | null {
  const errors = readWire(upsRefusal, body).wire?.response?.errors ?? [];
  return errors.map(toRefusal).find(({ code, message }) => code !== null || message !== null) ?? null;
}

export const toRefusal = ({ code, message }: UpsNotice): UpsRefusal => ({
  code: filled(code)?.slice(0, MAX_CODE_LENGTH) ?? null,
  message: toPlainText(filled(message))?.slice(0, MAX_MESSAGE_LENGTH) ?? null,
});

/** The error of a refusal, or of an answer that is none at all. */
export function upsFailure(refusal: UpsRefusal | null, circumstances: Circumstances = {}): AnyTrackingError {
  const { httpStatus, retryAfterMs } = circumstances;
  const code = refusal?.code ?? undefined;
  const what = describe(refusal);
  const details = { carrier: 'ups', carrierCode: code, httpStatus, retryAfterMs };
  switch (remedyOfStatus(httpStatus) ?? REMEDY_OF_CODE.get(code ?? '')) {
    case 'auth':
      return new CarrierAuthError(`${what}; ${adviceFor(code, httpStatus)}`, details);
    case 'number':
      return new InvalidTrackingNumberError(what, details);
    case 'rate':
      return new CarrierRateLimitError(what, details);
    case 'wait':
      return new CarrierUnavailableError(what, details);
    default:
      return failureOfStatus(httpStatus, what, details);
  }
}

function remedyOfStatus(httpStatus: number | undefined): Remedy | undefined {
  if (httpStatus === 401 || httpStatus === 403) return 'auth';
  if (httpStatus === 429) return 'rate';
  return httpStatus !== undefined && httpStatus >= 500 ? 'wait' : undefined;
}

const adviceFor = (code: string | undefined, httpStatus: number | undefined): string =>
  ADVICE.get(code ?? '') ?? (httpStatus === 403 ? BLOCKED : CHECK_CREDENTIALS);

function describe(refusal: UpsRefusal | null): string {
  const said = [refusal?.code, refusal?.message].filter((part) => part !== null && part !== undefined);
  return `ups: ${said.length === 0 ? 'the answer is no tracking answer' : said.join(' ')}`;
}
