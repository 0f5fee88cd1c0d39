/** Places: empty parts are null, and a place that says nothing is none. */

import { expect, it } from 'vitest';
import { toLocation } from '../../src/model/location.ts';

const NOWHERE = {
  city: null,
  region: null,
  postalCode: null,
  country: null,
  name: null,
  streetLines: [],
};

it('keeps the parts that say something, trimmed', () => {
  expect(toLocation({ city: ' Memphis ', region: 'TN', postalCode: ' ', country: 'us' })).toEqual({
    ...NOWHERE,
    city: 'Memphis',
    region: 'TN',
    country: 'US',
  });
});

it('leaves out empty street lines', () => {
  expect(toLocation({ streetLines: ['', ' 1 Main St ', '  '] })?.streetLines).toEqual(['1 Main St']);
});

it.each(['USA', 'U', '1A', 'United States', '', null, undefined])('takes %j for no country', (country) => {
  expect(toLocation({ city: 'Memphis', country })?.country).toBeNull();
});

it.each([
  [{ city: 'Memphis' }],
  [{ region: 'TN' }],
  [{ postalCode: '38118' }],
  [{ country: 'US' }],
  [{ name: 'Front desk' }],
  [{ streetLines: ['1 Main St'] }],
])('is a place for %j alone', (parts) => expect(toLocation(parts)).not.toBeNull());

it.each([
  [{}],
  [{ city: '', region: ' ', postalCode: null, country: undefined, name: '\n', streetLines: [' '] }],
  [{ country: 'USA' }],
])('is no place for %j', (parts) => expect(toLocation(parts)).toBeNull());
