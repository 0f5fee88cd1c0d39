/** A tracker for a parcel that a host registers, with the message that tells of it. */

import { randomUUID } from 'node:crypto';
import { createdMessage } from '../ingest/messages.ts';
import { dueNow } from '../ingest/next-life.ts';
import { toLocation } from '../model/location.ts';
import type { Tracker } from '../model/tracker.ts';
import type { Registration } from '../stores/store.ts';
import { type Instant, toInstant } from '../time/clock.ts';
import { createTracker } from '../timeline/create-tracker.ts';
import { joinAll } from '../timeline/sayings.ts';
import type { Placed } from './placing.ts';

export function toNewTracker(
  { registration, carrier, trackingNumber }: Placed,
  generation: number,
  now: Instant,
): Registration {
  const { item, ...labels } = registration;
  const empty = createTracker({
    ...labels,
    id: randomUUID(),
    carrier,
    trackingNumber,
    generation,
    createdAt: now,
  });
  const tracker: Tracker = {
    ...empty,
    ...destinedFor(item.destinationPostalCode, empty),
    sequence: 1,
    poll: dueNow(empty.poll, now),
  };
  return { tracker, message: createdMessage(tracker, now) };
}

/** Kept as if it had been told before all else: the carrier's own word on the destination counts once there is one. */
function destinedFor(
  postalCode: string | undefined,
  { ledger }: Tracker,
): Pick<Tracker, 'destination' | 'ledger'> | undefined {
  const destination = toLocation({ postalCode });
  if (destination === null) return undefined;
  const details = { destination: { value: destination, askedAt: toInstant(0) } };
  return { destination, ledger: { ...ledger, sayings: [{ ...joinAll([]), details }] } };
}
