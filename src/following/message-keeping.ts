/** The messages that a host was told or is to be told: handed on again, counted, deleted. */

import type { OutboxCounts, OutboxSelection, Store } from '../stores/store.ts';
import { type Clock, toInstant } from '../time/clock.ts';
import { readTime } from './instants.ts';
import { toObject } from './refusal.ts';

export type MessageKeeping = {
  /**
   * Hands messages on again, by id, time, type, tenant or tracker; gives how many. Times are instants with their offset,
   * or dates for their beginning in UTC.
   *
   * @throws ConfigurationError (`INVALID_OPTIONS`) for conditions that are unknown or wrong, and without any.
   */
  replay(selection: OutboxSelection): Promise<number>;
  outboxCounts(): Promise<OutboxCounts>;
  /**
   * Deletes messages that were delivered before then, an instant or a date; gives how many. Until you call it they are
   * kept, and can be replayed.
   *
   * @throws ConfigurationError (`INVALID_OPTIONS`) without a time.
   */
  purgeOutbox(options: { readonly deliveredBefore: string }): Promise<number>;
};

const CONDITIONS: ReadonlySet<string> = new Set(['deliveredBefore']);

export const createMessageKeeping = (store: Store, clock: Clock): MessageKeeping => ({
  async replay(selection) {
    const { from, to, ...others } = toObject('replay', selection);
    const times = {
      ...(from === undefined ? {} : { from: readTime('from', from) }),
      ...(to === undefined ? {} : { to: readTime('to', to) }),
    };
    return store.replayOutbox({ ...others, ...times }, toInstant(clock.now()));
  },
  outboxCounts: () => store.outboxCounts(toInstant(clock.now())),
  async purgeOutbox(options) {
    const { deliveredBefore } = toObject('purgeOutbox', options, CONDITIONS);
    return store.purgeOutbox(readTime('deliveredBefore', deliveredBefore));
  },
});
