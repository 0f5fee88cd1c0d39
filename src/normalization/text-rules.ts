/** The last resort: what a carrier's words say where it gives no code that is known. */

import { type Meaning, type ReadMeaning, readMeaning } from './code-table.ts';

/** One phrase. Patterns are anchored or bounded; a rule that could read two ways is no rule. */
export type TextRule = { readonly id: string; readonly pattern: RegExp; readonly means: Meaning };

/** The first rule that matches. */
export function matchText(
  rules: readonly TextRule[],
  text: string,
): { readonly rule: string; readonly meaning: ReadMeaning } | undefined {
  const rule = rules.find((candidate) => candidate.pattern.test(text));
  return rule && { rule: rule.id, meaning: readMeaning(rule.means) };
}
