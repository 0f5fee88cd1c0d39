/** Leases on trackers: what is due, once, until the lease ends. */

import type { ClaimRequest } from '../../stores/store.ts';
import { HOUR_MS, holds, MINUTE_MS, same, sameInAnyOrder, themeOf } from './conformance-case.ts';
import { aTracker, registrationsOf } from './fixtures.ts';

const request = (now: string, rest: Partial<ClaimRequest> = {}): ClaimRequest => ({
  now,
  limit: 100,
  leaseMs: MINUTE_MS,
  owner: 'test',
  ...rest,
});

const idsOf = (claims: readonly { readonly id: string }[]): string[] => claims.map(({ id }) => id);

export const LEASES = themeOf('leases', {
  'claims what is due, and not what is due later or never': async ({ store, at }) => {
    await store.register(
      registrationsOf(
        aTracker('due', { poll: { nextPollAt: at() } }),
        aTracker('later', { poll: { nextPollAt: at(1) } }),
        aTracker('never', { poll: { nextPollAt: null, stopReason: 'delivered' } }),
      ),
    );
    same(idsOf(await store.claimDue(request(at()))), ['due']);
  },
  'counts by carrier what waits to be claimed': async ({ store, at }) => {
    same(await store.dueCounts(at()), []);
    await store.register(
      registrationsOf(
        aTracker('held', { poll: { nextPollAt: at(-HOUR_MS) } }),
        aTracker('never', { poll: { nextPollAt: null, stopReason: 'delivered' } }),
      ),
    );
    await store.claimDue(request(at()));
    await store.register(
      registrationsOf(
        aTracker('first', { poll: { nextPollAt: at(-MINUTE_MS) } }),
        aTracker('second', { tenantId: 'tenant', poll: { nextPollAt: at(-5), urgency: 0 } }),
        aTracker('later', { poll: { nextPollAt: at(HOUR_MS) } }),
        aTracker('other', { carrier: 'bolt', poll: { nextPollAt: at(-5) } }),
      ),
    );
    const counts = await store.dueCounts(at());
    same(
      counts.toSorted((a, b) => (a.carrier < b.carrier ? -1 : 1)),
      [
        { carrier: 'acme', due: 2, since: at(-MINUTE_MS) },
        { carrier: 'bolt', due: 1, since: at(-5) },
      ],
    );
  },
  'gives with a claim what asking needs': async ({ store, at }) => {
    const destination = {
      city: null,
      region: null,
      postalCode: '75001',
      country: 'FR',
      name: null,
      streetLines: [],
    };
    const tracker = aTracker('t1', {
      tenantId: 'tenant',
      shippedAfter: at(-HOUR_MS),
      carrierUniqueId: 'unique',
      destination,
      poll: { nextPollAt: at(-5), why: 'on the way', failures: 3 },
    });
    await store.register(registrationsOf(tracker));
    const [claim] = await store.claimDue(request(at()));
    const { lease, ...rest } = claim ?? { lease: '' };
    holds(typeof lease === 'string' && lease !== '', 'a claim has a lease');
    same(rest, {
      id: 't1',
      tenantId: 'tenant',
      carrier: 'acme',
      trackingNumber: 'ACME-t1',
      shippedAfter: at(-HOUR_MS),
      createdAt: tracker.createdAt,
      carrierUniqueId: 'unique',
      destinationPostalCode: '75001',
      poll: tracker.poll,
    });
  },
  'gives no tracker to two claims at once': async ({ store, at }) => {
    await store.register(registrationsOf(aTracker('t1')));
    same((await store.claimDue(request(at()))).length, 1);
    same(await store.claimDue(request(at(), { owner: 'other' })), []);
  },
  'claims the most urgent first, then what is due longest': async ({ store, at }) => {
    await store.register(
      registrationsOf(
        aTracker('b', { poll: { urgency: 1, nextPollAt: at(-9) } }),
        aTracker('a', { poll: { urgency: 0, nextPollAt: at(-1) } }),
        aTracker('c', { poll: { urgency: 1, nextPollAt: at(-2) } }),
        aTracker('d', { poll: { urgency: 2, nextPollAt: at(-90) } }),
      ),
    );
    same(idsOf(await store.claimDue(request(at(), { limit: 1 }))), ['a']);
    same(idsOf(await store.claimDue(request(at(), { limit: 2 }))), ['b', 'c']);
    same(idsOf(await store.claimDue(request(at(), { limit: 2 }))), ['d']);
  },
  'claims no more than the limit, and the rest by the next claim': async ({ store, at }) => {
    await store.register(registrationsOf(...Array.from({ length: 25 }, (_, index) => aTracker(`t${index}`))));
    const sizes = [10, 10, 10].map((limit) => store.claimDue(request(at(), { limit })));
    const claims = (await Promise.all(sizes)).flat();
    same(new Set(idsOf(claims)).size, 25);
    same(claims.length, 25);
  },
  'fills a claim from all carriers and urgencies that have something due': async ({ store, at }) => {
    const trackers = ['a', 'b', 'c'].flatMap((carrier) =>
      ([0, 1, 2] as const).flatMap((urgency) =>
        Array.from({ length: urgency === 0 ? 1 : 20 }, (_, index) =>
          aTracker(`${carrier}${urgency}-${index}`, { carrier, poll: { urgency } }),
        ),
      ),
    );
    await store.register(registrationsOf(...trackers));
    same((await store.claimDue(request(at(), { limit: 100 }))).length, 100);
    same((await store.claimDue(request(at(), { limit: 100 }))).length, 23);
  },
  'claims only of the carriers that are named': async ({ store, at }) => {
    await store.register(registrationsOf(aTracker('t1'), aTracker('t2', { carrier: 'other' })));
    same(await store.claimDue(request(at(), { carriers: [] })), []);
    same(idsOf(await store.claimDue(request(at(), { carriers: ['other', 'nobody'] }))), ['t2']);
  },
  'claims only of the tenants that are named, none included': async ({ store, at }) => {
    const trackers = [null, 'a', 'b', ''].map((tenantId) => aTracker(`t-${tenantId}`, { tenantId }));
    await store.register(registrationsOf(...trackers));
    same(await store.claimDue(request(at(), { tenants: [] })), []);
    sameInAnyOrder(idsOf(await store.claimDue(request(at(), { tenants: [null, 'a'] }))), ['t-null', 't-a']);
  },
  'gives a tracker again when its lease has ended, with another token': async ({ store, at, advance }) => {
    await store.register(registrationsOf(aTracker('t1')));
    const [first] = await store.claimDue(request(at()));
    await advance(MINUTE_MS - 1);
    same(await store.claimDue(request(at())), []);
    await advance(1);
    const [second] = await store.claimDue(request(at()));
    same(second?.id, 't1');
    holds(first?.lease !== second?.lease, 'a token is new with each claim');
  },
  'counts a tracker whose lease ran out as due since then': async ({ store, at, advance }) => {
    await store.register(registrationsOf(aTracker('dropped', { poll: { nextPollAt: at(-HOUR_MS) } })));
    await store.claimDue(request(at()));
    await store.register(registrationsOf(aTracker('fresh', { poll: { nextPollAt: at(MINUTE_MS / 2) } })));
    await advance(2 * MINUTE_MS);
    same(idsOf(await store.claimDue(request(at()))), ['fresh', 'dropped']);
  },
  'lengthens leases that are held, from now on': async ({ store, at, advance }) => {
    await store.register(registrationsOf(aTracker('t1')));
    const [claim] = await store.claimDue(request(at()));
    const lease = { id: 't1', lease: claim?.lease ?? '' };
    await advance(MINUTE_MS / 2);
    same(await store.renew([lease], { now: at(), leaseMs: MINUTE_MS }), []);
    await advance(MINUTE_MS - 1);
    same(await store.claimDue(request(at())), []);
    await advance(1);
    same(idsOf(await store.claimDue(request(at()))), ['t1']);
  },
  'says which leases can not be lengthened, and lengthens the others': async ({ store, at, advance }) => {
    await store.register(registrationsOf(aTracker('t1'), aTracker('t2')));
    const claims = await store.claimDue(request(at()));
    const leaseOf = (id: string) => claims.find((claim) => claim.id === id)?.lease ?? '';
    const leases = [
      { id: 't1', lease: leaseOf('t1') },
      { id: 't2', lease: 'never given' },
      { id: 'nobody', lease: leaseOf('t1') },
    ];
    sameInAnyOrder(await store.renew(leases, { now: at(), leaseMs: HOUR_MS }), ['t2', 'nobody']);
    await advance(2 * MINUTE_MS);
    same(idsOf(await store.claimDue(request(at()))), ['t2']);
  },
  'does not bring back a lease that has run out': async ({ store, at, advance }) => {
    await store.register(registrationsOf(aTracker('t1')));
    const [claim] = await store.claimDue(request(at()));
    await advance(MINUTE_MS);
    const lease = { id: 't1', lease: claim?.lease ?? '' };
    same(await store.renew([lease], { now: at(), leaseMs: MINUTE_MS }), ['t1']);
    same((await store.claimDue(request(at()))).length, 1);
  },
});
