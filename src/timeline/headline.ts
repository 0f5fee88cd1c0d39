/** The carrier's summary of a parcel: a mark among the events where it says something else than those beside it. */

import type { Observation } from '../model/observation.ts';
import { type NormalizedStatus, statusFieldsOf } from '../model/status.ts';
import type { Headline, Moment, StatusOverrideEntry } from '../model/tracker.ts';
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
    moment: momentOf(observation),
    status: statusFieldsOf(observation),
    isNews,
  };
}

const momentOf = ({ status, delivery }: Observation): Moment => ({
  occurredAt: (status === 'delivered' && delivery?.at) || null,
  localTime: (status === 'delivered' && delivery?.localTime) || null,
});

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

/** The carrier's summary as a mark, with its place among the events: behind all up to `saidAt`. */
export type Summary = { readonly mark: Mark; readonly saidAt: Instant };

/**
 * Null where it says nothing of its own, or where the host has heard it and said otherwise. A summary is as old as the
 * newest it tells of; one that tells of no time is as old as the answer.
 */
export function toSummary(headline: Headline | null, override: StatusOverrideEntry | null): Summary | null {
  if (headline === null || !headline.isNews) return null;
  const toldOf = greaterOf(headline.newestEventAt, roughTimeOf(headline.moment));
  const isOverruled = override !== null && (toldOf === null || override.at >= toldOf);
  return isOverruled ? null : summaryAt(headline, toldOf ?? headline.askedAt);
}

/** A summary that says no more than its events did, for where those turn out to be of another parcel. */
export const bareSummary = (headline: Headline): Mark => summaryAt(headline, headline.askedAt).mark;

const greaterOf = (a: Instant | null, b: Instant | null): Instant | null => ((a ?? '') > (b ?? '') ? a : b);

const summaryAt = ({ status, moment }: Headline, saidAt: Instant): Summary => ({
  saidAt,
  mark: {
    status,
    said: status.substatus,
    moment,
    at: Date.parse(saidAt),
    eventId: null,
    location: null,
    isHosts: false,
  },
});
