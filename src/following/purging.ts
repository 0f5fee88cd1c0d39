/** Deleting many trackers at a time, for privacy: only by what is said, never all for want of a condition. */

import type { PurgeSelection, Store } from '../stores/store.ts';
import { readTime } from './instants.ts';
import { refusal, toObject } from './refusal.ts';

/** `closedBefore` is an instant with its offset; a date is taken for its beginning in UTC. */
export type PurgeOptions = Omit<PurgeSelection, 'limit'>;

const CHUNK = 500;
const NAMES: ReadonlySet<string> = new Set<keyof PurgeOptions>([
  'tenantId',
  'reference',
  'orderId',
  'closedBefore',
]);

/** Gives how many trackers were deleted. */
export async function purge(options: PurgeOptions, store: Store): Promise<number> {
  const selection = { ...toSelection(options), limit: CHUNK };
  let purged = 0;
  for (let last = CHUNK; last === CHUNK; purged += last) last = await store.purge(selection);
  return purged;
}

function toSelection(options: PurgeOptions): PurgeOptions {
  const given = Object.entries(toObject('purge', options, NAMES)).filter(([, value]) => value !== undefined);
  if (given.length === 0)
    throw refusal('purge', 'expected a condition; without one everything would be deleted');
  for (const [name, value] of given) {
    const isNone = name === 'tenantId' && value === null;
    if (!isNone && (typeof value !== 'string' || value === '')) throw refusal(name, 'expected a text');
  }
  const { closedBefore } = options;
  if (closedBefore === undefined) return options;
  return { ...options, closedBefore: readTime('closedBefore', closedBefore) };
}
