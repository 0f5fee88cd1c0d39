/** A store in this process's memory: for tests, and for one process that may forget. It shares no object with its callers. */

import type { Instant } from '../../time/clock.ts';
import { type SpentCalls, takeCalls } from '../budget-windows.ts';
import type { Store } from '../store.ts';
import { createLeasing } from './leasing.ts';
import { createMessageShelf } from './message-shelf.ts';
import { createOutbox } from './outbox.ts';
import { createTimelines } from './timelines.ts';
import { createTrackerShelf } from './tracker-shelf.ts';
import { createTrackers } from './trackers.ts';

export function createMemoryStore(): Store {
  const trackers = createTrackerShelf();
  const messages = createMessageShelf();
  return {
    name: 'memory',
    // Nothing outlives the process, so there is no schema to bring anywhere.
    migrate: async () => ({ from: 1, to: 1 }),
    ...createTrackers(trackers, messages),
    ...createTimelines(trackers, messages),
    ...createLeasing(trackers),
    ...createOutbox(messages),
    ...createBudgets(),
    close: async () => {},
  };
}

function createBudgets(): Pick<Store, 'takeBudget' | 'pauseBudget'> {
  const budgets = new Map<string, { readonly spent: SpentCalls; readonly pausedUntil: Instant | null }>();
  const budgetOf = (key: string) => budgets.get(key) ?? { spent: {}, pausedUntil: null };
  return {
    async takeBudget({ key, ...request }) {
      const budget = budgetOf(key);
      const { grant, spent } = takeCalls(budget, request);
      if (grant.granted > 0) budgets.set(key, { ...budget, spent });
      return grant;
    },
    async pauseBudget(key, until) {
      const { spent, pausedUntil } = budgetOf(key);
      budgets.set(key, {
        spent,
        pausedUntil: pausedUntil !== null && pausedUntil > until ? pausedUntil : until,
      });
    },
  };
}
