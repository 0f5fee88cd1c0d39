/** Finds the tracker that follows a number. */

import { isSuperseded } from '../ingest/next-life.ts';
import type { Tracker } from '../model/tracker.ts';
import type { Store, TrackerAddress } from '../stores/store.ts';
import { type NumberFormsGround, numberForms } from './number-forms.ts';
import type { TenantScope } from './one-tracker.ts';
import { refusal, toObject } from './refusal.ts';
import { toTenantId } from './registration.ts';

export type FindOptions = TenantScope & {
  readonly trackingNumber: string;
  readonly carrier?: string | undefined;
  /** Which of the parcels that have had the number. @default the newest */
  readonly generation?: number | undefined;
};

const NAMES: ReadonlySet<string> = new Set<keyof FindOptions>([
  'tenantId',
  'trackingNumber',
  'carrier',
  'generation',
]);

/** @throws ConfigurationError (`INVALID_OPTIONS`) */
export function toAddress(options: FindOptions): TrackerAddress {
  const { tenantId, trackingNumber, carrier, generation } = toObject('find', options, NAMES);
  if (generation !== undefined && !(Number.isSafeInteger(generation) && generation >= 1)) {
    throw refusal('generation', 'expected a whole number from 1 on');
  }
  return { tenantId: toTenantId(tenantId), trackingNumber, carrier, generation };
}

export type FindingGround = NumberFormsGround & { readonly store: Store };

/** The number may be written as it was when it was registered. */
export async function findTracker(
  wanted: TrackerAddress,
  ground: FindingGround,
): Promise<Tracker | undefined> {
  const { trackingNumber, carrier } = wanted;
  // An unknown name is told before anything is said of the number.
  if (carrier !== undefined) ground.registry.get(carrier);
  const carriers = carrier === undefined ? undefined : [carrier];
  for (const form of numberForms(trackingNumber, carriers, ground)) {
    const found = await findKept({ ...wanted, trackingNumber: form }, ground);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Of several carriers' trackers one that is followed goes before one whose parcel turned out to be another carrier's. */
async function findKept(
  wanted: TrackerAddress,
  { store, registry }: FindingGround,
): Promise<Tracker | undefined> {
  const found = await store.find(wanted);
  if (found === undefined || wanted.carrier !== undefined || !isSuperseded(found)) return found;
  for (const { id } of registry.all) {
    const other = await store.find({ ...wanted, carrier: id });
    if (other !== undefined && !isSuperseded(other)) return other;
  }
  return found;
}
