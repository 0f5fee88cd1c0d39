/** From a carrier's code, category and words to a status, saying by which rule. Never a guess. */

import { partyOf, type Reason } from '../model/reason.ts';
import { type MatchedBy, needsAction, type Substatus, statusOf } from '../model/status.ts';
import type { EventStatus } from '../model/tracking-event.ts';
import { type CodeTable, lookUp, type ReadMeaning } from './code-table.ts';
import { toPlainText } from './plain-text.ts';
import { matchText, type TextRule } from './text-rules.ts';

/** What a host says a carrier's code means. */
export type StatusOverride =
  | Substatus
  | { readonly substatus: Substatus; readonly reason?: Reason | null; readonly actionRequired?: boolean };

/** A host's changes to what codes and substatuses mean. */
export type StatusPolicy = {
  /** By the carrier's code; `X/AG` (category and code) goes before `AG`. */
  readonly overrides?: Readonly<Record<string, StatusOverride>> | undefined;
  /** Which substatuses need action, where it differs from ours, e.g. `{ package_held: true }`. */
  readonly actionRequired?: Partial<Readonly<Record<Substatus, boolean>>> | undefined;
};

/** One look-up: a code in a table. `matchedBy` says where what is looked up is no code, but the carrier's words. */
export type CodeLookUp = {
  readonly table: CodeTable;
  readonly code: string;
  readonly matchedBy?: 'text' | undefined;
};

/** What one scan, or one answer, says of its status. */
export type StatusQuestion = {
  readonly code: string | null;
  readonly category: string | null;
  readonly text: string | null;
  /** Tried in order: the first row found decides. */
  readonly codes: readonly CodeLookUp[];
  /** Tried when no code is known. */
  readonly categories?: readonly CodeLookUp[];
  /** Tried when no category is known either. */
  readonly textRules?: readonly TextRule[];
  /** More keys under which a host may override, most telling first, e.g. `DE/007`. */
  readonly overrideKeys?: readonly string[];
};

export type StatusAnswer = EventStatus;

/** Answers one question. An unknown code is data: status `unknown`, matched by `none`. */
export function normalize(question: StatusQuestion, policy: StatusPolicy = {}): StatusAnswer {
  const override = findOverride(question, policy);
  if (override) return toAnswer(question, policy, override);
  const match =
    firstRow(question.codes, 'code') ??
    firstRow(question.categories ?? [], 'category') ??
    textMatch(question);
  return toAnswer(question, policy, match ?? noMatch(question.code));
}

/** What decided, and what it says. */
export type Match = {
  readonly matchedBy: MatchedBy;
  readonly rule: string | null;
  readonly meaning: ReadMeaning;
  readonly actionRequired?: boolean | undefined;
};

const noMatch = (code: string | null): Match => ({
  matchedBy: 'none',
  rule: null,
  meaning: { substatus: 'other', reason: code === null ? null : 'unmapped_code', movesStatus: false },
});

function firstRow(lookUps: readonly CodeLookUp[], matchedBy: MatchedBy): Match | undefined {
  for (const { table, code, matchedBy: own = matchedBy } of lookUps) {
    const meaning = lookUp(table, code);
    if (meaning) return { matchedBy: own, rule: `${table.id}/${code}`, meaning };
  }
  return undefined;
}

function textMatch({ text, textRules }: StatusQuestion): Match | undefined {
  const plain = textRules && toPlainText(text);
  const found = plain && matchText(textRules, plain);
  return found ? { matchedBy: 'text', ...found } : undefined;
}

/** What the host says of a code, where it says something. */
export function findOverride(
  { code, category, overrideKeys = [] }: Pick<StatusQuestion, 'code' | 'category' | 'overrideKeys'>,
  { overrides }: StatusPolicy,
): Match | undefined {
  if (!overrides) return undefined;
  const keys = [...overrideKeys];
  if (code !== null && category !== null) keys.push(`${category}/${code}`);
  if (code !== null) keys.push(code);
  const rule = keys.find((key) => Object.hasOwn(overrides, key));
  if (rule === undefined) return undefined;
  const override = overrides[rule] as StatusOverride;
  const {
    substatus,
    reason = null,
    actionRequired,
  } = typeof override === 'string' ? { substatus: override } : override;
  return { matchedBy: 'override', rule, meaning: { substatus, reason, movesStatus: true }, actionRequired };
}

export function toAnswer(
  question: Pick<StatusQuestion, 'code' | 'category' | 'text'>,
  policy: StatusPolicy,
  match: Match,
): StatusAnswer {
  const { substatus, reason, movesStatus } = match.meaning;
  const { code, category, text } = question;
  return {
    status: statusOf(substatus),
    substatus,
    actionRequired: match.actionRequired ?? policy.actionRequired?.[substatus] ?? needsAction(substatus),
    reason,
    party: partyOf(reason),
    description: toPlainText(text),
    provenance: { matchedBy: match.matchedBy, rule: match.rule, code, category, text },
    movesStatus,
  };
}
