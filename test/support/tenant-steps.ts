/** What tenants do, step by step, on one store that they share or on one of their own. */

import fc from 'fast-check';
import { createTrackingClient, fixedCadence, type Store, type Tracker } from 'parceltrail';
import { defineStore } from '../../src/define-store.ts';
import { after } from './crash/processes.ts';
import { fakeCarrier } from './fake-carrier.ts';
import { poll, scan } from './following.ts';

export const TENANTS = ['a', 'b', null] as const;
export type Tenant = (typeof TENANTS)[number];

const NUMBERS = ['ACME1', 'ACME2', 'ACME3'];
const LABELS = ['R1', 'R2'];
const SUBSTATUSES = ['package_processed', 'out_for_delivery', 'delivered'] as const;
const ACTIONS = [
  'register',
  'find',
  'get',
  'list',
  'update',
  'ingest',
  'override',
  'stop',
  'resume',
  'summarize',
  'remove',
  'purge',
  'claim',
  'deliver',
  'replay',
] as const;

export type Step = {
  readonly action: (typeof ACTIONS)[number];
  readonly tenant: Tenant;
  /** Whose tracker it is that the tenant names by its id. */
  readonly owner: Tenant;
  readonly number: string;
  readonly label: string;
  readonly substatus: (typeof SUBSTATUSES)[number];
};

export const anyStep: fc.Arbitrary<Step> = fc.record({
  // What there is to see comes of the first and the sixth.
  action: fc.constantFrom('register', 'ingest', ...ACTIONS),
  tenant: fc.constantFrom(...TENANTS),
  owner: fc.constantFrom(...TENANTS),
  number: fc.constantFrom(...NUMBERS),
  label: fc.constantFrom(...LABELS),
  substatus: fc.constantFrom(...SUBSTATUSES),
});

const LEASE_MS = 1;

/** A client over a store, and the ids of the trackers in it. */
export function createSite(store: Store, clock: { now: () => number }) {
  const client = createTrackingClient({
    carriers: [fakeCarrier('acme')],
    store: defineStore(store),
    cadence: fixedCadence(3_600_000),
    clock: { ...clock, sleep: after },
  });
  const now = () => new Date(clock.now()).toISOString();

  /** Its id, if it is followed here; else one that nobody has. */
  const idOf = async (tenantId: Tenant, trackingNumber: string): Promise<string> => {
    const found = await store.find({ tenantId, trackingNumber });
    return found?.id ?? 'nobody';
  };

  async function listed(tenantId: Tenant, label: string): Promise<Tracker[]> {
    const trackers: Tracker[] = [];
    for await (const tracker of client.list({ tenantId, limit: 2 })) trackers.push(tracker);
    for await (const tracker of client.list({ tenantId, reference: label })) trackers.push(tracker);
    for await (const tracker of client.list({ tenantId, metadata: { shop: label } })) trackers.push(tracker);
    return trackers;
  }

  /** Those of all tenants that are due, given back at once. */
  async function claimed(tenantId: Tenant): Promise<string[]> {
    const request = { now: now(), limit: 100, leaseMs: LEASE_MS, owner: 'test', tenants: [tenantId] };
    const claims = await store.claimDue(request);
    await store.release(claims, now());
    return claims.map(({ tenantId: its, trackingNumber }) => `${its} ${trackingNumber}`).toSorted();
  }

  return {
    idOf,
    /** Takes all messages out, whoever's they are, by tenant. */
    async deliver(): Promise<Map<Tenant, string[]>> {
      const delivered = new Map<Tenant, string[]>(TENANTS.map((tenant) => [tenant, []]));
      for (;;) {
        const claims = await store.claimOutbox({ now: now(), limit: 50, leaseMs: LEASE_MS, owner: 'test' });
        if (claims.length === 0) return delivered;
        for (const { message } of claims) {
          const { tenantId, current, type, sequence } = message;
          delivered.get(tenantId as Tenant)?.push(`${current.trackingNumber} ${sequence} ${type}`);
        }
        await store.settleOutbox(
          claims.map(({ message: { id }, lease }) => ({ id, lease, outcome: 'delivered' })),
          now(),
        );
      }
    },
    /** What the tenant gets to see. `id` is that of the owner's tracker here. */
    async take({ action, tenant: tenantId, number, label, substatus }: Step, id: string): Promise<unknown> {
      const scope = { tenantId };
      switch (action) {
        case 'register':
          return client.registerMany([
            { trackingNumber: number, tenantId, reference: label, orderId: label, metadata: { shop: label } },
          ]);
        case 'find':
          return client.find({ tenantId, trackingNumber: number });
        case 'get':
          return [await client.get(id, scope), await client.history(id, scope)];
        case 'list':
          return listed(tenantId, label);
        case 'update':
          return client.update(id, { reference: label, metadata: { shop: label } }, scope);
        case 'ingest':
          return client.ingest(
            poll('6T10:00', [scan(substatus, '6T09:00')], { trackingNumber: number }),
            scope,
          );
        case 'override':
          return client.override(id, { substatus, note: 'as told' }, scope);
        case 'stop':
          return client.stop(id, scope);
        case 'resume':
          return client.resume(id, scope);
        case 'summarize':
          return client.summarizeOrder(label, scope);
        case 'remove':
          return client.remove(id, scope);
        case 'purge':
          return client.purge({ tenantId, reference: label });
        case 'claim':
          return claimed(tenantId);
        case 'replay':
          return client.replay({ tenantId });
        case 'deliver':
          return undefined;
      }
    },
  };
}

export type Site = ReturnType<typeof createSite>;
