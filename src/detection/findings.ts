/** The places in a chain of tokens that read as a number, before anyone asks what the words around say. */

import type { Candidate, Detector } from './detector.ts';
import { type Chain, chainText, DASH } from './number-chains.ts';
import { isPrintedNumber } from './printed-groups.ts';

/** A piece of the text that some format fits. */
export type Finding<Carrier extends string = string> = {
  readonly start: number;
  readonly end: number;
  readonly candidates: readonly [Candidate<Carrier>, ...Candidate<Carrier>[]];
};

/** From here on a reading is worth more than what stands around it. */
export const SURE = 0.9;

const MIN_NUMBER = 10;
const MAX_NUMBER = 41;
const COUNTRY_LETTERS = 2;

/** Non-overlapping findings, in order of appearance. */
export function findingsOf<Carrier extends string>(
  chain: Chain,
  text: string,
  detector: Detector<Carrier>,
): readonly Finding<Carrier>[] {
  const { count, sizes, digits } = chain;
  const canonical = chainText(text, chain);
  const findings: Finding<Carrier>[] = [];
  let from = 0;
  for (let first = 0; first < count; from += sizes[first] as number, first += 1) {
    if (!mayBegin(chain, first)) continue;
    let size = 0;
    let isNumeric = true;
    for (let last = first; last < count; last += 1) {
      size += sizes[last] as number;
      if (size > MAX_NUMBER || !mayContinue(chain, first, last)) break;
      isNumeric &&= digits[last] === sizes[last];
      if (size < MIN_NUMBER || !detector.admits(size, isNumeric) || !mayEnd(chain, first, last)) continue;
      const candidates = detector.match(canonical.slice(from, from + size));
      if (isPrinted(candidates, chain, first, last, text))
        findings.push({ start: chain.starts[first] as number, end: chain.ends[last] as number, candidates });
    }
  }
  return findings.length < 2 ? findings : bestApart(findings);
}

/** Tokens joined by dashes are taken all or none; a word before the first dash is a label: `FEDEX-9865…`. */
const mayBegin = ({ joints, digits }: Chain, first: number): boolean =>
  joints[first] !== DASH || (digits[first - 1] === 0 && joints[first - 1] !== DASH);

/** No number is printed with a group of one inside, but for an S10's check digit before the country. */
const mayContinue = ({ sizes }: Chain, first: number, last: number): boolean =>
  last - first < 2 || sizes[last - 1] !== 1 || sizes[last] === COUNTRY_LETTERS;

/** Letters alone end a number only as a country. */
const mayEnd = ({ count, joints, digits, sizes }: Chain, first: number, last: number): boolean =>
  !(last + 1 < count && joints[last + 1] === DASH) &&
  (last === first || digits[last] !== 0 || sizes[last] === COUNTRY_LETTERS);

/** Whether there is a reading, and the text shows the number as one. */
function isPrinted<Carrier extends string>(
  candidates: readonly Candidate<Carrier>[],
  chain: Chain,
  first: number,
  last: number,
  text: string,
): candidates is readonly [Candidate<Carrier>, ...Candidate<Carrier>[]] {
  const [best] = candidates;
  if (best === undefined) return false;
  const start = chain.starts[first] as number;
  const end = chain.ends[last] as number;
  const isSure = best.confidence >= SURE;
  return (
    !isInsideWord(text, start, end) &&
    (isSure || !isInsideFigure(text, start, end)) &&
    (first === last ||
      isPrintedNumber(chain, first, last, { text, isSure, isChecked: best.checkDigit === 'valid' }))
  );
}

/** Names, addresses, money and international phone numbers go on beside their digits. */
function isInsideWord(text: string, start: number, end: number): boolean {
  const before = text[start - 1] ?? ' ';
  const after = text[end] ?? ' ';
  return (
    '_@$€£¥%+\\&~'.includes(before) || '_@%\\€'.includes(after) || isAccented(before) || isAccented(after)
  );
}

/** Letters of European alphabets beyond ASCII: the tokens hold none. */
const isAccented = (character: string): boolean => character >= '\u00c0' && character < '\u0530';

/** Fractions, clock times, paths, and figures with thousands. */
function isInsideFigure(text: string, start: number, end: number): boolean {
  const before = text[start - 1] ?? ' ';
  const after = text[end] ?? ' ';
  if (after === ':' && isDigit(text[end + 1])) return true;
  if (before === '/' || (after === '/' && (text[end + 1] ?? ' ') > ' ')) return true;
  if (after === ',' && /^,\d{2,3}(?!\d)/.test(text.slice(end, end + 5)))
    return /\D\d{1,3}$/.test(text.slice(start, end));
  return (
    before === ',' && /\d,$/.test(text.slice(start - 2, start)) && /^\d{3}\D/.test(text.slice(start, end))
  );
}

const isDigit = (character: string | undefined): boolean =>
  character !== undefined && character >= '0' && character <= '9';

/** Of overlapping findings the surest stays; of equally sure ones, the longest. */
function bestApart<Carrier extends string>(findings: readonly Finding<Carrier>[]): Finding<Carrier>[] {
  const byWorth = [...findings].sort(
    (a, b) => b.candidates[0].confidence - a.candidates[0].confidence || b.end - b.start - (a.end - a.start),
  );
  const chosen: Finding<Carrier>[] = [];
  for (const finding of byWorth) {
    if (chosen.every(({ start, end }) => finding.end <= start || finding.start >= end)) chosen.push(finding);
  }
  return chosen.sort((a, b) => a.start - b.start);
}
