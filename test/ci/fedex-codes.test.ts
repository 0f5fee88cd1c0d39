/** Every code FedEx publishes or was seen to send, read where it belongs; needs the fact files beside the checkout. */

import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import * as codes from '../../src/carriers/fedex/codes.ts';
import { parseFedex } from '../../src/carriers/fedex/index.ts';
import type { Observation } from '../../src/model/observation.ts';
import type { CodeRow, CodeTable } from '../../src/normalization/code-table.ts';

const FACTS = new URL('../../../shared/carriers/fedex-codes.csv', import.meta.url);

type Row = Readonly<
  Record<'scope' | 'code' | 'description' | 'status' | 'substatus' | 'action_required', string>
>;

/** How a row was read: `status/substatus/action`, `news` where it moves nothing, and the rule that decided. */
type Reading = { readonly as: string; readonly rule: string | null };

function observe(result: object, envelope: object = {}): Observation {
  const completeTrackResults = [{ trackingNumber: '1', trackResults: [result] }];
  const [read] = parseFedex(
    { output: { completeTrackResults }, ...envelope },
    { observedAt: '2026-04-30T12:00:00.000Z' },
  );
  if (read?.outcome !== 'found') throw new Error(`not read: ${JSON.stringify(result)}`);
  return read.observation;
}

const PUSHED = { outputMetaData: [{}] };

function ofState({ status, substatus, actionRequired, provenance }: Observation): Reading {
  const isNews = provenance.rule === null || substatus === 'other';
  const isCancelled = substatus === 'other' && provenance.rule !== null && !isStill(provenance.rule);
  const as = isNews && !isCancelled ? 'news' : [status, substatus, actionRequired].join('/');
  return { as, rule: provenance.rule };
}

function ofScan(scan: object, envelope?: object): Reading {
  const [event] = observe({ scanEvents: [{ date: '2026-04-14T09:00:00-05:00', ...scan }] }, envelope).events;
  if (event === undefined) throw new Error(`no event: ${JSON.stringify(scan)}`);
  const { status, substatus, actionRequired, movesStatus, provenance } = event;
  const isNews = !movesStatus && provenance.rule !== null;
  return { as: isNews ? 'news' : [status, substatus, actionRequired].join('/'), rule: provenance.rule };
}

/** A reading that is news exactly where the part added to a parcel changes nothing of its state. */
function ofAddition(addition: object): Reading {
  const base = { latestStatusDetail: { code: 'OD', derivedCode: 'OD' } };
  const [before, after] = [base, { ...base, ...addition }].map((result) =>
    JSON.stringify(ofState(observe(result))),
  );
  return { as: before === after ? 'news' : 'something', rule: null };
}

/** The scan beside which an exception code is told to stand; most stand beside a delivery exception. */
const SCAN_OF_EXCEPTION: Readonly<Record<string, string>> = {
  '099': 'SE',
  A52: 'DY',
  A3: 'AF',
  '015A': 'HP',
  A12: 'RR',
  A13: 'HA',
  '005': 'DL',
  '014': 'DL',
  '02': 'DL',
  '72': 'IT',
  '084': 'IP',
};
/** Without a meaning of their own: the scan reads as if they were not there. */
const MUTE_EXCEPTIONS: Readonly<Record<string, string>> = { A25: 'PU', IN001: 'DE' };

function readException({ code }: Row): Reading {
  const silent = MUTE_EXCEPTIONS[code];
  if (silent === undefined)
    return ofScan({ eventType: SCAN_OF_EXCEPTION[code] ?? 'DE', exceptionCode: code });
  const [alone, beside] = [{}, { exceptionCode: code }].map((more) => ofScan({ eventType: silent, ...more }));
  return { as: alone?.as === beside?.as ? 'news' : 'something', rule: beside?.rule ?? null };
}

const latest = (detail: object): object => ({ latestStatusDetail: detail });

/** Reads a row in the situation it belongs to. */
function read(row: Row): Reading {
  const { scope, code } = row;
  if (scope.startsWith('webhook event')) return ofScan({ eventType: code }, PUSHED);
  if (scope.startsWith('exceptionCode')) return readException(row);
  if (scope.startsWith('derivedStatusCode')) return ofScan({ derivedStatusCode: code });
  if (scope.startsWith('latestStatusDetail')) return ofState(observe(latest({ derivedCode: code })));
  if (scope.startsWith('statusByLocale')) return ofState(observe(latest({ statusByLocale: code })));
  if (scope === 'serviceCommitMessage.type')
    return ofState(observe({ serviceCommitMessage: { type: code } }));
  if (scope.startsWith('delayDetail')) {
    const delayDetail = { [scope.split('.')[1] ?? '']: code };
    const delayed = ofState(observe(latest({ code: 'AR', derivedCode: 'AR', delayDetail })));
    return delayed.rule === 'fedex.scan/AR' ? { as: 'news', rule: null } : delayed;
  }
  if (scope === 'customDeliveryOptions.type') return ofAddition({ customDeliveryOptions: [{ type: code }] });
  if (scope === 'consolidationDetail.eventType')
    return ofAddition({ consolidationDetail: [{ eventType: code }] });
  return ofScan({ eventType: code });
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

const { statusTexts: _texts, ...tables } = codes;

function rowOf(rule: string | null): CodeRow | undefined {
  const table = (Object.values(tables) as CodeTable[]).find(({ id }) => rule?.startsWith(`${id}/`));
  return table?.rows[rule?.slice(table.id.length + 1) ?? ''];
}

const isStill = (rule: string): boolean => rowOf(rule) === '-';

const whyOf = (rule: string | null): string | undefined => {
  const row = rowOf(rule);
  return typeof row === 'object' ? row.why : undefined;
};

const rows = readRows(readFileSync(FACTS, 'utf8'));
const verdicts = rows.map((row) => {
  const { as, rule } = read(row);
  const agrees = as === proposedOf(row);
  return { name: `${row.scope}: ${row.code}`, agrees, rule, why: agrees ? undefined : whyOf(rule) };
});
const differing = verdicts.filter(({ agrees }) => !agrees);
const byText = verdicts.filter(({ rule }) => rule?.startsWith('fedex.text/'));

it('reads all 192 rows, and prints how', () => {
  const lines = [
    `${verdicts.length - differing.length} agree, ${byText.length} of them by their text`,
    ...differing.map(({ name, rule, why }) => `differs: ${name} (${rule}): ${why ?? 'a mistake'}`),
  ];
  console.log(['FedEx codes', ...lines].join('\n  '));
  expect(rows).toHaveLength(192);
});

it('reads every row as proposed, or says why not', () => {
  expect(differing.filter(({ why }) => why === undefined)).toEqual([]);
});

it('reads rows otherwise than proposed in few places', () => {
  expect(differing.map(({ name }) => name)).toEqual([
    'possession (ownership section, not a movement): CA',
    'exceptionCode (third-party, unverified): 14',
  ]);
});

it('leaves to words only what is words', () => {
  expect(byText.filter(({ name }) => !name.startsWith('statusByLocale'))).toEqual([]);
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
