/** Where a parcel is now, from its scans and what USPS says of it as a whole. */

import {
  isTerminal,
  journeyRank,
  type NormalizedStatus,
  needsAction,
  statusFieldsOf,
} from '../../model/status.ts';
import type { TrackingEvent } from '../../model/tracking-event.ts';
import type { StatusAnswer } from '../../normalization/normalize.ts';
import { SYSTEM_CODES } from './scan-events.ts';
import { isCategoryOfReturns, type StatusContext, statedStatus, toKey } from './status-question.ts';
import type { UspsParcel } from './wire.ts';

/**
 * The newest scan that moves the parcel; USPS's status where it says more than the scans, its category where neither
 * words nor code of the newest scan are known.
 */
export function currentState(
  parcel: UspsParcel,
  events: readonly TrackingEvent[],
  context: StatusContext,
): NormalizedStatus {
  const stated = statedStatus(parcel, context);
  const decided = decidingEvent(events, stated);
  const state = leads(stated, decided, events) ? stated : (decided ?? events.at(-1) ?? stated);
  const final = isOnTheWayBack(state, events, parcel) ? backToSender(state, context) : statusFieldsOf(state);
  // USPS states a category of the whole alone.
  return { ...final, provenance: { ...final.provenance, category: stated.provenance.category } };
}

function decidingEvent(events: readonly TrackingEvent[], stated: StatusAnswer): TrackingEvent | undefined {
  const newestFirst = withoutLateData(events.filter(({ movesStatus }) => movesStatus).reverse(), stated);
  const [newest] = newestFirst;
  if (newest === undefined || !SYSTEM_CODES.has(newest.provenance.code)) return newest;
  // The system tells of a way that it expects; it doesn't reopen a parcel that has arrived.
  const scanned = newestFirst.find(({ provenance }) => !SYSTEM_CODES.has(provenance.code));
  return scanned && isTerminal(scanned.status) ? scanned : newest;
}

/** The mailer's data may reach USPS after the parcel did; they don't take back that it is under way. */
function withoutLateData(
  newestFirst: readonly TrackingEvent[],
  stated: StatusAnswer,
): readonly TrackingEvent[] {
  const at = newestFirst.findIndex(({ status }) => status !== 'pre_transit');
  const isUnderWay = newestFirst[at]?.status === 'in_transit';
  const isStatedLater = stated.status !== 'pre_transit' && stated.status !== 'unknown';
  return at > 0 && (isUnderWay || isStatedLater) ? newestFirst.slice(at) : newestFirst;
}

/** Whether what USPS says of the whole goes before what its scans say. */
function leads(
  stated: StatusAnswer,
  decided: TrackingEvent | undefined,
  events: readonly TrackingEvent[],
): boolean {
  if (decided === undefined) return stated.movesStatus;
  if (stated.provenance.matchedBy === 'override') return true;
  if (decided.provenance.matchedBy === 'override' || !stated.movesStatus) return false;
  if (stated.provenance.matchedBy === 'category')
    return isNewestUnknown(events) && goesFurther(stated, decided);
  // A status that is one of the scans is told by the scan.
  const text = toKey(stated.provenance.text);
  const isScanned = events.some(({ provenance }) => toKey(provenance.text) === text);
  return !isScanned && goesFurther(stated, decided);
}

/** Another status, further on the journey; trouble outweighs news of the way. */
function goesFurther(stated: StatusAnswer, decided: TrackingEvent): boolean {
  const [own, other] = [journeyRank(stated.substatus), journeyRank(decided.substatus)];
  return own > other || (own === other && stated.substatus === 'delayed' && decided.substatus !== 'delayed');
}

const isNewestUnknown = (events: readonly TrackingEvent[]): boolean =>
  events.at(-1)?.provenance.matchedBy === 'none';

/** A parcel that was turned round is on its way back, whatever its later scans say of the way. */
function isOnTheWayBack(
  state: NormalizedStatus,
  events: readonly TrackingEvent[],
  parcel: UspsParcel,
): boolean {
  const isOnTheWay = state.status === 'in_transit' && !needsAction(state.substatus);
  if (!isOnTheWay || state.provenance.matchedBy === 'override') return false;
  const last = events.findLast(({ status }) => status === 'returned' || status === 'delivered');
  return last?.status === 'returned' || isCategoryOfReturns(parcel);
}

function backToSender({ provenance }: NormalizedStatus, context: StatusContext): NormalizedStatus {
  const { code, category, text } = provenance;
  const answer = statedStatus({ status: text, statusCategory: category }, context, 'returning_to_sender');
  return statusFieldsOf({ ...answer, provenance: { ...answer.provenance, code } });
}
