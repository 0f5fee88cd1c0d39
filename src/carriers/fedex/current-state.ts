/** Where a parcel is now, from FedEx's status of the whole answer, its scans, and what both leave open. */

import {
  isTerminal,
  journeyRank,
  type NormalizedStatus,
  needsAction,
  type Substatus,
  statusFieldsOf,
  statusOf,
} from '../../model/status.ts';
import type { TrackingEvent } from '../../model/tracking-event.ts';
import { lookUp } from '../../normalization/code-table.ts';
import {
  type CodeLookUp,
  normalize,
  type StatusAnswer,
  type StatusQuestion,
} from '../../normalization/normalize.ts';
import { filled } from '../wire.ts';
import { commitCodes, statusTexts } from './codes.ts';
import { hasReturnNumber, situationOfDelivery } from './course.ts';
import type { ScanReading } from './scan-events.ts';
import {
  delayLookUps,
  joinTexts,
  needsDelayReason,
  rowOf,
  type Situation,
  type StatusContext,
  situationLookUp,
  tellsWhy,
} from './status-question.ts';
import type { FedexLatestStatus, FedexResult, FedexScan } from './wire.ts';

/** FedEx's roll-up of many codes, out for delivery and ready for pickup among them. */
const ROLL_UP = 'IT';

/** News of the way, which a delay outweighs. */
const ON_THE_WAY: ReadonlySet<Substatus> = new Set([
  'package_accepted',
  'package_arrived',
  'package_departed',
  'package_processed',
  'package_processing',
]);

/** The status of a parcel: FedEx's own, else the newest scan that moves it, else what the other fields say. */
export function currentState(
  result: FedexResult,
  scans: ScanReading,
  context: StatusContext,
): NormalizedStatus {
  const question = questionOf(result, scans, context);
  const state =
    statedByFedex(question, result, scans, context) ??
    decidingEvent(scans.events) ??
    leftToSay(question, result, context);
  const situation = situationOnTheWayBack(state, result, scans);
  return statusFieldsOf(situation ? normalize(inSituation(question, situation), context.policy) : state);
}

function questionOf(
  result: FedexResult,
  { latest: scan }: ScanReading,
  context: StatusContext,
): StatusQuestion {
  const latest = result.latestStatusDetail;
  const code = filled(latest?.code);
  const category = filled(latest?.derivedCode);
  const details = detailsOf(result, scan);
  const own = rowOf(code, details, context.source);
  const isRolledUp = category === ROLL_UP && own !== undefined && isFurther(own);
  const leading = category ?? code;
  return {
    code: code ?? category,
    category,
    text: joinTexts(
      (isRolledUp ? null : filled(latest?.statusByLocale)) ?? filled(latest?.description),
      latest?.ancillaryDetails?.[0]?.reasonDescription,
    ),
    // The derived code goes first, but for the roll-up where the code itself tells more.
    codes: [isRolledUp ? undefined : rowOf(category, details, context.source), own].filter(
      (row) => row !== undefined,
    ),
    overrideKeys: leading === null ? [] : [...details.map((detail) => `${leading}/${detail}`), leading],
  };
}

/** What stands beside the code: the reasons, else the exception of its scan; then the service commit message. */
function detailsOf(
  { latestStatusDetail: latest, serviceCommitMessage }: FedexResult,
  scan: FedexScan | null,
): string[] {
  const isItsScan = scan !== null && [latest?.code, latest?.derivedCode].includes(scan.eventType);
  return [
    ...(latest?.ancillaryDetails ?? []).map(({ reason }) => filled(reason)),
    isItsScan ? filled(scan.exceptionCode) : null,
    filled(serviceCommitMessage?.type),
  ].filter((detail) => detail !== null);
}

/** Whether a row is further on the way than the roll-up says. */
function isFurther({ table, code }: CodeLookUp): boolean {
  const substatus = lookUp(table, code)?.substatus ?? 'other';
  return statusOf(substatus) === 'in_transit' && journeyRank(substatus) > journeyRank('package_processing');
}

function statedByFedex(
  question: StatusQuestion,
  result: FedexResult,
  scans: ScanReading,
  { policy }: StatusContext,
): StatusAnswer | undefined {
  const latest = result.latestStatusDetail;
  // News that doesn't move the parcel must not hide what does.
  const stated = normalize({ ...question, codes: question.codes.filter(moves) }, policy);
  if (stated.provenance.matchedBy === 'none') return undefined;
  if (stated.provenance.matchedBy === 'override') return stated;
  if (stated.status === 'delivered') {
    const situation = scans.delivery
      ? scans.delivery.situation
      : situationOfDelivery(result, { scan: null, details: result.deliveryDetails }, scans.course);
    return situation ? normalize(inSituation(question, situation), policy) : stated;
  }
  const delays = delaysOf(stated, latest);
  return delays.length > 0 ? normalize({ ...question, codes: delays }, policy) : stated;
}

/**
 * The newest scan that moves the parcel. One whose code nobody knows is read by FedEx's roll-up alone: that is too
 * coarse to take back what a known code said within the same status, or to reopen a parcel that has arrived.
 */
function decidingEvent(events: readonly TrackingEvent[]): TrackingEvent | undefined {
  const moving = events.filter((event) => event.movesStatus);
  const newest = moving.at(-1);
  if (newest?.provenance.matchedBy !== 'category') return newest;
  const known = moving.findLast(({ provenance }) => provenance.matchedBy !== 'category');
  return known && (known.status === newest.status || isTerminal(known.status)) ? known : newest;
}

const moves = ({ table, code }: CodeLookUp): boolean => lookUp(table, code)?.movesStatus === true;

function delaysOf(stated: StatusAnswer, latest: FedexLatestStatus | null | undefined): CodeLookUp[] {
  const delays = delayLookUps(latest?.delayDetail);
  if (needsDelayReason(stated)) return delays.filter(tellsWhy);
  return ON_THE_WAY.has(stated.substatus) ? delays : [];
}

function leftToSay(question: StatusQuestion, result: FedexResult, { policy }: StatusContext): StatusAnswer {
  const { latestStatusDetail: latest, serviceCommitMessage, shipmentDetails } = result;
  const commit = filled(serviceCommitMessage?.type);
  const isBeforePossession =
    shipmentDetails?.possessionStatus === false || shipmentDetails?.beforePossessionStatus === true;
  const answer = normalize(
    {
      ...question,
      text: filled(latest?.statusByLocale) ?? filled(latest?.description),
      codes: [],
      categories: [
        ...(commit === null ? [] : [{ table: commitCodes, code: commit }].filter(moves)),
        ...(isBeforePossession ? [situationLookUp('before_possession')] : []),
      ],
      textRules: statusTexts,
    },
    policy,
  );
  // A known code that moves nothing is no unknown code.
  return answer.provenance.matchedBy === 'none' ? normalize(question, policy) : answer;
}

/** A parcel that was turned round is on its way back, whatever its later scans say of the way. */
function situationOnTheWayBack(
  state: NormalizedStatus,
  result: FedexResult,
  { course }: ScanReading,
): Situation | null {
  if (state.status === 'returned' || state.provenance.matchedBy === 'override') return null;
  const isOnTheWay = state.status === 'in_transit' && !needsAction(state.substatus);
  return hasReturnNumber(result) || (course.isReturning && isOnTheWay) ? 'returning_to_shipper' : null;
}

const inSituation = (question: StatusQuestion, situation: Situation): StatusQuestion => ({
  ...question,
  codes: [situationLookUp(situation)],
});
