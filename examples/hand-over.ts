/** Hands over what is new, until nothing is; what fails is handed over again in a later run. */

import type { DispatcherOptions, FollowingClient } from 'parceltrail';

/** Gives how many messages were handed over. */
export async function handOver(
  client: FollowingClient,
  deliver: DispatcherOptions['deliver'],
): Promise<number> {
  const dispatcher = client.createDispatcher({ deliver });
  let handedOver = 0;
  for (let isMore = true; isMore; ) {
    const { delivered } = await dispatcher.tick();
    handedOver += delivered;
    isMore = delivered > 0;
  }
  return handedOver;
}
