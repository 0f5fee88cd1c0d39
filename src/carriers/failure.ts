/** What a refused or failed call is, by its HTTP status, for carriers whose own code says nothing better. */

import {
  type AnyTrackingError,
  CarrierAuthError,
  CarrierRateLimitError,
  CarrierResponseError,
  CarrierUnavailableError,
  type TrackingErrorDetails,
} from '../errors.ts';

/** Requests a server asks to repeat although it names them the client's fault. */
const TRANSIENT_CLIENT_ERRORS: ReadonlySet<number> = new Set([408, 425]);

/** Classifies by status first; `what` begins the message, e.g. `ups: TV1003 Something`. */
export function failureOfStatus(
  httpStatus: number | undefined,
  what: string,
  details: TrackingErrorDetails = {},
): AnyTrackingError {
  const all = { ...details, httpStatus };
  if (httpStatus === 401 || httpStatus === 403) return new CarrierAuthError(what, all);
  if (httpStatus === 429) return new CarrierRateLimitError(what, all);
  if (httpStatus !== undefined && (httpStatus >= 500 || TRANSIENT_CLIENT_ERRORS.has(httpStatus))) {
    return new CarrierUnavailableError(what, all);
  }
  return new CarrierResponseError(what, all);
}
