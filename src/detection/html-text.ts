/** Reads HTML as a person sees it: text, breaks where blocks and cells end, links. One pass, linear, no tree. */

import { decodeEntity, ENTITY } from './html-entities.ts';
import { createTableReader, type TableReader } from './html-tables.ts';
import { createReaderTextBuilder, type ReaderText, type ReaderTextBuilder } from './reader-text.ts';

const LOOKS_HTML =
  /<(?:!doctype|html|body|head|table|tbody|tr|td|div|p|br|span|a|b|i|ul|li|font|wbr|strong|em|code|h[1-6])[\s/>]/i;
const SAMPLE = 262_144;
/** Longer tags are cut there: no carrier's link is near this long. */
const MAX_TAG = 65_536;
const MAX_NAME = 16;

/** Inside a line; everything else ends one. */
const INLINE: ReadonlySet<string> = new Set(
  'a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark nobr o:p q s samp small span strike strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);
/** What a reader never sees. */
const HIDDEN: ReadonlySet<string> = new Set(['script', 'style', 'head', 'title', 'template', 'noscript']);
const TABLE: ReadonlySet<string> = new Set(['table', 'tr', 'td', 'th']);

export const looksHtml = (text: string): boolean =>
  text.includes('<') && LOOKS_HTML.test(text.length > SAMPLE ? text.slice(0, SAMPLE) : text);

export function readHtml(html: string): ReaderText {
  const builder = createReaderTextBuilder();
  const tables = createTableReader(builder);
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    const textEnd = open === -1 ? html.length : open;
    if (textEnd > at) addText(builder, html, at, textEnd);
    if (open === -1) break;
    at = readMarkup(builder, tables, html, open);
  }
  return builder.build();
}

/** Reads the tag or comment at `open`; gives the place behind it. */
function readMarkup(builder: ReaderTextBuilder, tables: TableReader, html: string, open: number): number {
  const next = html.charCodeAt(open + 1);
  if (next === 33 || next === 63) {
    const isComment = html.startsWith('<!--', open);
    const end = html.indexOf(isComment ? '-->' : '>', open + 2);
    return end === -1 ? html.length : end + (isComment ? 3 : 1);
  }
  const isClosing = next === 47;
  const nameStart = open + (isClosing ? 2 : 1);
  if (!isLetter(html.charCodeAt(nameStart))) {
    builder.add('<', open);
    return open + 1;
  }
  let nameEnd = nameStart + 1;
  while (nameEnd - nameStart < MAX_NAME && isNameChar(html.charCodeAt(nameEnd))) nameEnd += 1;
  const name = html.slice(nameStart, nameEnd).toLowerCase();
  const end = tagEnd(html, nameEnd);
  if (name === 'a' && !isClosing) addLink(builder, html, nameEnd, end);
  if (INLINE.has(name)) return end;
  builder.breakLine(open);
  if (TABLE.has(name)) tables[isClosing ? 'close' : 'open'](name);
  return !isClosing && HIDDEN.has(name) ? hiddenEnd(html, name, end) : end;
}

/** The place behind the `>` that ends a tag; one inside quotes ends none. */
function tagEnd(html: string, from: number): number {
  const limit = Math.min(html.length, from + MAX_TAG);
  for (let at = from; at < limit; at += 1) {
    const code = html.charCodeAt(at);
    if (code === 62) return at + 1;
    // A quote opens a value only behind `=`: stray ones in broken mails must not swallow the rest.
    if ((code === 34 || code === 39) && html.charCodeAt(at - 1) === 61) {
      const close = html.indexOf(html[at] as string, at + 1);
      if (close === -1 || close > limit) continue;
      at = close;
    }
  }
  return limit;
}

function hiddenEnd(html: string, name: string, from: number): number {
  for (let at = html.indexOf('</', from); at !== -1; at = html.indexOf('</', at + 2)) {
    if (html.slice(at + 2, at + 2 + name.length).toLowerCase() === name) return at;
  }
  return html.length;
}

const HREF = /\shref\s{0,8}=\s{0,8}(?:"([^"]{0,4096})"|'([^']{0,4096})'|([^\s"'>]{1,4096}))/i;
const ENTITIES = new RegExp(ENTITY, 'g');

function addLink(builder: ReaderTextBuilder, html: string, from: number, to: number): void {
  const found = HREF.exec(html.slice(from, to));
  const href = found?.[1] ?? found?.[2] ?? found?.[3];
  if (found === null || href === undefined || !href.includes('//')) return;
  const start = from + found.index + found[0].indexOf(href);
  builder.link(href.includes('&') ? href.replace(ENTITIES, decodeEntity) : href, start, href.length);
}

// In HTML any run of blanks and line ends is one blank.
const WRITTEN_OTHERWISE = new RegExp(`${ENTITY}|[ \\t\\r\\n\\f]{2,}|[\\t\\r\\n\\f]`, 'g');

function addText(builder: ReaderTextBuilder, html: string, from: number, to: number): void {
  const text = html.slice(from, to);
  let last = 0;
  for (const match of text.matchAll(WRITTEN_OTHERWISE)) {
    const [written, decimal, hex, name] = match;
    const isBlank = written.charCodeAt(0) !== 38;
    builder.add(text.slice(last, match.index), from + last);
    builder.add(
      isBlank ? ' ' : decodeEntity(written, decimal, hex, name),
      from + match.index,
      written.length,
    );
    last = match.index + written.length;
  }
  builder.add(last === 0 ? text : text.slice(last), from + last);
}

const isLetter = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
const isNameChar = (code: number): boolean => isLetter(code) || (code >= 48 && code <= 58);
