/** From one parcel of UPS's answer to an observation. Pure; the only place where both vocabularies meet. */

import type { Observation, ObservationSource, Piece, Warning } from '../../model/observation.ts';
import { isTerminal, type NormalizedStatus, statusFieldsOf } from '../../model/status.ts';
import { type TrackingEvent, toTrackingEvent } from '../../model/tracking-event.ts';
import { normalize, type StatusPolicy } from '../../normalization/normalize.ts';
import type { Instant } from '../../time/clock.ts';
import { orderEvents } from '../../timeline/event-order.ts';
import { canonicalNumber, filled } from '../wire.ts';
import {
  type Handover,
  readEta,
  readHandover,
  readOriginalEta,
  readServicePoint,
  warnOfUnreadDates,
} from './delivery.ts';
import {
  readAddress,
  readPieceCount,
  readPlace,
  readReferences,
  readRelatedNumbers,
  readService,
  readWeight,
} from './parcel-facts.ts';
import { toStatusQuestion, toSummaryQuestion } from './status-question.ts';
import type { UpsActivity, UpsParcel } from './wire.ts';
import { readStamp, type Warn } from './zones.ts';

const MAX_SCANS = 1_000;

/** What is known of a parcel beside its own record. */
export type ParcelContext = {
  readonly trackingNumber: string;
  /** Where in the payload the parcel is, for warnings; ends in a dot, or is empty. */
  readonly path: string;
  /** Every parcel the answer lists for the shipment, this one among them. */
  readonly siblings: readonly UpsParcel[];
  readonly observedAt: Instant;
  readonly source: ObservationSource;
  readonly policy: StatusPolicy | undefined;
};

export function toObservation(parcel: UpsParcel, context: ParcelContext): Observation {
  const { trackingNumber, path, observedAt, source, policy } = context;
  const warnings: Warning[] = [];
  const warn: Warn = (field, message) => warnings.push({ path: `${path}${field}`, message });
  warnOfUnreadDates(parcel, warn);
  const events = toEvents(parcel, policy, warn);
  const status = deriveStatus(parcel, events, policy);
  const handover = status.status === 'delivered' ? readHandover(parcel, events) : null;
  return {
    carrier: 'ups',
    trackingNumber,
    events: handover === null ? events : withSigner(events, handover),
    eta: isTerminal(status.status) ? null : readEta(parcel, warn),
    originalEta: readOriginalEta(parcel),
    delivery: handover?.delivery ?? null,
    servicePoint: isTerminal(status.status) ? null : readServicePoint(parcel, status, events, warn),
    service: readService(parcel),
    origin: readPlace(parcel, 'ORIGIN'),
    destination: readPlace(parcel, 'DESTINATION'),
    weight: readWeight(parcel, warn),
    pieces: isAlone(context.siblings) ? [] : toPieces(context.siblings, policy),
    pieceCount: readPieceCount(parcel),
    references: readReferences(parcel),
    relatedNumbers: readRelatedNumbers(parcel, trackingNumber, events),
    // UPS gives its shipments no id of their own.
    carrierUniqueId: null,
    observedAt,
    source,
    warnings,
    ...status,
  };
}

/** Oldest first. */
function toEvents(parcel: UpsParcel, policy: StatusPolicy | undefined, warn: Warn): TrackingEvent[] {
  const activities = parcel.activity ?? [];
  const trackingNumber = canonicalNumber(parcel.trackingNumber);
  if (activities.length > MAX_SCANS) warn('activity', `only the newest ${MAX_SCANS} scans were read`);
  const newestFirst = activities
    .slice(0, MAX_SCANS)
    .map((activity, index) =>
      toEvent(activity, trackingNumber, policy, (field, message) =>
        warn(`activity.${index}.${field}`, message),
      ),
    );
  return orderEvents(newestFirst.reverse());
}

const toEvent = (
  activity: UpsActivity,
  trackingNumber: string | null,
  policy: StatusPolicy | undefined,
  warn: Warn,
): TrackingEvent =>
  toTrackingEvent(
    normalize(toStatusQuestion(activity.status, trackingNumber), policy),
    readStamp(activity, warn),
    {
      carrier: 'ups',
      eventId: null,
      location: readAddress(activity.location?.address),
      signedBy: null,
    },
  );

/** The newest scan that moves the parcel; without one UPS's own summary. */
function deriveStatus(
  parcel: UpsParcel,
  events: readonly TrackingEvent[],
  policy: StatusPolicy | undefined,
): NormalizedStatus {
  const decided = decidingEvent(events);
  if (decided !== undefined) return statusFieldsOf(decided);
  const summary = parcel.currentStatus ?? { code: parcel.statusCode, description: parcel.statusDescription };
  const answer = normalize(toSummaryQuestion(summary, canonicalNumber(parcel.trackingNumber)), policy);
  const newest = events.at(-1);
  return statusFieldsOf(answer.movesStatus || newest === undefined ? answer : newest);
}

function decidingEvent(events: readonly TrackingEvent[]): TrackingEvent | undefined {
  let decided: TrackingEvent | undefined;
  for (const older of withoutLateData(events.filter(({ movesStatus }) => movesStatus).reverse())) {
    if (decided !== undefined && !yieldsTo(decided, older)) break;
    decided = older;
  }
  return decided;
}

/** The shipper's data may reach UPS after the parcel did; they don't take back that it is under way. */
function withoutLateData(newestFirst: readonly TrackingEvent[]): readonly TrackingEvent[] {
  const at = newestFirst.findIndex(({ status }) => status !== 'pre_transit');
  return newestFirst[at]?.status === 'in_transit' ? newestFirst.slice(at) : newestFirst;
}

/**
 * A scan whose code nobody knows is read by its type alone. That may move a parcel on, but it is too coarse to
 * take back what an older scan said within the same status, or to reopen a parcel that has arrived.
 */
const yieldsTo = (newer: TrackingEvent, older: TrackingEvent): boolean =>
  newer.provenance.matchedBy === 'category' && (older.status === newer.status || isTerminal(older.status));

const withSigner = (events: readonly TrackingEvent[], { scan, delivery }: Handover): TrackingEvent[] =>
  events.map((event) => (event === scan ? { ...event, signedBy: delivery.signedBy } : event));

/** A parcel that travels alone has no pieces. */
const isAlone = (siblings: readonly UpsParcel[]): boolean =>
  siblings.length < 2 && siblings.every((sibling) => (readPieceCount(sibling) ?? 1) < 2);

/** The pieces that were listed with a number. */
export function toPieces(parcels: readonly UpsParcel[], policy: StatusPolicy | undefined): Piece[] {
  const byNumber = new Map<string, Piece>();
  for (const parcel of parcels) {
    const number = canonicalNumber(parcel.trackingNumber);
    if (number !== null && !byNumber.has(number)) byNumber.set(number, toPiece(number, parcel, policy));
  }
  return [...byNumber.values()];
}

function toPiece(trackingNumber: string, parcel: UpsParcel, policy: StatusPolicy | undefined): Piece {
  const says =
    (parcel.activity ?? []).length > 0 || filled(parcel.currentStatus?.code ?? parcel.statusCode) !== null;
  const { status, substatus } = deriveStatus(parcel, toEvents(parcel, policy, ignore), policy);
  return {
    trackingNumber,
    status: says ? status : null,
    substatus: says ? substatus : null,
    weight: readWeight(parcel, ignore),
  };
}

/** A sibling's flaws belong to its own answer. */
const ignore: Warn = () => undefined;
