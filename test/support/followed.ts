/** A client that follows parcels of fake carriers in memory, and scans to tell it. */

import { memoryStore } from '../../src/memory-store.ts';
import type { Observation } from '../../src/model/observation.ts';
import { type Substatus, statusOf } from '../../src/model/status.ts';
import type { TrackingEvent } from '../../src/model/tracking-event.ts';
import { createManualClock } from '../../src/testing/manual-clock.ts';
import { createTrackingClient } from '../../src/tracking-client.ts';
import { type FakeCarrier, fakeCarrier } from './fake-carrier.ts';
import { anEvent, anObservation } from './observations.ts';

export const NOON = '2026-03-02T12:00:00.000Z';

/** A client over memory, with its store and a clock that stands at {@link NOON}. */
export function aFollowingClient(carriers: readonly FakeCarrier[] = [fakeCarrier('acme')]) {
  const clock = createManualClock(NOON);
  const store = memoryStore();
  return { clock, store, client: createTrackingClient({ carriers, clock, store }) };
}

/** `hours` after {@link NOON}. */
export const at = (hours: number): string => new Date(Date.parse(NOON) + hours * 3_600_000).toISOString();

/** A scan so many hours after noon. */
export const aScan = (
  substatus: Substatus,
  hours: number,
  facts: Partial<TrackingEvent> = {},
): TrackingEvent => {
  const occurredAt = at(hours);
  return anEvent({
    substatus,
    occurredAt,
    localTime: occurredAt.slice(0, 19),
    utcOffset: '+00:00',
    timeSource: 'carrier_utc',
    timePrecision: 'second',
    provenance: {
      matchedBy: 'code',
      rule: `acme/${substatus}`,
      code: substatus,
      category: null,
      text: substatus,
    },
    ...facts,
  });
};

/** The whole record as the carrier gives it when asked so many hours after noon. */
export function anAnswer(
  events: readonly TrackingEvent[],
  askedHours: number,
  facts: Partial<Observation> = {},
): Observation {
  const newest = events.at(-1);
  const substatus = newest?.substatus ?? 'other';
  return anObservation({
    trackingNumber: 'ACME1',
    substatus,
    status: statusOf(substatus),
    events,
    observedAt: at(askedHours),
    delivery:
      substatus === 'delivered' && newest !== undefined
        ? { at: newest.occurredAt, localTime: newest.localTime, signedBy: null, placement: null, proof: null }
        : null,
    ...facts,
  });
}
