/** Listens for an abort, however many others listen to the same signal. */

import { setMaxListeners } from 'node:events';

/** Calls the listener when the signal aborts; gives the way to stop listening. */
export function onAbort(signal: AbortSignal, listener: () => void): () => void {
  // One signal may end a thousand calls at once. Node takes more than ten listeners for a leak and warns.
  setMaxListeners(0, signal);
  signal.addEventListener('abort', listener, { once: true });
  return () => signal.removeEventListener('abort', listener);
}
