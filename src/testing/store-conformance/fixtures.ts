/** Trackers, events, messages and commits to test stores with: say what matters, the rest is fixed. */

import type { Ledger, PollRecord, TrackedEvent, Tracker, Transition } from '../../model/tracker.ts';
import type { OutboxMessage, TrackerSnapshot } from '../../outbox/message.ts';
import type { IngestCommit, Registration } from '../../stores/store.ts';
import type { Instant } from '../../time/clock.ts';

/** When fixtures are made; earlier than the kit's clock, so that what is due from then on is due. */
export const CREATED_AT: Instant = '2026-03-02T08:00:00.000Z';

const NO_PROVENANCE = { matchedBy: 'code', rule: 'acme/1', code: '1', category: null, text: null } as const;

const IN_TRANSIT = {
  status: 'in_transit',
  substatus: 'package_processed',
  actionRequired: false,
  reason: null,
  party: 'none',
  description: 'Processed at facility',
  provenance: NO_PROVENANCE,
} as const;

export const aPoll = (poll: Partial<PollRecord> = {}): PollRecord => ({
  nextPollAt: CREATED_AT,
  why: 'new',
  urgency: 1,
  stopReason: null,
  lastPolledAt: null,
  lastOutcome: null,
  lastError: null,
  failures: 0,
  lastPushAt: null,
  ...poll,
});

/** A tracker without events; its number is made of its id. */
export const aTracker = (
  id: string,
  { poll, ...rest }: Partial<Omit<Tracker, 'poll'>> & { poll?: Partial<PollRecord> } = {},
): Tracker => ({
  ...IN_TRANSIT,
  id,
  tenantId: null,
  carrier: 'acme',
  trackingNumber: `ACME-${id}`,
  generation: 1,
  reference: null,
  orderId: null,
  metadata: {},
  version: 1,
  sequence: 1,
  shippedAfter: null,
  createdAt: CREATED_AT,
  updatedAt: CREATED_AT,
  statusSince: { occurredAt: CREATED_AT, localTime: null },
  substatusSince: { occurredAt: CREATED_AT, localTime: null },
  events: [],
  transitions: [],
  milestones: { byStatus: {}, bySubstatus: {} },
  eta: null,
  originalEta: null,
  etaHistory: [],
  etaSlipHours: null,
  attempts: 0,
  returnState: null,
  delivery: null,
  servicePoint: null,
  service: { code: 'GND', name: 'Ground' },
  origin: null,
  destination: null,
  weight: null,
  pieces: [],
  pieceCount: null,
  references: [],
  relatedNumbers: [],
  carrierUniqueId: null,
  poll: aPoll(poll),
  ledger: aLedger(),
  ...rest,
});

/** Bookkeeping that says one thing. Stores keep it without reading it, so that any object will do. */
export const aLedger = (said: unknown = null): Ledger => ({ said }) as unknown as Ledger;

export const anEvent = (id: string, event: Partial<TrackedEvent> = {}): TrackedEvent => ({
  ...IN_TRANSIT,
  id,
  movesStatus: true,
  occurredAt: '2026-03-02T03:15:00.000Z',
  localTime: '2026-03-01T22:15:00',
  utcOffset: '-05:00',
  timeZone: null,
  timeSource: 'carrier_offset',
  timePrecision: 'second',
  ambiguous: false,
  carrier: 'acme',
  eventId: null,
  location: {
    city: 'Louisville',
    region: 'KY',
    postalCode: '40202',
    country: 'US',
    name: null,
    streetLines: [],
  },
  signedBy: null,
  standing: 'listed',
  source: 'poll',
  firstSeenAt: CREATED_AT,
  amended: false,
  ...event,
});

export const aTransition = (id: string, transition: Partial<Transition> = {}): Transition => ({
  id,
  from: null,
  to: { status: 'in_transit', substatus: 'package_processed', reason: null },
  occurredAt: '2026-03-02T03:15:00.000Z',
  localTime: '2026-03-01T22:15:00',
  eventId: 'e1',
  code: '1',
  text: 'Processed',
  source: 'poll',
  mode: 'live',
  observedAt: CREATED_AT,
  ...transition,
});

export const aMessage = (tracker: Tracker, message: Partial<OutboxMessage> = {}): OutboxMessage => {
  const sequence = message.sequence ?? tracker.sequence;
  return {
    id: `${tracker.id}/${sequence}`,
    type: sequence === 1 ? 'tracker.created' : 'tracker.updated',
    trackerId: tracker.id,
    tenantId: tracker.tenantId,
    sequence,
    createdAt: tracker.updatedAt,
    previous: null,
    current: snapshotOf(tracker),
    ...message,
  };
};

const snapshotOf = (tracker: Tracker): TrackerSnapshot => ({
  id: tracker.id,
  tenantId: tracker.tenantId,
  carrier: tracker.carrier,
  trackingNumber: tracker.trackingNumber,
  generation: tracker.generation,
  reference: tracker.reference,
  orderId: tracker.orderId,
  metadata: tracker.metadata,
  status: tracker.status,
  substatus: tracker.substatus,
  actionRequired: tracker.actionRequired,
  reason: tracker.reason,
  party: tracker.party,
  description: tracker.description,
  provenance: tracker.provenance,
  version: tracker.version,
  statusSince: tracker.statusSince,
  eta: tracker.eta,
  attempts: tracker.attempts,
  returnState: tracker.returnState,
  delivery: tracker.delivery,
});

export const aRegistration = (tracker: Tracker): Registration => ({ tracker, message: aMessage(tracker) });

export const registrationsOf = (...trackers: readonly Tracker[]): Registration[] =>
  trackers.map(aRegistration);

/** What of a commit is said: the rest follows from the tracker before it. */
export type Change = Partial<Omit<IngestCommit, 'tracker' | 'expectedVersion'>> & {
  readonly tracker?: Partial<Tracker>;
  /** How many messages to tell. @default 1 */
  readonly told?: number;
};

/** The next version of a tracker, with its new events, transitions and messages. */
export function aCommit(before: Tracker, { tracker, told = 1, ...change }: Change = {}): IngestCommit {
  const events = change.events ?? [];
  const transitions = change.transitions ?? [];
  const amended = new Map(events.map((event) => [event.id, event]));
  const after: Tracker = {
    ...before,
    version: before.version + 1,
    sequence: before.sequence + told,
    events: [
      ...before.events.map((event) => amended.get(event.id) ?? event),
      ...events.filter(({ id }) => !before.events.some((event) => event.id === id)),
    ],
    transitions: [...before.transitions, ...transitions],
    ...tracker,
  };
  const messages = Array.from({ length: told }, (_, index) =>
    aMessage(after, { sequence: before.sequence + index + 1 }),
  );
  return { expectedVersion: before.version, messages, ...change, tracker: after, events, transitions };
}
