/** Whom a number is asked of: the order, the partner, and when nobody else is asked. */

import { describe, expect, it } from 'vitest';
import type { AskingOptions } from '../../src/asking/asking-options.ts';
import { amazonFormats } from '../../src/carriers/amazon/formats.ts';
import type { CarrierAdapter } from '../../src/carriers/carrier.ts';
import { dhlFormats } from '../../src/carriers/dhl/formats.ts';
import { fedexFormats } from '../../src/carriers/fedex/formats.ts';
import { s10Formats } from '../../src/carriers/s10/formats.ts';
import { upsFormats } from '../../src/carriers/ups/formats.ts';
import { uspsFormats } from '../../src/carriers/usps/formats.ts';
import type { NumberFormat } from '../../src/detection/format.ts';
import { fakeCarrier } from '../support/fake-carrier.ts';
import { askerOf } from './asker.ts';

const DIGITS = /^\d{1,20}$/;

/** A carrier of every number of digits. */
const digits = (id: string, confidence: number) => fakeCarrier(id, { pattern: DIGITS, confidence });

const candidates = (
  adapters: readonly CarrierAdapter[],
  trackingNumber: string,
  options?: AskingOptions,
  carrier?: string,
): string[] =>
  askerOf(adapters)
    .candidatesFor({ trackingNumber, carrier }, options)
    .map(({ adapter, request }) => `${adapter.id} ${request.trackingNumber}`);

describe('the candidates of a number', () => {
  it('begin with the surest reading', () => {
    expect(candidates([digits('acme', 0.5), digits('bolt', 0.6)], '12-34')).toEqual([
      'bolt 1234',
      'acme 1234',
    ]);
  });

  it('are all that tie, in the order of the carriers', () => {
    expect(candidates([digits('acme', 0.5), digits('bolt', 0.5)], '1')).toEqual(['acme 1', 'bolt 1']);
  });

  it('leave out a reading far behind the best', () => {
    const carriers = [digits('acme', 0.8), digits('bolt', 0.5), digits('cargo', 0.4)];
    expect(candidates(carriers, '1')).toEqual(['acme 1', 'bolt 1']);
  });

  it('are at most three, unless the host says otherwise', () => {
    const carriers = [0.8, 0.79, 0.78, 0.77].map((confidence, place) => digits(`c${place}`, confidence));
    expect(candidates(carriers, '1')).toEqual(['c0 1', 'c1 1', 'c2 1']);
    expect(candidates(carriers, '1', { maxCandidates: 1 })).toEqual(['c0 1']);
    expect(candidates(carriers, '1', { maxCandidates: 9 })).toHaveLength(4);
  });

  it('are one where the best is sure enough', () => {
    const carriers = [digits('acme', 0.7), digits('bolt', 0.9)];
    expect(candidates(carriers, '1')).toEqual(['bolt 1']);
    expect(candidates(carriers, '1', { autoPickConfidence: 0.91 })).toEqual(['bolt 1', 'acme 1']);
  });

  it('are both where two are sure and neither surer', () => {
    const carriers = [digits('acme', 0.95), digits('bolt', 0.95), digits('cargo', 0.92)];
    expect(candidates(carriers, '1')).toEqual(['acme 1', 'bolt 1']);
  });

  it('hold a carrier once, by its best reading', () => {
    const [plain] = digits('acme', 0.5).formats;
    const formats = [
      plain,
      { ...plain, confidence: 0.6, toTrackingNumber: (number: string) => `A${number}` },
    ];
    const twice = { ...digits('acme', 0.5), formats: formats as NumberFormat[] };
    expect(candidates([twice, digits('bolt', 0.55)], '1')).toEqual(['acme A1', 'bolt 1']);
  });

  it('are the carrier the host names, alone', () => {
    expect(candidates([digits('acme', 0.6), digits('bolt', 0.6)], '1', {}, 'bolt')).toEqual(['bolt 1']);
  });

  it('are refused with the options that are wrong', () => {
    const ask = (options: AskingOptions) => () => candidates([digits('acme', 0.6)], '1', options);
    expect(ask({ maxCandidates: 0 })).toThrow('maxCandidates: expected a whole number from 1 to 100.');
    expect(ask({ autoPickConfidence: Number.NaN })).toThrow(
      'autoPickConfidence: expected a number from 0 to 1.',
    );
  });
});

describe('a partner that a number names', () => {
  const pair = (partner: string) => ({ pattern: /^PAIR\d$/, details: () => ({ partner }) });

  it('is asked after the first, however sure that is', () => {
    const carriers = [
      fakeCarrier('acme', { ...pair('bolt'), confidence: 0.99 }),
      fakeCarrier('bolt', { pattern: /^PAIR\d$/, confidence: 0.1 }),
    ];
    expect(candidates(carriers, 'PAIR1')).toEqual(['acme PAIR1', 'bolt PAIR1']);
    expect(candidates(carriers, 'PAIR1', { maxCandidates: 1 })).toEqual(['acme PAIR1']);
  });

  it('goes before other carriers', () => {
    const carriers = [
      fakeCarrier('acme', { ...pair('bolt'), confidence: 0.6 }),
      fakeCarrier('cargo', { pattern: /^PAIR\d$/, confidence: 0.5 }),
      fakeCarrier('bolt', { pattern: /^PAIR\d$/, confidence: 0.1 }),
    ];
    expect(candidates(carriers, 'PAIR1')).toEqual(['acme PAIR1', 'bolt PAIR1', 'cargo PAIR1']);
  });

  it('is left out where it is not registered', () => {
    expect(candidates([fakeCarrier('acme', pair('bolt'))], 'PAIR1')).toEqual(['acme PAIR1']);
  });

  it('is not asked where it has no form for the number', () => {
    const carriers = [fakeCarrier('acme', pair('bolt')), fakeCarrier('bolt')];
    expect(candidates(carriers, 'PAIR1')).toEqual(['acme PAIR1']);
  });

  it('is asked by its own form of the number', () => {
    const carriers = [
      fakeCarrier('acme', {
        pattern: /^PAIR\d$/,
        details: (number) => ({ partner: 'bolt', equivalents: [`BOLT${number.slice(4)}`] }),
      }),
      fakeCarrier('bolt'),
    ];
    expect(candidates(carriers, 'PAIR1')).toEqual(['acme PAIR1', 'bolt BOLT1']);
  });
});

describe('the candidates of built-in numbers', () => {
  const withFormats = (id: string, formats: CarrierAdapter['formats']) => ({ ...fakeCarrier(id), formats });
  const all = [
    withFormats('ups', upsFormats),
    withFormats('usps', uspsFormats),
    withFormats('fedex', fedexFormats),
    withFormats('dhl', dhlFormats),
    withFormats('amazon', amazonFormats),
    withFormats('s10', s10Formats),
  ];

  it.each([
    ['UPS 1Z', '1Z5R89390357567127', ['ups 1Z5R89390357567127']],
    ['DHL Parcel Germany, a postal number in form', '00340434161094022115', ['dhl 00340434161094022115']],
    [
      'SmartPost in its postal form',
      '9261299998820821171811',
      ['usps 9261299998820821171811', 'fedex 9261299998820821171811'],
    ],
    [
      'SmartPost behind a routing prefix',
      '420787459261299998820821171811',
      ['usps 9261299998820821171811', 'fedex 9261299998820821171811'],
    ],
    [
      'SmartPost in its short form',
      '61299998820821171811',
      ['fedex 61299998820821171811', 'usps 9261299998820821171811'],
    ],
    ['SurePost, whose number the post has no form for', '1Z5R8939YW57567129', ['ups 1Z5R8939YW57567129']],
    ['a UPS waybill that could be of Amazon', 'A1506235620', ['ups A1506235620', 'amazon A1506235620']],
    ['a postal number that begins like one of DHL', 'LX123456785DE', ['s10 LX123456785DE']],
    [
      'Mail Innovations',
      '92748902711539543475497874',
      ['usps 92748902711539543475497874', 'ups 92748902711539543475497874'],
    ],
  ])('%s', (_what, number, expected) => {
    expect(candidates(all, number)).toEqual(expected);
  });
});
