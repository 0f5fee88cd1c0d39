/** Predictions, expectations and guarantees, in the names of v3, of its short answer and of the batch. */

import { expect, it } from 'vitest';
import type { UspsParcel } from '../../../src/carriers/usps/wire.ts';
import { observe, observeFixture, scan } from './fixtures.ts';

const DAY = '2026-03-05';
const CALIFORNIA = { destinationCity: 'BERKELEY', destinationState: 'CA', destinationZIP: '94704' };

const estimatesOf = (parcel: UspsParcel, ...texts: string[]) =>
  observe({
    trackingEvents: (texts.length > 0 ? texts : ['Acceptance']).map((text) => scan(9, text)),
    ...parcel,
  });
const etaOf = (parcel: UspsParcel) => {
  const { eta } = estimatesOf(parcel);
  return eta && [eta.from, eta.to, eta.precision, eta.source];
};

it.each<[UspsParcel, unknown[]]>([
  [
    { expectedDeliveryTimeStamp: `${DAY}T21:00:00` },
    [`${DAY}T21:00:00`, `${DAY}T21:00:00`, 'minute', 'expected'],
  ],
  [
    { expectedDeliveryTimeStamp: `${DAY}T21:00:00Z` },
    [`${DAY}T21:00:00`, `${DAY}T21:00:00`, 'minute', 'expected'],
  ],
  [{ expectedDeliveryTimeStamp: `${DAY}T00:00:00` }, [DAY, DAY, 'day', 'expected']],
  [
    { expectedDeliveryDate: DAY, expectedDeliveryTime: '9:00 pm' },
    [`${DAY}T21:00:00`, `${DAY}T21:00:00`, 'minute', 'expected'],
  ],
  [
    { expectedDeliveryDate: DAY, endOfDay: 'by 5:00 pm' },
    [`${DAY}T17:00:00`, `${DAY}T17:00:00`, 'minute', 'expected'],
  ],
  [{ deliveryDateExpectation: { expectedDeliveryDate: DAY } }, [DAY, DAY, 'day', 'expected']],
  [{ predictedDeliveryDate: DAY }, [DAY, DAY, 'day', 'predicted']],
  [
    { predictedDeliveryTimeStamp: `${DAY}T15:30:00` },
    [`${DAY}T15:30:00`, `${DAY}T15:30:00`, 'minute', 'predicted'],
  ],
  [
    { guaranteedDeliveryTimeStamp: `${DAY}T18:00:00` },
    [`${DAY}T18:00:00`, `${DAY}T18:00:00`, 'minute', 'guaranteed'],
  ],
  [{ deliveryDateExpectation: { guaranteedDeliveryDate: 'March 5, 2026' } }, [DAY, DAY, 'day', 'guaranteed']],
])('reads %j', (parcel, eta) => {
  expect(etaOf(parcel)).toEqual(eta);
});

it.each<UspsParcel>([
  {
    predictedDeliveryDate: DAY,
    predictedDeliveryWindowStartTime: '12:15pm',
    predictedDeliveryWindowEndTime: '4:15 PM',
  },
  {
    deliveryDateExpectation: {
      predictedDeliveryDate: DAY,
      predictedDeliveryWindowStartTime: '12:15',
      predictedDeliveryWindowEndTime: '16:15:00',
    },
  },
])('reads the window of %j', (parcel) => {
  expect(etaOf(parcel)).toEqual([`${DAY}T12:15:00`, `${DAY}T16:15:00`, 'minute', 'predicted']);
});

it('reads the end of a window alone as the time until which', () => {
  expect(etaOf({ predictedDeliveryDate: DAY, predictedDeliveryWindowEndTime: '4:15pm' })).toEqual([
    `${DAY}T16:15:00`,
    `${DAY}T16:15:00`,
    'minute',
    'predicted',
  ]);
});

it('makes instants by the zone of the destination, in winter and in summer', () => {
  const utcOf = (day: string) => {
    const { eta } = estimatesOf({ ...CALIFORNIA, expectedDeliveryTimeStamp: `${day}T21:00:00` });
    return [eta?.fromUtc, eta?.toUtc];
  };
  expect([utcOf('2026-03-05'), utcOf('2026-07-05')]).toEqual([
    ['2026-03-06T05:00:00.000Z', '2026-03-06T05:00:00.000Z'],
    ['2026-07-06T04:00:00.000Z', '2026-07-06T04:00:00.000Z'],
  ]);
});

it.each<UspsParcel>([
  { ...CALIFORNIA, expectedDeliveryDate: DAY },
  { expectedDeliveryTimeStamp: `${DAY}T21:00:00` },
])('makes no instant of a day, nor where the zone is unknown: %j', (parcel) => {
  expect(estimatesOf(parcel).eta).toMatchObject({ fromUtc: null, toUtc: null });
});

it('prefers the prediction, and calls the expectation what was promised', () => {
  const { eta, originalEta } = estimatesOf({
    predictedDeliveryDate: '2026-03-07',
    expectedDeliveryTimeStamp: `${DAY}T21:00:00`,
  });
  expect([eta?.from, eta?.source, originalEta?.from, originalEta?.source]).toEqual([
    '2026-03-07',
    'predicted',
    `${DAY}T21:00:00`,
    'expected',
  ]);
});

it('takes the hours from the expectation of the same day where the prediction has none', () => {
  expect(etaOf({ predictedDeliveryDate: DAY, expectedDeliveryTimeStamp: `${DAY}T21:00:00` })).toEqual([
    `${DAY}T21:00:00`,
    `${DAY}T21:00:00`,
    'minute',
    'expected',
  ]);
});

it('calls the guarantee what was promised, before the expectation', () => {
  const { originalEta } = estimatesOf({
    guaranteedDeliveryTimeStamp: `${DAY}T18:00:00`,
    expectedDeliveryTimeStamp: `${DAY}T21:00:00`,
  });
  expect([originalEta?.to, originalEta?.source]).toEqual([`${DAY}T18:00:00`, 'guaranteed']);
});

it.each([
  ['its end of the day', { endOfDay: 'by 9:00 pm' }, 'Out for Delivery'],
  ['its words', {}, 'Out for Delivery, Expected Delivery by 9:00pm'],
])('reads until when a parcel is out for delivery from %s', (_what, parcel, text) => {
  expect(estimatesOf(parcel, text).eta).toMatchObject({ to: '2026-03-04T21:00:00', source: 'endOfDay' });
});

it('makes no day of an end of the day for a parcel that is not out', () => {
  expect(estimatesOf({ endOfDay: 'by 9:00 pm' }).eta).toBeNull();
});

it.each([
  ['predictedDeliveryDate', { predictedDeliveryDate: 'soon' }, 'no date'],
  ['expectedDeliveryDate', { expectedDeliveryTimeStamp: '2026-02-30' }, 'no date'],
  [
    'predictedDeliveryWindowEndTime',
    { predictedDeliveryDate: DAY, predictedDeliveryWindowEndTime: 'evening' },
    'no time of day',
  ],
  [
    'predictedDeliveryWindowEndTime',
    {
      predictedDeliveryDate: DAY,
      predictedDeliveryWindowStartTime: '4pm',
      predictedDeliveryWindowEndTime: '1pm',
    },
    'the window ends before it begins',
  ],
])('warns once of %s in %j', (path, parcel, message) => {
  expect(estimatesOf(parcel).warnings).toEqual([{ path, message }]);
});

it('takes a term of days for no date, and for nothing to warn of', () => {
  const { originalEta, warnings } = estimatesOf({
    deliveryDateExpectation: { guaranteedDeliveryDate: '3 Business Days' },
  });
  expect([originalEta, warnings]).toEqual([null, []]);
});

it('expects nothing of a parcel that has arrived, and keeps the promise', () => {
  const { eta, originalEta } = estimatesOf({ expectedDeliveryDate: DAY }, 'Delivered, PO Box');
  expect([eta, originalEta?.to]).toEqual([null, DAY]);
});

it('reads the window of a recorded answer with its instants', () => {
  expect(observeFixture('out-for-delivery-window').eta).toEqual({
    from: '2026-03-04T12:15:00',
    to: '2026-03-04T16:15:00',
    fromUtc: '2026-03-04T20:15:00.000Z',
    toUtc: '2026-03-05T00:15:00.000Z',
    precision: 'minute',
    source: 'predicted',
  });
});
