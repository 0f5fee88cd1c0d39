/** Reads quoted-printable mail bodies: soft line ends joined, `=XX` bytes decoded. */

import { createReaderTextBuilder, type ReaderText, type ReaderTextBuilder } from './reader-text.ts';

/** Enough of a mail to tell how it is written. */
const SAMPLE = 262_144;
const SIGN = /=(?:([0-9A-F]{2})|[ \t]{0,8}(\r?\n))?/gi;
const ENCODING = /^content-transfer-encoding:[ \t]{0,8}([\w-]{1,40})/gim;
const BOUNDARY = /boundary=(?:3D)?"?([^"\s;]{1,70})/gi;

// A soft line end, an ASCII byte, the bytes of one character in UTF-8, or a byte of another alphabet.
const ENCODED = /(=[0-7][0-9A-F]|=[C-F][0-9A-F](?:=[89AB][0-9A-F]){1,3}|=[89A-F][0-9A-F])|=[ \t]{0,8}\r?\n/gi;
const MAX_BOUNDARIES = 8;

/** From and to. */
type Span = readonly [from: number, to: number];

/** The text decoded, or undefined where nothing in it is quoted-printable. */
export function readQuotedPrintable(text: string): ReaderText | undefined {
  const spans = encodedSpans(text);
  if (spans.length === 0) return undefined;
  const builder = createReaderTextBuilder();
  let last = 0;
  for (const [from, to] of spans) {
    builder.add(text.slice(last, from), last);
    decodeSpan(builder, text, from, to);
    last = to;
  }
  builder.add(text.slice(last), last);
  return builder.build();
}

/** The parts that a message's headers name; of a text without such headers, all or nothing. */
function encodedSpans(text: string): readonly Span[] {
  if (!text.includes('=')) return [];
  const headers = [...text.matchAll(ENCODING)];
  if (headers.length === 0) return looksEncoded(text) ? [[0, text.length]] : [];
  const marks = [
    ...headers.map(({ index, 1: encoding = '' }) => ({
      index,
      isEncoded: encoding.toLowerCase() === 'quoted-printable',
    })),
    ...boundaryLines(text).map((index) => ({ index, isEncoded: false })),
  ].sort((a, b) => a.index - b.index);
  return marks.flatMap(({ index, isEncoded }, place): Span[] =>
    isEncoded ? [[index, marks[place + 1]?.index ?? text.length]] : [],
  );
}

/** Where the lines stand that part a message. */
function boundaryLines(text: string): number[] {
  const names = [...text.matchAll(BOUNDARY)].slice(0, MAX_BOUNDARIES).map(({ 1: name = '' }) => name);
  return [...new Set(names)].flatMap((name) => {
    const places: number[] = [];
    const line = `\n--${name}`;
    for (let at = text.indexOf(line); at !== -1; at = text.indexOf(line, at + line.length)) places.push(at);
    return places;
  });
}

/** In an encoded text a `=` is followed by two hexadecimal digits or ends its line; some of them tell it surely. */
function looksEncoded(text: string): boolean {
  let sure = 0;
  let fitting = 0;
  let others = 0;
  for (const { index, 1: byte, 2: lineEnd } of text.slice(0, SAMPLE).matchAll(SIGN)) {
    if (byte === undefined && lineEnd === undefined) others += 1;
    else fitting += 1;
    if (lineEnd !== undefined || (byte !== undefined && isTelling(byte, text.charAt(index + 3)))) sure += 1;
  }
  return sure > 0 && others <= fitting;
}

/** `=3D` is the sign itself; a first byte from C2 to F4 begins a character beyond ASCII. */
const isTelling = (byte: string, next: string): boolean =>
  /^3D$/i.test(byte) || (next === '=' && /^(?:C[2-9A-F]|[DE].|F[0-4])$/i.test(byte));

function decodeSpan(builder: ReaderTextBuilder, text: string, from: number, to: number): void {
  let last = from;
  for (const match of text.slice(from, to).matchAll(ENCODED)) {
    const [written, bytes] = match;
    const at = from + match.index;
    const decoded = bytes === undefined ? '' : decodeBytes(bytes);
    if (decoded === undefined) continue;
    builder.add(text.slice(last, at), last);
    builder.add(decoded, at, written.length);
    last = at + written.length;
  }
  builder.add(text.slice(last, to), last);
}

function decodeBytes(written: string): string | undefined {
  const code = Number.parseInt(written.slice(1, 3), 16);
  const isAlone = written.length === 3;
  if (isAlone && code < 128)
    return code >= 32 || '\t\r\n'.includes(String.fromCharCode(code)) ? String.fromCharCode(code) : undefined;
  try {
    return decodeURIComponent(written.replaceAll('=', '%'));
  } catch {
    // Not UTF-8: Latin-1 is what else mails are written in, and has signs from A0 on.
    return isAlone && code >= 160 ? String.fromCharCode(code) : undefined;
  }
}
