/** The outbox in memory: claiming, settling, replaying and purging messages. */

import { randomUUID } from 'node:crypto';
import type { OutboxMessage } from '../../outbox/message.ts';
import { type Instant, toInstant } from '../../time/clock.ts';
import { checkInstant, checkOutboxSelection } from '../checks.ts';
import type { ClaimedMessage, OutboxSelection, Settlement, Store } from '../store.ts';
import { isLeased, type KeptMessage, type MessageShelf } from './message-shelf.ts';
import { unpack } from './packed-json.ts';

type Outbox = Pick<Store, 'claimOutbox' | 'settleOutbox' | 'replayOutbox' | 'outboxCounts' | 'purgeOutbox'>;

export function createOutbox(messages: MessageShelf): Outbox {
  return {
    async claimOutbox({ now, limit, leaseMs }) {
      const lease = { token: randomUUID(), until: toInstant(Date.parse(now) + leaseMs) };
      return messages.due(now, limit).map((kept): ClaimedMessage => {
        messages.replace({ ...kept, lease, attempts: kept.attempts + 1 });
        // Only messages are packed here.
        const message = unpack(kept.packed) as OutboxMessage;
        return { message, lease: lease.token, attempts: kept.attempts };
      });
    },
    async settleOutbox(settlements, now) {
      return settlements.flatMap((settlement) => {
        const kept = messages.get(settlement.id);
        if (kept === undefined || !isLeased(kept, now, settlement.lease)) return [settlement.id];
        messages.replace({ ...kept, lease: null, ...settled(settlement, kept, now) });
        return [];
      });
    },
    async replayOutbox(selection, now) {
      checkOutboxSelection(selection);
      let count = 0;
      for (const kept of messages.all()) {
        if (!isSelected(kept, selection)) continue;
        messages.replace({
          ...kept,
          state: 'waiting',
          dueAt: now,
          attempts: 0,
          deliveredAt: null,
          lastError: null,
        });
        count += 1;
      }
      return count;
    },
    async outboxCounts(now) {
      const counts = { waiting: 0, leased: 0, dead: 0 };
      for (const kept of messages.all()) {
        if (isLeased(kept, now)) counts.leased += 1;
        else if (kept.state !== 'delivered') counts[kept.state] += 1;
      }
      return counts;
    },
    async purgeOutbox(before) {
      checkInstant('before', before);
      const old = [...messages.all()].filter(
        ({ deliveredAt }) => deliveredAt !== null && deliveredAt < before,
      );
      for (const message of old) messages.remove(message);
      return old.length;
    },
  };
}

function settled(settlement: Settlement, kept: KeptMessage, now: Instant): Partial<KeptMessage> {
  switch (settlement.outcome) {
    case 'delivered':
      return { state: 'delivered', deliveredAt: now, lastError: null };
    case 'unsent':
      return { attempts: kept.attempts - 1 };
    case 'retry':
      return { dueAt: settlement.retryAt, lastError: settlement.error };
    case 'dead':
      return { state: 'dead', lastError: settlement.error };
  }
}

const isSelected = (
  kept: KeptMessage,
  { ids, trackerId, tenantId, types, from, to, dead }: OutboxSelection,
): boolean =>
  kept.state !== 'waiting' &&
  (ids?.includes(kept.id) ?? true) &&
  (trackerId === undefined || kept.trackerId === trackerId) &&
  (tenantId === undefined || kept.tenantId === tenantId) &&
  (types?.includes(kept.type) ?? true) &&
  (from === undefined || kept.createdAt >= from) &&
  (to === undefined || kept.createdAt < to) &&
  (dead !== true || kept.state === 'dead');
