/** Which scan is which: by the carrier's own id, else by code, time and place. Never by the carrier's words. */

import type { Location } from '../model/location.ts';
import type { TrackingEvent } from '../model/tracking-event.ts';
import { canonicalText, isSameValue } from './same-value.ts';
import { shortHash } from './short-hash.ts';

export type KeyedEvent = { readonly id: string; readonly event: TrackingEvent };

/**
 * Gives each event of one answer its id. An event that is listed twice without any difference is one event; events
 * that differ in words alone are told apart by their place among one another.
 */
export function keyEvents(events: readonly TrackingEvent[], generation: number): KeyedEvent[] {
  const byKey = new Map<string, TrackingEvent[]>();
  for (const event of events) {
    const key = keyOf(event, generation);
    const alike = byKey.get(key);
    if (alike === undefined) byKey.set(key, [event]);
    else if (!alike.some((other) => isSameValue(other, event))) alike.push(event);
  }
  return [...byKey].flatMap(([key, alike]) => {
    const [only] = alike;
    if (only !== undefined && alike.length === 1) return { id: shortHash(key), event: only };
    return inOrder(alike).map((event, index) => ({
      id: shortHash(index === 0 ? key : `${key}#${index}`),
      event,
    }));
  });
}

function keyOf(event: TrackingEvent, generation: number): string {
  if (event.eventId !== null) return `${event.carrier}|${generation}|id|${event.eventId}`;
  const code = event.provenance.code ?? event.provenance.category ?? '';
  const time = event.localTime ?? event.occurredAt ?? '';
  return `${event.carrier}|${generation}|${code}|${time}|${placeOf(event.location)}`;
}

function placeOf(location: Location | null): string {
  if (location === null) return '';
  const { city, postalCode, region, name, country } = location;
  const place = city ?? postalCode ?? region ?? name ?? '';
  return `${place.toLowerCase().replace(BLANKS, ' ').trim()}|${country ?? ''}`;
}

const BLANKS = /\s+/g;

/** By content, so that the order of the answer doesn't matter. */
const inOrder = (events: readonly TrackingEvent[]): TrackingEvent[] =>
  events
    .map((event) => ({ event, text: canonicalText(event) }))
    .sort((a, b) => (a.text < b.text ? -1 : 1))
    .map(({ event }) => event);
