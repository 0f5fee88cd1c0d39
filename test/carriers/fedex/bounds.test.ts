/** Bodies far longer than FedEx's cost little, and what is good in them is still read. */

import { expect, it } from 'vitest';
import { parseFedex } from '../../../src/carriers/fedex/index.ts';
import { observe } from './fixtures.ts';

const many = <Item>(length: number, item: (index: number) => Item): Item[] =>
  Array.from({ length }, (_, index) => item(index));
const bodyOf = (result: object): unknown => ({
  output: { completeTrackResults: [{ trackingNumber: '1', trackResults: [result] }] },
});
const dayOf = (index: number): string =>
  new Date(Date.parse('2020-01-01T00:00:00Z') + index * 86_400_000).toISOString().slice(0, 10);

it('reads the newest thousand scans, in whatever order they are listed', () => {
  const oldestFirst = many(1_200, (index) => ({ date: `${dayOf(index)}T12:00:00+00:00`, eventType: 'AR' }));
  const both = [oldestFirst, oldestFirst.toReversed()].map((scanEvents) => {
    const { events, warnings } = observe(bodyOf({ scanEvents }));
    return [events.length, events[0]?.localTime, warnings];
  });
  expect(both).toEqual(
    many(2, () => [
      1_000,
      `${dayOf(200)}T12:00:00`,
      [
        {
          path: 'output.completeTrackResults.0.trackResults.0.scanEvents',
          message: 'only 1000 of 1200 were read',
        },
      ],
    ]),
  );
});

it('keeps the status of a parcel with a list of junk beside it', () => {
  const packageIdentifiers = many(5_000, () => ({ values: {} }));
  const { substatus, warnings } = observe(
    bodyOf({ latestStatusDetail: { code: 'OD' }, additionalTrackingInfo: { packageIdentifiers } }),
  );
  expect([substatus, warnings.length]).toEqual(['out_for_delivery', 51]);
});

it.each([
  ['scans', bodyOf({ scanEvents: many(130_000, () => 0) })],
  ['results', { output: { completeTrackResults: [{ trackResults: many(130_000, () => 0) }] } }],
  ['numbers', { output: { completeTrackResults: many(130_000, () => 0) } }],
  ['errors', { errors: many(130_000, () => 0) }],
  ['street lines', bodyOf({ scanEvents: [{ scanLocation: { streetLines: many(130_000, () => ({})) } }] })],
])('survives 130,000 %s that are none', (_what, payload) => {
  expect(parseFedex(payload).every(({ outcome }) => outcome === 'failed')).toBe(true);
});

it('does not count events that say nothing', () => {
  expect(
    observe(bodyOf({ scanEvents: [{}, { eventType: 'OD' }, { locationType: 'VEHICLE' }] })).events,
  ).toHaveLength(1);
});
