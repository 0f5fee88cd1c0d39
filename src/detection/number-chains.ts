/** Finds where numbers could stand in a text: tokens around digits, and neighbours that may be groups of one number. */

/** What stands between a token and the one before it; a dot counts as a dash. Two blanks part columns. */
export const NONE = 0;
export const BLANK = 1;
export const DASH = 2;

/**
 * Tokens on one line, joined by blanks or dashes, as parallel columns. A token is a run of letters and digits; marks
 * a reader can't see don't end it and don't count.
 */
export type Chain = {
  readonly count: number;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly digits: Int32Array;
  /** Digits and letters. */
  readonly sizes: Int32Array;
  readonly joints: Int32Array;
};

const DIGIT = 1;
const LETTER = 2;
const GAP = 3;
const HYPHEN = 4;
const INVISIBLE = 5;

/** What each UTF-16 unit is. 0 is anything else, letters of other alphabets too: words end chains. */
const CLASS = new Uint8Array(65_536);
const classify = (kind: number, ...ranges: readonly (readonly [from: number, to: number])[]): void => {
  for (const [from, to] of ranges) CLASS.fill(kind, from, to + 1);
};
classify(DIGIT, [0x30, 0x39], [0xff10, 0xff19]);
classify(LETTER, [0x41, 0x5a], [0x61, 0x7a], [0xff21, 0xff3a], [0xff41, 0xff5a]);
classify(GAP, [0x20, 0x20], [0x09, 0x09], [0xa0, 0xa0], [0x2000, 0x200a], [0x202f, 0x202f], [0x3000, 0x3000]);
classify(HYPHEN, [0x2d, 0x2e], [0x2010, 0x2015], [0xff0d, 0xff0d]);
classify(INVISIBLE, [0xad, 0xad], [0x200b, 0x200f], [0x2060, 0x2060], [0xfeff, 0xfeff]);

/** Letters alone, beyond a carrier's prefix, and runs longer than any number are words: they end a chain. */
const MAX_LETTERS = 4;
const MAX_TOKEN = 64;
const MAX_TOKENS = 24;
const MAX_GAP = 3;
/** What the shortest number has. */
const MIN_SIZE = 10;
const MIN_DIGITS = 4;

type ChainInProgress = Chain & {
  count: number;
  /** What stands between the last token and `next`. */
  joint: number;
  /** Where the next token begins. */
  next: number;
};

/**
 * Makes what hands each chain of a text that could hold a number to `visit`, which must neither keep the chain nor visit
 * another text. One pass, linear: a character that is no digit and stands beside none costs one look at a table.
 */
export function createChainVisitor(): (text: string, visit: (chain: Chain) => void) => void {
  const chain = emptyChain();
  return (text, visit) => {
    const { length } = text;
    let at = 0;
    for (;;) {
      while (at < length && CLASS[text.charCodeAt(at)] !== DIGIT) at += 1;
      if (at >= length) return;
      at = readChain(text, at, chain);
      if (couldHoldNumber(chain)) visit(chain);
    }
  };
}

const emptyChain = (): ChainInProgress => ({
  count: 0,
  joint: NONE,
  next: 0,
  starts: new Int32Array(MAX_TOKENS),
  ends: new Int32Array(MAX_TOKENS),
  digits: new Int32Array(MAX_TOKENS),
  sizes: new Int32Array(MAX_TOKENS),
  joints: new Int32Array(MAX_TOKENS),
});

function couldHoldNumber({ count, digits, sizes }: Chain): boolean {
  let allDigits = 0;
  let size = 0;
  for (let place = 0; place < count; place += 1) {
    allDigits += digits[place] as number;
    size += sizes[place] as number;
  }
  return size >= MIN_SIZE && allDigits >= MIN_DIGITS;
}

/** Reads the chain that the digit at `digitAt` begins; gives the place behind it. */
function readChain(text: string, digitAt: number, chain: ChainInProgress): number {
  chain.count = 0;
  chain.joint = NONE;
  chain.next = chainStart(text, digitAt, chain);
  for (;;) {
    const end = readToken(text, chain);
    if (chain.joint === NONE || chain.count === MAX_TOKENS) return end;
  }
}

/** Adds the token at `next`, unless it is a word, and finds what follows it; gives the place behind the token. */
function readToken(text: string, chain: ChainInProgress): number {
  const { length } = text;
  const { count, next: start, joint } = chain;
  let digits = 0;
  let size = 0;
  let end = start;
  let at = start;
  for (; at < length; at += 1) {
    const kind = CLASS[text.charCodeAt(at)];
    if (kind === INVISIBLE) continue;
    if (kind !== DIGIT && kind !== LETTER) break;
    if (kind === DIGIT) digits += 1;
    size += 1;
    end = at + 1;
  }
  if (size > MAX_TOKEN || (digits === 0 && size > MAX_LETTERS)) {
    chain.joint = NONE;
    return at;
  }
  chain.starts[count] = start;
  chain.ends[count] = end;
  chain.digits[count] = digits;
  chain.sizes[count] = size;
  chain.joints[count] = joint;
  chain.count = count + 1;
  readGap(text, at, chain);
  return at;
}

/** What joins a token that ends at `from` to a next one. */
function readGap(text: string, from: number, chain: ChainInProgress): void {
  let joint = NONE;
  let at = from;
  for (; at - from < MAX_GAP; at += 1) {
    const kind = CLASS[text.charCodeAt(at)];
    // A dash with anything beside it is a dash of the sentence.
    if (kind === GAP && joint === NONE) joint = BLANK;
    else if (kind === HYPHEN && joint === NONE) joint = DASH;
    else if (kind !== INVISIBLE) break;
  }
  const kind = CLASS[text.charCodeAt(at)];
  chain.joint = kind === DIGIT || kind === LETTER ? joint : NONE;
  chain.next = at;
}

/** Where the token around the chain's first digit begins, or the few letters before it: `TBA 0100…`, `RB 1234…`. */
function chainStart(text: string, digitAt: number, chain: ChainInProgress): number {
  const start = lettersStart(text, digitAt, digitAt);
  let gap = start;
  while (start - gap < MAX_GAP && isJoint(CLASS[text.charCodeAt(gap - 1)])) gap -= 1;
  const prefix = lettersStart(text, gap, MAX_LETTERS);
  if (gap === start || prefix === gap || CLASS[text.charCodeAt(prefix - 1)] === DIGIT) return start;
  readGap(text, gap, chain);
  const isJoined = chain.joint !== NONE && chain.next === start;
  chain.joint = NONE;
  return isJoined ? prefix : start;
}

const isJoint = (kind: number | undefined): boolean => kind === GAP || kind === HYPHEN || kind === INVISIBLE;

/** Where the letters that end before `end` begin; `end` where they are more than `most`. */
function lettersStart(text: string, end: number, most: number): number {
  let start = end;
  for (let at = end - 1; at >= 0; at -= 1) {
    const kind = CLASS[text.charCodeAt(at)];
    if (kind !== LETTER && kind !== INVISIBLE) break;
    if (end - at > most) return end;
    if (kind === LETTER) start = at;
  }
  return start;
}

const PLAIN = /^[0-9A-Z]+$/;

/** What a chain reads as, canonical: its tokens without what is between them, so each as long as its size says. */
export function chainText(text: string, { count, starts, ends }: Chain): string {
  let canonical = '';
  for (let place = 0; place < count; place += 1) canonical += text.slice(starts[place], ends[place]);
  return PLAIN.test(canonical)
    ? canonical
    : canonical
        .replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, '')
        .normalize('NFKC')
        .toUpperCase();
}
