/** Leaves a wait at once when a signal aborts, also where what is waited for doesn't listen to it. */

import { onAbort } from './on-abort.ts';

/** Settles as `promise` does, or rejects with the signal's reason as soon as it aborts. */
export function untilAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise;
  return new Promise((resolve, reject) => {
    const leave = () => reject(signal.reason);
    if (signal.aborted) leave();
    const stopListening = onAbort(signal, leave);
    // Listening on after the abort keeps a late rejection from being unhandled.
    promise.then(resolve, reject).finally(stopListening);
  });
}
