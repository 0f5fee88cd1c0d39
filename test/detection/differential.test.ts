/** Detection beside a second opinion written from the formats' public facts: on right numbers, broken ones and noise. */

import { describe, expect, it } from 'vitest';
import { detect } from '../../src/detect.ts';
import {
  corruptNumber,
  GENERATED_FORMATS,
  type GeneratedFormat,
  generateNumber,
} from '../support/number-generator.ts';
import { acceptingCarriers } from '../support/number-oracle.ts';
import { type Random, seededRandom } from '../support/random.ts';

const SEEDS = [1, 2, 3];
const NUMBERS = 300;

const carriersOf = (input: string): string[] =>
  [...new Set(detect(input).map(({ carrier }) => carrier as string))].sort();

/** What both say of a number, where they don't say the same. */
function disagreement(input: string): string[] {
  const ours = carriersOf(input).join();
  const theirs = [...acceptingCarriers(input)].sort().join();
  return ours === theirs ? [] : [`${input}: ${ours || 'none'}, not ${theirs || 'none'}`];
}

const drawn = (draw: (random: Random) => string | null): string[] =>
  SEEDS.flatMap((seed) => {
    const random = seededRandom(seed);
    return Array.from({ length: NUMBERS }, () => draw(random)).filter((input) => input !== null);
  });

describe.each(GENERATED_FORMATS)('%s', (format: GeneratedFormat) => {
  const numbers = SEEDS.flatMap((seed) => {
    const random = seededRandom(seed);
    return Array.from({ length: NUMBERS }, () => generateNumber(format, random));
  });

  it('is read as its carrier, canonical', () => {
    const missed = numbers.filter(
      ({ input, carrier, trackingNumber }) =>
        !detect(input).some((one) => one.carrier === carrier && one.trackingNumber === trackingNumber),
    );
    expect(missed).toEqual([]);
  });

  it('has the carriers its facts allow, whole and broken', () => {
    const random = seededRandom(99);
    const broken = numbers.map((number) => corruptNumber(number, random)).filter((input) => input !== null);
    expect([...numbers.map(({ input }) => input), ...broken].flatMap(disagreement)).toEqual([]);
  });
});

describe('noise', () => {
  it('of digits has the carriers its facts allow', () => {
    expect(drawn((random) => random.digits(random.between(1, 45))).flatMap(disagreement)).toEqual([]);
  });

  it('behind the prefixes of formats has the carriers its facts allow', () => {
    const prefixes = [
      '1Z',
      '96',
      '9622',
      '94',
      '92',
      '93',
      '95',
      '91',
      '420',
      '0034',
      '3',
      'DT',
      'TBA',
      'JJD',
      'GM',
      '82',
    ];
    const noise = drawn((random) => random.pick(prefixes) + random.digits(random.between(8, 33)));
    expect(noise.flatMap(disagreement)).toEqual([]);
  });

  it('of 20 digits has one reading at most of the three sums, by 91, by 92 and alone', () => {
    const noise = drawn((random) => `${random.digits(3)}9${random.digits(16)}`);
    expect(noise.flatMap(disagreement)).toEqual([]);
    expect(Math.max(...noise.map((input) => detect(input).length))).toBe(1);
  });

  it('of letters and digits has the carriers its facts allow', () => {
    const noise = drawn((random) => random.text('0123456789ABCDEFGHJKLMNPRSTUVWXYZ', random.between(8, 36)));
    expect(noise.flatMap(disagreement)).toEqual([]);
  });
});
