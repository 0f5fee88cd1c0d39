/** Which tables answer what a scan means: the code by its division, then Express's words, then `statusCode`. */

import { type CodeTable, lookUp } from '../../normalization/code-table.ts';
import {
  type CodeLookUp,
  normalize,
  type StatusAnswer,
  type StatusPolicy,
  type StatusQuestion,
} from '../../normalization/normalize.ts';
import { toPlainText } from '../../normalization/plain-text.ts';
import { matchText } from '../../normalization/text-rules.ts';
import {
  dhlExpressShipments,
  dhlParcelDeCauses,
  dhlSituations,
  dhlStatusCodes,
  expressTexts,
} from './codes.ts';
import { dhlDgf, dhlFreight, dhlPpl, dhlSvb } from './codes-divisions.ts';
import { dhlEcommerce } from './codes-ecommerce.ts';
import { dhlEcommerceEurope } from './codes-ecommerce-europe.ts';
import { dhlExpress, dhlExpressLegacy } from './codes-express.ts';
import { dhlParcelDe, dhlParcelDeDetails } from './codes-parcel-de.ts';
import { dhlParcelNl } from './codes-parcel-nl.ts';
import { dhlParcelPl } from './codes-parcel-pl.ts';
import type { Scan } from './record.ts';

/** A conclusion from several scans, see `dhlSituations`. */
export type Situation = keyof typeof dhlSituations.rows;

export const EXPRESS = 'express';
/** Where the answer names no division, it may be any. */
export const mayBeExpress = (division: string | null): boolean => division === EXPRESS || division === null;

const PARCEL_GERMANY = 'parcel-de';

/** Where a division's codes are found; those of Parcel Germany have parts, and are found by `parcelDeLookUps`. */
const TABLES_OF_DIVISION: ReadonlyMap<string, readonly CodeTable[]> = new Map<string, readonly CodeTable[]>([
  [EXPRESS, [dhlExpress, dhlExpressShipments, dhlExpressLegacy]],
  ['dgf', [dhlDgf]],
  ['ecommerce', [dhlEcommerce]],
  ['ecommerce-europe', [dhlEcommerceEurope]],
  ['ecommerce-ppl', [dhlPpl]],
  ['freight', [dhlFreight]],
  ['parcel-nl', [dhlParcelNl]],
  ['parcel-pl', [dhlParcelPl]],
  ['post-de', [dhlSvb]],
  ['svb', [dhlSvb]],
]);

/** The divisions'. */
export const ALL_TABLES: readonly CodeTable[] = [
  ...new Set([dhlParcelDe, dhlParcelDeDetails, ...[...TABLES_OF_DIVISION.values()].flat()]),
];

/** Those that are no division's. */
export const OTHER_TABLES: readonly CodeTable[] = [dhlStatusCodes, dhlParcelDeCauses, dhlSituations];

/** `ICE+RIC/event`, with any sign between the parts, and the last ones left out. */
const PARCEL_DE_CODE = /^([A-Z]{5})(?:[^A-Z]{1,3}([A-Z]{5}))?(?:[^A-Z]{1,3}([A-Z]{2}))?$/;

export type StatusContext = {
  /** The division, lower case; null where the answer doesn't tell. */
  readonly division: string | null;
  readonly policy: StatusPolicy | undefined;
};

/** What of a scan its status is read from. */
type Said = Pick<Scan, 'code' | 'category' | 'text'>;

/** What one scan says by itself. */
export const statusOfScan = (scan: Said, context: StatusContext): StatusAnswer =>
  normalize(toQuestion(scan, context.division), context.policy);

/** What a scan is in the course of a parcel, whatever it says. */
export const statusInSituation = (scan: Scan, situation: Situation, context: StatusContext): StatusAnswer =>
  normalize(
    { ...toQuestion(scan, context.division), codes: [{ table: dhlSituations, code: situation }] },
    context.policy,
  );

/** Whether an answer is no finer than the six words DHL has for everything. */
export const isCoarse = ({ provenance }: Pick<StatusAnswer, 'provenance'>): boolean =>
  provenance.matchedBy === 'category' || (provenance.rule?.startsWith(`${dhlExpressShipments.id}/`) ?? false);

function toQuestion(
  { code: status, category: statusCode, text }: Said,
  division: string | null,
): StatusQuestion {
  const known = status === null ? [] : codeLookUps(status.toUpperCase(), division).filter(isKnown);
  // A division without codes repeats one of the six words, or has another one; then it is the truer of both.
  const isWord = status !== null && known.length === 0 && isStatusWord(status);
  const category = isWord ? status : statusCode;
  const isExpress = mayBeExpress(division);
  const saysMore = isExpress && matchText(expressTexts, toPlainText(text) ?? '') !== undefined;
  return {
    code: isWord ? null : status,
    category,
    text,
    codes: known,
    // A category would go before words that say more.
    categories: category === null || saysMore ? [] : [{ table: dhlStatusCodes, code: toWord(category) }],
    textRules: isExpress ? expressTexts : [],
    overrideKeys: status === null || division === null ? [] : [`${division}/${status}`],
  };
}

const isKnown = ({ table, code }: CodeLookUp): boolean => Object.hasOwn(table.rows, code);

const isStatusWord = (written: string): boolean => Object.hasOwn(dhlStatusCodes.rows, toWord(written));

const toWord = (category: string): string => category.trim().toLowerCase().replace(/[_ ]/g, '-');

function codeLookUps(code: string, division: string | null): CodeLookUp[] {
  if (division === PARCEL_GERMANY) return parcelDeLookUps(code);
  const tables = TABLES_OF_DIVISION.get(division ?? '');
  if (tables) return tables.map((table) => ({ table, code }));
  return IN_WORDS.test(code) ? agreedLookUps(code) : [];
}

/** Numbers and a few letters mean something else in each division; words don't. */
const IN_WORDS = /^[A-Z_]{5}/;

/** A division without a list of its own: what all lists that know a word agree on. */
function agreedLookUps(code: string): CodeLookUp[] {
  const known = ALL_TABLES.filter(({ rows }) => Object.hasOwn(rows, code));
  const meanings = new Set(known.map((table) => JSON.stringify(lookUp(table, code))));
  return meanings.size === 1 ? known.slice(0, 1).map((table) => ({ table, code })) : [];
}

/** The finest known: all parts, the first two in any event, the first alone, the event. */
function parcelDeLookUps(code: string): CodeLookUp[] {
  const [, cause, reason, event] = PARCEL_DE_CODE.exec(code) ?? [];
  if (cause === undefined) return [{ table: dhlParcelDe, code }];
  const detail = `${cause}+${reason}`;
  return [
    { table: dhlParcelDeDetails, code: `${detail}/${event}` },
    ...(event === undefined && reason !== undefined ? agreedDetails(`${detail}/`) : []),
    ...(reason === undefined ? agreedDetails(`${cause}+`) : []),
    { table: dhlParcelDeCauses, code: cause },
    ...(event === undefined ? [] : [{ table: dhlParcelDe, code: event }]),
  ];
}

/** A row for the codes that begin so, where all of them mean the same. */
function agreedDetails(start: string): CodeLookUp[] {
  const codes = Object.keys(dhlParcelDeDetails.rows).filter((code) => code.startsWith(start));
  const meanings = new Set(codes.map((code) => JSON.stringify(lookUp(dhlParcelDeDetails, code))));
  return meanings.size === 1 ? codes.slice(0, 1).map((code) => ({ table: dhlParcelDeDetails, code })) : [];
}
