/** Every code of Amazon's, read where it belongs; needs the fact files beside the checkout. */

import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import * as shippingCodes from '../../src/carriers/amazon/codes.ts';
import * as fulfillmentCodes from '../../src/carriers/amazon/codes-fulfillment.ts';
import * as publicCodes from '../../src/carriers/amazon/codes-public.ts';
import { parseAmazon } from '../../src/carriers/amazon/index.ts';
import type { Observation, TrackResult } from '../../src/model/observation.ts';
import type { TrackingEvent } from '../../src/model/tracking-event.ts';
import type { CodeRow, CodeTable } from '../../src/normalization/code-table.ts';

const FACTS = new URL('../../../shared/carriers/amazon-codes.csv', import.meta.url);
const AT = '2026-04-14T09:00:00.000Z';

type Row = Readonly<
  Record<'scope' | 'code' | 'description' | 'status' | 'substatus' | 'action_required', string>
>;

/** How a row was read: `status/substatus/action`, `news` where it moves nothing, and the rule that decided. */
type Reading = { readonly as: string; readonly rule: string | null };

const parse = (payload: unknown, httpStatus?: number): TrackResult => {
  const [result] = parseAmazon(payload, { observedAt: AT, trackingNumber: 'TBA010000000000', httpStatus });
  if (result === undefined) throw new Error('no result');
  return result;
};

function observe(payload: unknown): Observation {
  const result = parse(payload);
  if (result.outcome !== 'found') throw new Error(`not read: ${JSON.stringify(payload)}`);
  return result.observation;
}

const readingOf = ({
  status,
  substatus,
  actionRequired,
  provenance,
}: Observation | TrackingEvent): Reading => ({
  as: [status, substatus, actionRequired].join('/'),
  rule: provenance.rule,
});

const shipment = (parts: object): unknown => ({
  payload: { eventHistory: [], summary: { status: null }, ...parts },
});

function ofEvent(event: object): Reading {
  const { events } = observe(shipment({ eventHistory: [{ eventTime: AT, ...event }] }));
  if (events[0] === undefined) throw new Error(`no event: ${JSON.stringify(event)}`);
  return readingOf(events[0]);
}

/** News are what leaves a parcel as it is; `parts` beside what already tells of it. */
function ofAddition(before: object, parts: object): Reading {
  const [without, beside] = [before, { ...before, ...parts }].map((parcel) => readingOf(observe(parcel)));
  return without?.as === beside?.as ? { as: 'news', rule: beside?.rule ?? null } : (beside as Reading);
}

const ofStatus = (status: string): Reading => readingOf(observe(shipment({ summary: { status } })));

const ofDetail = (code: string): Reading =>
  readingOf(observe(shipment({ summary: { status: null, trackingDetailCodes: { forward: [code] } } })));

const notification = (status: object): unknown => ({
  notificationType: 'SHIPMENT_TRACKING_MILESTONE_CHANGED',
  payload: {
    shipmentTrackingMilestoneChangedNotification: {
      trackingDetail: { latestMilestone: { status, occurredAt: AT } },
    },
  },
});

/** How an unknown id is answered is an outcome of its own, not a status. */
function ofNullStatus(): Reading {
  const { outcome } = parse(shipment({}));
  return { as: outcome === 'not_found' ? 'unknown/other/false' : outcome, rule: null };
}

const OUT: object = { trackingEvents: [{ eventDate: AT, eventCode: 'EVENT_302' }] };

function ofPackageStatus(code: string): Reading {
  const { provenance, ...state } = observe({ currentStatus: code });
  const isStill = rowOf(provenance.rule) === '-';
  return isStill ? ofAddition(OUT, { currentStatus: code }) : readingOf({ ...state, provenance });
}

/** Refusals are no news of a parcel; each must be read as a refusal, or as nothing found. */
function ofRefusal(payload: unknown, httpStatus: number | undefined): Reading {
  const result = parse(payload, httpStatus);
  const isRefusal =
    result.outcome === 'not_found' ? httpStatus === 404 : result.outcome === 'failed' && result.error.code;
  return { as: isRefusal ? 'news' : result.outcome, rule: null };
}

function ofHttpError(code: string): Reading {
  const [status, name] = code.split(' ');
  return ofRefusal({ errors: [{ code: name, message: 'No.' }] }, Number(status));
}

/** Scopes by how they begin, with how a row of theirs is read. */
const READERS: readonly (readonly [string, (code: string) => Reading])[] = [
  ['amazon v2 eventCode', (eventCode) => ofEvent({ eventCode, shipmentType: 'FORWARD' })],
  ['amazon v1 eventCode', (eventCode) => ofEvent({ eventCode })],
  ['amazon v2 summary.status', (code) => (code === 'null' ? ofNullStatus() : ofStatus(code))],
  ['amazon v2 trackingDetailCodes', ofDetail],
  [
    'amazon v2 shipmentType',
    (shipmentType) =>
      ofAddition(
        { eventHistory: [{ eventTime: AT, eventCode: 'OutForDelivery' }] },
        { eventHistory: [{ eventTime: AT, eventCode: 'OutForDelivery' }, { shipmentType }] },
      ),
  ],
  ['amazon mcf currentStatus', ofPackageStatus],
  ['amazon mcf eventCode', (eventCode) => readingOf(eventOf({ eventDate: AT, eventCode }))],
  ['amazon mcf additionalLocationInfo', (code) => ofAddition(OUT, { additionalLocationInfo: code })],
  ['amazon mcf 2026 package status', ofPackageStatus],
  ['amazon mcf 2026 shipment status', ofPackageStatus],
  ['amazon notification milestone status.code', (code) => readingOf(observe(notification({ code })))],
  [
    'amazon notification milestone status.subCode',
    (subCode) => readingOf(observe(notification({ code: 'DELIVERED', subCode }))),
  ],
  ['amazon notification estimate type', ofEstimate],
  [
    'amazon public tracker eventCode',
    (eventCode) => ofEvent({ eventCode, statusSummary: { localisedStringId: 'swa_rex' } }),
  ],
  ['amazon public tracker localisedStringId', (localisedStringId) => ofEvent({ localisedStringId })],
  ['amazon v2 HTTP status', ofHttpError],
  ['amazon LWA error', (error) => ofRefusal({ error, error_description: 'No.' }, undefined)],
];

/** What never stands in a body that tells of a parcel: inputs of other calls, and states of whole orders. */
const NEVER_READ = /\(input only\)$|order status$/;

function eventOf(event: object): TrackingEvent {
  const [first] = observe({ trackingEvents: [event] }).events;
  if (first === undefined) throw new Error(`no event: ${JSON.stringify(event)}`);
  return first;
}

function ofEstimate(type: string): Reading {
  const estimatedInterval = { startTime: AT, endTime: AT };
  const body = JSON.parse(JSON.stringify(notification({ code: 'SHIPPED' })));
  body.payload.shipmentTrackingMilestoneChangedNotification.trackingDetail.trackingEstimates = [
    { type, estimatedInterval },
  ];
  const { eta, substatus } = observe(body);
  return { as: eta?.toUtc === AT && substatus === 'package_departed' ? 'news' : 'no estimate', rule: null };
}

function read({ scope, code }: Row): Reading | undefined {
  if (NEVER_READ.test(scope)) return undefined;
  const reader = READERS.find(([begin]) => scope.startsWith(begin));
  if (reader === undefined) throw new Error(`no reader for ${scope}`);
  return reader[1](code);
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

const TABLES: readonly CodeTable[] = [shippingCodes, fulfillmentCodes, publicCodes].flatMap((tables) =>
  Object.values(tables),
);

function rowOf(rule: string | null): CodeRow | undefined {
  const table = TABLES.find(({ id }) => rule?.startsWith(`${id}/`));
  return table?.rows[rule?.slice(table.id.length + 1) ?? ''];
}

const whyOf = (rule: string | null): string | undefined => {
  const row = rowOf(rule);
  return typeof row === 'object' ? row.why : undefined;
};

const rows = readRows(readFileSync(FACTS, 'utf8'));
const verdicts = rows.map((row) => {
  const name = `${row.scope}: ${row.code}`;
  const reading = read(row);
  if (reading === undefined) return { name, verdict: 'left', why: undefined };
  if (reading.as === proposedOf(row)) return { name, verdict: 'agrees', why: undefined };
  return { name, verdict: 'differs', why: whyOf(reading.rule) };
});
const namesOf = (wanted: string): string[] =>
  verdicts.filter(({ verdict }) => verdict === wanted).map(({ name }) => name);

it('reads all 225 rows, and prints how', () => {
  const lines = [
    `${namesOf('agrees').length} agree`,
    `${namesOf('differs').length} differ: ${namesOf('differs').join(', ')}`,
    `${namesOf('left').length} left, as no body that tells of a parcel holds them: ${namesOf('left').join(', ')}`,
  ];
  console.log(['Amazon codes', ...lines].join('\n  '));
  expect(rows).toHaveLength(225);
});

it('reads every row as proposed, or says why not', () => {
  expect(verdicts.filter(({ verdict, why }) => verdict === 'differs' && why === undefined)).toEqual([]);
});

it('reads no row otherwise than proposed', () => {
  expect(namesOf('differs')).toEqual([]);
});

it('leaves only inputs of other calls and states of whole orders', () => {
  expect(namesOf('left')).toHaveLength(14);
});

it('has no row that is in no list', () => {
  const listed = new Set(rows.map(({ code }) => code));
  const own = TABLES.filter(({ id }) => !['amazon.pair', 'amazon.return_leg'].includes(id));
  expect(own.flatMap((table) => Object.keys(table.rows)).filter((code) => !listed.has(code))).toEqual([]);
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
