/** Which row of the code tables says what a scan, or Amazon's summary of a parcel, means. */

import { journeyRank, type Substatus } from '../../model/status.ts';
import { type CodeTable, lookUp } from '../../normalization/code-table.ts';
import {
  type CodeLookUp,
  normalize,
  type StatusAnswer,
  type StatusPolicy,
  type StatusQuestion,
} from '../../normalization/normalize.ts';
import {
  detailCodes,
  eventCodes,
  firstGenerationCodes,
  milestoneCodes,
  pairCodes,
  returnLegCodes,
  statusCodes,
} from './codes.ts';
import { laterPackageStatuses, packageEvents, packageStatuses, placeCodes } from './codes-fulfillment.ts';
import { publicEventCodes, publicTextIds } from './codes-public.ts';
import type { AmazonRecord, AmazonScan, Leg, Vocabulary } from './record.ts';

/** Where the code of a scan is looked for. */
const SCAN_TABLES: Readonly<Record<Vocabulary, readonly CodeTable[]>> = {
  shipping: [eventCodes, firstGenerationCodes],
  // Milestones are known from one example; what a package's status is called there is spelt the same way.
  milestones: [milestoneCodes, packageStatuses, laterPackageStatuses],
  fulfillment: [packageEvents],
};

/** Where the code of a summary is looked for. */
const SUMMARY_TABLES: Readonly<Record<Vocabulary, readonly CodeTable[]>> = {
  shipping: [statusCodes],
  milestones: SCAN_TABLES.milestones,
  fulfillment: [packageStatuses, laterPackageStatuses],
};

/** What one scan says, on the leg it belongs to. */
export function statusOfScan(
  scan: AmazonScan,
  leg: Leg,
  vocabulary: Vocabulary,
  policy: StatusPolicy | undefined,
): StatusAnswer {
  const { code, publicTextId } = scan;
  const tables = leg === 'RETURNS' ? [returnLegCodes] : SCAN_TABLES[vocabulary];
  const codes =
    publicTextId === null
      ? inTables(tables, code)
      : [...inTables([publicEventCodes], code), { table: publicTextIds, code: publicTextId }];
  const question: StatusQuestion = {
    code: code ?? publicTextId,
    category: scan.shipmentType,
    text: scan.text,
    codes,
    overrideKeys: pairKeys(code, scan.detail === null ? [] : [scan.detail]),
  };
  return refined(question, normalize(question, policy), placeLookUp(scan.detail), policy);
}

/** What Amazon's summary says of the parcel; undefined where there is none. */
export function statusOfSummary(
  record: AmazonRecord,
  leg: Leg,
  policy: StatusPolicy | undefined,
): StatusAnswer | undefined {
  const { summary, vocabulary } = record;
  if (summary === null) return undefined;
  const { code, text } = summary;
  const tables = leg === 'RETURNS' ? [returnLegCodes] : SUMMARY_TABLES[vocabulary];
  const answer = normalize({ code, category: null, text, codes: inTables(tables, code) }, policy);
  return leg === 'RETURNS' ? answer : withDetails(answer, record, policy);
}

/** Details alone, told by a body without events and status: the one that is furthest on the journey. */
export function statusOfDetails(
  { details }: AmazonRecord,
  leg: Leg,
  policy: StatusPolicy | undefined,
): StatusAnswer | undefined {
  const [furthest] = details[leg]
    .flatMap((code) => {
      const substatus = lookUp(detailCodes, code)?.substatus;
      return substatus === undefined ? [] : [{ code, substatus }];
    })
    .sort((a, b) => journeyRank(b.substatus) - journeyRank(a.substatus));
  if (furthest === undefined) return undefined;
  const { code, substatus } = furthest;
  const row = leg === 'FORWARD' ? { table: detailCodes, code } : onTheWayBack(substatus);
  return normalize({ code, category: null, text: null, codes: [row] }, policy);
}

const onTheWayBack = (substatus: Substatus): CodeLookUp => ({
  table: returnLegCodes,
  code: substatus === 'delivered' ? 'Delivered' : 'InTransit',
});

/** A status of the way to the recipient, said more finely by what stands beside it. */
export function withDetails(
  answer: StatusAnswer,
  { details, place }: AmazonRecord,
  policy: StatusPolicy | undefined,
): StatusAnswer {
  const { code, category, text } = answer.provenance;
  const codes = details.FORWARD;
  const question = { code, category, text, codes: [], overrideKeys: pairKeys(code, codes) };
  const overridden = policy?.overrides && normalize(question, policy);
  if (overridden?.provenance.matchedBy === 'override') return overridden;
  const pairs = codes.map((detail) => `${code}/${detail}`);
  const known = keysAmong(pairCodes, pairs);
  if (known.length > 0) return normalize({ ...question, codes: inOne(pairCodes, known) }, policy);
  return refined(
    question,
    answer,
    [...inOne(detailCodes, keysAmong(detailCodes, codes)), ...placeLookUp(place)],
    policy,
  );
}

/** In the order of the table, whatever the order of the body. */
const keysAmong = (table: CodeTable, codes: readonly string[]): string[] =>
  codes.length === 0 ? [] : Object.keys(table.rows).filter((code) => codes.includes(code));

/** The same substatus, with the reason that a detail knows. */
function refined(
  question: StatusQuestion,
  answer: StatusAnswer,
  details: readonly CodeLookUp[],
  policy: StatusPolicy | undefined,
): StatusAnswer {
  if (answer.reason !== null || answer.provenance.matchedBy !== 'code') return answer;
  const finer = details.filter(({ table, code }) => {
    const row = lookUp(table, code);
    return row?.substatus === answer.substatus && row.reason !== null;
  });
  return finer.length > 0 ? normalize({ ...question, codes: finer }, policy) : answer;
}

const placeLookUp = (place: string | null): CodeLookUp[] => inTables([placeCodes], place);

const inTables = (tables: readonly CodeTable[], code: string | null): CodeLookUp[] =>
  code === null ? [] : tables.map((table) => ({ table, code }));

const inOne = (table: CodeTable, codes: readonly string[]): CodeLookUp[] =>
  codes.map((code) => ({ table, code }));

const pairKeys = (code: string | null, details: readonly string[]): string[] =>
  code === null ? [] : details.map((detail) => `${code}/${detail}`);
