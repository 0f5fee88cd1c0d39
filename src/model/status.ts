/** What a status means: the only place that ranks statuses or calls one terminal. */

import type { Party, Reason } from './reason.ts';

type StatusFacts = {
  /** Nothing more is expected to happen. */
  readonly terminal: boolean;
};

/** The six statuses. */
export const STATUSES = {
  pre_transit: { terminal: false },
  in_transit: { terminal: false },
  delivered: { terminal: true },
  returned: { terminal: true },
  failure: { terminal: true },
  unknown: { terminal: false },
} as const satisfies Record<string, StatusFacts>;

/** Where the parcel is in its life. */
export type TrackingStatus = keyof typeof STATUSES;

type SubstatusFacts = {
  readonly status: TrackingStatus;
  /** Someone must act for the parcel to move on. */
  readonly actionRequired: boolean;
  /** How far on the journey: among scans of one moment, the higher rank happened last. */
  readonly rank: number;
  /** An ordinary step on the way, which says nothing in particular. */
  readonly isRoutine?: true;
  /** The carrier was at the door, or could not get there, and took the parcel away again. */
  readonly isAttempt?: true;
  /** Something went wrong on the way, or may have; a failed attempt is none. */
  readonly isException?: true;
};

/** The substatuses, each of one status: Shippo's list, in the underscored form. */
export const SUBSTATUSES = {
  information_received: { status: 'pre_transit', actionRequired: false, rank: 1 },
  package_accepted: { status: 'in_transit', actionRequired: false, rank: 2, isRoutine: true },
  address_issue: { status: 'in_transit', actionRequired: true, rank: 3, isException: true },
  contact_carrier: { status: 'in_transit', actionRequired: true, rank: 3, isException: true },
  delayed: { status: 'in_transit', actionRequired: false, rank: 3, isException: true },
  delivery_rescheduled: { status: 'in_transit', actionRequired: false, rank: 3 },
  delivery_scheduled: { status: 'in_transit', actionRequired: false, rank: 3 },
  package_arrived: { status: 'in_transit', actionRequired: false, rank: 3, isRoutine: true },
  package_damaged: { status: 'in_transit', actionRequired: true, rank: 3, isException: true },
  package_departed: { status: 'in_transit', actionRequired: false, rank: 3, isRoutine: true },
  package_forwarded: { status: 'in_transit', actionRequired: false, rank: 3 },
  package_held: { status: 'in_transit', actionRequired: false, rank: 3, isException: true },
  package_processed: { status: 'in_transit', actionRequired: false, rank: 3, isRoutine: true },
  package_processing: { status: 'in_transit', actionRequired: false, rank: 3, isRoutine: true },
  out_for_delivery: { status: 'in_transit', actionRequired: false, rank: 4 },
  delivery_attempted: { status: 'in_transit', actionRequired: true, rank: 5, isAttempt: true },
  location_inaccessible: { status: 'in_transit', actionRequired: true, rank: 5, isAttempt: true },
  notice_left: { status: 'in_transit', actionRequired: true, rank: 5, isAttempt: true },
  reschedule_delivery: { status: 'in_transit', actionRequired: true, rank: 5 },
  pickup_available: { status: 'in_transit', actionRequired: true, rank: 6 },
  delivered: { status: 'delivered', actionRequired: false, rank: 7 },
  package_undeliverable: { status: 'failure', actionRequired: true, rank: 8, isException: true },
  package_lost: { status: 'failure', actionRequired: true, rank: 8, isException: true },
  package_disposed: { status: 'failure', actionRequired: false, rank: 8, isException: true },
  package_unclaimed: { status: 'returned', actionRequired: true, rank: 9, isException: true },
  return_to_sender: { status: 'returned', actionRequired: false, rank: 9 },
  other: { status: 'unknown', actionRequired: false, rank: 0 },
} as const satisfies Record<string, SubstatusFacts>;

/** The finer state; it implies the status. */
export type Substatus = keyof typeof SUBSTATUSES;

export const isSubstatus = (value: string): value is Substatus => Object.hasOwn(SUBSTATUSES, value);
export const statusOf = (substatus: Substatus): TrackingStatus => SUBSTATUSES[substatus].status;
export const needsAction = (substatus: Substatus): boolean => SUBSTATUSES[substatus].actionRequired;
export const journeyRank = (substatus: Substatus): number => SUBSTATUSES[substatus].rank;
export const isRoutine = (substatus: Substatus): boolean => 'isRoutine' in SUBSTATUSES[substatus];
export const isAttempt = (substatus: Substatus): boolean => 'isAttempt' in SUBSTATUSES[substatus];
export const isException = (substatus: Substatus): boolean => 'isException' in SUBSTATUSES[substatus];
export const isTerminal = (status: TrackingStatus): boolean => STATUSES[status].terminal;

/** What decided a status: the carrier's code, its category, its words, the host's override, or nothing. */
export type MatchedBy = 'code' | 'category' | 'text' | 'override' | 'none';

/** How a status was found, with the carrier's own code and words. */
export type Provenance = {
  readonly matchedBy: MatchedBy;
  /** The rule that decided, e.g. `ups.exception/48`; null where none did. */
  readonly rule: string | null;
  /** The carrier's code as it wrote it. */
  readonly code: string | null;
  /** The group the code belongs to, where the carrier has one (UPS activity type, FedEx derived code). */
  readonly category: string | null;
  /** The carrier's words, as it wrote them. */
  readonly text: string | null;
};

/** The status fields that events, observations and trackers share. */
export type NormalizedStatus = {
  readonly status: TrackingStatus;
  readonly substatus: Substatus;
  readonly actionRequired: boolean;
  readonly reason: Reason | null;
  readonly party: Party;
  /** The carrier's words for a reader: without HTML, entities or stray blanks. */
  readonly description: string | null;
  readonly provenance: Provenance;
};

/** The status fields alone, of what holds more. */
export const statusFieldsOf = (from: NormalizedStatus): NormalizedStatus => ({
  status: from.status,
  substatus: from.substatus,
  actionRequired: from.actionRequired,
  reason: from.reason,
  party: from.party,
  description: from.description,
  provenance: from.provenance,
});
