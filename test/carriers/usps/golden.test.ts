/** Each body of USPS in the fixtures folder is read as its reviewed half says, in full. */

import { expect, it } from 'vitest';
import { parseUsps } from '../../../src/carriers/usps/index.ts';
import { toPlain } from '../../support/recorded-bodies.ts';
import { fixtureNames, OBSERVED_AT, parseFixture, readExpected, readFixture } from './fixtures.ts';

it.each(fixtureNames)('reads %s as reviewed', (name) => {
  expect(toPlain(parseFixture(name))).toEqual(readExpected(name).results);
});

it.each(fixtureNames)('reads %s the same from its JSON text', (name) => {
  const text = JSON.stringify(readFixture(name));
  const { context, results } = readExpected(name);
  expect(toPlain(parseUsps(text, { observedAt: OBSERVED_AT, ...context }))).toEqual(results);
});
