/** Reading a 20-scan answer, as a ratio to `JSON.parse` of the same text. Aim: at most 4. */

import { readFileSync } from 'node:fs';
import { parseAmazon } from 'parceltrail/carriers/amazon';
import { parseDhl } from 'parceltrail/carriers/dhl';
import { parseFedex } from 'parceltrail/carriers/fedex';
import { parseUps } from 'parceltrail/carriers/ups';
import { parseUsps } from 'parceltrail/carriers/usps';
import { nanosecondsPerCall, printTable } from './measure.ts';

const AIM = 4;
const OBSERVED_AT = '2026-03-10T12:00:00.000Z';

const carriers = [
  { name: 'parseUps', parse: parseUps, fixture: 'ups/twenty-scans.json' },
  { name: 'parseFedex', parse: parseFedex, fixture: 'fedex/twenty-scans.json' },
  { name: 'parseDhl, Unified', parse: parseDhl, fixture: 'dhl/twenty-scans.json' },
  { name: 'parseDhl, MyDHL', parse: parseDhl, fixture: 'dhl/mydhl-twenty-scans.json' },
  { name: 'parseAmazon', parse: parseAmazon, fixture: 'amazon/twenty-scans.json' },
  { name: 'parseUsps', parse: parseUsps, fixture: 'usps/twenty-scans.json' },
];

export function benchParse(): void {
  const rows = carriers.map(({ name, parse, fixture }) => {
    const text = readFileSync(new URL(`../test/fixtures/${fixture}`, import.meta.url), 'utf8');
    const minified = JSON.stringify(JSON.parse(text));
    const payload: unknown = JSON.parse(minified);
    const [result] = parse(payload, { observedAt: OBSERVED_AT });
    const scans = result?.outcome === 'found' ? result.observation.events.length : 0;
    const jsonParse = nanosecondsPerCall(() => JSON.parse(minified));
    const reading = nanosecondsPerCall(() => parse(payload, { observedAt: OBSERVED_AT }));
    const ratio = reading / jsonParse;
    return [
      name,
      String(scans),
      `${(minified.length / 1024).toFixed(1)} kB`,
      `${(jsonParse / 1000).toFixed(1)} µs`,
      `${(reading / 1000).toFixed(1)} µs`,
      ratio.toFixed(2),
      ratio <= AIM ? 'ok' : 'above',
    ];
  });
  printTable(
    `Reading an answer, as a ratio to JSON.parse of the same text (aim ≤ ${AIM})`,
    ['', 'scans', 'text', 'JSON.parse', 'reading', 'ratio', 'aim'],
    rows,
  );
}
