/** FedEx's forecast of the delivery, and its promise. They are two things: the promise never fills in for the forecast. */

import type { Eta } from '../../model/observation.ts';
import type { EventTime } from '../../model/tracking-event.ts';
import { filled } from '../wire.ts';
import type { FedexResult, FedexTimeWindow } from './wire.ts';
import { timeOfFedex, type Warn } from './zones.ts';

const NO_FORECAST = 'ESTIMATED_DELIVERY_DATE_UNAVAILABLE';

/** When FedEx expects to deliver; null where it says that it can't tell. */
export function forecastOf(result: FedexResult, warn: Warn): Eta | null {
  if (result.serviceCommitMessage?.type === NO_FORECAST) return null;
  return (
    ofWindow(result.estimatedDeliveryTimeWindow, 'estimatedDeliveryTimeWindow', warn) ??
    ofDate(result, 'ESTIMATED_DELIVERY', warn) ??
    ofDate(result, 'APPOINTMENT_DELIVERY', warn)
  );
}

/** When FedEx's service promises to deliver. */
export const promiseOf = (result: FedexResult, warn: Warn): Eta | null =>
  ofWindow(result.standardTransitTimeWindow, 'standardTransitTimeWindow', warn) ??
  ofDate(result, 'COMMITMENT', warn);

/** The time FedEx gives for a milestone, e.g. `SHIP`. */
export function dateOf({ dateAndTimes }: FedexResult, type: string): EventTime | null {
  const entry = dateAndTimes?.find((candidate) => candidate.type === type && filled(candidate.dateTime));
  return entry ? timeOfFedex(entry.dateTime) : null;
}

function ofDate(result: FedexResult, type: string, warn: Warn): Eta | null {
  const time = dateOf(result, type);
  if (time === null) return null;
  if (time.localTime !== null) return toEta([time], type);
  warn({ path: 'dateAndTimes', message: `${type}: the date can't be read` });
  return null;
}

function ofWindow(timeWindow: FedexTimeWindow, path: string, warn: Warn): Eta | null {
  const ends = [timeWindow?.window?.begins, timeWindow?.window?.ends].filter((end) => filled(end) !== null);
  const times = ends.map(timeOfFedex).filter(({ localTime }) => localTime !== null);
  if (times.length < ends.length) warn({ path: `${path}.window`, message: "a time can't be read" });
  const [first, last = first] = times;
  if (first === undefined || last === undefined) return null;
  if (isBackwards(first, last)) {
    warn({ path: `${path}.window`, message: 'it ends before it begins' });
    return null;
  }
  return toEta(times, filled(timeWindow?.type) ?? path);
}

const isBackwards = (first: EventTime, last: EventTime): boolean =>
  first.occurredAt !== null && last.occurredAt !== null
    ? first.occurredAt > last.occurredAt
    : (first.localTime ?? '').slice(0, 10) > (last.localTime ?? '').slice(0, 10);

function toEta(times: readonly EventTime[], source: string): Eta | null {
  // A date beside a time says nothing more: "today, until 20:00" is until 20:00.
  const timed = times.filter(({ timePrecision }) => timePrecision !== 'day');
  const [from, to = from] = timed.length > 0 ? timed : times;
  if (!from?.localTime || !to?.localTime) return null;
  return {
    from: from.localTime,
    to: to.localTime,
    fromUtc: from.occurredAt,
    toUtc: to.occurredAt,
    precision: timed.length > 0 ? 'minute' : 'day',
    source,
  };
}
