/** What a host does with messages that were handed to it. */

import { expect, it } from 'vitest';
import { aFollowingClient } from '../support/followed.ts';

const HOUR_MS = 3_600_000;

/** Two messages that were delivered an hour apart. */
async function twoDelivered() {
  const { client, clock } = aFollowingClient();
  const heard: string[] = [];
  const dispatcher = client.createDispatcher({
    deliver: ({ current }) => heard.push(current.trackingNumber),
  });
  for (const trackingNumber of ['ACME1', 'ACME2']) {
    await client.register({ trackingNumber });
    await dispatcher.tick();
    await clock.advance(HOUR_MS);
  }
  const agoOf = (hours: number): string => new Date(clock.now() - hours * HOUR_MS).toISOString();
  return { client, dispatcher, heard, agoOf };
}

it('deletes what was delivered before a time, and can replay the rest', async () => {
  const { client, dispatcher, heard, agoOf } = await twoDelivered();
  expect(await client.purgeOutbox({ deliveredBefore: agoOf(1.5) })).toBe(1);
  expect(await client.replay({ from: '2000-01-01' })).toBe(1);
  await dispatcher.tick();
  expect(heard).toEqual(['ACME1', 'ACME2', 'ACME2']);
});

it('replays what was made in a stretch of time', async () => {
  const { client, agoOf } = await twoDelivered();
  expect(await client.replay({ from: agoOf(2.5).replace('Z', '+00:00'), to: agoOf(1.5) })).toBe(1);
});

it.each([
  ['no time', undefined, 'purgeOutbox: expected an object'],
  ['a time that is none', { deliveredBefore: 'keep 2030' }, 'deliveredBefore: expected an ISO 8601 instant'],
  ['a misspelt condition', { before: '2026-01-01' }, 'before: is no property that `purgeOutbox` knows'],
])('%s deletes nothing', async (_, options, problem) => {
  const { client } = await twoDelivered();
  // As a host without types may say it.
  const given = options as { deliveredBefore: string };
  await expect(client.purgeOutbox(given)).rejects.toThrow(problem);
  expect(await client.replay({ from: '2000-01-01' })).toBe(2);
});
