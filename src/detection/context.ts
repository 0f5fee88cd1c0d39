/** What the words around a number say it is, and whose. */

import type { CarrierProfile } from './carrier-profile.ts';
import { type Label, wordsPattern } from './labels.ts';
import type { ReaderText } from './reader-text.ts';

/** The words around places of one text. Places must be asked about in order; each part of the text is read once. */
export type Context = {
  labelOf(start: number, end: number): Label;
  /** Carriers named around a place, nearest first. */
  carriersNear(start: number, end: number): string[];
  /** Carriers named anywhere. */
  carriersAnywhere(): readonly string[];
  /** Whether the text is numbers alone, as one pastes them. */
  isPasted(): boolean;
};

/** A word that says something: where it stands, and the group of the pattern it belongs to. */
type Mark = { readonly at: number; readonly group: number };

const TRACKING = 1;
const OTHER = 2;
const FIRST_CARRIER = 3;

const LOOK_BEHIND = 120;
const LOOK_AHEAD = 40;
const REACH = 160;
/** Read at once; a word that the end of a chunk may cut is left to the next. */
const CHUNK = 256;
const LONGEST_WORD = 40;
/** A number of four digits or more between a label and a place: the label was that number's. */
const NUMBER = /\d{4}/;
const WORD = /[^\W\d_]{5}|\p{L}{5}/u;

export function createContextReader(profiles: readonly CarrierProfile[]): (reader: ReaderText) => Context {
  const pattern = wordsPattern(profiles.map(({ names }) => names));
  const carrierOf = ({ group }: Mark): string => profiles[group - FIRST_CARRIER]?.carrier ?? '';

  function marksOf(text: string, from: number, to: number): Mark[] {
    // The letter before tells whether a word begins here.
    const origin = Math.max(0, from - 1);
    const marks: Mark[] = [];
    for (const match of text.slice(origin, to).matchAll(pattern)) {
      const at = origin + match.index;
      const group = match.findIndex((part, place) => place > 0 && part !== undefined);
      if (at >= from) marks.push({ at, group });
    }
    return marks;
  }

  return ({ text, columnHeader }) => {
    let marks: Mark[] = [];
    let readTo = 0;
    const carriersAnywhere = once(() =>
      profiles.filter(({ names }) => text.search(names) !== -1).map(({ carrier }) => carrier),
    );
    const isPasted = once(() => !WORD.test(text));

    /** The marks from `from` on, up to `to` at least. */
    function readAround(from: number, to: number): void {
      if (readTo >= to || readTo >= text.length) return;
      marks = marks.filter(({ at }) => at >= from);
      const begin = Math.max(readTo, from);
      const chunkEnd = Math.min(text.length, to + CHUNK + LONGEST_WORD);
      readTo = chunkEnd === text.length ? chunkEnd : chunkEnd - LONGEST_WORD;
      for (const mark of marksOf(text, begin, chunkEnd)) if (mark.at < readTo) marks.push(mark);
    }

    /** What the last label before `to` says that no number has taken. */
    function lastLabel(from: number, to: number): Label {
      for (let place = marks.length - 1; place >= 0; place -= 1) {
        const { at, group } = marks[place] as Mark;
        if (at < from) break;
        if (at >= to) continue;
        if (group === TRACKING) return 'tracking';
        if (group === OTHER && !NUMBER.test(text.slice(at, to))) return 'other';
      }
      return 'none';
    }

    function labelOf(start: number, end: number): Label {
      readAround(start - REACH, end + REACH);
      const floor = Math.max(0, start - LOOK_BEHIND);
      const before = text.slice(floor, start);
      const lineStart = floor + before.lastIndexOf('\n') + 1;
      if (before.endsWith('-') && isOtherWord(before)) return 'other';
      const own = lastLabel(lineStart, start);
      if (own !== 'none') return own;
      const header = columnHeader(start);
      const ofColumn = header === undefined ? 'none' : heading(marksOf(header, 0, header.length));
      if (ofColumn !== 'none') return ofColumn;
      const above = before.slice(0, lineStart - floor).trimEnd();
      const aboveStart = above.lastIndexOf('\n') + 1;
      // A number in the line above has taken that line's label.
      if (!NUMBER.test(above.slice(aboveStart))) {
        const ofLine = heading(
          marks.filter(({ at }) => at >= floor + aboveStart && at < floor + above.length),
        );
        if (ofLine !== 'none') return ofLine;
      }
      const after = text.slice(end, end + LOOK_AHEAD).split('\n', 1)[0] ?? '';
      return /^[\s"')\]]*(?:is|was|\()/.test(after) && !after.includes(':')
        ? lastLabel(end, end + after.length)
        : 'none';
    }

    /** `INV-3318810025`: the letters before the dash say what the number is; only a carrier's name says tracking. */
    function isOtherWord(before: string): boolean {
      const word = /(?<![A-Za-z])[A-Za-z]{1,40}-$/.exec(before)?.[0];
      return word !== undefined && marksOf(word, 0, word.length).every(({ group }) => group === OTHER);
    }

    function carriersNear(start: number, end: number): string[] {
      readAround(start - REACH, end + REACH);
      const distances = new Map<string, number>();
      for (const mark of marks) {
        const { at, group } = mark;
        // What follows a number names it less often than what goes before.
        const distance = at < end ? start - at : (at - end) * 2;
        if (group < FIRST_CARRIER || at < start - REACH || at >= end + REACH) continue;
        const carrier = carrierOf(mark);
        if (distance < (distances.get(carrier) ?? Number.POSITIVE_INFINITY)) distances.set(carrier, distance);
      }
      return [...distances].sort(([, a], [, b]) => a - b).map(([carrier]) => carrier);
    }

    return { labelOf, carriersNear, carriersAnywhere, isPasted };
  };
}

function once<Value>(read: () => Value): () => Value {
  let known: { readonly value: Value } | undefined;
  return () => {
    known ??= { value: read() };
    return known.value;
  };
}

/** What a heading says: of two labels, tracking is what the heading is about. */
function heading(marks: readonly Mark[]): Label {
  const groups = marks.map(({ group }) => group);
  if (groups.includes(TRACKING)) return 'tracking';
  return groups.includes(OTHER) ? 'other' : 'none';
}

/** What may stand between two numbers of one list. */
const LIST_GAP = /^[\s,;&|*•>()/-]{0,12}(?:and|und|et|y|e|en|or)?[\s*•>()-]{0,4}$/i;

/** Whether nothing but a list's marks stands between two places. */
export const isListGap = (text: string, from: number, to: number): boolean =>
  to - from <= 20 && LIST_GAP.test(text.slice(from, to));
