/** Package details of Multi-Channel Fulfilment, which a host that sells through Amazon has. */

import { expect, it } from 'vitest';
import { inShort, observe } from './fixtures.ts';

const event = (hour: number, eventCode: string, eventDescription = 'Said.') => ({
  eventDate: `2026-04-14T${String(hour).padStart(2, '0')}:00:00Z`,
  eventCode,
  eventDescription,
});

it('reads the newest event', () => {
  const { trackingNumber, source, description, ...observation } = observe({
    payload: {
      trackingNumber: 'TBA310000008101',
      currentStatus: 'IN_TRANSIT',
      trackingEvents: [event(9, 'EVENT_201', 'Arrived'), event(8, 'EVENT_102')],
    },
  });
  expect([trackingNumber, source, inShort(observation), description]).toEqual([
    'TBA310000008101',
    'poll',
    'package_arrived',
    'Arrived',
  ]);
});

it.each([
  ['RETURNING', 'EVENT_407', 'return_to_sender:return_in_transit'],
  ['RETURNED', 'EVENT_301', 'return_to_sender:return_completed'],
  ['DELIVERED', 'EVENT_302', 'delivered'],
  ['IN_TRANSIT', 'EVENT_301', 'delivered'],
  ['REFUND_ISSUED', 'EVENT_302', 'out_for_delivery'],
])('lets the status %s decide over %s where it is further on', (currentStatus, code, expected) => {
  expect(inShort(observe({ currentStatus, trackingEvents: [event(9, code)] }))).toBe(expected);
});

it.each([
  ['FRONT_DESK', 'delivered', 'Front Desk'],
  ['PORCH', 'delivered:delivered_safe_place', 'Porch'],
  ['NEIGHBOR', 'delivered:delivered_to_neighbor', 'Neighbor'],
  ['CUSTOMER_PICKUP', 'delivered:collected_by_recipient', 'Customer Pickup'],
  ['MC_WOMAN', 'delivered', 'Woman'],
])('reads where it was left, %s', (additionalLocationInfo, expected, placement) => {
  const { delivery, ...observation } = observe({
    additionalLocationInfo,
    trackingEvents: [event(9, 'EVENT_301')],
  });
  expect([inShort(observation), delivery?.placement]).toEqual([expected, placement]);
});

it('reads who signed, the estimate and the destination', () => {
  const { eta } = observe({ currentStatus: 'IN_TRANSIT', estimatedArrivalDate: '2026-04-17T06:59:59Z' });
  const { delivery, destination } = observe({
    currentStatus: 'DELIVERED',
    signedForBy: 'M. Vale',
    shipToAddress: { city: 'BEND', state: 'OR', country: 'US' },
  });
  expect([eta?.toUtc, eta?.source, delivery?.signedBy, destination?.region]).toEqual([
    '2026-04-17T06:59:59.000Z',
    'estimatedArrivalDate',
    'M. Vale',
    'OR',
  ]);
});

it('waits in a locker', () => {
  expect(observe({ trackingEvents: [event(9, 'EVENT_801')] }).servicePoint?.type).toBe('locker');
});
