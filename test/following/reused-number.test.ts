import { describe, expect, it } from 'vitest';
import type { Tracker } from '../../src/model/tracker.ts';
import { fakeCarrier } from '../support/fake-carrier.ts';
import { aFollowingClient, anAnswer, aScan, at } from '../support/followed.ts';

const YEAR_MS = 365 * 24 * 3_600_000;
const picked = aScan('package_accepted', -20);

type Client = ReturnType<typeof aFollowingClient>['client'];

/** Follows a parcel, does what is said, and registers its number again a year later. */
async function yearLater(
  live: (client: Client, id: string) => Promise<unknown>,
  again: { readonly shippedAfter?: string } = { shippedAfter: '2027-03-01' },
): Promise<{ readonly old: string; readonly now: Tracker }> {
  const { client, clock } = aFollowingClient();
  const { id } = await client.register({ trackingNumber: 'ACME1', orderId: 'OLD' });
  await live(client, id);
  await clock.advance(YEAR_MS);
  return { old: id, now: await client.register({ trackingNumber: 'ACME1', orderId: 'NEW', ...again }) };
}

const deliver = (client: Client) =>
  client.ingest(anAnswer([picked, aScan('delivered', -1)], 0, { source: 'push' }));

describe('registering a number again', () => {
  it('follows the new parcel where the old one was delivered to a host that never polls', async () => {
    const { old, now } = await yearLater(deliver);
    expect(now).toMatchObject({ generation: 2, orderId: 'NEW', status: 'unknown' });
    expect(now.id).not.toBe(old);
  });

  it('follows the new parcel where the old one was delivered, then stopped by the host', async () => {
    const { now } = await yearLater(async (client, id) => {
      await deliver(client);
      await client.stop(id);
    });
    expect(now).toMatchObject({ generation: 2, poll: { stopReason: null } });
    expect(now.poll.nextPollAt).not.toBeNull();
  });

  it('follows the new parcel long after the end of the old one, where no date is named', async () => {
    const { now } = await yearLater(deliver, {});
    expect(now).toMatchObject({ generation: 2, orderId: 'NEW' });
  });

  it('asks for the new parcel alone', async () => {
    const acme = fakeCarrier('acme');
    const { client } = aFollowingClient([acme]);
    const { id } = await client.register({ trackingNumber: 'ACME1' });
    await deliver(client);
    const fresh = await client.register({ trackingNumber: 'ACME1', shippedAfter: at(0) });
    expect(await client.get(id)).toMatchObject({ poll: { nextPollAt: null, stopReason: 'superseded' } });
    await client.createPoller().tick();
    expect(acme.calls).toEqual([['ACME1']]);
    expect((await client.get(fresh.id))?.poll.lastOutcome).toBe('not_found');
  });

  it('follows the new parcel where the old one was lost', async () => {
    const { now } = await yearLater((client) =>
      client.ingest(anAnswer([picked, aScan('package_lost', -1)], 0)),
    );
    expect(now.generation).toBe(2);
  });

  it('gives the old parcel where that is still on its way, be it stopped by the host', async () => {
    const { old, now } = await yearLater(async (client, id) => {
      await client.ingest(anAnswer([picked], 0, { source: 'push' }));
      await client.stop(id);
    });
    expect(now).toMatchObject({ id: old, generation: 1, poll: { stopReason: 'stopped_by_host' } });
  });

  it('gives the old parcel where that is on its way back', async () => {
    const { old, now } = await yearLater((client) =>
      client.ingest(anAnswer([picked, aScan('return_to_sender', -1)], 0, { source: 'push' })),
    );
    expect(now.id).toBe(old);
  });
});
