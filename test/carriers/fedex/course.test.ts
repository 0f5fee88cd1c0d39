/** The three things FedEx calls delivered: handed over, back at the shipper, waiting at a location. */

import { expect, it } from 'vitest';
import type { FedexResult } from '../../../src/carriers/fedex/wire.ts';
import { answerOf, observe, observeFixture, observeResult, scan, summary } from './fixtures.ts';

const SHIPPER = { city: 'TUCSON', stateOrProvinceCode: 'AZ', countryCode: 'US' };
const RECIPIENT = { city: 'Bend', stateOrProvinceCode: 'OR', countryCode: 'US' };

const parties: FedexResult = {
  shipperInformation: { address: SHIPPER },
  recipientInformation: { address: RECIPIENT },
};
const delivered: FedexResult = { ...parties, latestStatusDetail: { code: 'DL', derivedCode: 'DL' } };
const identifier = { type: 'RETURNED_TO_SHIPPER_TRACKING_NUMBER', values: ['794708390594'] };
const returnNumber: FedexResult = { additionalTrackingInfo: { packageIdentifiers: [identifier] } };

const story = (result: FedexResult) => {
  const { events, delivery, ...state } = observeResult(result);
  return [summary(state), events.at(-1) && summary(events.at(-1) as never), delivery !== null];
};

const RETURNED = ['return_to_sender:return_completed', 'return_to_sender:return_completed', false];
const HANDED_OVER = ['delivered', 'delivered', true];

it.each([
  ['the shipper’s city', { ...SHIPPER, city: 'Tucson' }, RETURNED],
  ['the recipient’s city', { ...RECIPIENT, city: 'BEND' }, HANDED_OVER],
  ['a city of the recipient’s name in another state', { ...RECIPIENT, stateOrProvinceCode: 'TX' }, RETURNED],
  ['an unknown place', null, RETURNED],
])('reads a delivery in %s after a return was begun', (_where, scanLocation, expected) => {
  const scanEvents = [scan(12, 'DL', { scanLocation }), scan(10, 'RS'), scan(9, 'OD')];
  expect(story({ ...delivered, scanEvents })).toEqual(expected);
});

it('takes the place of the delivery from its details first', () => {
  const scanEvents = [scan(12, 'DL', { scanLocation: RECIPIENT }), scan(10, 'RS')];
  const deliveryDetails = { actualDeliveryAddress: SHIPPER };
  expect(story({ ...delivered, scanEvents, deliveryDetails })).toEqual(RETURNED);
});

it('takes the parties’ own city for the shipper’s after a return was begun', () => {
  const local = { recipientInformation: { address: SHIPPER } };
  const scanEvents = [scan(12, 'DL', { scanLocation: SHIPPER }), scan(10, 'RS')];
  expect(story({ ...delivered, ...local, scanEvents })).toEqual(RETURNED);
});

it('reads a delivery without any sign of a return as one, wherever it is', () => {
  expect(story({ ...delivered, scanEvents: [scan(12, 'DL', { scanLocation: SHIPPER })] })).toEqual(
    HANDED_OVER,
  );
});

it('does not take a later return for an earlier one', () => {
  const scanEvents = [scan(14, 'RS'), scan(12, 'DL', { scanLocation: null })];
  const { events } = observeResult({ ...parties, scanEvents });
  expect(events.map(summary)).toEqual(['delivered', 'return_to_sender:return_in_transit']);
});

it.each([
  ['who authorized it', { authorizationName: 'A. Sender' }],
  ['why', { reasonDetail: [{ type: 'REJECTED' }] }],
])('reads a delivery at the shipper as returned where FedEx says %s', (_what, returnDetail) => {
  const scanEvents = [scan(12, 'DL', { scanLocation: SHIPPER })];
  expect(story({ ...delivered, returnDetail, scanEvents })).toEqual(RETURNED);
});

it('reads a merchant’s return label as delivered at its own recipient', () => {
  const scanEvents = [scan(12, 'DL', { scanLocation: RECIPIENT })];
  const returnDetail = { authorizationName: 'A. Sender' };
  expect(story({ ...delivered, returnDetail, scanEvents })).toEqual(HANDED_OVER);
});

it('does not call a return label on its way a return', () => {
  const returnDetail = { authorizationName: 'A. Sender' };
  expect(story({ ...parties, returnDetail, scanEvents: [scan(9, 'AR')] })[0]).toBe('package_arrived');
});

it.each(['IT', 'DE', 'OC', 'Q9'])(
  'reads a parcel with a return number as returning, whatever %s says',
  (code) => {
    const latestStatusDetail = { code, derivedCode: code };
    expect(story({ ...parties, ...returnNumber, latestStatusDetail })[0]).toBe(
      'return_to_sender:return_in_transit',
    );
  },
);

it('reads a return number that is blank as none', () => {
  const blank = { additionalTrackingInfo: { packageIdentifiers: [{ ...identifier, values: [''] }] } };
  expect(story({ ...delivered, ...blank, scanEvents: [scan(9, 'DL')] })).toEqual(HANDED_OVER);
});

it.each([
  ['AR', 'return_to_sender:return_in_transit'],
  ['OD', 'return_to_sender:return_in_transit'],
  ['HP', 'pickup_available'],
])('reads %s after a return was begun as %s', (code, expected) => {
  const latestStatusDetail = { code, derivedCode: code };
  expect(story({ ...parties, latestStatusDetail, scanEvents: [scan(11, code), scan(10, 'RS')] })[0]).toBe(
    expected,
  );
});

const WAITING = ['pickup_available', 'pickup_available', false];
const COLLECTED = ['delivered:collected_by_recipient', 'delivered:collected_by_recipient', true];

it.each(['FEDEX_OFFICE_LOCATION', 'SHIP_AND_GET_LOCATION'])(
  'reads a delivery to a %s as waiting',
  (locationType) => {
    expect(story({ ...delivered, scanEvents: [scan(9, 'DL', { locationType })] })).toEqual(WAITING);
  },
);

it('reads a delivery whose details name a FedEx location as waiting', () => {
  const deliveryDetails = { locationType: 'FEDEX_LOCATION' };
  expect(story({ ...delivered, deliveryDetails, scanEvents: [scan(9, 'DL')] })).toEqual(WAITING);
});

it('reads it so without the scan', () => {
  const deliveryDetails = { locationType: 'FEDEX_LOCATION' };
  expect(story({ ...delivered, deliveryDetails })[0]).toBe('pickup_available');
});

it.each(['HP', 'HL', 'DL'])('reads a delivery there after %s announced the parcel as collected', (code) => {
  const locationType = 'FEDEX_OFFICE_LOCATION';
  const scanEvents = [scan(12, 'DL', { locationType }), scan(9, code, { locationType })];
  expect(story({ ...delivered, scanEvents })).toEqual(COLLECTED);
});

it('reads a delivery to the recipient at a FedEx Office as collected', () => {
  const locationType = 'FEDEX_OFFICE_LOCATION';
  const scanEvents = [scan(12, 'DL', { locationType, exceptionCode: '005' })];
  expect(story({ ...delivered, scanEvents })).toEqual(COLLECTED);
});

it('reads the details of a delivery as about the newest', () => {
  const deliveryDetails = { locationType: 'RESIDENCE' };
  const scanEvents = [scan(12, 'DL'), scan(9, 'DL', { locationType: 'SHIP_AND_GET_LOCATION' })];
  const { events } = observeResult({ ...delivered, deliveryDetails, scanEvents });
  expect(events.map(summary)).toEqual(['pickup_available', 'delivered']);
});

it('leaves a delivery that the host has overridden as it is', () => {
  const scanEvents = [scan(12, 'DL', { locationType: 'SHIP_AND_GET_LOCATION' })];
  const { events, ...state } = observe(answerOf({ ...delivered, scanEvents }), {
    policy: { overrides: { DL: { substatus: 'delivered', reason: 'at_locker' } } },
  });
  expect([summary(state), events.map(summary)]).toEqual(['delivered:at_locker', ['delivered:at_locker']]);
});

it('shows no delivery and no forecast for a parcel that came back', () => {
  const { delivery, eta } = observeFixture('returned-to-shipper');
  expect([delivery, eta]).toEqual([null, null]);
});
