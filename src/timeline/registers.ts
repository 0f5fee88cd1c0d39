/** Values of which the carrier's last word counts. What an answer doesn't say takes nothing away. */

import type { Asked, AskedEach } from '../model/tracker.ts';
import type { Instant } from '../time/clock.ts';
import { canonicalText, isSameValue } from './same-value.ts';

/** Each value of an answer beside what was said before; null, empty text and an empty list say nothing. */
export function withValues<Values>(
  known: AskedEach<Values>,
  told: { readonly [Name in keyof Values]: Values[Name] | null },
  askedAt: Instant,
): AskedEach<Values> {
  let values = known;
  for (const name in told) {
    const value = told[name];
    if (saysNothing(value)) continue;
    const before = known[name];
    const after = laterOf(before ?? null, { value: value as Values[typeof name], askedAt });
    if (after !== before) values = { ...values, [name]: after };
  }
  return values;
}

/** Of two at one time the one with the greater text, so that the order of arrival doesn't matter. */
export function laterOf<Value>(known: Asked<Value> | null, told: Asked<Value>): Asked<Value> {
  if (known === null || told.askedAt > known.askedAt) return told;
  if (told.askedAt < known.askedAt || isSameValue(known.value, told.value)) return known;
  return canonicalText(told.value) > canonicalText(known.value) ? told : known;
}

/** As {@link laterOf}, for what keeps its first value. */
export function earlierOf<Value>(known: Asked<Value> | null, told: Asked<Value>): Asked<Value> {
  if (known === null || told.askedAt < known.askedAt) return told;
  if (told.askedAt > known.askedAt || isSameValue(known.value, told.value)) return known;
  return canonicalText(told.value) < canonicalText(known.value) ? told : known;
}

const saysNothing = (value: unknown): boolean =>
  value === null || value === '' || (Array.isArray(value) && value.length === 0);
