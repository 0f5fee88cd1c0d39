/** Every code, text and error USPS is known to send, read where it belongs; needs the fact files beside the checkout. */

import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { createGrant } from '../../src/carriers/usps/auth.ts';
import * as codeTables from '../../src/carriers/usps/codes.ts';
import * as textTables from '../../src/carriers/usps/codes-text.ts';
import { parseUsps } from '../../src/carriers/usps/index.ts';
import { isTrackingError } from '../../src/errors.ts';
import type { Observation, TrackResult } from '../../src/model/observation.ts';
import type { CodeRow, CodeTable } from '../../src/normalization/code-table.ts';

const FACTS = new URL('../../../shared/carriers/usps-codes.csv', import.meta.url);
const NUMBER = '9400111206206406260787';

type Row = Readonly<
  Record<'scope' | 'code' | 'description' | 'status' | 'substatus' | 'action_required' | 'confidence', string>
>;

/** How a row was read: `status/substatus/action`, `news` where it moves nothing, an outcome, and the rule that decided. */
type Reading = { readonly as: string; readonly rule: string | null };

const parse = (payload: unknown, httpStatus?: number): TrackResult | undefined =>
  parseUsps(payload, { trackingNumber: NUMBER, httpStatus, observedAt: '2026-03-10T12:00:00.000Z' })[0];

function observe(parcel: object): Observation {
  const read = parse({ trackingNumber: NUMBER, ...parcel });
  if (read?.outcome !== 'found') throw new Error(`not read: ${JSON.stringify(parcel)}`);
  return read.observation;
}

const stateOf = ({
  status,
  substatus,
  actionRequired,
}: Pick<Observation, 'status' | 'substatus' | 'actionRequired'>) =>
  [status, substatus, actionRequired].join('/');

function ofScan(scan: object): Reading {
  const [event] = observe({ trackingEvents: [{ eventTimestamp: '2026-03-04T09:00:00', ...scan }] }).events;
  if (event === undefined) throw new Error(`no event: ${JSON.stringify(scan)}`);
  const { rule } = event.provenance;
  return { as: !event.movesStatus && rule !== null ? 'news' : stateOf(event), rule };
}

function ofCategory(statusCategory: string): Reading {
  const observation = observe({ statusCategory });
  const { rule } = observation.provenance;
  return { as: observation.substatus === 'other' && rule !== null ? 'news' : stateOf(observation), rule };
}

/** The same words as a scan and as the status of the whole. */
function ofText(text: string): Reading {
  const scan = ofScan({ eventType: text });
  const whole = observe({ status: text });
  const agrees = scan.as === 'news' ? whole.substatus === 'other' : stateOf(whole) === scan.as;
  return agrees ? scan : { as: `${scan.as} as a scan, ${stateOf(whole)} as a status`, rule: scan.rule };
}

const kindOf = (result: TrackResult | undefined): string =>
  (result?.outcome === 'failed' ? result.error.code : result?.outcome) ?? 'nothing';

const refusal = (status: number, code: string): unknown => ({
  apiVersion: '/tracking/v3',
  error: { code: String(status), message: 'x', errors: [{ status: String(status), code }] },
});

const KNOWN = { trackingEvents: [{ eventType: 'Out for Delivery', eventCode: 'OF' }] };

/** News exactly where what is added to a parcel changes nothing of its state. */
function ofAddition(addition: object): Reading {
  const [before, after] = [KNOWN, { ...KNOWN, ...addition }].map((parcel) => JSON.stringify(observe(parcel)));
  return { as: before === after ? 'news' : 'something', rule: null };
}

function ofToken(error: string): Reading {
  const grant = createGrant({
    clientId: 'id',
    clientSecret: 'secret',
    environment: 'production',
    bulk: true,
  });
  const status = /400/.test(TOKEN_STATUS[error] ?? '') ? 400 : 401;
  try {
    grant.read({ status, headers: {}, body: { error, error_description: 'x' }, retryAfterMs: undefined });
  } catch (thrown) {
    return { as: isTrackingError(thrown) ? thrown.code : String(thrown), rule: null };
  }
  return { as: 'granted', rule: null };
}

/** A subscription's own state says nothing of a parcel. */
const ofSubscription = (field: object): Reading => ({
  as: kindOf(parse({ subscriptionId: '1', listenerURL: 'https://host.example', ...field })),
  rule: null,
});

/** Reads a row in the situation it belongs to. */
function read({ scope, code }: Row): Reading {
  switch (scope) {
    case 'usps eventCode':
      return ofScan({ eventCode: code });
    case 'usps eventType/status text':
      return ofText(code);
    case 'usps statusCategory':
      return ofCategory(code);
    case 'usps DeliveryAttributeCode (legacy Web Tools)':
      return ofScan({ actionCode: code });
    case 'usps tracking error code (v3)':
      return { as: kindOf(parse(refusal(400, code), 400)), rule: null };
    case 'usps HTTP status':
      return {
        as: kindOf(
          parse(
            Number(code) < 400 ? [{ trackingNumber: NUMBER, ...KNOWN }] : refusal(Number(code), code),
            Number(code),
          ),
        ),
        rule: null,
      };
    case 'usps accessControl':
      return ofAddition({ accessControl: code });
    case 'usps oauth error':
      return ofToken(code);
    default:
      return ofSubscription(
        scope.includes('status') ? { status: code } : { filterProperties: { trackingEventTypes: [code] } },
      );
  }
}

const TOKEN_STATUS: Readonly<Record<string, string>> = {
  invalid_request: '400',
  unsupported_grant_type: '400',
  invalid_grant: '400/401',
  invalid_scope: '400/401',
};

/** What the rows without a status propose, by their words: outcomes, remedies, and nothing at all. */
const OUTCOMES: Readonly<Record<string, string>> = {
  '150001': 'not_found',
  '150002': 'not_found',
  '150003': 'not_found',
  '150004': 'CARRIER_RESPONSE',
  '150005': 'not_found',
  '150006': 'INVALID_TRACKING_NUMBER',
  '150007': 'INVALID_TRACKING_NUMBER',
  '150008': 'CARRIER_RESPONSE',
  '150009': 'not_found',
  '150010': 'not_found',
  '150011': 'INVALID_TRACKING_NUMBER',
  '150012': 'CARRIER_RESPONSE',
  '150013': 'INVALID_TRACKING_NUMBER',
  '200': 'found',
  '207': 'found',
  '400': 'CARRIER_RESPONSE',
  '401': 'CARRIER_AUTH',
  '403': 'NOT_AUTHORIZED',
  '404': 'not_found',
  '405': 'CARRIER_RESPONSE',
  '429': 'CARRIER_RATE_LIMITED',
  '500': 'CARRIER_UNAVAILABLE',
  '501': 'CARRIER_RESPONSE',
  '503': 'CARRIER_UNAVAILABLE',
  invalid_request: 'CARRIER_RESPONSE',
  invalid_client: 'CARRIER_AUTH',
  invalid_grant: 'CARRIER_AUTH',
  unauthorized_client: 'CARRIER_AUTH',
  unsupported_grant_type: 'CARRIER_RESPONSE',
  invalid_scope: 'CARRIER_AUTH',
};

const STATUSES: Readonly<Record<string, string>> = { TRANSIT: 'in_transit' };
const SUBSTATUSES: Readonly<Record<string, string>> = {
  outfordelivery: 'out_for_delivery',
  returntosender: 'return_to_sender',
};

function proposedOf({ scope, code, status, substatus, action_required: action }: Row): string {
  if (scope.startsWith('usps subscription')) return 'CARRIER_RESPONSE';
  if (/error|HTTP/.test(scope)) return OUTCOMES[code] ?? 'unknown';
  return status === '-'
    ? 'news'
    : [STATUSES[status] ?? status.toLowerCase(), SUBSTATUSES[substatus] ?? substatus, action].join('/');
}

const TABLES: readonly CodeTable[] = [...Object.values(codeTables), ...Object.values(textTables)];

/** Why a row is read otherwise than proposed, by the rule that read it. */
function whyOf(rule: string | null): string | undefined {
  const table = TABLES.find(({ id }) => rule?.startsWith(`${id}/`));
  const row: CodeRow | undefined = table?.rows[rule?.slice(table.id.length + 1) ?? ''];
  return typeof row === 'object' ? row.why : undefined;
}

const rows = readRows(readFileSync(FACTS, 'utf8'));
const verdicts = rows.map((row) => {
  const { as, rule } = read(row);
  const agrees = as === proposedOf(row);
  return { name: `${row.scope}: ${row.code}`, row, as, rule, agrees, why: agrees ? undefined : whyOf(rule) };
});
const differing = verdicts.filter(({ agrees }) => !agrees);
const isOfParcel = ({ row }: (typeof verdicts)[number]): boolean =>
  !/error|HTTP|subscription|access/.test(row.scope);

it('reads all 300 rows, and prints how', () => {
  const scopes = [...new Set(rows.map(({ scope }) => scope))];
  const lines = scopes.map((scope) => {
    const all = verdicts.filter(({ row }) => row.scope === scope);
    const agreeing = all.filter(({ agrees }) => agrees).length;
    return `${String(agreeing).padStart(4)} of ${all.length} agree: ${scope}`;
  });
  const low = verdicts
    .filter(({ row }) => row.confidence === 'low')
    .map(({ name, as }) => `${name} as ${as}`);
  console.log(
    [
      'USPS codes',
      ...lines,
      ...differing.map(({ name, as, why }) => `differs: ${name}, read as ${as}: ${why ?? 'a mistake'}`),
      `${low.length} of low confidence: ${low.join('; ')}`,
    ].join('\n  '),
  );
  expect(rows).toHaveLength(300);
});

it('reads every row as proposed, or says why not', () => {
  expect(differing.filter(({ why }) => why === undefined).map(({ name, as }) => `${name} as ${as}`)).toEqual(
    [],
  );
});

it('reads no row otherwise than proposed', () => {
  expect(differing.map(({ name }) => name)).toEqual([]);
});

it('reads every row about a parcel by a row of the tables', () => {
  expect(verdicts.filter(isOfParcel).filter(({ rule }) => rule === null)).toEqual([]);
});

it('has no row in its tables that the facts lack', () => {
  const used = new Set(verdicts.map(({ rule }) => rule));
  const own = TABLES.filter(({ id }) => !/situation|beginning/.test(id)).flatMap(({ id, rows: byCode }) =>
    Object.keys(byCode).map((code) => `${id}/${code}`),
  );
  expect(own.filter((rule) => !used.has(rule))).toEqual([]);
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
