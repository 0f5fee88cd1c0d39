/** Which row of the tables says what a scan, or a whole answer, means. USPS's words go before its codes. */

import type { ObservationSource } from '../../model/observation.ts';
import { type CodeTable, lookUp } from '../../normalization/code-table.ts';
import {
  type CodeLookUp,
  normalize,
  type StatusAnswer,
  type StatusPolicy,
} from '../../normalization/normalize.ts';
import { toPlainText } from '../../normalization/plain-text.ts';
import { filled } from '../wire.ts';
import { uspsActions, uspsCategories, uspsEvents, uspsGroupedCodes, uspsSituations } from './codes.ts';
import { uspsShortTexts, uspsTextBeginnings, uspsTexts } from './codes-text.ts';
import type { UspsParcel, UspsScan } from './wire.ts';

/** What normalizing needs beside the data. */
export type StatusContext = {
  readonly source: ObservationSource;
  readonly policy: StatusPolicy | undefined;
};

/** A conclusion from several scans, see `uspsSituations`. */
export type Situation = keyof typeof uspsSituations.rows;

/** One code for many things: what the text begins with says more. */
const CODES_OF_MANY_TEXTS: ReadonlySet<string> = new Set(['01', '08', '10']);

/** Longest first, so that the closest fit is found first. */
const BEGINNINGS = Object.keys(uspsTextBeginnings.rows).sort((a, b) => b.length - a.length);

/** No text is longer; what is longer is in no table. */
const MAX_TEXT_LENGTH = 200;

/** What one scan says; in a situation, what it means there. */
export function statusOfScan(
  scan: UspsScan,
  { policy }: StatusContext,
  situation: Situation | null = null,
): StatusAnswer {
  const text = filled(scan.eventType);
  const code = filled(scan.eventCode);
  return normalize(
    {
      code,
      category: null,
      text,
      codes: situation === null ? lookUpsOfScan(toKey(text), toCode(code), scan) : [lookUpOf(situation)],
      overrideKeys: text === null ? [] : [text],
    },
    policy,
  );
}

/** What USPS says of the parcel as a whole. */
export function statedStatus(
  { status, statusCategory }: UspsParcel,
  { policy }: StatusContext,
  situation: Situation | null = null,
): StatusAnswer {
  const text = filled(status);
  const category = filled(statusCategory);
  const key = toKey(text);
  return normalize(
    {
      code: null,
      category,
      text,
      codes:
        situation === null
          ? [...wholeText(key), ...shortText(key), ...beginningOf(key)]
          : [lookUpOf(situation)],
      categories: category === null ? [] : [{ table: uspsCategories, code: category.toLowerCase() }],
      overrideKeys: text === null ? [] : [text],
    },
    policy,
  );
}

/** Of categories this one is no step of the way: it says which way. */
export const isCategoryOfReturns = ({ statusCategory }: UspsParcel): boolean =>
  lookUp(uspsCategories, filled(statusCategory)?.toLowerCase() ?? '')?.substatus === 'return_to_sender';

const lookUpOf = (situation: Situation): CodeLookUp => ({ table: uspsSituations, code: situation });

function lookUpsOfScan(key: string, code: string | null, { actionCode }: UspsScan): CodeLookUp[] {
  // Words and code together are what USPS calls a scan: a listed text needs no other code to be known.
  if (Object.hasOwn(uspsTexts.rows, key))
    return code === null ? wholeText(key) : [{ table: uspsTexts, code: key }];
  const byCode = code === null ? [] : [{ table: uspsEvents, code }];
  const byBeginning = beginningOf(key);
  const isVague = code !== null && CODES_OF_MANY_TEXTS.has(code);
  return [
    ...(isVague ? [...byBeginning, ...byCode] : [...byCode, ...byBeginning]),
    ...shortText(key),
    ...(code === null ? [] : [{ table: uspsGroupedCodes, code }]),
    ...(filled(actionCode) === null ? [] : [{ table: uspsActions, code: toCode(filled(actionCode)) ?? '' }]),
  ];
}

const wholeText = (key: string): CodeLookUp[] => textLookUp(uspsTexts, key);
const shortText = (key: string): CodeLookUp[] => textLookUp(uspsShortTexts, key);

function beginningOf(key: string): CodeLookUp[] {
  // However it is put, what went back to its sender was not delivered.
  if (key.startsWith('delivered') && key.includes('sender')) {
    return textLookUp(uspsTextBeginnings, 'delivered, to original sender');
  }
  const beginning = BEGINNINGS.find((candidate) => key.startsWith(candidate));
  return beginning === undefined ? [] : textLookUp(uspsTextBeginnings, beginning);
}

const textLookUp = (table: CodeTable, code: string): CodeLookUp[] => [{ table, code, matchedBy: 'text' }];

/** A text as the tables have it. */
export function toKey(text: string | null): string {
  if (text === null || text.length > MAX_TEXT_LENGTH) return '';
  const lowerCase = text.toLowerCase();
  // Nearly all are in a table as they come.
  if (Object.hasOwn(uspsTexts.rows, lowerCase)) return lowerCase;
  return (toPlainText(lowerCase) ?? '').replace(/ ?\.$/, '');
}

/** `1` for `01`, as a number that stood for text has lost its zero. */
const toCode = (code: string | null): string | null =>
  code !== null && code.length === 1 ? `0${code}` : (code?.toUpperCase() ?? null);
