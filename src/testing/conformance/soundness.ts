/** What any result of any adapter must be, whatever the carrier sent. Each flaw is a sentence. */

import { isTrackingError } from '../../errors.ts';
import type { Eta, Observation, TrackResult } from '../../model/observation.ts';
import { isReason, partyOf } from '../../model/reason.ts';
import { isSubstatus, type NormalizedStatus, statusOf } from '../../model/status.ts';
import type { TrackingEvent } from '../../model/tracking-event.ts';
import { offsetMs } from '../../time/wall-clock.ts';

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const WALL_CLOCK = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2})?$/;
const UTC_OFFSET = /^[+-]\d{2}:\d{2}(?::\d{2})?$/;
const MATCHED_BY: ReadonlySet<unknown> = new Set(['code', 'category', 'text', 'override', 'none']);
const TIME_SOURCES: ReadonlySet<unknown> = new Set([
  'carrier_utc',
  'carrier_offset',
  'location_zone',
  'unknown',
]);
/** Some carriers round one of the two. */
const SAME_MOMENT_MS = 120_000;
const LONGEST_MESSAGE = 1_000;

/** Empty where nothing is wrong. */
export function flawsOf(result: TrackResult, carrier: string): string[] {
  const flaws = [
    ...unless(typeof result.trackingNumber === 'string', 'the result has no number'),
    ...unless(result.carrier === carrier, `the result names carrier ${result.carrier}`),
  ];
  switch (result.outcome) {
    case 'found':
      return [...flaws, ...flawsOfObservation(result.observation, result)];
    case 'not_found':
      return [...flaws, ...unless(INSTANT.test(result.observedAt), 'observedAt is no instant')];
    case 'failed':
      return [
        ...flaws,
        ...unless(isTrackingError(result.error), 'the error is none of the family'),
        ...unless(result.error?.message?.length < LONGEST_MESSAGE, 'the error quotes too much'),
      ];
    default:
      return ['the outcome is none of the three'];
  }
}

const unless = (holds: boolean, flaw: string): string[] => (holds ? [] : [flaw]);

function flawsOfObservation(observation: Observation, { carrier, trackingNumber }: TrackResult): string[] {
  const { eta, originalEta, delivery, weight, source, warnings } = observation;
  return [
    ...flawsOfStatus(observation),
    ...observation.events.flatMap((event, index) =>
      flawsOfEvent(event).map((flaw) => `event ${index}: ${flaw}`),
    ),
    ...unless(observation.carrier === carrier, 'observation and result name different carriers'),
    ...unless(observation.trackingNumber === trackingNumber, 'observation and result name different numbers'),
    ...unless(INSTANT.test(observation.observedAt), 'observedAt is no instant'),
    ...unless(['poll', 'push', 'import'].includes(source), 'the source is none of the three'),
    ...[eta, originalEta].flatMap((estimate) => (estimate === null ? [] : flawsOfEta(estimate))),
    ...unless(delivery === null || observation.status === 'delivered', 'there is a delivery, not delivered'),
    ...unless(isInstantOrNull(delivery?.at ?? null), 'delivery.at is no instant'),
    ...unless(isWallClockOrNull(delivery?.localTime ?? null), 'delivery.localTime is no wall clock'),
    ...unless(weight === null || (weight.value > 0 && Number.isFinite(weight.value)), 'the weight is none'),
    ...unless(
      warnings.every(({ path, message }) => typeof path === 'string' && message !== ''),
      'a warning says nothing',
    ),
  ];
}

function flawsOfStatus(status: NormalizedStatus): string[] {
  const { substatus, reason, party, provenance } = status;
  return [
    ...unless(isSubstatus(substatus) && statusOf(substatus) === status.status, 'substatus and status differ'),
    ...unless(reason === null || isReason(reason), `there is no reason ${reason}`),
    ...unless(reason === null || !isReason(reason) || partyOf(reason) === party, 'reason and party differ'),
    ...unless(typeof status.actionRequired === 'boolean', 'actionRequired is missing'),
    ...unless(MATCHED_BY.has(provenance?.matchedBy), 'the provenance says not what decided'),
    ...unless(
      provenance?.matchedBy !== 'none' || status.status === 'unknown',
      `${status.status}, although nothing decided`,
    ),
  ];
}

function flawsOfEvent(event: TrackingEvent): string[] {
  const { occurredAt, localTime, utcOffset, timeSource, timePrecision } = event;
  return [
    ...flawsOfStatus(event),
    ...unless(isInstantOrNull(occurredAt), `occurredAt ${occurredAt} is no instant in UTC`),
    ...unless(isWallClockOrNull(localTime), `localTime ${localTime} is no wall clock`),
    ...unless(utcOffset === null || UTC_OFFSET.test(utcOffset), `utcOffset ${utcOffset} is none`),
    ...unless(TIME_SOURCES.has(timeSource), 'the source of the time is none of the four'),
    ...unless((occurredAt === null) === (timeSource === 'unknown'), 'instant and source of the time differ'),
    ...unless(
      occurredAt === null || localTime?.length !== 10 || timeSource === 'carrier_utc',
      'a date alone was made an instant',
    ),
    ...unless(
      localTime?.length !== 10 || timePrecision === 'day' || occurredAt !== null,
      'a date is no time',
    ),
    ...unless(isOneMoment(event), `${localTime}${utcOffset} is not ${occurredAt}`),
    ...unless(event.provenance?.matchedBy !== 'none' || !event.movesStatus, 'it moves, although unknown'),
  ];
}

function isOneMoment({ occurredAt, localTime, utcOffset }: TrackingEvent): boolean {
  if (occurredAt === null || utcOffset === null || localTime === null || localTime.length === 10) return true;
  const stated = Date.parse(`${localTime}Z`) - offsetMs(utcOffset);
  return Math.abs(stated - Date.parse(occurredAt)) <= SAME_MOMENT_MS;
}

const flawsOfEta = ({ from, to, fromUtc, toUtc }: Eta): string[] => [
  ...unless(WALL_CLOCK.test(from) && WALL_CLOCK.test(to), 'the estimate is no wall clock'),
  ...unless(from.slice(0, 10) <= to.slice(0, 10), 'the estimate ends before it begins'),
  ...unless(isInstantOrNull(fromUtc) && isInstantOrNull(toUtc), 'the estimate in UTC is no instant'),
];

const isInstantOrNull = (value: string | null): boolean =>
  value === null || (INSTANT.test(value) && !Number.isNaN(Date.parse(value)));
const isWallClockOrNull = (value: string | null): boolean =>
  value === null || (WALL_CLOCK.test(value) && !Number.isNaN(Date.parse(value)));
