/** Bodies far longer than Amazon's cost little, and what is good in them is still read. */

import { expect, it } from 'vitest';
import { parseAmazon } from '../../../src/carriers/amazon/index.ts';
import { answerOf, notificationOf, observe, observeShipment, summary } from './fixtures.ts';

const many = <Item>(length: number, item: (index: number) => Item): Item[] =>
  Array.from({ length }, (_, index) => item(index));
const dayOf = (index: number): string =>
  new Date(Date.parse('2020-01-01T12:00:00Z') + index * 86_400_000).toISOString();

it('reads the newest thousand events, in whatever order they are listed', () => {
  const oldestFirst = many(1_200, (index) => ({ eventTime: dayOf(index), eventCode: 'Departed' }));
  const both = [oldestFirst, oldestFirst.toReversed()].map((eventHistory) => {
    const { events, warnings } = observeShipment({ eventHistory });
    return [events.length, events[0]?.occurredAt, warnings];
  });
  const cut = { path: 'payload.eventHistory', message: 'only 1000 of 1200 were read' };
  expect(both).toEqual(many(2, () => [1_000, dayOf(200), [cut]]));
});

it('reads the newest thousand milestones', () => {
  const milestoneHistory = many(1_200, (index) => ({
    status: { code: 'SHIPPED' },
    occurredAt: dayOf(index),
  }));
  const { events } = observe(notificationOf({ milestoneHistory }));
  expect([events.length, events[0]?.occurredAt]).toEqual([1_000, dayOf(200)]);
});

it('keeps the status of a parcel with a list of junk beside it', () => {
  const { status, warnings } = observeShipment({
    summary: summary(
      'OutForDelivery',
      many(5_000, (index) => `Junk${index}`),
    ),
  });
  expect([status, warnings.length <= 101]).toEqual(['in_transit', true]);
});

it.each([
  ['events', answerOf({ eventHistory: many(130_000, () => 0) as [] })],
  ['details', answerOf({ summary: { trackingDetailCodes: { forward: many(130_000, () => ({})) as [] } } })],
  ['errors', { errors: many(130_000, () => 0) }],
  ['milestones', notificationOf({ milestoneHistory: many(130_000, () => 0) })],
  ['estimates', notificationOf({ trackingEstimates: many(130_000, () => []) })],
  ['events of a package', { trackingEvents: many(130_000, () => 'x') }],
])('survives 130,000 %s that are none', (_what, payload) => {
  expect(parseAmazon(payload).every(({ outcome }) => outcome !== 'found')).toBe(true);
});

it('does not count events that say nothing', () => {
  const eventHistory = [{}, { eventCode: 'Departed' }, { shipmentType: 'FORWARD' }, { eventCode: 'null' }];
  expect(observeShipment({ eventHistory }).events).toHaveLength(1);
});
