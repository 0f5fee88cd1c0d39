/** A client with a store, a clock that stands still, and trackers that are due: what tests of polling begin with. */

import type { CarrierAdapter, TrackContext, TrackRequest } from '../../src/carriers/carrier.ts';
import type { TrackingClientOptions } from '../../src/client-options.ts';
import { defineStore } from '../../src/define-store.ts';
import { createdMessage } from '../../src/ingest/messages.ts';
import type { TrackResult } from '../../src/model/observation.ts';
import type { PollRecord, Tracker } from '../../src/model/tracker.ts';
import { createMemoryStore } from '../../src/stores/memory/index.ts';
import type { Store } from '../../src/stores/store.ts';
import { createManualClock, type ManualClock } from '../../src/testing/manual-clock.ts';
import { createTracker } from '../../src/timeline/create-tracker.ts';
import { createTrackingClient, type FollowingClient } from '../../src/tracking-client.ts';
import { type FakeCarrier, fakeCarrier, found } from '../support/fake-carrier.ts';
import { anEvent } from '../support/observations.ts';

export const START = '2026-03-02T09:00:00.000Z';
export const SECOND_MS = 1_000;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

export const later = (ms: number, from: string = START): string =>
  new Date(Date.parse(from) + ms).toISOString();

export const aPoll = (poll: Partial<PollRecord> = {}): PollRecord => ({
  nextPollAt: START,
  why: 'to be asked at once',
  urgency: 1,
  stopReason: null,
  lastPolledAt: null,
  lastOutcome: null,
  lastError: null,
  failures: 0,
  lastPushAt: null,
  ...poll,
});

/** Due from the start on. Its id is its number. */
export function dueTracker(
  trackingNumber: string,
  { poll, ...rest }: Partial<Omit<Tracker, 'poll'>> & { poll?: Partial<PollRecord> } = {},
): Tracker {
  const carrier = trackingNumber.replace(/\d+$/, '').toLowerCase();
  const tracker = createTracker({
    id: trackingNumber,
    tenantId: null,
    carrier,
    trackingNumber,
    generation: 1,
    createdAt: START,
  });
  return { ...tracker, sequence: 1, poll: aPoll(poll), ...rest };
}

/** Numbers of a carrier, e.g. `ACME1` to `ACME3`. */
export const numbers = (prefix: string, count: number): string[] =>
  Array.from({ length: count }, (_, place) => `${prefix}${place + 1}`);

export type Scene = {
  readonly clock: ManualClock;
  readonly store: Store;
  readonly client: FollowingClient;
  keep(...trackers: readonly Tracker[]): Promise<void>;
  /** The poll record of a tracker. */
  pollOf(id: string): Promise<PollRecord>;
};

export function createScene({
  clock = createManualClock(START),
  store = createMemoryStore(),
  ...options
}: Omit<TrackingClientOptions, 'clock' | 'store'> & { clock?: ManualClock; store?: Store }): Scene {
  const client = createTrackingClient({ ...options, clock, store: defineStore(store) });
  return {
    clock,
    store,
    client,
    async keep(...trackers) {
      await store.register(
        trackers.map((tracker) => ({ tracker, message: createdMessage(tracker, tracker.createdAt) })),
      );
    },
    pollOf: async (id) => ((await store.get(id)) as Tracker).poll,
  };
}

/** Lets all that needs no time be done. */
export async function settle(clock: ManualClock): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) await clock.advance(0);
}

/** One scan in transit, the same each time it is asked. */
export const inTransit = (carrier: string, trackingNumber: string): TrackResult =>
  found(carrier, trackingNumber, {
    observedAt: START,
    events: [anEvent({ carrier, occurredAt: later(-HOUR_MS), substatus: 'package_accepted' })],
    substatus: 'package_accepted',
  });

type Answering = (request: TrackRequest, context: TrackContext) => TrackResult | Promise<TrackResult>;

/** A carrier that answers number by number. */
export const answering = (
  id: string,
  answer: Answering,
  options: Parameters<typeof fakeCarrier>[1] = {},
): FakeCarrier =>
  fakeCarrier(id, {
    ...options,
    answer: (requests, context) => Promise.all(requests.map((request) => answer(request, context))),
  });

/** A carrier whose parcels are all in transit. */
export const steady = (id: string, options: Parameters<typeof fakeCarrier>[1] = {}): FakeCarrier =>
  fakeCarrier(id, { ...options, says: (trackingNumber) => inTransit(id, trackingNumber) });

export const pushing = <Adapter extends CarrierAdapter>(adapter: Adapter): Adapter => ({
  ...adapter,
  capabilities: { ...adapter.capabilities, push: true },
});
