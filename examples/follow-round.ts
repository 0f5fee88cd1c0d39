/** One round: follows the parcels that are named, asks about all that are due, hands over what is new. */

import type { FollowingClient } from 'parceltrail';
import { handOver } from './hand-over.ts';
import { printNews } from './print-news.ts';

export async function followRound(
  client: FollowingClient,
  trackingNumbers: readonly string[],
): Promise<void> {
  // Parcels that are followed already stay as they are.
  const wanted = trackingNumbers.map((trackingNumber) => ({ trackingNumber }));
  for (const result of await client.registerMany(wanted)) {
    if (result.outcome === 'failed') console.error(`${result.trackingNumber}: ${result.error.message}`);
  }

  await client.createPoller().tick();
  // Here a service would send a mail, or put a job into its queue.
  await handOver(client, printNews);

  for await (const { trackingNumber, poll } of client.list({ active: true })) {
    console.log(`${trackingNumber} is asked about again at ${poll.nextPollAt}: ${poll.why}.`);
  }
}
