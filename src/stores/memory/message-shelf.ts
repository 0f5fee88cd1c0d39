/** All outbox messages in memory, found by id, by tracker and by what is due. */

import type { MessageType, OutboxMessage } from '../../outbox/message.ts';
import type { Instant } from '../../time/clock.ts';
import { createDueQueue } from './due-queue.ts';
import { isHeld, type KeptLease } from './kept-tracker.ts';
import { type PackedJson, pack } from './packed-json.ts';

export type KeptMessage = {
  readonly id: string;
  readonly type: MessageType;
  readonly trackerId: string;
  readonly tenantId: string | null;
  readonly sequence: number;
  readonly createdAt: Instant;
  readonly state: 'waiting' | 'delivered' | 'dead';
  readonly dueAt: Instant;
  readonly lease: KeptLease | null;
  readonly attempts: number;
  readonly deliveredAt: Instant | null;
  readonly lastError: string | null;
  readonly packed: PackedJson;
};

export type MessageShelf = ReturnType<typeof createMessageShelf>;

export function createMessageShelf() {
  const byId = new Map<string, KeptMessage>();
  /** By sequence. */
  const idsByTracker = new Map<string, readonly string[]>();
  const queue = createDueQueue<'outbox'>();

  const ofTracker = (trackerId: string): KeptMessage[] =>
    (idsByTracker.get(trackerId) ?? []).map((id) => byId.get(id) as KeptMessage);
  const waitingOf = (trackerId: string): KeptMessage[] =>
    ofTracker(trackerId).filter(({ state }) => state === 'waiting');

  /** A tracker is due when its first waiting message is, and no other is leased. */
  const enqueue = (trackerId: string): void => {
    const waiting = waitingOf(trackerId);
    const times = waiting.flatMap(({ lease }) => (lease ? [lease.until] : []));
    const [first] = waiting;
    const dueAt = first && times.reduce((latest, time) => (time > latest ? time : latest), first.dueAt);
    queue.set(trackerId, dueAt === undefined ? null : { lane: 'outbox', dueAt });
  };

  return {
    get: (id: string): KeptMessage | undefined => byId.get(id),
    all: (): Iterable<KeptMessage> => byId.values(),
    ofTracker,
    /** A message whose id is there already tells nothing new. */
    add(message: KeptMessage): void {
      if (byId.has(message.id)) return;
      byId.set(message.id, message);
      const ids = [...(idsByTracker.get(message.trackerId) ?? []), message.id];
      const sequenceOf = (id: string): number => byId.get(id)?.sequence ?? 0;
      idsByTracker.set(
        message.trackerId,
        ids.sort((a, b) => sequenceOf(a) - sequenceOf(b)),
      );
      enqueue(message.trackerId);
    },
    replace(message: KeptMessage): void {
      byId.set(message.id, message);
      enqueue(message.trackerId);
    },
    remove({ id, trackerId }: KeptMessage): void {
      byId.delete(id);
      const others = (idsByTracker.get(trackerId) ?? []).filter((other) => other !== id);
      if (others.length > 0) idsByTracker.set(trackerId, others);
      else idsByTracker.delete(trackerId);
      enqueue(trackerId);
    },
    /** The first waiting message of each tracker that is due, those due longest first. */
    due: (now: Instant, limit: number): KeptMessage[] =>
      queue.due('outbox', now, limit).map(({ key }) => waitingOf(key)[0] as KeptMessage),
  };
}

export const toKeptMessage = (message: OutboxMessage): KeptMessage => ({
  id: message.id,
  type: message.type,
  trackerId: message.trackerId,
  tenantId: message.tenantId,
  sequence: message.sequence,
  createdAt: message.createdAt,
  state: 'waiting',
  dueAt: message.createdAt,
  lease: null,
  attempts: 0,
  deliveredAt: null,
  lastError: null,
  packed: pack(message),
});

export const isLeased = (message: KeptMessage, now: Instant, token?: string): boolean =>
  message.state === 'waiting' && isHeld(message.lease, now, token);
