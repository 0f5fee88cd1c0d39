/** What the words around a number say it is, and whose. */

import { headingLabel, type Label, lastLabel } from './labels.ts';

/** What the carriers' names are in running text. */
export type CarrierNames = readonly { readonly carrier: string; readonly pattern: RegExp }[];

const LOOK_BEHIND = 120;
const LOOK_AHEAD = 40;
const REACH = 160;
const NUMBER = /\d{4}/;

/** The label of the number at `start`: before it on its line, else on the line above, else right behind it. */
export function labelOf(text: string, start: number, end: number, names: CarrierNames): Label {
  const before = text.slice(Math.max(0, start - LOOK_BEHIND), start);
  const lines = before.split('\n');
  const line = lines.at(-1) ?? '';
  if (isWordWithDash(line, names)) return 'other';
  const own = lastLabel(line);
  if (own !== 'none') return own;
  const above = lines.slice(0, -1).findLast((other) => /\S/.test(other)) ?? '';
  // A number in the line above has taken that line's label.
  const heading = NUMBER.test(above) ? 'none' : headingLabel(above);
  if (heading !== 'none') return heading;
  const after = text.slice(end, end + LOOK_AHEAD).split('\n', 1)[0] ?? '';
  return /^[\s"')\]]*(?:is|was|\()/.test(after) && !after.includes(':') ? lastLabel(after) : 'none';
}

/** `INV-3318810025`: the letters before the dash say what the number is; only a carrier's name says tracking. */
function isWordWithDash(line: string, names: CarrierNames): boolean {
  const word = /(?<![A-Za-z])[A-Za-z]{1,40}-$/.exec(line)?.[0];
  return (
    word !== undefined &&
    lastLabel(word) !== 'tracking' &&
    !names.some(({ pattern }) => lastIndexOf(word, pattern) !== -1)
  );
}

/** Carriers named around a place, nearest first. */
export function carriersNear(text: string, start: number, end: number, names: CarrierNames): string[] {
  const before = text.slice(Math.max(0, start - REACH), start);
  const after = text.slice(end, end + REACH);
  const found: { carrier: string; distance: number }[] = [];
  for (const { carrier, pattern } of names) {
    const last = lastIndexOf(before, pattern);
    const next = after.search(pattern);
    // What follows a number names it less often than what goes before.
    const distance = Math.min(
      last === -1 ? Infinity : before.length - last,
      next === -1 ? Infinity : next * 2,
    );
    if (distance < Infinity) found.push({ carrier, distance });
  }
  return found.sort((a, b) => a.distance - b.distance).map(({ carrier }) => carrier);
}

/** Carriers named anywhere. */
export const carriersIn = (text: string, names: CarrierNames): string[] =>
  names.filter(({ pattern }) => text.search(pattern) !== -1).map(({ carrier }) => carrier);

/** What may stand between two numbers of one list. */
const LIST_GAP = /^[\s,;&|*•>()/-]{0,12}(?:and|und|et|y|e|en|or)?[\s*•>()-]{0,4}$/i;

/** Whether nothing but a list's marks stands between two places. */
export const isListGap = (text: string, from: number, to: number): boolean =>
  to - from <= 20 && LIST_GAP.test(text.slice(from, to));

function lastIndexOf(text: string, pattern: RegExp): number {
  let last = -1;
  for (const { index } of text.matchAll(pattern)) last = index;
  return last;
}
