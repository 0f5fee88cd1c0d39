/** A carrier call that ends in time, whatever its adapter does. */

import type { CarrierCall } from '../asking/carrier-call.ts';
import { CarrierUnavailableError } from '../errors.ts';
import type { Clock } from '../time/clock.ts';
import { createDeadline } from '../time/deadline.ts';

/**
 * Gives the call up after `limitMs`, as one of a carrier that is away; a late answer is not heard. The deadline of a
 * carrier's HTTP counts neither the wait for a turn nor what an adapter does beside it.
 */
export async function limitedCall(
  call: CarrierCall,
  [adapter, requests, signal]: Readonly<Parameters<CarrierCall>>,
  { clock, limitMs }: { readonly clock: Clock; readonly limitMs: number },
): ReturnType<CarrierCall> {
  const carrier = adapter.id;
  const error = new CarrierUnavailableError(`${carrier}: gave no answer within ${limitMs} ms.`, { carrier });
  const deadline = createDeadline({ clock, ms: limitMs, parent: signal, onExpiry: () => error });
  try {
    return await call(adapter, requests, deadline.signal);
  } catch (reason) {
    if (reason !== error) throw reason;
    return requests.map(({ trackingNumber }) => ({ outcome: 'failed', carrier, trackingNumber, error }));
  } finally {
    deadline.dispose();
  }
}
