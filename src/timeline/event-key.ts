/**
 * Which scan is which: by the carrier's own id, else by code and time, and by place where the time is a date alone.
 * Never by the carrier's words.
 */

import type { Location } from '../model/location.ts';
import type { TrackedEvent } from '../model/tracker.ts';
import type { TrackingEvent } from '../model/tracking-event.ts';
import { canonicalText } from './same-value.ts';
import { shortHash } from './short-hash.ts';

export type KeyedEvent = { readonly id: string; readonly event: TrackingEvent };

/** What has to be known of a tracker to tell its events' ids. */
export type KeyContext = { readonly generation: number; readonly events: readonly TrackedEvent[] };

/**
 * Gives each event of one answer its id. An event that is listed twice without any difference is one event; events
 * that differ in what isn't part of the key are told apart by their place among one another.
 */
export function keyEvents(
  events: readonly TrackingEvent[],
  { generation, events: known }: KeyContext,
): KeyedEvent[] {
  const idByKey = idsByKey(known);
  const keyed: KeyedEvent[] = [];
  for (const [key, alike] of groupByKey(events)) {
    for (const [index, event] of distinct(alike).entries()) {
      const id = index === 0 ? idByKey.get(key) : undefined;
      keyed.push({ id: id ?? shortHash(`${generation}|${key}|${index}`), event });
    }
  }
  return keyed;
}

function groupByKey(events: readonly TrackingEvent[]): ReadonlyMap<string, readonly TrackingEvent[]> {
  const groups = new Map<string, TrackingEvent[]>();
  for (const event of events) {
    const key = keyOf(event);
    const alike = groups.get(key);
    if (alike === undefined) groups.set(key, [event]);
    else alike.push(event);
  }
  return groups;
}

/** Hashing costs more than all the rest, so ids that are known aren't made again; where a key has several, they are. */
function idsByKey(known: readonly TrackedEvent[]): ReadonlyMap<string, string | undefined> {
  const ids = new Map<string, string | undefined>();
  for (const event of known) {
    const key = keyOf(event);
    ids.set(key, ids.has(key) ? undefined : event.id);
  }
  return ids;
}

/**
 * Pushes and polls name one place differently, and nothing is scanned twice in one second; but of a date alone, a
 * carrier may list several scans.
 */
function keyOf(event: TrackingEvent): string {
  if (event.eventId !== null) return `${event.carrier}|id|${event.eventId}`;
  const { code, category } = event.provenance;
  const meaning = code ?? category ?? ownWordOf(event);
  const time = event.localTime ?? event.occurredAt ?? '';
  const place = time.length > 10 ? '' : placeOf(event.location);
  return `${event.carrier}|${meaning}|${time}|${place}`;
}

/**
 * The status that the teller gave itself, as a host does that has neither codes nor words to read. What was read from
 * words is no part of the key, as it changes with them.
 */
const ownWordOf = ({ status, substatus, provenance: { matchedBy } }: TrackingEvent): string =>
  matchedBy === 'none' && status !== 'unknown' ? substatus : '';

function placeOf(location: Location | null): string {
  if (location === null) return '';
  const { city, postalCode, region, name, country } = location;
  const place = city ?? postalCode ?? region ?? name ?? '';
  return `${place.toLowerCase().replace(BLANKS, ' ').trim()}|${country ?? ''}`;
}

const BLANKS = /\s+/g;

/** In the order of their content, so that the order of the answer doesn't matter. */
function distinct(alike: readonly TrackingEvent[]): readonly TrackingEvent[] {
  if (alike.length === 1) return alike;
  const byContent = new Map(alike.map((event) => [canonicalText(event), event]));
  return [...byContent].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, event]) => event);
}
