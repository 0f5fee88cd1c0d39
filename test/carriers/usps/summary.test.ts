/** The short answer of v3: sentences read as scans. */

import { expect, it } from 'vitest';
import type { TrackingEvent } from '../../../src/model/tracking-event.ts';
import { workOf } from '../../support/counted-work.ts';
import { observe, observeFixture, summary } from './fixtures.ts';

function onlyEventOf(sentence: string): TrackingEvent {
  const [event, ...others] = observe({ eventSummaries: [sentence] }).events;
  if (event === undefined || others.length > 0) throw new Error(`not one: ${sentence}`);
  return event;
}

it.each([
  [
    'Out for Delivery, 06/17/2022, 6:10 am, FAIRFAX, VA 22032',
    'out_for_delivery',
    '2022-06-17T06:10:00',
    'FAIRFAX VA 22032',
  ],
  [
    'Departed Shipping Partner Facility, USPS Awaiting Item, June 16, 2022, 2:18 am, CHANTILLY, VA 20151',
    'package_departed',
    '2022-06-16T02:18:00',
    'CHANTILLY VA 20151',
  ],
  [
    'Your item was delivered at the front door or porch at 12:01 pm on June 17, 2022 in FAIRFAX, VA 22032.',
    'delivered:delivered_safe_place',
    '2022-06-17T12:01:00',
    'FAIRFAX VA 22032',
  ],
  [
    "Your item was delivered to the original sender at 9:05 am on June 27, 2022 in COEUR D'ALENE, ID 83814.",
    'return_to_sender:return_completed',
    '2022-06-27T09:05:00',
    "COEUR D'ALENE ID 83814",
  ],
  [
    'Your item has been delivered at 12:55 pm on April 05, 2010 in FALMOUTH, MA 02540',
    'delivered',
    '2010-04-05T12:55:00',
    'FALMOUTH MA 02540',
  ],
  [
    'Shipping Label Created, USPS Awaiting Item, June 14, 2022, CHANTILLY, VA 20151',
    'information_received',
    '2022-06-14',
    'CHANTILLY VA 20151',
  ],
])('reads %j', (sentence, meaning, localTime, place) => {
  const event = onlyEventOf(sentence);
  const { city, region, postalCode } = event.location ?? {};
  expect([summary(event), event.localTime, [city, region, postalCode].join(' ')]).toEqual([
    meaning,
    localTime,
    place,
  ]);
});

it.each([
  'Your item could not be delivered at the front desk on June 17, 2022 at 9:05 am in FAIRFAX, VA 22032.',
  'Your package is on track to be delivered to the parcel locker.',
  'Weather',
])('takes %j for no delivery', (sentence) => {
  expect(onlyEventOf(sentence).status).toBe('unknown');
});

it('reads a short answer as the long one of the same parcel', () => {
  const { status, delivery, originalEta, events } = observeFixture('short-answer');
  expect([status, delivery?.at, delivery?.placement, originalEta?.to, events.length]).toEqual([
    'delivered',
    '2026-03-04T20:01:00.000Z',
    'Front Door/Porch',
    '2026-03-04T21:00:00',
    4,
  ]);
});

it('leaves the sentences aside where scans are listed', () => {
  const eventSummaries = ['Out for Delivery, 06/17/2022, 6:10 am, FAIRFAX, VA 22032'];
  expect(observe({ eventSummaries, trackingEvents: [{ eventType: 'Acceptance' }] }).substatus).toBe(
    'package_accepted',
  );
});

it('reads a sentence made to be slow in linear time', () => {
  const workOn = (places: number) => workOf(() => onlyEventOf(`${' in A'.repeat(places)}, VA 22032`));
  expect(workOn(20_000) / workOn(10_000)).toBeLessThan(2.3);
});
