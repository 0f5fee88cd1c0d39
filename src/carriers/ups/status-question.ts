/** Which tables answer what a scan means: UPS's two-character codes mean different things under different types. */

import { type CodeTable, lookUp } from '../../normalization/code-table.ts';
import type { CodeLookUp, StatusQuestion } from '../../normalization/normalize.ts';
import type { TextRule } from '../../normalization/text-rules.ts';
import { filled, type WireText } from '../wire.ts';
import { upsManifests, upsMovements, upsPairs, upsSeenCodes, upsTypes, upsUpdates } from './codes.ts';
import { upsDeliveries } from './codes-delivery.ts';
import { upsExceptions } from './codes-exception.ts';
import { upsFreightActivities, upsFreightExceptions } from './codes-freight.ts';
import { upsMailTables } from './codes-mail-innovations.ts';
import { upsStatusCodes } from './codes-status.ts';
import type { UpsStatus } from './wire.ts';

/** Where a type's codes are found, most fitting table first. */
const TABLES_OF_TYPE: ReadonlyMap<string, readonly CodeTable[]> = new Map([
  ['M', [upsManifests, upsMovements, upsSeenCodes]],
  ['MV', [upsManifests, upsMovements, upsSeenCodes]],
  ['I', [upsMovements, upsDeliveries, upsExceptions, upsSeenCodes]],
  ['X', [upsExceptions, upsDeliveries, upsSeenCodes]],
  ['D', [upsDeliveries, upsExceptions, upsSeenCodes]],
  ['U', [upsUpdates]],
]);

const FREIGHT_TYPES: ReadonlySet<string> = new Set(['DO', 'DD', 'W']);
const FREIGHT_TABLES = [upsFreightActivities, upsFreightExceptions] as const;

const PACKAGE_TABLES = [
  upsManifests,
  upsMovements,
  upsDeliveries,
  upsExceptions,
  upsUpdates,
  upsSeenCodes,
] as const;

export const TEXT_RULES: readonly TextRule[] = [
  { id: 'ups.text/delivered', pattern: /^delivered\.?$/i, means: 'delivered' },
  {
    id: 'ups.text/out_for_delivery',
    pattern: /^out for delivery(?: today)?\.?$/i,
    means: 'out_for_delivery',
  },
  {
    id: 'ups.text/label_created',
    pattern: /^shipper created a label\b/i,
    means: 'information_received',
  },
  { id: 'ups.text/arrived', pattern: /^arrived at facility\.?$/i, means: 'package_arrived' },
  { id: 'ups.text/departed', pattern: /^departed from facility\.?$/i, means: 'package_departed' },
];

/** Codes that mean the same in every table of packages that knows them: these need no type. */
const AGREED_CODES = agreedCodes(PACKAGE_TABLES);

/** Scans of Mail Innovations don't say which source's table they are of: those that know the code must agree. */
const MAIL_CODES = agreedCodes(upsMailTables, PACKAGE_TABLES);

/** The codes that a pair may be about; keeps the others from being looked up in vain. */
const PAIRED_CODES: ReadonlySet<string> = new Set(
  Object.keys(upsPairs.rows).flatMap((pair) => pair.split('/')),
);

/** A status of UPS as a question to the tables. A parcel with a 1Z number can't be one of Mail Innovations. */
export function toStatusQuestion(
  status: UpsStatus | null | undefined,
  trackingNumber: string | null,
): StatusQuestion {
  const type = filled(status?.type);
  const code = filled(status?.code);
  const ownStatusCode = filled(status?.statusCode);
  const asked: Asked = {
    type: type?.toUpperCase() ?? '',
    code: toShortCode(code),
    statusCode: toStatusCode(ownStatusCode),
    mayBeMail: !trackingNumber?.startsWith('1Z'),
  };
  return {
    code: code ?? ownStatusCode,
    category: type,
    text: words(status?.description) ?? words(status?.simplifiedTextDescription),
    codes: FREIGHT_TYPES.has(asked.type) ? freightLookUps(asked) : packageLookUps(asked),
    categories: [{ table: upsTypes, code: asked.type }],
    textRules: TEXT_RULES,
    overrideKeys: code !== null && ownStatusCode !== null ? [`${code}/${asked.statusCode}`] : [],
  };
}

/** UPS's summary of a parcel: on the wire its `code` has the digits of a status code, and no type stands beside it. */
export function toSummaryQuestion(summary: UpsStatus, trackingNumber: string | null): StatusQuestion {
  const digits = filled(summary.type) === null ? toStatusCode(filled(summary.code)) : null;
  return toStatusQuestion(
    digits === null ? summary : { statusCode: summary.code, description: summary.description },
    trackingNumber,
  );
}

type Asked = {
  readonly type: string;
  readonly code: string | null;
  readonly statusCode: string | null;
  readonly mayBeMail: boolean;
};

function packageLookUps({ type, code, statusCode, mayBeMail }: Asked): CodeLookUp[] {
  const byStatusCode = statusCode === null ? [] : [{ table: upsStatusCodes, code: statusCode }];
  if (code === null) return byStatusCode;
  const pairs = PAIRED_CODES.has(code)
    ? knownIn([upsPairs], [`${type}/${code}`, `${code}/${statusCode}`])
    : [];
  const byMail = (mayBeMail ? MAIL_CODES.get(code) : undefined) ?? [];
  const tables = TABLES_OF_TYPE.get(type);
  // Without a type the status code says more than a code that may be of any table.
  return tables === undefined
    ? [...pairs, ...byStatusCode, ...(AGREED_CODES.get(code) ?? []), ...byMail]
    : [...pairs, ...confirmedFirst(knownIn(tables, [code]), statusCode), ...byStatusCode, ...byMail];
}

const freightLookUps = ({ code }: Asked): CodeLookUp[] =>
  code === null ? [] : FREIGHT_TABLES.map((table) => ({ table, code }));

function knownIn(tables: readonly CodeTable[], codes: readonly string[]): CodeLookUp[] {
  const known: CodeLookUp[] = [];
  for (const table of tables) {
    for (const code of codes) if (Object.hasOwn(table.rows, code)) known.push({ table, code });
  }
  return known;
}

/** Where several tables know the code, the one that the status code confirms wins. */
function confirmedFirst(known: CodeLookUp[], statusCode: string | null): CodeLookUp[] {
  if (known.length < 2 || statusCode === null) return known;
  const confirmed = lookUp(upsStatusCodes, statusCode)?.substatus;
  const winner = known.find(({ table, code }) => lookUp(table, code)?.substatus === confirmed);
  return winner === undefined ? known : [winner];
}

/** The codes to which all tables that know them give one meaning; none that `others` know. */
function agreedCodes(
  tables: readonly CodeTable[],
  others: readonly CodeTable[] = [],
): ReadonlyMap<string, readonly CodeLookUp[]> {
  const agreed = new Map<string, readonly CodeLookUp[]>();
  for (const code of tables.flatMap((table) => Object.keys(table.rows))) {
    const known = knownIn(tables, [code]);
    const meanings = new Set(known.map(({ table }) => JSON.stringify(lookUp(table, code))));
    if (meanings.size === 1 && knownIn(others, [code]).length === 0) agreed.set(code, known.slice(0, 1));
  }
  return agreed;
}

/** `1` for `01`: UPS's lists have passed through a spreadsheet, and so may a sender's copy. */
const toShortCode = (code: string | null): string | null =>
  code !== null && /^\d$/.test(code) ? `0${code}` : (code?.toUpperCase() ?? null);

/** `3` for `003`, as a number or as text. */
const toStatusCode = (written: string | null): string | null =>
  written !== null && /^\d{1,3}$/.test(written) ? written.padStart(3, '0') : null;

/** The carrier's words as it wrote them; null where they say nothing. */
const words = (value: WireText): string | null => (filled(value) === null ? null : String(value));
