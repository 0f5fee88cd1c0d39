/**
 * The law of tenants: on a store that all share, each sees at every step just what it would see on a store of its own,
 * whatever the others do. The stores of one's own are the model.
 */

import fc from 'fast-check';
import type { Store } from 'parceltrail';
import { memoryStore } from 'parceltrail/stores/memory';
import { expect } from 'vitest';
import type { Json } from '../../src/model/tracker.ts';
import { canonicalJson } from '../../src/stores/canonical-json.ts';
import { instant } from './following.ts';
import { anyStep, createSite, type Site, type Step, TENANTS, type Tenant } from './tenant-steps.ts';

const STEPS = 50;
const SECOND_MS = 1_000;

/** What tells apart two worlds in which the same happens: trackers' ids, and a time that is drawn from a span. */
const DRAWN = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|"nextPollAt":"[^"]*"/g;
// The answers are plain JSON.
const seen = (answer: unknown): string => canonicalJson((answer ?? null) as Json).replace(DRAWN, 'drawn');

export const tenantIsolation = (
  create: () => Promise<{ readonly store: Store; readonly close: () => void }>,
): fc.IAsyncProperty<[Step[]]> =>
  fc.asyncProperty(fc.array(anyStep, { minLength: STEPS, maxLength: STEPS }), async (steps) => {
    const { store, close } = await create();
    try {
      await compare(steps, store);
    } finally {
      close();
    }
  });

async function compare(steps: readonly Step[], store: Store): Promise<void> {
  let now = Date.parse(instant('7T00:00'));
  const clock = { now: () => now };
  const shared = createSite(store, clock);
  const own = new Map(TENANTS.map((tenant) => [tenant, createSite(memoryStore(), clock)]));
  for (const step of steps) {
    now += SECOND_MS;
    // The model has one for each tenant.
    const alone = own.get(step.tenant) as Site;
    if (step.action === 'deliver') await compareDeliveries(shared, own);
    const theirs = await shared.idOf(step.owner, step.number);
    const mine = step.owner === step.tenant ? await alone.idOf(step.owner, step.number) : 'nobody';
    const told = seen(await shared.take(step, theirs));
    expect(told).toBe(seen(await alone.take(step, mine)));
  }
  await compareDeliveries(shared, own);
}

async function compareDeliveries(shared: Site, own: ReadonlyMap<Tenant, Site>): Promise<void> {
  const delivered = await shared.deliver();
  for (const [tenant, site] of own) {
    expect(delivered.get(tenant)?.toSorted()).toEqual((await site.deliver()).get(tenant)?.toSorted());
  }
}
