/** What is followed: one parcel of one tenant at one carrier, with its merged timeline and all that follows from it. */

import type { Instant } from '../time/clock.ts';
import type { Location, ServicePoint } from './location.ts';
import type {
  Delivery,
  Eta,
  ObservationSource,
  Piece,
  Reference,
  RelatedNumber,
  Service,
  Weight,
} from './observation.ts';
import type { Reason } from './reason.ts';
import type { NormalizedStatus, Substatus, TrackingStatus } from './status.ts';
import type { TrackingEvent } from './tracking-event.ts';

/** Any JSON value. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** What the host keeps with a tracker: a JSON object of at most 16 kB. */
export type Metadata = { readonly [key: string]: Json };

/**
 * Whether an event still counts. `retracted`: a later full answer of the carrier no longer lists it. `former_life`
 * and `next_life`: it belongs to another parcel, which had this number before or got it afterwards.
 */
export type Standing = 'listed' | 'retracted' | 'former_life' | 'next_life';

/** A scan in a tracker's timeline. */
export type TrackedEvent = TrackingEvent & {
  /** Unique in its tracker; the carrier's words are no part of it, so an edited text amends the event. */
  readonly id: string;
  readonly standing: Standing;
  /** How the carrier told it first; `import` where the host alone has told it, which no answer takes back. */
  readonly source: ObservationSource;
  /** When the carrier was first asked, or pushed, with this event in the answer; else when the host told it. */
  readonly firstSeenAt: Instant;
  /** Whether the carrier has told it in more than one way. */
  readonly amended: boolean;
};

/** When something happened, as far as it is known. */
export type Moment = { readonly occurredAt: Instant | null; readonly localTime: string | null };

/**
 * `live`: it was news when it was heard. `backfilled`: it happened before what was known already, or it is the host's
 * note on a status that the parcel had.
 * `corrected`: the carrier took back what it had said before.
 */
export type TransitionMode = 'live' | 'backfilled' | 'corrected';

/** One change of a tracker's status, with what caused it. */
export type Transition = Moment & {
  /** Unique in its tracker. */
  readonly id: string;
  /** Null for the first. */
  readonly from: StatusName | null;
  readonly to: StatusName;
  /** The event that caused it; null where the carrier's summary did, or the host. */
  readonly eventId: string | null;
  /** The carrier's code and words. */
  readonly code: string | null;
  readonly text: string | null;
  readonly source: ObservationSource | 'override' | 'reread';
  readonly mode: TransitionMode;
  readonly observedAt: Instant;
};

/** A status as transitions name it. */
export type StatusName = {
  readonly status: TrackingStatus;
  readonly substatus: Substatus;
  readonly reason: Reason | null;
};

/** The first and last time a status was reached, and how often. */
export type Milestone = { readonly first: Moment; readonly last: Moment; readonly count: number };

export type Milestones = {
  readonly byStatus: { readonly [Status in TrackingStatus]?: Milestone };
  readonly bySubstatus: { readonly [Sub in Substatus]?: Milestone };
};

/** An estimate the carrier has given, with the first and last time it said so. */
export type EtaRecord = {
  readonly eta: Eta;
  readonly firstSeenAt: Instant;
  /** Null for the estimate that stands. */
  readonly lastSeenAt: Instant | null;
  /** Hours by which it is later than the original estimate, negative when earlier; null where they can't be compared. */
  readonly slipHours: number | null;
};

/** What asking for the tracker last came to. */
export type PollOutcome = 'found' | 'not_found' | 'failed';

/** Why a tracker is no longer polled; its last status stays. */
export type StopReason =
  | 'delivered'
  | 'return_completed'
  | 'closed'
  | 'no_first_scan'
  | 'stale'
  | 'not_authorized'
  | 'invalid_number'
  | 'not_pollable'
  | 'superseded'
  | 'stopped_by_host';

/** When the carrier is asked next, and how asking went. Never part of what a tracker's version counts. */
export type PollRecord = {
  /** Null when it is not polled. */
  readonly nextPollAt: Instant | null;
  /** Why then, for a person: `out for delivery, inside the delivery window`. */
  readonly why: string | null;
  /** Lower is more urgent: 0 delivery is near, 1 on the way, 2 little is expected. */
  readonly urgency: 0 | 1 | 2;
  readonly stopReason: StopReason | null;
  readonly lastPolledAt: Instant | null;
  readonly lastOutcome: PollOutcome | null;
  /** The error code of a poll that failed, and its message. */
  readonly lastError: { readonly code: string; readonly message: string } | null;
  /** Polls in a row that failed; those that failed because the carrier as a whole is away count not. */
  readonly failures: number;
  readonly lastPushAt: Instant | null;
  /** When the host last resumed it after a stop: what ends polling after a time counts from then. */
  readonly resumedAt?: Instant | undefined;
};

/** A value with the time the carrier was asked for it: the later one counts, whenever it arrives. */
export type Asked<Value> = { readonly value: Value; readonly askedAt: Instant };

/**
 * A full answer: the carrier listed all events from `from` on. Of what is newer than its newest event, `to`, it may
 * not have known yet.
 */
export type FullAnswer = { readonly askedAt: Instant; readonly from: Instant; readonly to: Instant };

/** What the host says instead of the carrier. */
export type StatusOverrideEntry = StatusName & {
  readonly at: Instant;
  /** Who or what says so, for the record. */
  readonly note: string;
};

/** The carrier's last summary of a parcel. */
export type Headline = {
  readonly askedAt: Instant;
  /** The newest event it can have known; null where the answer had none. */
  readonly newestEventAt: Instant | null;
  /** When the parcel was delivered, where it says so. */
  readonly moment: Moment;
  readonly status: NormalizedStatus;
  /** Whether it says something else than the events of its answer. */
  readonly isNews: boolean;
};

/** What is known of a parcel beside its events; the carrier's last word on each counts. */
export type ParcelDetails = {
  readonly service: Service;
  readonly origin: Location;
  readonly destination: Location;
  readonly weight: Weight;
  readonly servicePoint: ServicePoint;
  readonly pieceCount: number;
  readonly carrierUniqueId: string;
};

/** The details of one delivery, each with the time it was last told. */
export type DeliveryRecord = {
  /** Which delivery it is about. */
  readonly occurredAt: Instant | null;
  readonly localTime: string | null;
  readonly details: AskedEach<DeliveryDetails>;
};

export type DeliveryDetails = {
  readonly signedBy: string;
  readonly placement: string;
  readonly signatureImage: string;
  readonly photo: string;
  readonly document: string;
  readonly available: readonly string[];
};

/** Values that are told one by one. */
export type AskedEach<Values> = { readonly [Name in keyof Values]?: Asked<Values[Name]> };

/** What the carrier has said beside its events. */
export type Sayings = {
  /**
   * Null for what can only be about this parcel; else when the parcel started that it is about, which the number may
   * have passed on to.
   */
  readonly startedAt: Instant | null;
  readonly headline: Headline | null;
  readonly estimates: readonly Estimate[];
  readonly originalEta: Asked<Eta> | null;
  readonly deliveries: readonly DeliveryRecord[];
  readonly details: AskedEach<ParcelDetails>;
  /** Each list holds the pieces on which the carrier said its last word then. Nearly always one. */
  readonly pieces: readonly Asked<readonly Piece[]>[];
  readonly references: readonly Reference[];
  readonly relatedNumbers: readonly RelatedNumber[];
};

/** What merging must remember so that answers commute. Plain data, not for reading by hosts. */
export type Ledger = {
  /** None dominates another: later ones cover less. Nearly always one. */
  readonly answers: readonly FullAnswer[];
  /** When events were last told, where the answers and the event itself don't imply it. */
  readonly told: { readonly [eventId: string]: Instant };
  /** When events were last told with the meaning they have, where later tellings meant nothing. */
  readonly meant: { readonly [eventId: string]: Instant };
  /** By `startedAt`. Nearly always one. */
  readonly sayings: readonly Sayings[];
  /** The oldest event that the host has imported. */
  readonly importedFrom: Instant | null;
  readonly override: StatusOverrideEntry | null;
};

/** An estimate with the first and last time it was said. */
export type Estimate = { readonly eta: Eta; readonly firstSeenAt: Instant; readonly lastSeenAt: Instant };

/** What the host says of a parcel. */
export type TrackerLabels = {
  readonly reference: string | null;
  readonly orderId: string | null;
  readonly metadata: Metadata;
};

/** What identifies a tracker. `generation` counts the parcels that have had this number. */
export type TrackerIdentity = {
  /** Null for hosts without tenants. */
  readonly tenantId: string | null;
  readonly carrier: string;
  readonly trackingNumber: string;
  readonly generation: number;
};

/** Plain JSON. The status fields are flat, under the same names as on events and observations. */
export type Tracker = TrackerIdentity &
  TrackerLabels &
  NormalizedStatus & {
    readonly id: string;
    /** Grows by one with each change; never with an answer that brings nothing new. */
    readonly version: number;
    /** How many outbox messages there have been. */
    readonly sequence: number;
    /** Events before it belong to an older parcel with this number. */
    readonly shippedAfter: Instant | null;
    readonly createdAt: Instant;
    /** When its version was written, by the clock of who wrote it; never earlier than the version before. */
    readonly updatedAt: Instant;
    /** When the parcel came to its status, and to its substatus. */
    readonly statusSince: Moment;
    readonly substatusSince: Moment;
    /** Oldest first; those that no longer count say so in `standing`. */
    readonly events: readonly TrackedEvent[];
    /** In the order in which they were heard of. */
    readonly transitions: readonly Transition[];
    readonly milestones: Milestones;
    readonly eta: Eta | null;
    readonly originalEta: Eta | null;
    /** Oldest first. */
    readonly etaHistory: readonly EtaRecord[];
    /** Hours by which the current estimate is later than the original one. */
    readonly etaSlipHours: number | null;
    /** Delivery attempts that failed. */
    readonly attempts: number;
    readonly returnState: 'in_progress' | 'completed' | null;
    readonly delivery: Delivery | null;
    /** Where it waits to be picked up, or is expected to. */
    readonly servicePoint: ServicePoint | null;
    readonly service: Service | null;
    readonly origin: Location | null;
    readonly destination: Location | null;
    readonly weight: Weight | null;
    /** All that were ever listed, each by the carrier's last word on it; in the order of their numbers. */
    readonly pieces: readonly Piece[];
    readonly pieceCount: number | null;
    readonly references: readonly Reference[];
    readonly relatedNumbers: readonly RelatedNumber[];
    readonly carrierUniqueId: string | null;
    readonly poll: PollRecord;
    readonly ledger: Ledger;
  };
