/** Observations and events to test with: say what matters, the rest is dull. */

import { NO_TIME } from '../../src/model/event-time.ts';
import type { Observation } from '../../src/model/observation.ts';
import { type NormalizedStatus, needsAction, type Substatus, statusOf } from '../../src/model/status.ts';
import type { TrackingEvent } from '../../src/model/tracking-event.ts';

const statusFields = (substatus: Substatus): NormalizedStatus => ({
  status: statusOf(substatus),
  substatus,
  actionRequired: needsAction(substatus),
  reason: null,
  party: 'none',
  description: null,
  provenance: { matchedBy: 'code', rule: 'acme/1', code: '1', category: null, text: null },
});

export const anEvent = ({
  substatus = 'package_processed',
  ...rest
}: Partial<TrackingEvent> = {}): TrackingEvent => ({
  ...statusFields(substatus),
  ...NO_TIME,
  carrier: 'acme',
  eventId: null,
  movesStatus: true,
  location: null,
  signedBy: null,
  ...rest,
});

export const anObservation = ({
  substatus = 'package_processed',
  ...rest
}: Partial<Observation> = {}): Observation => ({
  ...statusFields(substatus),
  carrier: 'acme',
  trackingNumber: 'ACME123',
  events: [],
  eta: null,
  originalEta: null,
  delivery: null,
  servicePoint: null,
  service: null,
  origin: null,
  destination: null,
  weight: null,
  pieces: [],
  pieceCount: null,
  references: [],
  relatedNumbers: [],
  carrierUniqueId: null,
  observedAt: '2025-05-07T20:00:00.000Z',
  source: 'poll',
  warnings: [],
  ...rest,
});
