/** Milestone notifications: their few codes, their estimates, and whose number they are about. */

import { expect, it } from 'vitest';
import { parseAmazon } from '../../../src/carriers/amazon/index.ts';
import { inShort, kindOf, notificationOf, observe } from './fixtures.ts';

const NUMBER = 'TBA310000008001';
const identifier = { carrierTracking: { trackingNumber: NUMBER, carrierCode: 'AMZN_US' } };

const milestone = (
  hour: number,
  code: string | null,
  subCode: string | null = null,
  description = 'Said.',
) => ({
  status: { code, subCode, description },
  occurredAt: `2026-06-13T${String(hour).padStart(2, '0')}:00:00Z`,
});

const observeMilestones = (...[latestMilestone, ...others]: object[]) =>
  observe(notificationOf({ identifier, latestMilestone, milestoneHistory: [latestMilestone, ...others] }));

const observeEstimates = (...trackingEstimates: object[]) =>
  observe(notificationOf({ identifier, latestMilestone: milestone(9, 'SHIPPED'), trackingEstimates }));

const estimate = (
  startTime: unknown,
  endTime: unknown,
  lastUpdatedTime = '2026-06-13T05:21:43Z',
  type?: string,
) => ({
  type: type ?? 'ESTIMATED_DELIVERY_DATE',
  estimatedInterval: { startTime, endTime },
  lastUpdatedTime,
});

it.each([
  ['ORDER_PREPARING', 'information_received'],
  ['CARRIER_ASSIGNED', 'information_received'],
  ['SHIPPED', 'package_departed'],
  ['OUT_FOR_DELIVERY', 'out_for_delivery'],
  ['DELIVERED', 'delivered'],
  // Not in the example, but spelt as packages' statuses are.
  ['IN_TRANSIT', 'package_processing'],
  ['DELAYED', 'delayed'],
  ['AVAILABLE_FOR_PICKUP', 'pickup_available'],
  ['RETURNED', 'return_to_sender:return_completed'],
])('reads %s as %s', (code, expected) => {
  expect(inShort(observeMilestones(milestone(9, code)))).toBe(expected);
});

it('reads where it was left from the sub-code', () => {
  const { delivery, events, provenance, ...observation } = observeMilestones(
    milestone(9, 'DELIVERED', 'PORCH'),
  );
  expect([inShort(observation), delivery?.placement, provenance.code, events.map(inShort)]).toEqual([
    'delivered:delivered_safe_place',
    'Porch',
    'DELIVERED',
    ['delivered:delivered_safe_place'],
  ]);
});

it('takes a sub-code nobody knows for a place, and for nothing else', () => {
  const { delivery, ...observation } = observeMilestones(milestone(9, 'DELIVERED', 'SPACE_STATION'));
  expect([inShort(observation), delivery?.placement]).toEqual(['delivered', 'Space Station']);
});

it('keeps a parcel where it was at a milestone nobody knows', () => {
  const { substatus, events } = observeMilestones(milestone(9, 'CUSTOMS_REVIEW'), milestone(8, 'SHIPPED'));
  expect([substatus, events.at(-1)?.provenance.matchedBy]).toEqual(['package_departed', 'none']);
});

it('lists the milestones once, oldest first, with what Amazon says of them', () => {
  const { events } = observeMilestones(
    milestone(9, 'DELIVERED', null, 'On&nbsp;the porch'),
    milestone(8, 'SHIPPED'),
  );
  expect(events.map(({ occurredAt, description }) => [occurredAt, description])).toEqual([
    ['2026-06-13T08:00:00.000Z', 'Said.'],
    ['2026-06-13T09:00:00.000Z', 'On the porch'],
  ]);
});

it('adds the latest milestone where the history lacks it', () => {
  const { events, status } = observe(
    notificationOf({
      identifier,
      latestMilestone: milestone(9, 'DELIVERED'),
      milestoneHistory: [milestone(8, 'SHIPPED')],
    }),
  );
  expect([events.length, status]).toEqual([2, 'delivered']);
});

it('takes the latest milestone for the latest even without a time', () => {
  const latestMilestone = { status: { code: 'DELIVERED' } };
  const { status, delivery } = observe(
    notificationOf({ identifier, latestMilestone, milestoneHistory: [milestone(8, 'SHIPPED')] }),
  );
  expect([status, delivery?.at]).toEqual(['delivered', null]);
});

it('reads the newest estimate of the delivery', () => {
  const { eta, originalEta } = observeEstimates(
    estimate('2026-06-15T03:00:00Z', '2026-06-15T05:00:00Z'),
    estimate('2026-06-14T21:00:00Z', '2026-06-15T01:00:00Z', '2026-06-13T09:00:00Z'),
    estimate('2026-06-13T00:00:00Z', '2026-06-13T00:00:00Z', '2026-06-13T10:00:00Z', 'ESTIMATED_PICKUP_DATE'),
  );
  expect([eta, originalEta]).toEqual([
    {
      from: '2026-06-14T21:00:00',
      to: '2026-06-15T01:00:00',
      fromUtc: '2026-06-14T21:00:00.000Z',
      toUtc: '2026-06-15T01:00:00.000Z',
      precision: 'minute',
      source: 'ESTIMATED_DELIVERY_DATE',
    },
    null,
  ]);
});

it.each([
  ['2026-06-14', '2026-06-15', 'day', '2026-06-14', '2026-06-15'],
  ['2026-06-14', '2026-06-14T05:00:00Z', 'day', '2026-06-14', '2026-06-14'],
  [null, '2026-06-14T05:00:00Z', 'minute', '2026-06-14T05:00:00', '2026-06-14T05:00:00'],
  ['2026-06-14T05:00:00Z', '', 'minute', '2026-06-14T05:00:00', '2026-06-14T05:00:00'],
])('reads an interval from %j to %j', (start, end, precision, from, to) => {
  expect(observeEstimates(estimate(start, end)).eta).toMatchObject({ precision, from, to });
});

it('leaves out an interval that ends before it begins, and says so', () => {
  const { eta, warnings } = observeEstimates(estimate('2026-06-15T05:00:00Z', '2026-06-14T05:00:00Z'));
  expect([eta, warnings.map(({ message }) => message)]).toEqual([null, ['it ends before it begins']]);
});

it.each([{}, { estimatedInterval: null }, { type: 'ESTIMATED_DELIVERY_DATE' }, null])(
  'reads no estimate from %j',
  (one) => {
    expect(observeEstimates(...(one === null ? [] : [one])).eta).toBeNull();
  },
);

it.each([
  [{ carrierTracking: { trackingNumber: NUMBER } }, NUMBER, []],
  [{ aftn: 'AFTN1', acsin: 'ACSIN1' }, 'AFTN1', ['aftn', 'acsin']],
  [{ id: 'amzn1.s.1', carrierTracking: { trackingNumber: NUMBER } }, NUMBER, ['id']],
  [{ containerNumber: 'MSKU1234567' }, 'MSKU1234567', ['containerNumber']],
  [{ houseBillOfLadingNumber: 'HBL1' }, 'HBL1', ['houseBillOfLadingNumber']],
  [{}, '', []],
  [null, '', []],
])('reads the number of %j', (named, trackingNumber, types) => {
  const observation = observe(
    notificationOf({ identifier: named, latestMilestone: milestone(9, 'SHIPPED') }),
  );
  expect([observation.trackingNumber, observation.references.map(({ type }) => type)]).toEqual([
    trackingNumber,
    types,
  ]);
});

it("believes the host whose number it is where only Amazon's own identifier is named", () => {
  const body = notificationOf({ identifier: { aftn: 'AFTN1' }, latestMilestone: milestone(9, 'SHIPPED') });
  expect(observe(body, { trackingNumber: NUMBER })).toMatchObject({
    trackingNumber: NUMBER,
    references: [{ type: 'aftn', value: 'AFTN1' }],
  });
});

it('is never given out under another number', () => {
  const body = notificationOf({ identifier, latestMilestone: milestone(9, 'SHIPPED') });
  const results = parseAmazon(body, { trackingNumber: 'TBA310000008002' });
  expect(results.map(kindOf)).toEqual(['CARRIER_RESPONSE']);
});

it.each([
  ['of another type', { notificationType: 'ORDER_CHANGE', payload: notificationOf({})['payload'] }],
  ['that tells nothing', notificationOf({ identifier })],
])('says of a notification %s that it is no answer', (_what, body) => {
  expect(parseAmazon(body).map(kindOf)).toEqual(['CARRIER_RESPONSE']);
});

it('is known by its shape where nothing names its type', () => {
  const { notificationType: _type, ...body } = notificationOf({
    identifier,
    latestMilestone: milestone(9, 'SHIPPED'),
  });
  expect(observe(body).source).toBe('push');
});

it('warns by where in the notification it is', () => {
  const latestMilestone = { status: { code: 'SHIPPED' }, occurredAt: 'today' };
  expect(observe(notificationOf({ identifier, latestMilestone })).warnings).toEqual([
    {
      path: 'payload.shipmentTrackingMilestoneChangedNotification.trackingDetail.latestMilestone.occurredAt',
      message: 'no time',
    },
  ]);
});
