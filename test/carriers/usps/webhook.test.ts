/** Pushes of Subscriptions-Tracking: a notification, its payload in a text, and the detailed scan's two shapes. */

import { expect, it } from 'vitest';
import { parseUsps } from '../../../src/carriers/usps/index.ts';
import { kindOf, NUMBER, observe, observeFixture, readFixture, scan, summary } from './fixtures.ts';

const notify = (record: unknown) => ({
  subscriptionId: '12345678',
  subscriptionType: 'TRACKING',
  timestamp: '2026-03-04T21:03:01.120Z',
  payload: typeof record === 'string' ? record : JSON.stringify(record),
  links: [],
});

it('reads a push as the poll of the same record, but for its source', () => {
  const record = readFixture('batch-found-200') as unknown[];
  const { source, ...pushed } = observe(notify(record[0]));
  const { source: polled, ...asked } = observe([record[0]]);
  expect([pushed, source, polled]).toEqual([asked, 'push', 'poll']);
});

it('reads a payload that was parsed already', () => {
  const body = { ...notify(''), payload: { trackingNumber: NUMBER, statusCategory: 'Delivered' } };
  expect(observe(body)).toMatchObject({ status: 'delivered', source: 'push' });
});

it.each([
  ['one scan', 'trackingEvent', scan(9, 'Out for Delivery')],
  ['a list under the name of one', 'trackingEvent', [scan(9, 'Out for Delivery')]],
  ['one scan under the name of a list', 'trackingEvents', scan(9, 'Out for Delivery')],
  ['a list', 'trackingEvents', [scan(9, 'Out for Delivery')]],
])('reads the scan of an extract from %s', (_what, name, scans) => {
  const { substatus, events, warnings } = observe(notify({ trackingNumber: NUMBER, [name]: scans }));
  expect([substatus, events.length, warnings]).toEqual(['out_for_delivery', 1, []]);
});

it('reads the scan of an extract beside an empty list, and warns under its name', () => {
  const record = {
    trackingNumber: NUMBER,
    trackingEvents: [],
    trackingEvent: scan(9, 'Acceptance', { GMTOffset: 'x' }),
  };
  expect(observe(notify(record)).warnings.map(({ path }) => path)).toEqual([
    'payload.trackingEvent.0.GMTOffset',
  ]);
});

it('knows the record of an extract without its notification for pushed', () => {
  expect(observe({ trackingNumber: NUMBER, trackingEvent: scan(9, 'Acceptance') }).source).toBe('push');
});

it('reads a push that holds a category and no scans', () => {
  expect(observeFixture('push-category-alone')).toMatchObject({
    status: 'delivered',
    events: [],
    delivery: { at: null, localTime: null },
  });
});

it('reads what an extract has beside the scan', () => {
  const { references, relatedNumbers, origin, eta } = observeFixture('push-scan-extract');
  expect([references.length, relatedNumbers.length, origin?.name, eta?.to]).toEqual([
    2,
    1,
    'SAMPLE SHOP & CO',
    '2026-03-04',
  ]);
});

it('never gives a push out under another number', () => {
  const [result] = parseUsps(notify({ trackingNumber: NUMBER, status: 'Delivered' }), {
    trackingNumber: '9400111206206406260794',
  });
  expect(kindOf(result)).toBe('CARRIER_RESPONSE');
});

it('tells a delay that only a push reports', () => {
  const record = {
    trackingNumber: NUMBER,
    status: 'In Transit, Arriving Late',
    statusCategory: 'Arriving Late',
  };
  expect(summary(observe(notify(record)))).toBe('delayed');
});

it('keeps the notification as it came', () => {
  const body = notify({ trackingNumber: NUMBER, status: 'Delivered' });
  expect(observe(body, { keepRaw: true }).raw).toEqual(body);
});

it('takes a subscription itself for no answer about a parcel', () => {
  const subscription = { subscriptionId: '1', listenerURL: 'https://host.example', status: 'ENABLED' };
  expect(parseUsps(subscription).map(kindOf)).toEqual(['CARRIER_RESPONSE']);
});
