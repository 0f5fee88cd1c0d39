/** One life that many parcels live, told in two answers, and what is kept of it. */

import type { Observation, OutboxMessage, Tracker } from 'parceltrail';
import { createTrackingClient } from 'parceltrail';
import { memoryStore } from 'parceltrail/stores/memory';
import { after } from '../crash/processes.ts';
import { fakeCarrier } from '../fake-carrier.ts';
import { instant, poll, scan } from '../following.ts';

/** What every process, and the one that is alone, makes its client of; all live on the parcels' day. */
export const createSettings = () => ({
  carriers: [fakeCarrier('acme')],
  clock: { now: () => Date.parse(instant('7T00:00')), sleep: after },
});

export const numbersOf = (parcels: number): string[] =>
  Array.from({ length: parcels }, (_, place) => `ACME${place + 1}`);

const SCANS = [
  scan('information_received', '5T09:00'),
  scan('package_accepted', '5T15:00'),
  scan('package_processed', '6T02:00'),
  scan('out_for_delivery', '6T08:00'),
  scan('delivered', '6T14:00'),
];

/** The second tells of all that the first did, and of more. */
export const ANSWERS: readonly Observation[] = [poll('6T03:00', SCANS.slice(0, 3)), poll('6T15:00', SCANS)];

/** What must be the same for all. */
export type KeptLife = {
  readonly status: string;
  readonly version: number;
  readonly events: readonly string[];
  readonly transitions: readonly string[];
};

export const keptLife = ({ status, version, events, transitions }: Tracker): KeptLife => ({
  status,
  version,
  events: events.map((event) => event.id),
  transitions: transitions.map(({ from, to }) => `${from?.substatus} -> ${to.substatus}`),
});

export const told = ({ sequence, type }: OutboxMessage): string => `${sequence} ${type}`;

/** What comes of one parcel when a single process takes in each answer once. */
export async function undisturbedLife() {
  const store = memoryStore();
  const client = createTrackingClient({ ...createSettings(), store });
  const [trackingNumber = ''] = numbersOf(1);
  const { id } = await client.register({ trackingNumber });
  let changes = 0;
  for (const answer of ANSWERS) {
    const update = await client.ingest({ ...answer, trackingNumber });
    if (update && update.changes.length > 0) changes += 1;
  }
  const tracker = await client.get(id);
  if (tracker?.status !== 'delivered') throw new Error('The undisturbed parcel was not delivered.');
  return { life: keptLife(tracker), messages: tracker.sequence, changes };
}
