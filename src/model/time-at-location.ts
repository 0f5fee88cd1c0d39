/** A carrier's time read where it happened: by its offset where it states one, else by the zone of the place. */

import { timeInZone, timeOfIso } from './event-time.ts';
import type { Location } from './location.ts';
import { zoneOfLocation } from './location-zone.ts';
import type { EventTime } from './tracking-event.ts';

/** ISO 8601 text as printed at a place. Where neither offset nor place decides, it stays a wall clock. */
export function timeOfIsoAt(text: string | null | undefined, location: Location | null): EventTime {
  const time = timeOfIso(text);
  if (time.occurredAt !== null || time.localTime === null || time.timePrecision === 'day') return time;
  const zone = zoneOfLocation(location);
  return zone === null ? time : timeInZone(time.localTime, zone, time.timePrecision);
}
