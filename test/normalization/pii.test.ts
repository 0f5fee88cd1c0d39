/** What leaves an observation under each policy, and what must stay. */

import { expect, it } from 'vitest';
import { applyPiiPolicy } from '../../src/normalization/pii.ts';
import { anEvent, anObservation } from '../support/observations.ts';

const PERSON = 'JANE Q. DOE';
const STREET = '17 Hidden Lane';
const IMAGE = 'aW1hZ2U=';
const home = {
  city: 'Memphis',
  region: 'TN',
  postalCode: '38118',
  country: 'US',
  name: PERSON,
  streetLines: [STREET],
};
const shop = { ...home, name: 'Corner shop', streetLines: ['1 Public Square'] };

const observation = anObservation({
  events: [anEvent({ signedBy: PERSON, location: home })],
  delivery: {
    at: '2025-05-07T19:30:00.000Z',
    localTime: '2025-05-07T14:30:00',
    signedBy: PERSON,
    placement: 'Front door',
    proof: { signatureImage: IMAGE, photo: IMAGE, document: IMAGE, available: ['signature'] },
  },
  servicePoint: { type: 'shop', name: 'Corner shop', code: 'S1', address: shop, openUntil: null },
  origin: home,
  destination: home,
  raw: { consignee: PERSON, street: STREET },
});

it.each(['keep', undefined] as const)('changes nothing under %s', (policy) => {
  expect(applyPiiPolicy(observation, policy)).toBe(observation);
});

it.each(['drop', 'hash'] as const)('lets no name, street or image out under %s', (policy) => {
  const said = JSON.stringify(applyPiiPolicy(observation, policy));
  expect([PERSON, STREET, IMAGE].filter((secret) => said.includes(secret))).toEqual([]);
});

it.each(['drop', 'hash'] as const)('leaves the raw payload out under %s', (policy) => {
  expect(applyPiiPolicy(observation, policy)).not.toHaveProperty('raw');
});

it('keeps cities, times and the shop, which are nobody’s secret', () => {
  const { destination, delivery, servicePoint } = applyPiiPolicy(observation, 'drop');
  expect(destination).toEqual({ ...home, name: null, streetLines: [] });
  expect(delivery).toMatchObject({ at: '2025-05-07T19:30:00.000Z', placement: 'Front door' });
  expect(servicePoint).toEqual(observation.servicePoint);
});

it('still tells under hash whether two signers are the same', () => {
  const { events, delivery } = applyPiiPolicy(observation, 'hash');
  expect(events[0]?.signedBy).toMatch(/^[0-9a-f]{32}$/);
  expect(events[0]?.signedBy).toBe(delivery?.signedBy);
});

it('still tells under hash that nobody signed', () => {
  const unsigned = anObservation({ events: [anEvent()] });
  expect(applyPiiPolicy(unsigned, 'hash').events[0]?.signedBy).toBeNull();
});

it('leaves what it was given as it was', () => {
  const before = JSON.stringify(observation);
  applyPiiPolicy(observation, 'drop');
  expect(JSON.stringify(observation)).toBe(before);
});
