/** The carrier's summary of a parcel, where it says something else than the events of the same answer. */

import type { Observation } from '../model/observation.ts';
import { type NormalizedStatus, statusFieldsOf } from '../model/status.ts';
import type { Headline, StatusOverrideEntry } from '../model/tracker.ts';
import type { TrackingEvent } from '../model/tracking-event.ts';
import type { Instant } from '../time/clock.ts';
import { movesParcel, newestTimeOf } from './event-facts.ts';
import type { Mark } from './fold.ts';
import { laterOf } from './registers.ts';
import { roughTimeOf } from './time-span.ts';

/** The later word counts. */
export function joinHeadlines(a: Headline, b: Headline): Headline {
  const { value } = laterOf({ askedAt: a.askedAt, value: a }, { askedAt: b.askedAt, value: b });
  return value;
}

/** Null where the observation says nothing, or as a push no more than its event. */
export function toHeadline(observation: Observation): Headline | null {
  if (observation.status === 'unknown') return null;
  const moving = observation.events.filter(movesParcel);
  const newestEventAt = newestTimeOf(moving);
  const isNews = !newestSay(moving, newestEventAt, observation);
  if (!isNews && observation.source !== 'poll') return null;
  return {
    askedAt: observation.observedAt,
    newestEventAt,
    moment: {
      occurredAt: observation.delivery?.at ?? null,
      localTime: observation.delivery?.localTime ?? null,
    },
    status: isNews ? statusFieldsOf(observation) : null,
    source: observation.source,
  };
}

/** Whether one of the newest events says as much as the summary does. */
const newestSay = (
  events: readonly TrackingEvent[],
  newestAt: Instant | null,
  { substatus, reason }: NormalizedStatus,
): boolean =>
  events.some(
    (event) =>
      (newestAt === null || roughTimeOf(event) === newestAt) &&
      event.substatus === substatus &&
      (reason === null || event.reason === reason),
  );

/** The summary as a mark, where it still stands: not once something is known that it can't have known. */
export function standingHeadline(
  headline: Headline | null,
  marks: readonly Mark[],
  override: StatusOverrideEntry | null,
): Mark | null {
  if (headline === null || headline.status === null) return null;
  const { newestEventAt, moment, askedAt } = headline;
  const isOverrun = marks.some((mark) => (roughTimeOf(mark.moment) ?? '') > (newestEventAt ?? askedAt));
  const saidAt = newestEventAt ?? roughTimeOf(moment);
  // The host has heard it, and said otherwise.
  const isOverruled = override !== null && (saidAt === null || override.at >= saidAt);
  if (isOverrun || isOverruled) return null;
  return {
    status: headline.status,
    moment,
    at: saidAt === null ? Number.NEGATIVE_INFINITY : Date.parse(saidAt),
    eventId: null,
    location: null,
    isHosts: false,
  };
}
