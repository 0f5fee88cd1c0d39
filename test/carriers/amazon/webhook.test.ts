/** Pushes read as answers are: the webhook of Amazon Shipping, and EventBridge's way of carrying things. */

import { expect, it } from 'vitest';
import type { Observation } from '../../../src/model/observation.ts';
import { answerOf, event, NUMBER, notificationOf, observe, observeFixture, readFixture } from './fixtures.ts';

const apartFromSource = ({ source: _source, ...rest }: Observation) => rest;

it.each(['delivered-porch-signed', 'returned', 'pickup-available', 'unknown-event-then-delivered'])(
  'reads %s the same when it is pushed',
  (name) => {
    const polled = observeFixture(name);
    const { payload } = { payload: {}, ...Object(readFixture(name)) };
    const pushed = observe({ id: '1', detail: payload });
    expect([pushed.source, apartFromSource(pushed)]).toEqual(['push', apartFromSource(polled)]);
  },
);

it('reads an answer whole, with its wrapper, inside a push', () => {
  const { source, events } = observe({ detail: answerOf({ eventHistory: [event(9, 'Departed')] }) });
  expect([source, events.length]).toEqual(['push', 1]);
});

it('reads one event alone', () => {
  const detail = { trackingId: NUMBER, ...event(9, 'Delivered', 'RETURNS') };
  expect(observe({ detail })).toMatchObject({
    trackingNumber: NUMBER,
    source: 'push',
    status: 'returned',
    events: [{ occurredAt: '2026-04-14T09:00:00.000Z' }],
  });
});

it('reads the number of the other leg', () => {
  const detail = { trackingId: NUMBER, alternateLegTrackingId: 'TBA310000009999', ...event(9, 'Departed') };
  expect(observe({ detail }).relatedNumbers).toEqual([
    { number: 'TBA310000009999', carrier: 'amazon', relation: 'return' },
  ]);
});

it('warns by where in the push it is', () => {
  const detail = { trackingId: NUMBER, eventHistory: [event(9, 'Departed', 'FORWARD', { eventTime: 'x' })] };
  expect(observe({ detail }).warnings).toEqual([
    { path: 'detail.eventHistory.0.eventTime', message: 'no time' },
  ]);
});

it('is told by whoever hands it on what it comes from', () => {
  const detail = { trackingId: NUMBER, ...event(9, 'Departed') };
  expect(observe({ detail }, { source: 'import' }).source).toBe('import');
});

it('reads a notification the same through EventBridge as through SQS', () => {
  const notification = notificationOf({
    identifier: { aftn: 'AFTN1' },
    latestMilestone: { status: { code: 'SHIPPED' }, occurredAt: '2026-06-13T05:21:43Z' },
  });
  expect(observe({ id: '1', detail: notification })).toEqual(observe(JSON.stringify(notification)));
});
