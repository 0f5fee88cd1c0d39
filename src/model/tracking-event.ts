/** One scan on the carrier's record. */

import type { Instant } from '../time/clock.ts';
import type { Location } from './location.ts';
import type { NormalizedStatus } from './status.ts';

/** How an event's instant was found. */
export type TimeSource = 'carrier_utc' | 'carrier_offset' | 'location_zone' | 'unknown';

/** How fine the carrier's time is. */
export type TimePrecision = 'second' | 'minute' | 'day';

/** When it happened: the wall clock as printed, and the instant where it can be known. */
export type EventTime = {
  /** The instant in UTC, or null: a date alone, or a wall clock of unknown zone, is no instant. */
  readonly occurredAt: Instant | null;
  /** `YYYY-MM-DDTHH:mm:ss` as the carrier printed it, or a date alone. */
  readonly localTime: string | null;
  /** `-05:00`, where known. */
  readonly utcOffset: string | null;
  /** IANA name, where known. */
  readonly timeZone: string | null;
  readonly timeSource: TimeSource;
  readonly timePrecision: TimePrecision;
  /** The wall clock falls into a daylight-saving gap or is there twice, and no offset was stated. */
  readonly ambiguous: boolean;
};

/** What a scan says of the parcel's status, and whether it moves it. */
export type EventStatus = NormalizedStatus & {
  /** False for news about the parcel that doesn't move it (estimates, photos, requests). */
  readonly movesStatus: boolean;
};

/** What a scan is beside its status and its time. */
export type EventFacts = {
  /** The carrier that saw it. */
  readonly carrier: string;
  /** The carrier's own id of the scan, where it has one. */
  readonly eventId: string | null;
  readonly location: Location | null;
  readonly signedBy: string | null;
};

export type TrackingEvent = EventStatus & EventTime & EventFacts;

/** Field by field: spreads cost more than all the rest of reading a scan. */
export const toTrackingEvent = (status: EventStatus, time: EventTime, facts: EventFacts): TrackingEvent => ({
  status: status.status,
  substatus: status.substatus,
  actionRequired: status.actionRequired,
  reason: status.reason,
  party: status.party,
  description: status.description,
  provenance: status.provenance,
  movesStatus: status.movesStatus,
  occurredAt: time.occurredAt,
  localTime: time.localTime,
  utcOffset: time.utcOffset,
  timeZone: time.timeZone,
  timeSource: time.timeSource,
  timePrecision: time.timePrecision,
  ambiguous: time.ambiguous,
  carrier: facts.carrier,
  eventId: facts.eventId,
  location: facts.location,
  signedBy: facts.signedBy,
});
