/** Every code UPS publishes, read as a scan of the kind it belongs to; needs the fact files beside the checkout. */

import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { upsSeenCodes, upsTypes } from '../../src/carriers/ups/codes.ts';
import { upsDeliveries } from '../../src/carriers/ups/codes-delivery.ts';
import { upsExceptions } from '../../src/carriers/ups/codes-exception.ts';
import { upsFreightActivities, upsFreightExceptions } from '../../src/carriers/ups/codes-freight.ts';
import { upsStatusCodes } from '../../src/carriers/ups/codes-status.ts';
import { parseUps } from '../../src/carriers/ups/index.ts';
import type { TrackingEvent } from '../../src/model/tracking-event.ts';
import type { CodeTable } from '../../src/normalization/code-table.ts';

const FACTS = new URL('../../../shared/carriers/ups-codes.csv', import.meta.url);

type Row = Readonly<
  Record<'scope' | 'code' | 'wire_code' | 'status' | 'substatus' | 'action_required', string>
>;
type WireStatus = { readonly type?: string; readonly code?: string; readonly statusCode?: string };

const MAIL = 'mail innovations';

/** The type under which the codes of a table arrive. */
const TYPE_OF_SCOPE: Readonly<Record<string, string>> = {
  exception: 'X',
  'delivery (DIALS)': 'D',
  'movement (ULD)': 'I',
  manifest: 'M',
  'update (Track Alert)': 'U',
  'freight activity': 'DO',
  'freight exception': 'W',
  'mail innovations:IC': 'I',
  'mail innovations:VT': 'I',
  'mail innovations:H6': 'I',
  'mail innovations:A4': 'I',
};

/** Codes outside the tables, with the type they were seen under. */
const TYPE_OF_SEEN: Readonly<Record<string, string>> = { FS: 'D', KB: 'D', SR: 'X', '7J': 'X' };

function statusOf({ scope, wire_code: code }: Row): WireStatus {
  if (scope.startsWith('status.statusCode')) return { statusCode: code };
  if (scope.startsWith('status.type')) return { type: code };
  return { type: TYPE_OF_SCOPE[scope] ?? TYPE_OF_SEEN[code] ?? 'I', code };
}

function read(status: WireStatus): TrackingEvent {
  const shipment = [{ package: [{ activity: [{ status }] }] }];
  const [result] = parseUps({ trackResponse: { shipment } }, { observedAt: '2026-03-10T12:00:00.000Z' });
  const event = result?.outcome === 'found' ? result.observation.events[0] : undefined;
  if (event === undefined) throw new Error(`not read: ${JSON.stringify(status)}`);
  return event;
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
  upsExceptions,
  upsDeliveries,
  upsFreightActivities,
  upsFreightExceptions,
  upsStatusCodes,
  upsSeenCodes,
  upsTypes,
];

/** Why a row is read otherwise than proposed, by the rule that read it. */
function whyOf({ provenance }: TrackingEvent): string | undefined {
  const table = TABLES.find(({ id }) => provenance.rule?.startsWith(`${id}/`));
  const row = table?.rows[provenance.rule?.slice((table?.id.length ?? 0) + 1) ?? ''];
  return typeof row === 'object' ? row.why : undefined;
}

type Verdict = 'agrees' | 'differs, saying why' | 'differs' | 'left to type or words' | 'read as another';

function verdictOn(row: Row): Verdict {
  const event = read(statusOf(row));
  const proposed = proposedOf(row);
  const { matchedBy, rule } = event.provenance;
  if (matchedBy !== 'code' && !(matchedBy === 'category' && row.scope.startsWith('status.type'))) {
    return 'left to type or words';
  }
  if (readAs(event, proposed) === proposed) return 'agrees';
  if (row.scope.startsWith(MAIL) && !rule?.startsWith('ups.mail_innovations')) return 'read as another';
  return whyOf(event) === undefined ? 'differs' : 'differs, saying why';
}

const COUNTED: Readonly<Record<Verdict, string>> = {
  agrees: '',
  'differs, saying why': 'see the rows',
  differs: 'a mistake',
  'left to type or words': 'no guess',
  'read as another': 'a package code of the same letters; the wire does not say the source of a mail scan',
};

const rows = readRows(readFileSync(FACTS, 'utf8'));
const verdicts = rows.map((row) => ({ row, verdict: verdictOn(row) }));
const namesOf = (wanted: Verdict): string[] =>
  verdicts.filter(({ verdict }) => verdict === wanted).map(({ row }) => `${row.scope} ${row.wire_code}`);

it('reads all 1,548 rows, and prints how', () => {
  const counts = Object.entries(COUNTED).map(([verdict, why]) => {
    const names = namesOf(verdict as Verdict);
    const shown = why === '' ? '' : ` (${why}): ${names.join(', ')}`;
    return `${String(names.length).padStart(5)} ${verdict}${shown}`;
  });
  console.log(['UPS codes', ...counts].join('\n'));
  expect(rows).toHaveLength(1_548);
});

it('reads every row as proposed, or says why not', () => {
  expect(namesOf('differs')).toEqual([]);
});

it('reads rows otherwise than proposed in few places', () => {
  expect(namesOf('differs, saying why')).toEqual([
    'exception 4R',
    'delivery (DIALS) CO',
    'delivery (DIALS) P5',
    'delivery (DIALS) ZI',
    'freight activity 015',
    'freight activity 016',
  ]);
});

it('leaves nothing to type or words but exceptions of unknown kind and mail codes of several meanings', () => {
  const left = namesOf('left to type or words').filter((name) => !name.startsWith(MAIL));
  expect(left).toEqual(['status.type X']);
});

it('reads codes that lost their zero in a spreadsheet as the padded ones', () => {
  const mangled = rows.filter(({ scope, code, wire_code }) => code !== wire_code && scope in TYPE_OF_SCOPE);
  const differing = mangled.filter((row) => {
    const written = read({ ...statusOf(row), code: row.code });
    return written.substatus !== read(statusOf(row)).substatus;
  });
  expect([mangled.length, differing]).toEqual([10, []]);
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
