/** Which row of the code tables says what a scan means. */

import type { ObservationSource } from '../../model/observation.ts';
import { type CodeTable, lookUp } from '../../normalization/code-table.ts';
import {
  type CodeLookUp,
  normalize,
  type StatusAnswer,
  type StatusPolicy,
  type StatusQuestion,
} from '../../normalization/normalize.ts';
import { filled } from '../wire.ts';
import {
  delayCodes,
  derivedCodes,
  exceptionCodes,
  possessionCodes,
  pushCodes,
  scanCodes,
  situationCodes,
  statusTexts,
} from './codes.ts';
import type { FedexDelay, FedexScan } from './wire.ts';

/** What normalizing needs beside the data. */
export type StatusContext = {
  readonly source: ObservationSource;
  readonly policy: StatusPolicy | undefined;
};

/** A conclusion from several fields, see `situationCodes`. */
export type Situation = keyof typeof situationCodes.rows;

const POLL_TABLES: readonly CodeTable[] = [scanCodes, derivedCodes, pushCodes, possessionCodes];

/** Where a code is looked for, by where it stands; the same letters can mean two things. */
const TABLES: Readonly<Record<ObservationSource | 'category', readonly CodeTable[]>> = {
  poll: POLL_TABLES,
  import: POLL_TABLES,
  push: [pushCodes, scanCodes, derivedCodes, possessionCodes],
  category: [derivedCodes, scanCodes],
};

/** These two say "exception" and no more; the exception code beside them says which. */
const GENERIC_CODES: ReadonlySet<string> = new Set(['DE', 'SE']);

const NOT_LATE: ReadonlySet<string> = new Set(['EARLY', 'ON_TIME']);

/** The first row that knows a code: together with a detail beside it, by the exception alone, by itself. */
export function rowOf(
  code: string | null,
  details: readonly string[],
  source: ObservationSource | 'category',
): CodeLookUp | undefined {
  if (code === null) return undefined;
  for (const detail of details) {
    const both = `${code}/${detail}`;
    if (isKnown(scanCodes, both)) return { table: scanCodes, code: both };
  }
  const exception = GENERIC_CODES.has(code) && details.find((detail) => isKnown(exceptionCodes, detail));
  if (exception) return { table: exceptionCodes, code: exception };
  const table = TABLES[source].find((candidate) => isKnown(candidate, code));
  return table && { table, code };
}

const isKnown = (table: CodeTable, code: string): boolean => Object.hasOwn(table.rows, code);

/** The rows of a delay; none where FedEx says the parcel is early or on time. */
export function delayLookUps(delay: FedexDelay): CodeLookUp[] {
  if (!delay || NOT_LATE.has(delay.status ?? '')) return [];
  return [delay.subType, delay.type, delay.status].flatMap((code) =>
    code && isKnown(delayCodes, code) ? [{ table: delayCodes, code }] : [],
  );
}

export const situationLookUp = (situation: Situation): CodeLookUp => ({
  table: situationCodes,
  code: situation,
});

/** What is known of a scan from its place among the others. */
export type ScanPlace = {
  readonly situation: Situation | null;
  /** The service commit message, which is about the newest scan. */
  readonly commit: string | null;
};

export const NO_PLACE: ScanPlace = { situation: null, commit: null };

/** What one scan says. */
export function statusOfScan(
  scan: FedexScan,
  context: StatusContext,
  { situation, commit }: ScanPlace,
): StatusAnswer {
  const code = filled(scan.eventType);
  const exception = filled(scan.exceptionCode);
  const category = filled(scan.derivedStatusCode);
  const details = [exception, commit].filter((detail) => detail !== null);
  const row = situation ? situationLookUp(situation) : rowOf(code, details, context.source);
  const coarse = row ? undefined : rowOf(category, details, 'category');
  const question: StatusQuestion = {
    code,
    category,
    text: joinTexts(scan.eventDescription, scan.exceptionDescription) ?? filled(scan.derivedStatus),
    codes: row ? [row] : [],
    categories: coarse ? [coarse] : [],
    textRules: statusTexts,
    overrideKeys: code === null ? [] : details.map((detail) => `${code}/${detail}`),
  };
  const answer = normalize(question, context.policy);
  const delay = needsDelayReason(answer) ? delayLookUps(scan.delayDetail).filter(tellsWhy) : [];
  return delay.length > 0 ? normalize({ ...question, codes: delay }, context.policy) : answer;
}

/** A delay whose cause the code left open. */
export const needsDelayReason = (answer: StatusAnswer): boolean =>
  answer.substatus === 'delayed' && answer.reason === null && answer.provenance.matchedBy !== 'override';

export const tellsWhy = ({ table, code }: CodeLookUp): boolean => lookUp(table, code)?.reason != null;

/** FedEx's heading and its detail as one text: "Delivery exception: Customer not available". */
export function joinTexts(
  heading: string | null | undefined,
  detail: string | null | undefined,
): string | null {
  const first = filled(heading);
  const second = filled(detail);
  if (first === null || second === null || first.toLowerCase() === second.toLowerCase()) {
    return first ?? second;
  }
  return `${first}: ${second}`;
}
