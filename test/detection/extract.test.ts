import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extract, extractOrder } from '../../src/detect.ts';
import { generateMail, mailIsHard } from '../support/mail-generator.ts';

const numbersIn = (text: string): string[] => extract(text).map(({ trackingNumber }) => trackingNumber);
const UPS = '1Z5R89390357567127';
const USPS = '9400111206206406260787';

describe('extract', () => {
  it.each([
    ['plain', `Your parcel ${UPS} is on its way`],
    ['in groups', 'UPS tracking: 1Z 5R8 939 03 5756 7127'],
    ['dashed', 'UPS tracking: 1Z-5R8-939-03-5756-7127'],
    ['lower case', `tracking ${UPS.toLowerCase()}`],
    ['split by tags', '<p>UPS <b>1Z5R8</b>93903<i>57567127</i></p>'],
    ['with a soft break', '<p>UPS 1Z5R8<wbr>93903<wbr/>57567127</p>'],
    ['with non-breaking blanks', '<p>UPS 1Z&nbsp;5R8&nbsp;939&nbsp;03&nbsp;5756&#160;7127</p>'],
    ['with invisible marks', 'UPS 1Z5R8\u200b93903\u00ad57567127'],
    ['as character references', `<p>UPS ${[...UPS].map((c) => `&#${c.charCodeAt(0)};`).join('')}</p>`],
    [
      'quoted-printable',
      'Content-Transfer-Encoding: quoted-printable\r\n\r\nUPS tracking 1Z5R893=\r\n90357567127 =3D',
    ],
    [
      'in a link alone',
      '<a href="https://www.ups.com/track?tracknum=1Z5R89390357567127&amp;loc=en_US">Track</a>',
    ],
  ])('finds a number that is %s', (_how, text) => expect(numbersIn(text)).toEqual([UPS]));

  it('says where the number stands in the source, tags included', () => {
    const text = '<p>Number: <b>1Z5R8</b>9390357567127.</p>';
    const [found] = extract(text);
    expect(text.slice(found?.index, (found?.index ?? 0) + (found?.length ?? 0))).toBe(
      '1Z5R8</b>9390357567127',
    );
    expect(found?.text).toBe(UPS);
  });

  it('names each number once, in order of appearance', () => {
    expect(numbersIn(`USPS ${USPS}, UPS ${UPS}, and again ${USPS}`)).toEqual([USPS, UPS]);
  });

  it.each([
    ['cells', '<table><tr><td>FedEx tracking</td><td>986578</td><td>788855</td></tr></table>'],
    ['lines', 'FedEx tracking\n986578\n788855'],
  ])('glues nothing across %s', (_what, text) => expect(numbersIn(text)).toEqual([]));

  it.each([
    ['a phone number', 'Call us at 331-881-0025 about your DHL parcel'],
    ['an order number', 'Order number: 986578788855. Thank you for shopping!'],
    ['a price', 'Total: $986,578,788,855.00'],
    ['a UUID', 'Request id 550e8400-e29b-41d4-a716-986578788855'],
    ['a card number', 'Paid with card 4111 1111 1111 1111'],
    ['an IMEI', 'IMEI: 041441760228964'],
    ['a UPC', 'UPC 986578788855'],
    ['a timestamp', 'Sent 20260301123456'],
    ['a ZIP+4', 'Springfield, IL 62704-1234'],
  ])('takes %s for no tracking number', (_what, text) => expect(numbersIn(text)).toEqual([]));

  it('needs context for formats without a check digit', () => {
    expect(numbersIn('Reference 60120172242323')).toEqual([]);
    expect(numbersIn('DHL tracking number: 60120172242323')).toEqual(['60120172242323']);
  });

  it('never throws, and covers the number in the source', () => {
    const pieces = fc.constantFrom(
      UPS,
      USPS,
      '<b>',
      '</td>',
      '&nbsp;',
      '=\r\n',
      '=3D',
      ' ',
      '-',
      '\n',
      'tracking ',
      '<a href="',
      'https://www.ups.com/track?tracknum=',
      '"',
      '>',
      '\u200b',
    );
    const texts = fc
      .array(fc.oneof(pieces, fc.string({ unit: 'binary' })), { maxLength: 30 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(texts, fc.constantFrom<'auto' | boolean>('auto', true, false), (text, html) =>
        extract(text, { html }).every(
          ({ index, length }) => index >= 0 && length > 0 && index + length <= text.length,
        ),
      ),
    );
  });
});

describe('extractOrder', () => {
  it('counts the forms of one number as one parcel', () => {
    expect(extractOrder(`USPS 420787459400111206206406260787 (${USPS}) and UPS ${UPS}`)).toEqual([
      { carrier: 'usps', trackingNumber: USPS, url: expect.stringContaining(USPS) },
      { carrier: 'ups', trackingNumber: UPS, url: expect.stringContaining(UPS) },
    ]);
  });
});

describe('on generated mails', () => {
  const MAILS = 600;
  const tally = { ordinary: { hit: 0, missed: 0, wrong: 0 }, hard: { hit: 0, missed: 0, wrong: 0 } };
  for (let seed = 1; seed <= MAILS; seed += 1) {
    const mail = generateMail(seed);
    const counts = tally[mailIsHard(mail) ? 'hard' : 'ordinary'];
    const found = extract(mail.text);
    const hits = mail.expected.filter((one) =>
      found.some((got) => got.trackingNumber === one.trackingNumber && one.carriers.includes(got.carrier)),
    );
    counts.hit += hits.length;
    counts.missed += mail.expected.length - hits.length;
    counts.wrong += found.length - hits.length;
  }
  const recall = ({ hit, missed }: { hit: number; missed: number }) => hit / (hit + missed);
  const precision = ({ hit, wrong }: { hit: number; wrong: number }) => hit / (hit + wrong);

  it('finds at least 97 of 100 numbers, hard renderings included', () => {
    expect(recall(tally.ordinary)).toBeGreaterThan(0.97);
    expect(recall(tally.hard)).toBeGreaterThan(0.97);
  });

  it('is wrong about at most 3 of 100', () => {
    expect(precision(tally.ordinary)).toBeGreaterThan(0.97);
    expect(precision(tally.hard)).toBeGreaterThan(0.97);
  });
});
