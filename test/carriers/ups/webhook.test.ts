/** Pushes of Track Alert, versions 1 and 2. */

import { expect, it } from 'vitest';
import type { ParseContext } from '../../../src/carriers/carrier.ts';
import { parseUps } from '../../../src/carriers/ups/index.ts';
import { NUMBER, OBSERVED_AT, observe } from './fixtures.ts';

const push = (status: object, rest: object = {}) => ({
  trackingNumber: NUMBER,
  localActivityDate: '20260304',
  localActivityTime: '091519',
  gmtActivityDate: '20260304',
  gmtActivityTime: '141519',
  gmtOffset: '-05.00',
  activityStatus: status,
  scheduledDeliveryDate: '20260304',
  ...rest,
});

const OUT_FOR_DELIVERY = { type: 'I', code: 'OT', description: 'Out for Delivery', descriptionCode: '021' };
const DELIVERED = { type: 'D', code: 'FS', description: 'Delivered', descriptionCode: '011' };
const EMPTY = {
  actualDeliveryDate: '',
  actualDeliveryTime: '',
  deliveryStartTime: '',
  deliveryEndTime: '',
  receivedBy: '',
  alternateTrackingNumber: '',
  deliveryPhoto: '',
};

it('reads one event of a push, with its time', () => {
  const { events, source, trackingNumber } = observe(push(OUT_FOR_DELIVERY));
  expect([
    trackingNumber,
    source,
    events.map(({ occurredAt, utcOffset }) => [occurredAt, utcOffset]),
  ]).toEqual([NUMBER, 'push', [['2026-03-04T14:15:19.000Z', '-05:00']]]);
});

it.each([21, '21', '021'])('reads the description code %j', (descriptionCode) => {
  const { provenance } = observe(push({ type: 'I', descriptionCode }));
  expect(provenance.rule).toBe('ups.status_code/021');
});

it('takes empty texts for nothing', () => {
  const { warnings, delivery, relatedNumbers } = observe(push(OUT_FOR_DELIVERY, EMPTY));
  expect([warnings, delivery, relatedNumbers]).toEqual([[], null, []]);
});

it('reads a number with a blank before it', () => {
  const context: ParseContext = { trackingNumber: NUMBER };
  expect(observe(push(OUT_FOR_DELIVERY, { trackingNumber: ` ${NUMBER}` }), context).trackingNumber).toBe(
    NUMBER,
  );
});

it('never gives a push out under another number', () => {
  const [result] = parseUps(push(OUT_FOR_DELIVERY), { trackingNumber: '1Z5R89390357567127' });
  expect(result?.outcome === 'failed' && result.error.code).toBe('CARRIER_RESPONSE');
});

it('reads the window of a push', () => {
  const { eta, originalEta } = observe(
    push(OUT_FOR_DELIVERY, { deliveryStartTime: '131500', deliveryEndTime: '171500' }),
  );
  expect([eta?.from, eta?.to, eta?.source, originalEta?.from]).toEqual([
    '2026-03-04T13:15:00',
    '2026-03-04T17:15:00',
    'SDD',
    '2026-03-04',
  ]);
});

it('reads an end alone as a commitment', () => {
  expect(observe(push(OUT_FOR_DELIVERY, { deliveryEndTime: '103000' })).eta?.to).toBe('2026-03-04T10:30:00');
});

it('reads a delivery with who took it', () => {
  const { delivery, eta } = observe(
    push(DELIVERED, { actualDeliveryDate: '20260304', actualDeliveryTime: '091519', receivedBy: 'John' }),
  );
  expect([delivery?.at, delivery?.localTime, delivery?.signedBy, eta]).toEqual([
    '2026-03-04T14:15:19.000Z',
    '2026-03-04T09:15:19',
    'John',
    null,
  ]);
});

it('takes the delivery date of a drop at a shop for no delivery', () => {
  const status = { type: 'D', code: '2Q', descriptionCode: '011' };
  const { delivery, substatus, eta } = observe(push(status, { actualDeliveryDate: '20260304' }));
  expect([delivery, substatus, eta]).toEqual([null, 'pickup_available', null]);
});

it.each(['PX', 'UT', '??'])('takes update %s for news that move nothing', (code) => {
  const { status, substatus, events, provenance } = observe(push({ type: 'U', code, descriptionCode: '' }));
  expect([status, substatus, events[0]?.movesStatus, provenance.code]).toEqual([
    'unknown',
    'other',
    false,
    code,
  ]);
});

it('takes an updated date for the new estimate, not for the original one', () => {
  const { eta, originalEta, substatus } = observe(
    push({ type: 'U', code: 'UP', descriptionCode: '154' }, { scheduledDeliveryDate: '20260306' }),
  );
  expect([eta?.from, eta?.source, originalEta, substatus]).toEqual([
    '2026-03-06',
    'RDD',
    null,
    'delivery_rescheduled',
  ]);
});

it('warns by the names a push has for its fields', () => {
  const { warnings } = observe(
    push(OUT_FOR_DELIVERY, {
      localActivityDate: 'a',
      gmtActivityDate: 'b',
      gmtOffset: 'c',
      scheduledDeliveryDate: 'd',
    }),
  );
  expect(warnings.map(({ path }) => path).sort()).toEqual([
    'gmtActivityDate',
    'gmtOffset',
    'localActivityDate',
    'scheduledDeliveryDate',
  ]);
});

it('is a push by any of its own fields', () => {
  const [result] = parseUps({ gmtActivityDate: '20260304' }, { observedAt: OBSERVED_AT });
  expect(result?.outcome).toBe('found');
});
