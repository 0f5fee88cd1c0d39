/** When DHL expects to deliver: wall clock at the destination, and instants where its zone or an offset is known. */

import type { Location } from '../../model/location.ts';
import type { Eta } from '../../model/observation.ts';
import type { EventTime } from '../../model/tracking-event.ts';
import { filled, type WireText } from '../wire.ts';
import { readTimestamp, type Warn } from './zones.ts';

/** One statement of DHL's, by the name it has there. */
export type Estimate = {
  readonly source: string;
  readonly from: WireText;
  readonly through: WireText;
};

/** The first estimate that can be read. */
export function readEta(
  estimates: readonly Estimate[],
  destination: Location | null,
  warn: Warn,
): Eta | null {
  for (const estimate of estimates) {
    const eta = readEstimate(estimate, destination, warn);
    if (eta !== null) return eta;
  }
  return null;
}

function readEstimate(
  { source, from, through }: Estimate,
  destination: Location | null,
  warn: Warn,
): Eta | null {
  const written = [from, through].filter((end) => filled(end) !== null);
  const times = written
    .map((end) => readTimestamp(end, destination))
    .filter(({ localTime }) => localTime !== null);
  if (times.length < written.length) warn(source, 'no time');
  const [first, last = first] = times;
  if (first === undefined || last === undefined) return null;
  if (isBackwards(first, last)) {
    warn(source, 'it ends before it begins');
    return null;
  }
  return toEta(first, last, source);
}

const isBackwards = (first: EventTime, last: EventTime): boolean =>
  first.occurredAt !== null && last.occurredAt !== null
    ? first.occurredAt > last.occurredAt
    : (first.localTime ?? '') > (last.localTime ?? '');

function toEta(first: EventTime, last: EventTime, source: string): Eta | null {
  if (first.localTime === null || last.localTime === null) return null;
  const isDay =
    [first, last].some(({ timePrecision }) => timePrecision === 'day') || isMidnightAlone(first, last);
  return {
    from: isDay ? first.localTime.slice(0, 10) : first.localTime,
    to: isDay ? last.localTime.slice(0, 10) : last.localTime,
    fromUtc: isDay ? null : first.occurredAt,
    toUtc: isDay ? null : last.occurredAt,
    precision: isDay ? 'day' : 'minute',
    source,
  };
}

/** Nobody delivers at the stroke of midnight: it stands for the day. */
const isMidnightAlone = (first: EventTime, last: EventTime): boolean =>
  first.localTime === last.localTime && first.localTime?.slice(11) === '00:00:00';
