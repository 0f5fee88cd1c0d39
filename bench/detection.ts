/** Detection beside a bare union of patterns, and extraction by the size and kind of the text. */

import { builtInFormats, detect, extract } from 'parceltrail/detection';
import { nanosecondsPerCall, printTable } from './measure.ts';

const NUMBERS = [
  ...builtInFormats.flatMap(({ examples }) => [...examples.valid, ...examples.invalid]),
  'hello',
  '1234567890',
  '20260301123456',
];

const MAIL =
  'Thank you for shopping with us. Your order number 114-3941689-8772232 has shipped and will arrive on March 5, 2026. ' +
  'Items: 3 x Widget ($12.99). Questions? Call +1 (555) 123-4567 or visit our site.\n';
const TRACKING = 'Your UPS tracking number is 1Z 5R8 939 03 5756 7127.\n';
const ROW = `<tr><td style="color:#333">${MAIL}</td><td><span class="x">&nbsp;Qty 2</span></td></tr>\n`;

/** Bodies that would show a scan that isn't linear. */
const HOSTILE = [
  '1',
  ' ',
  '-',
  '<',
  '&',
  '=',
  'GM ',
  '1 ',
  '986578788855 ',
  'Tracking 986578788855, ',
  '1Z5R89390357567127 ',
  '<div>',
  '<a href="',
];

export function benchDetection(): void {
  const union = new RegExp(builtInFormats.map(({ pattern }) => pattern.source).join('|'));
  const each = (work: (number: string) => unknown) =>
    nanosecondsPerCall(() => NUMBERS.map(work)) / NUMBERS.length;
  const bare = each((number) => union.test(number));
  const own = each(detect);
  printTable(
    'Detecting one number of a mixed set (aim ≥ 3 M/s, or ≥ 0.5 of the bare patterns)',
    ['', 'ns', 'M/s', 'of bare'],
    [
      ['bare patterns', bare.toFixed(0), (1000 / bare).toFixed(2), '1.00'],
      ['detect', own.toFixed(0), (1000 / own).toFixed(2), (bare / own).toFixed(2)],
    ],
  );
  const bodies: [string, string, number][] = [1_000, 100_000, 5_000_000].flatMap((size) => [
    [`plain, ${size / 1000} kB`, repeated(MAIL, size) + TRACKING, 100],
    [`HTML, ${size / 1000} kB`, `<html>${repeated(ROW, size)}<p>${TRACKING}</p>`, 20],
  ]);
  printTable(
    'Extracting from a mail',
    ['', 'MB/s', 'aim'],
    bodies.map(([name, body, aim]) => {
      const speed = (body.length * 1000) / nanosecondsPerCall(() => extract(body), 7);
      return [name, speed.toFixed(0), `≥ ${aim}`];
    }),
  );
  printTable(
    'Extracting from 1 MB of one thing, and from 2 MB of it (aim: below 2.3 times the time)',
    ['', 'ms', 'times'],
    HOSTILE.map((unit) => {
      const one = nanosecondsPerCall(() => extract(repeated(unit, 1_000_000)), 5, 1);
      const two = nanosecondsPerCall(() => extract(repeated(unit, 2_000_000)), 5, 1);
      return [JSON.stringify(unit), (one / 1e6).toFixed(1), (two / one).toFixed(2)];
    }),
  );
}

const repeated = (text: string, size: number): string =>
  text.repeat(Math.ceil(size / text.length)).slice(0, size);
