/** The one estimate DHL states, in each form it has. */

import { expect, it } from 'vitest';
import type { DhlShipment } from '../../../src/carriers/dhl/wire.ts';
import { event, observeMydhl, observeShipment, place } from './fixtures.ts';

const on = (shipment: DhlShipment) =>
  observeShipment({ service: 'parcel-de', events: [event(9, 'AA')], ...shipment });
const frame = (estimatedFrom: string | null, estimatedThrough: string | null): DhlShipment => ({
  estimatedDeliveryTimeFrame: { estimatedFrom, estimatedThrough },
});
const BONN = { destination: place('Bonn', 'DE') };

it('reads a window as wall clock at the destination, and as instants by its zone', () => {
  expect(on({ ...BONN, ...frame('2026-03-05T09:00:00', '2026-03-05T12:00:00') }).eta).toEqual({
    from: '2026-03-05T09:00:00',
    to: '2026-03-05T12:00:00',
    fromUtc: '2026-03-05T08:00:00.000Z',
    toUtc: '2026-03-05T11:00:00.000Z',
    precision: 'minute',
    source: 'estimatedDeliveryTimeFrame',
  });
});

it('makes no instants where the zone of the destination is unknown', () => {
  const { eta } = on(frame('2026-03-05T00:00:00', '2026-03-05T23:59:00'));
  expect([eta?.from, eta?.to, eta?.fromUtc, eta?.toUtc]).toEqual([
    '2026-03-05T00:00:00',
    '2026-03-05T23:59:00',
    null,
    null,
  ]);
});

it('takes a stated offset at its word', () => {
  const { eta } = on({ ...BONN, ...frame('2026-03-05T09:00:00+01:00', '2026-03-05T12:00:00Z') });
  expect([eta?.fromUtc, eta?.toUtc]).toEqual(['2026-03-05T08:00:00.000Z', '2026-03-05T12:00:00.000Z']);
});

it.each([
  ['an end alone', frame(null, '2026-03-05T12:00:00')],
  ['a beginning alone', frame('2026-03-05T12:00:00', null)],
  ['one time', { estimatedTimeOfDelivery: '2026-03-05T12:00:00' }],
])('reads %s as that time', (_what, shipment) => {
  const { eta } = on(shipment);
  expect([eta?.from, eta?.to, eta?.precision]).toEqual([
    '2026-03-05T12:00:00',
    '2026-03-05T12:00:00',
    'minute',
  ]);
});

it.each(['2026-03-05', '2026-03-05T00:00:00', '2026-03-05T00:00:00Z'])(
  'reads %s alone as the day',
  (estimatedTimeOfDelivery) => {
    const { eta } = on({ ...BONN, estimatedTimeOfDelivery });
    expect(eta).toEqual({
      from: '2026-03-05',
      to: '2026-03-05',
      fromUtc: null,
      toUtc: null,
      precision: 'day',
      source: 'estimatedTimeOfDelivery',
    });
  },
);

it.each([
  ['backwards', frame('2026-03-05T12:00:00', '2026-03-05T09:00:00'), 'it ends before it begins'],
  ['unreadable', frame('soon', 'later'), 'no time'],
])('takes the single time where the window is %s, with a warning', (_what, shipment, message) => {
  const { eta, warnings } = on({ ...shipment, estimatedTimeOfDelivery: '2026-03-06T10:00:00' });
  expect([eta?.source, warnings]).toEqual([
    'estimatedTimeOfDelivery',
    [{ path: 'shipments.0.estimatedDeliveryTimeFrame', message }],
  ]);
});

it.each(['ZU', 'DSPSD+NTCLM/ZU', 'RETRN+NHOME/ZN'])(
  'has no estimate once the parcel is at its end: %s',
  (status) => {
    const shipment = { ...frame('2026-03-05T09:00:00', '2026-03-05T12:00:00'), events: [event(12, status)] };
    expect(on(shipment).eta).toBeNull();
  },
);

it('states no promise', () => {
  expect(on(frame('2026-03-05T09:00:00', '2026-03-05T12:00:00')).originalEta).toBeNull();
});

it.each([
  [{ estimatedDeliveryDate: '2026-03-05' }, '2026-03-05', 'estimatedDeliveryDate'],
  [{ estimatedDeliveryDate: '2026-03-05T23:59:00' }, '2026-03-05T23:59:00', 'estimatedDeliveryDate'],
  [{ estimatedTimeOfDelivery: '2026-03-05' }, '2026-03-05', 'estimatedTimeOfDelivery'],
])('reads %j of MyDHL', (shipment, to, source) => {
  const { eta } = observeMydhl({ ...shipment, receiverDetails: { postalAddress: { countryCode: 'NL' } } });
  expect([eta?.to, eta?.source]).toEqual([to, source]);
});
