import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { builtInFormats, detect, explain, trackingUrl } from '../../src/detect.ts';
import { hasValidCheckDigit } from '../../src/detection/check-digits.ts';

const examples = (kind: 'valid' | 'invalid') =>
  builtInFormats.flatMap(({ id, examples: { [kind]: numbers } }) =>
    numbers.map((number) => ({ id, number })),
  );

const formatsOf = (input: string): string[] => detect(input).map(({ format }) => format);
const best = (input: string) => detect(input)[0];

describe('the formats', () => {
  it('have ids of their own', () => {
    const ids = builtInFormats.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each(examples('valid'))('$id reads $number', ({ id, number }) =>
    expect(formatsOf(number)).toContain(id),
  );

  it.each(examples('invalid'))('$id refuses $number', ({ id, number }) =>
    expect(formatsOf(number)).not.toContain(id),
  );

  it('accept exactly one check digit', () => {
    for (const { check, examples: numbers } of builtInFormats) {
      const [number] = numbers.valid;
      if (check === null || number === undefined) continue;
      const at = check.at === undefined || check.at < 0 ? number.length + (check.at ?? -1) : check.at;
      const all = [...'0123456789'].map((digit) => number.slice(0, at) + digit + number.slice(at + 1));
      expect(all.filter((one) => hasValidCheckDigit(one, check))).toHaveLength(1);
    }
  });
});

describe('detect', () => {
  it.each([
    ['spaces', '1Z 5R8 939 03 5756 7127'],
    ['dashes', '1Z5R8-9390-3575-67127'],
    ['dots', '1Z5R8.9390.3575.67127'],
    ['lower case', '1z5r89390357567127'],
    ['full-width characters', '１Ｚ５Ｒ８９３９０３５７５６７１２７'],
    ['blanks around it', '\t1Z5R89390357567127\n'],
    ["a carrier's address", 'https://www.ups.com/track?loc=en_US&tracknum=1Z5R89390357567127'],
    ['an address copied without its scheme', 'ups.com/track?tracknum=1Z5R89390357567127'],
    ['marks that copying leaves', '1Z5R8\u200b9390\u00ad357567127'],
  ])('reads a number with %s', (_what, input) => {
    expect(best(input)).toMatchObject({
      carrier: 'ups',
      trackingNumber: '1Z5R89390357567127',
      checkDigit: 'valid',
    });
  });

  it('takes a GS1 routing prefix off, however it is written', () => {
    for (const input of ['420787459400111206206406260787', '(420)78745(94)00111206206406260787']) {
      expect(best(input)).toMatchObject({ carrier: 'usps', trackingNumber: '9400111206206406260787' });
    }
  });

  it.each([
    ['a USPS number behind 420 before FedEx', '4201028200009261290113185417468510', 'usps'],
    ['DHL Germany before USPS', '00340434161094022115', 'dhl'],
    ['S10 before DHL eCommerce', 'LX123456785GB', 's10'],
    ['USPS before its partner', '9261299998820821171811', 'usps'],
  ])('ranks %s', (_what, input, carrier) => expect(best(input)?.carrier).toBe(carrier));

  it.each([
    ['9261299998820821171811', 'fedex'],
    ['9161299998820821171812', 'fedex'],
    ['61299998820821171812', 'fedex'],
    ['92748902711539543475497874', 'ups'],
  ])('names the partner of %s', (number, partner) =>
    expect(best(number)).toMatchObject({ carrier: 'usps', partner }),
  );

  it.each([
    ['9611020987654312345672', '987654312345672'],
    ['9622001560001234567100794808390594', '794808390594'],
    ['1001921334250001000300779017972697', '779017972697'],
    ['32971514560102447849175802862014', '784917580286'],
  ])('takes the number out of the FedEx barcode %s', (barcode, number) => {
    expect(best(barcode)).toMatchObject({ carrier: 'fedex', trackingNumber: number, equivalents: [barcode] });
  });

  it('has no candidate for a wrong check digit, and says why', () => {
    expect(detect('1Z5R89390357567128')).toEqual([]);
    expect(explain('1Z5R89390357567128')).toContainEqual({
      format: 'ups_1z',
      carrier: 'ups',
      verdict: 'check_digit',
    });
  });

  it.each(['', ' ', 'hello', 'TBB010000000000', 'RB123456785XX', '9'.repeat(129), '1Z'.repeat(5_000)])(
    'has no candidate for %j',
    (input) => expect(detect(input)).toEqual([]),
  );

  it('never throws, on any string', () => {
    const strings = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.webUrl(),
      fc.stringMatching(/^[0-9A-Z \-.%]{0,60}$/),
    );
    fc.assert(fc.property(strings, (input) => Array.isArray(detect(input)) && Array.isArray(explain(input))));
  });
});

describe('trackingUrl', () => {
  it.each(['ups', 'fedex', 'usps', 'dhl', 'amazon'])(
    'gives the page of %s, with the number escaped',
    (carrier) => {
      const url = trackingUrl(carrier, 'A/B&C', { locale: 'de-DE' });
      expect(new URL(url ?? '').protocol).toBe('https:');
      expect(url).toContain('A%2FB%26C');
    },
  );

  it('gives none for a carrier that is not built in', () => expect(trackingUrl('acme', '1')).toBeNull());
});
