/** What the words around a number say it is, and whose. */

import type { CarrierProfile } from './carrier-profile.ts';
import { LABELS, type Label } from './labels.ts';
import { once } from './once.ts';
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

/** Words that say something, and where they stand. */
type LabelMark = { readonly at: number; readonly label: 'tracking' | 'other' };
type CarrierMark = { readonly at: number; readonly carrier: string };

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
  const carriersIn = (piece: Piece): CarrierMark[] =>
    profiles.flatMap(({ carrier, names }) => matchesIn(piece, names).map(({ at }) => ({ at, carrier })));

  return ({ text, columnHeader }) => {
    let labels: LabelMark[] = [];
    let carriers: CarrierMark[] = [];
    let readTo = 0;
    const carriersAnywhere = once(() =>
      profiles.filter(({ names }) => text.search(names) !== -1).map(({ carrier }) => carrier),
    );
    const isPasted = once(() => !WORD.test(text));

    /** Learns the marks from `from` on, up to `to` at least. */
    function readAround(from: number, to: number): void {
      if (readTo >= to || readTo >= text.length) return;
      const begin = Math.max(readTo, from, 0);
      const end = Math.min(text.length, to + CHUNK + LONGEST_WORD);
      readTo = end === text.length ? end : end - LONGEST_WORD;
      const isKnown = ({ at }: { readonly at: number }): boolean => at >= from && at < readTo;
      const piece = { text, begin, end };
      labels = [...labels, ...labelsIn(piece)].filter(isKnown);
      carriers = [...carriers, ...carriersIn(piece)].filter(isKnown);
    }

    /** What the last label before `to` says that no number has taken. */
    function lastLabel(from: number, to: number): Label {
      for (let place = labels.length - 1; place >= 0; place -= 1) {
        const { at, label } = labels[place] as LabelMark;
        if (at < from) break;
        if (at < to && (label === 'tracking' || !NUMBER.test(text.slice(at, to)))) return label;
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
      const ofColumn = header === undefined ? 'none' : heading(labelsIn(whole(header)));
      if (ofColumn !== 'none') return ofColumn;
      const above = before.slice(0, lineStart - floor).trimEnd();
      const aboveStart = above.lastIndexOf('\n') + 1;
      // A number in the line above has taken that line's label.
      if (!NUMBER.test(above.slice(aboveStart))) {
        const ofLine = heading(
          labels.filter(({ at }) => at >= floor + aboveStart && at < floor + above.length),
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
      if (word === undefined) return false;
      const piece = whole(word);
      return labelsIn(piece).at(-1)?.label !== 'tracking' && carriersIn(piece).length === 0;
    }

    function carriersNear(start: number, end: number): string[] {
      readAround(start - REACH, end + REACH);
      const distances = new Map<string, number>();
      for (const { at, carrier } of carriers) {
        if (at < start - REACH || at >= end + REACH) continue;
        // What follows a number names it less often than what goes before.
        const distance = at < end ? start - at : (at - end) * 2;
        if (distance < (distances.get(carrier) ?? Number.POSITIVE_INFINITY)) distances.set(carrier, distance);
      }
      return [...distances].sort(([, a], [, b]) => a - b).map(([carrier]) => carrier);
    }

    return { labelOf, carriersNear, carriersAnywhere, isPasted };
  };
}

type Piece = { readonly text: string; readonly begin: number; readonly end: number };

const whole = (text: string): Piece => ({ text, begin: 0, end: text.length });

function matchesIn(
  { text, begin, end }: Piece,
  pattern: RegExp,
): { at: number; group: string | undefined }[] {
  // The letter before tells whether a word begins here.
  const origin = Math.max(0, begin - 1);
  return Array.from(text.slice(origin, end).matchAll(pattern), ({ index, 1: group }) => ({
    at: origin + index,
    group,
  })).filter(({ at }) => at >= begin);
}

const labelsIn = (piece: Piece): LabelMark[] =>
  matchesIn(piece, LABELS).map(({ at, group }) => ({
    at,
    label: group === undefined ? 'other' : 'tracking',
  }));

/** What a heading says: of two labels, tracking is what the heading is about. */
const heading = (labels: readonly LabelMark[]): Label =>
  labels.find(({ label }) => label === 'tracking')?.label ?? labels[0]?.label ?? 'none';

/** What may stand between two numbers of one list. */
const LIST_GAP = /^[\s,;&|*•>()/-]{0,12}(?:and|und|et|y|e|en|or)?[\s*•>()-]{0,4}$/i;

/** Whether nothing but a list's marks stands between two places. */
export const isListGap = (text: string, from: number, to: number): boolean =>
  to - from <= 20 && LIST_GAP.test(text.slice(from, to));
