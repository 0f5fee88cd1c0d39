/** Character references of HTML: those that may stand in or beside a number. */

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
  thinsp: ' ',
  numsp: ' ',
  shy: '\u00ad',
  zwnj: '\u200c',
  zwj: '\u200d',
  lrm: '\u200e',
  rlm: '\u200f',
  ndash: '–',
  mdash: '—',
  hyphen: '-',
  dash: '-',
  minus: '-',
  num: '#',
  colon: ':',
  period: '.',
  bull: '•',
  middot: '·',
  deg: '°',
  euro: '€',
};
/** `&uuml;` is read as the letter alone: enough for the words that matter. */
const ACCENTED = /^([a-z])(?:acute|grave|circ|tilde|uml|cedil)$/i;

/** A reference, as a pattern with its parts: decimal, hexadecimal, name. */
export const ENTITY = '&(?:#(\\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-zA-Z]{2,8}));?';

/** The character a reference stands for; the reference itself where it isn't known. */
export function decodeEntity(entity: string, decimal?: string, hex?: string, name?: string): string {
  if (name !== undefined)
    return NAMED[name] ?? NAMED[name.toLowerCase()] ?? ACCENTED.exec(name)?.[1] ?? entity;
  const point = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
  return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : entity;
}
