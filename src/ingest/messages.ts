/** What the host is told of a change: which messages follow from a tracker before and after. Pure. */

import { isAttempt, isException, isTerminal } from '../model/status.ts';
import type { TrackedEvent, Tracker } from '../model/tracker.ts';
import type { MessageType, OutboxMessage, TrackerSnapshot } from '../outbox/message.ts';
import type { Instant } from '../time/clock.ts';
import type { TrackerUpdate } from '../timeline/with-facts.ts';

/** The message that goes with a tracker's registration; its sequence is 1. */
export const createdMessage = (tracker: Tracker, now: Instant): OutboxMessage =>
  toMessage('tracker.created', { tracker, previous: null, sequence: 1, now });

/**
 * The messages of one merge. `tracker.updated` goes with every new version. The finer ones go with what is news: a
 * status that was passed through before it was heard of, or one found out of order, is in the timeline alone.
 */
export function messagesOf(
  previous: Tracker,
  { tracker, changes }: TrackerUpdate,
  now: Instant,
): OutboxMessage[] {
  if (tracker.version === previous.version) return [];
  const types: MessageType[] = ['tracker.updated', ...statusNews(previous, tracker)];
  if (changes.some(({ kind }) => kind === 'eta.changed')) types.push('tracker.eta_changed');
  const before = toSnapshot(previous);
  return types.map((type, place) =>
    toMessage(type, { tracker, previous: before, sequence: previous.sequence + 1 + place, now }),
  );
}

/** Substatuses with a message of their own. */
const OWN_MESSAGE: { readonly [Substatus in Tracker['substatus']]?: MessageType } = {
  out_for_delivery: 'tracker.out_for_delivery',
  delivery_attempted: 'tracker.delivery_attempted',
  location_inaccessible: 'tracker.delivery_attempted',
  notice_left: 'tracker.delivery_attempted',
  pickup_available: 'tracker.pickup_available',
};

function statusNews(previous: Tracker, tracker: Tracker): MessageType[] {
  const known = new Set(previous.transitions.map(({ id }) => id));
  const isNews = tracker.transitions.some(({ id, mode }) => mode !== 'backfilled' && !known.has(id));
  if (!isNews && !isTriedAgain(previous, tracker)) return [];
  const types: MessageType[] = [];
  const { status, substatus } = tracker;
  const isNewStatus = status !== previous.status;
  const own = OWN_MESSAGE[substatus];
  if (isNewStatus && isTerminal(previous.status) && !isTerminal(status)) types.push('tracker.reopened');
  if (own !== undefined) types.push(own);
  if (isNewStatus && status === 'delivered') types.push('tracker.delivered');
  if (status === 'returned' && (isNewStatus || tracker.returnState !== previous.returnState))
    types.push('tracker.returned');
  if (isException(substatus) && substatus !== previous.substatus) types.push('tracker.exception');
  if (tracker.actionRequired) types.push('tracker.action_required');
  return types;
}

/**
 * Whether the parcel's newest attempt is one more than there were: its status may be the same as after the last. The
 * first was told with the status, whether a scan said so or the summary.
 */
function isTriedAgain(previous: Tracker, tracker: Tracker): boolean {
  if (tracker.attempts <= Math.max(previous.attempts, 1) || !isAttempt(tracker.substatus)) return false;
  const former = previous.events.findLast(isListedAttempt);
  const newest = tracker.events.findLastIndex(isListedAttempt);
  return newest > tracker.events.findIndex(({ id }) => id === former?.id);
}

const isListedAttempt = ({ standing, movesStatus, substatus }: TrackedEvent): boolean =>
  standing === 'listed' && movesStatus && isAttempt(substatus);

type Told = {
  readonly tracker: Tracker;
  readonly previous: TrackerSnapshot | null;
  readonly sequence: number;
  readonly now: Instant;
};

/** A version is committed once, so an id made of it can't be given to two facts. */
const toMessage = (type: MessageType, { tracker, previous, sequence, now }: Told): OutboxMessage => ({
  id: `${tracker.id}.${tracker.version}.${type.slice('tracker.'.length)}`,
  type,
  trackerId: tracker.id,
  tenantId: tracker.tenantId,
  sequence,
  createdAt: now,
  previous,
  current: toSnapshot(tracker),
});

export const toSnapshot = (tracker: Tracker): TrackerSnapshot => ({
  id: tracker.id,
  version: tracker.version,
  tenantId: tracker.tenantId,
  carrier: tracker.carrier,
  trackingNumber: tracker.trackingNumber,
  generation: tracker.generation,
  reference: tracker.reference,
  orderId: tracker.orderId,
  metadata: tracker.metadata,
  status: tracker.status,
  substatus: tracker.substatus,
  actionRequired: tracker.actionRequired,
  reason: tracker.reason,
  party: tracker.party,
  description: tracker.description,
  provenance: tracker.provenance,
  statusSince: tracker.statusSince,
  eta: tracker.eta,
  attempts: tracker.attempts,
  returnState: tracker.returnState,
  delivery: tracker.delivery && { ...tracker.delivery, proof: null },
});
