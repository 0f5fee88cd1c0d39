/** Returns: what a delivery means after a sign of one, and what the way back is called. */

import { expect, it } from 'vitest';
import type { UspsScan } from '../../../src/carriers/usps/wire.ts';
import { observeFixture, observeParcel, scan, summary } from './fixtures.ts';

const ENDS = {
  originCity: 'CHICAGO',
  originState: 'IL',
  destinationCity: 'BERKELEY',
  destinationState: 'CA',
};
const at = (eventCity: string, eventState: string): UspsScan => ({ eventCity, eventState });
const delivered = (place: UspsScan = {}) => scan(12, 'Delivered', { eventCode: '01', ...place });
const returning = scan(10, 'Return to Sender Processed', { eventCode: '09' });

const observeCourse = (...trackingEvents: UspsScan[]) => observeParcel({ ...ENDS, trackingEvents });

it.each([
  ["at the sender's", at('CHICAGO', 'IL')],
  ['at a place that is neither', at('OAKLAND', 'CA')],
  ['at a place that is not told', {}],
])('takes a delivery %s after a return for its end', (_where, place) => {
  const { events, ...observation } = observeCourse(delivered(place), returning);
  expect([summary(observation), observation.delivery, summary(events[1] as (typeof events)[number])]).toEqual(
    ['return_to_sender:return_completed', null, 'return_to_sender:return_completed'],
  );
});

it("takes a delivery at the addressee's after a return for one", () => {
  expect(observeCourse(delivered(at('Berkeley', 'CA')), returning)).toMatchObject({ status: 'delivered' });
});

it("takes a delivery in a city of both parties after a return for the sender's", () => {
  const parcel = { ...ENDS, originCity: 'BERKELEY', originState: 'CA' };
  const trackingEvents = [delivered(at('BERKELEY', 'CA')), returning];
  expect(observeParcel({ ...parcel, trackingEvents }).status).toBe('returned');
});

it('does not take a delivery before the return for its end', () => {
  const later = { ...returning, eventTimestamp: '2026-03-05T10:00:00' };
  const { events, ...observation } = observeCourse(later, delivered());
  expect([events[0]?.status, summary(observation)]).toEqual([
    'delivered',
    'return_to_sender:return_in_transit',
  ]);
});

it.each(['Departed USPS Regional Facility', 'In Transit, Arriving Late', 'Out for Delivery'])(
  'calls a parcel that was turned round on its way back, whatever %j says',
  (text) => {
    const { events, ...observation } = observeCourse(scan(12, text), returning);
    expect([summary(observation), events[1]?.status]).toEqual([
      'return_to_sender:return_in_transit',
      'in_transit',
    ]);
  },
);

it('keeps what needs action on the way back', () => {
  expect(observeCourse(scan(12, 'Available for Pickup'), returning).substatus).toBe('pickup_available');
});

it('ends the way back with a delivery', () => {
  const after = scan(13, 'Departed USPS Regional Facility');
  expect(observeCourse(after, delivered(at('BERKELEY', 'CA')), returning).substatus).toBe('package_departed');
});

it('takes the category of returns for a sign of one', () => {
  const trackingEvents = [scan(12, 'Departed USPS Regional Facility')];
  const parcel = { status: 'Departed USPS Regional Facility', statusCategory: 'Return to Sender' };
  expect(summary(observeParcel({ ...parcel, trackingEvents }))).toBe('return_to_sender:return_in_transit');
});

it("leaves a host's own word for a delivery alone", () => {
  const trackingEvents = [delivered(), returning];
  const policy = { overrides: { '01': 'delivered' } } as const;
  expect(observeParcel({ trackingEvents }, { policy }).status).toBe('delivered');
});

it.each([
  ['delivered-to-sender', 'return_to_sender:return_completed'],
  ['returned-by-plain-words', 'return_to_sender:return_completed'],
  ['returning', 'return_to_sender:return_in_transit'],
  ['redelivered-after-return', 'delivered'],
])('reads %s as %s', (name, meaning) => {
  expect(summary(observeFixture(name))).toBe(meaning);
});
