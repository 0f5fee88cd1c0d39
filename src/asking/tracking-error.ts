/** Our own errors as values, for code that must not stop at them. */

import { type AnyTrackingError, isTrackingError } from '../errors.ts';

/** What `read` gives, or the member of the error family it throws; anything else it throws goes on. */
export function orTrackingError<Value>(read: () => Value): Value | AnyTrackingError {
  try {
    return read();
  } catch (error) {
    if (isTrackingError(error)) return error;
    throw error;
  }
}
