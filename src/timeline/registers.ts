/** Values of which the carrier's last word counts, or its first; at one time the order of arrival doesn't decide. */

import type { Asked, AskedEach } from '../model/tracker.ts';
import type { Instant } from '../time/clock.ts';
import { canonicalText, isSameValue } from './same-value.ts';

/** What of an answer says something: null, empty text and an empty list take nothing away. */
export function saidValues<Values>(
  told: { readonly [Name in keyof Values]: Values[Name] | null },
  askedAt: Instant,
): AskedEach<Values> {
  const said: { [Name in keyof Values]?: Asked<Values[Name]> } = {};
  for (const name in told) {
    const value = told[name];
    if (!saysNothing(value)) said[name] = { value: value as Values[typeof name], askedAt };
  }
  return said;
}

const saysNothing = (value: unknown): boolean =>
  value === null || value === '' || (Array.isArray(value) && value.length === 0);

/** Each value by the later word on it. */
export function joinEach<Values>(a: AskedEach<Values>, b: AskedEach<Values>): AskedEach<Values> {
  const joined: { [Name in keyof Values]?: Asked<Values[Name]> } = { ...a };
  for (const name in b) {
    const [known, told] = [a[name], b[name]];
    if (told !== undefined) joined[name] = known === undefined ? told : laterOf(known, told);
  }
  return joined;
}

export const laterOf = <Value>(a: Asked<Value>, b: Asked<Value>): Asked<Value> => (follows(a, b) ? a : b);

export const earlierOf = <Value>(a: Asked<Value>, b: Asked<Value>): Asked<Value> => (follows(a, b) ? b : a);

/** Whether the first was said after the second, or is the greater of two said at once. */
function follows<Value>(a: Asked<Value>, b: Asked<Value>): boolean {
  if (a.askedAt !== b.askedAt) return a.askedAt > b.askedAt;
  return isSameValue(a.value, b.value) || canonicalText(a.value) > canonicalText(b.value);
}

/** Of two that may be missing, the one that is there, or what is chosen. */
export const joinBoth = <Value>(
  a: Value | null,
  b: Value | null,
  choose: (a: Value, b: Value) => Value,
): Value | null => (a === null ? b : b === null ? a : choose(a, b));

/** Two lists in one, by key and in its order. */
export function joinLists<Item>(
  a: readonly Item[],
  b: readonly Item[],
  keyOf: (item: Item) => string,
  join: (a: Item, b: Item) => Item,
): readonly Item[] {
  if (b.length === 0) return a;
  const byKey = new Map<string, Item>();
  for (const item of [...a, ...b]) {
    const key = keyOf(item);
    const other = byKey.get(key);
    byKey.set(key, other === undefined ? item : join(other, item));
  }
  return [...byKey].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, item]) => item);
}
