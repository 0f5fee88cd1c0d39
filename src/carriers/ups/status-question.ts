/** Which tables answer what a scan means: UPS's two-character codes mean different things under different types. */

import { type CodeTable, lookUp } from '../../normalization/code-table.ts';
import type { CodeLookUp, StatusQuestion } from '../../normalization/normalize.ts';
import type { TextRule } from '../../normalization/text-rules.ts';
import { upsManifests, upsMovements, upsSeenCodes, upsTypes, upsUpdates } from './codes.ts';
import { upsDeliveries } from './codes-delivery.ts';
import { upsExceptions } from './codes-exception.ts';
import { upsFreightActivities, upsFreightExceptions } from './codes-freight.ts';
import { upsMailTables } from './codes-mail-innovations.ts';
import { upsStatusCodes } from './codes-status.ts';
import { filled, type UpsStatus, type WireText } from './wire.ts';

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

const TEXT_RULES: readonly TextRule[] = [
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
const MAIL_CODES = agreedCodes(upsMailTables);

/** A status of UPS as a question to the tables. */
export function toStatusQuestion(status: UpsStatus | null | undefined): StatusQuestion {
  const type = filled(status?.type);
  const code = filled(status?.code);
  const ownStatusCode = filled(status?.statusCode);
  const asked: Asked = {
    type: type?.toUpperCase() ?? '',
    code: toShortCode(code),
    // UPS's summary of a parcel has the three digits in `code` instead.
    statusCode: toStatusCode(ownStatusCode ?? (code?.length === 3 ? code : null)),
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

type Asked = { readonly type: string; readonly code: string | null; readonly statusCode: string | null };

function packageLookUps({ type, code, statusCode }: Asked): readonly CodeLookUp[] {
  const byStatusCode = statusCode === null ? [] : [{ table: upsStatusCodes, code: statusCode }];
  if (code === null) return byStatusCode;
  const mail = isPackageCode(code) ? undefined : MAIL_CODES.get(code);
  const byMail = mail === undefined ? [] : [mail];
  const tables = TABLES_OF_TYPE.get(type);
  if (tables !== undefined) {
    const keys = [`${type}/${code}`, `${code}/${statusCode}`, code];
    return [...confirmedFirst(knownIn(tables, keys), statusCode), ...byStatusCode, ...byMail];
  }
  const agreed = AGREED_CODES.get(code);
  return agreed === undefined ? [...byStatusCode, ...byMail] : [...byStatusCode, agreed];
}

const freightLookUps = ({ code }: Asked): readonly CodeLookUp[] =>
  code === null ? [] : FREIGHT_TABLES.map((table) => ({ table, code }));

const isPackageCode = (code: string): boolean =>
  PACKAGE_TABLES.some((table) => Object.hasOwn(table.rows, code));

/** Of each table that knows the code, the row under its most telling key. */
function knownIn(tables: readonly CodeTable[], keys: readonly string[]): CodeLookUp[] {
  return tables.flatMap((table) => {
    const key = keys.find((candidate) => Object.hasOwn(table.rows, candidate));
    return key === undefined ? [] : [{ table, code: key }];
  });
}

/** Where several tables know the code, the one that the status code confirms wins. */
function confirmedFirst(known: readonly CodeLookUp[], statusCode: string | null): readonly CodeLookUp[] {
  if (known.length < 2 || statusCode === null) return known;
  const confirmed = lookUp(upsStatusCodes, statusCode)?.substatus;
  const winner = known.find(({ table, code }) => lookUp(table, code)?.substatus === confirmed);
  return winner === undefined ? known : [winner];
}

function agreedCodes(tables: readonly CodeTable[]): ReadonlyMap<string, CodeLookUp> {
  const codes = new Set(tables.flatMap((table) => Object.keys(table.rows)));
  const agreed = new Map<string, CodeLookUp>();
  for (const code of codes) {
    const known = knownIn(tables, [code]);
    const [first] = known;
    const substatuses = new Set(known.map((row) => lookUp(row.table, row.code)?.substatus));
    if (first !== undefined && substatuses.size === 1) agreed.set(code, first);
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
