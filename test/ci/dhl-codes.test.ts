/** Every code DHL's divisions publish, read as a scan of its division; needs the fact files beside the checkout. */

import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import * as smallTables from '../../src/carriers/dhl/codes.ts';
import * as divisions from '../../src/carriers/dhl/codes-divisions.ts';
import { dhlEcommerce } from '../../src/carriers/dhl/codes-ecommerce.ts';
import { dhlEcommerceEurope } from '../../src/carriers/dhl/codes-ecommerce-europe.ts';
import * as expressTables from '../../src/carriers/dhl/codes-express.ts';
import * as parcelDeTables from '../../src/carriers/dhl/codes-parcel-de.ts';
import { dhlParcelNl } from '../../src/carriers/dhl/codes-parcel-nl.ts';
import { dhlParcelPl } from '../../src/carriers/dhl/codes-parcel-pl.ts';
import { parseDhl } from '../../src/carriers/dhl/index.ts';
import type { TrackResult } from '../../src/model/observation.ts';
import type { TrackingEvent } from '../../src/model/tracking-event.ts';
import type { CodeTable } from '../../src/normalization/code-table.ts';

const FACTS = new URL('../../../shared/carriers/dhl-codes.csv', import.meta.url);
const OBSERVED_AT = '2026-03-10T12:00:00.000Z';

type Row = Readonly<
  Record<'scope' | 'code' | 'description' | 'status' | 'substatus' | 'action_required', string>
>;

const outcomeOf = (payload: unknown): TrackResult | undefined =>
  parseDhl(payload, { observedAt: OBSERVED_AT })[0];

function onlyEvent(shipment: object): TrackingEvent {
  const result = outcomeOf({ shipments: [shipment] });
  const event = result?.outcome === 'found' ? result.observation.events[0] : undefined;
  if (event === undefined) throw new Error(`not read: ${JSON.stringify(shipment)}`);
  return event;
}

const unified = (service: string, event: object): TrackingEvent =>
  onlyEvent({ id: '1', service, events: [event] });

/** How a row of each scope arrives. */
const ARRIVALS: readonly (readonly [RegExp, (row: Row, division: string) => TrackingEvent])[] = [
  [/^dhl unified (?<division>\S+) status$/, ({ code }, division) => unified(division, { status: code })],
  [/^dhl parcel de ice\+ric/, ({ code }) => unified('parcel-de', { status: code })],
  [/^dhl unified statusCode$/, ({ code }) => unified('dsc', { statusCode: code })],
  [/^dhl push event filter$/, ({ code }) => unified('dsc', { statusCode: code })],
  [
    /^dhl unified express event description/,
    ({ code }) => unified('express', { description: `${code} - SYDNEY - AUSTRALIA` }),
  ],
  [
    /^dhl express typeCode/,
    ({ code }) => onlyEvent({ shipmentTrackingNumber: '1', events: [{ typeCode: code }] }),
  ],
];

/** Rows that are no codes of scans, by what they come to. */
const OUTCOMES: Readonly<Record<string, string>> = {
  'dhl unified HTTP status 400': 'CARRIER_RESPONSE',
  'dhl unified HTTP status 401': 'CARRIER_AUTH',
  'dhl unified HTTP status 404': 'not_found',
  'dhl unified HTTP status 429': 'CARRIER_RATE_LIMITED',
  'dhl unified HTTP status 500': 'CARRIER_UNAVAILABLE',
  'dhl unified HTTP status 503': 'CARRIER_UNAVAILABLE',
  'dhl express HTTP status 400': 'CARRIER_RESPONSE',
  'dhl express HTTP status 401': 'CARRIER_AUTH',
  'dhl express HTTP status 404': 'not_found',
  'dhl express HTTP status 422': 'CARRIER_RESPONSE',
  'dhl express HTTP status 500': 'CARRIER_UNAVAILABLE',
  'dhl unified HTTP status 200': 'found',
  'dhl push scope subscription.validate': 'CARRIER_RESPONSE',
  'dhl push scope subscription.ready': 'CARRIER_RESPONSE',
  'dhl push scope subscription.push': 'found',
};

const NO_SCAN = /^dhl (?:unified|express) HTTP status$|^dhl push scope$/;

function toBody({ scope, code, description }: Row): unknown {
  const shipments = [{ id: '1', service: 'express', status: { statusCode: 'transit' } }];
  if (scope === 'dhl push scope') return { scope: code, shipments };
  if (code === '200') return { shipments };
  return scope.includes('express')
    ? { title: description, message: description, status: code }
    : { title: description, detail: description, status: Number(code) };
}

function outcomeNameOf(row: Row): string | undefined {
  const result = outcomeOf(toBody(row));
  return result?.outcome === 'failed' ? result.error.code : result?.outcome;
}

const STATUSES: Readonly<Record<string, string>> = { TRANSIT: 'in_transit' };
const SUBSTATUSES: Readonly<Record<string, string>> = {
  outfordelivery: 'out_for_delivery',
  returntosender: 'return_to_sender',
};

const proposedOf = ({ status, substatus, action_required: action }: Row): string =>
  status === '-'
    ? 'news'
    : [STATUSES[status] ?? status.toLowerCase(), SUBSTATUSES[substatus] ?? substatus, action].join('/');

const readAs = (
  { status, substatus, actionRequired, movesStatus }: TrackingEvent,
  proposed: string,
): string => (!movesStatus && proposed === 'news' ? 'news' : [status, substatus, actionRequired].join('/'));

const TABLES: readonly CodeTable[] = [
  ...Object.values(smallTables).filter((table) => 'rows' in table),
  ...Object.values(divisions),
  ...Object.values(expressTables),
  ...Object.values(parcelDeTables),
  dhlEcommerce,
  dhlEcommerceEurope,
  dhlParcelNl,
  dhlParcelPl,
];

/** Why a row is read otherwise than proposed, by the rule that read it. */
function whyOf({ provenance }: TrackingEvent): string | undefined {
  const table = TABLES.find(({ id }) => provenance.rule?.startsWith(`${id}/`));
  const row = table?.rows[provenance.rule?.slice((table?.id.length ?? 0) + 1) ?? ''];
  return typeof row === 'object' ? row.why : undefined;
}

type Verdict = 'agrees' | 'differs, saying why' | 'differs' | 'left';

function verdictOn(row: Row): Verdict {
  if (NO_SCAN.test(row.scope)) {
    return outcomeNameOf(row) === OUTCOMES[`${row.scope} ${row.code}`] ? 'agrees' : 'differs';
  }
  const [pattern, arrive] = ARRIVALS.find(([scope]) => scope.test(row.scope)) ?? [];
  if (pattern === undefined || arrive === undefined) return 'left';
  const event = arrive(row, pattern.exec(row.scope)?.groups?.['division'] ?? '');
  if (event.provenance.rule === null) return 'left';
  const proposed = proposedOf(row);
  if (readAs(event, proposed) === proposed) return 'agrees';
  return whyOf(event) === undefined ? 'differs' : 'differs, saying why';
}

const COUNTED: Readonly<Record<Verdict, string>> = {
  agrees: '',
  'differs, saying why': 'see the rows',
  differs: 'a mistake',
  left: 'errors of the XML API of Parcel Germany, which is not asked',
};

const rows = readRows(readFileSync(FACTS, 'utf8'));
const verdicts = rows.map((row) => ({ row, verdict: verdictOn(row) }));
const namesOf = (wanted: Verdict): string[] =>
  verdicts
    .filter(({ verdict }) => verdict === wanted)
    .map(({ row }) => `${row.scope.replace(/^dhl /, '')} ${row.code}`);

it('reads all 1,586 rows, and prints how', () => {
  const counts = Object.entries(COUNTED).map(([verdict, why]) => {
    const names = namesOf(verdict as Verdict);
    const shown = why === '' ? '' : ` (${why}): ${names.join(', ')}`;
    return `${String(names.length).padStart(5)} ${verdict}${shown}`;
  });
  console.log(['DHL codes', ...counts].join('\n'));
  expect(rows).toHaveLength(1_586);
});

it('reads every row as proposed, or says why not', () => {
  expect(namesOf('differs')).toEqual([]);
});

it('reads rows otherwise than proposed in few places', () => {
  expect(namesOf('differs, saying why')).toEqual([
    'unified express status PD',
    'unified parcel-nl status PARTIAL_DELIVERY',
    'unified ecommerce-europe status 302',
    'express typeCode PD',
    'parcel de ice+ric/standard-event DLVRD+CUSTM/ZU',
    'parcel de ice+ric/standard-event DLVRD+HNDTC/ZU',
    'parcel de ice+ric/standard-event MVARR+NRQRD/ZU',
  ]);
});

it('leaves nothing but the errors of the XML API', () => {
  expect(namesOf('left').filter((name) => !name.startsWith('parcel de error code '))).toEqual([]);
});

it('reads every row of a table by its own code', () => {
  const strays = verdicts.filter(({ row }) => {
    if (!/ status$|ice\+ric|typeCode/.test(row.scope) || NO_SCAN.test(row.scope)) return false;
    const [pattern, arrive] = ARRIVALS.find(([scope]) => scope.test(row.scope)) ?? [];
    const event = arrive?.(row, pattern?.exec(row.scope)?.groups?.['division'] ?? '');
    return event?.provenance.matchedBy !== 'code' || !event.provenance.rule?.endsWith(`/${row.code}`);
  });
  expect(strays.map(({ row }) => row.code)).toEqual([]);
});

it('reads codes in small letters too', () => {
  const differing = rows
    .filter(({ scope, code }) => / status$/.test(scope) && /[A-Z]/.test(code) && !scope.includes('HTTP'))
    .filter(({ scope, code }) => {
      const service = scope.split(' ')[2] ?? '';
      const written = unified(service, { status: code.toLowerCase() });
      return written.provenance.rule !== unified(service, { status: code }).provenance.rule;
    });
  expect(differing).toEqual([]);
});

/** Fields are quoted where they hold a comma or a quote. */
function readRows(text: string): Row[] {
  const [header = '', ...lines] = text.trim().split(/\r?\n/);
  const names = splitLine(header);
  return lines.map((line) => {
    const fields = splitLine(line);
    return Object.fromEntries(names.map((name, index) => [name, fields[index] ?? ''])) as Row;
  });
}

function splitLine(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) =>
    quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'),
  );
}
