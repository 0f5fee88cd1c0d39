/** Carriers' words made readable: entities decoded, tags and stray blanks removed. */

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  reg: '®',
  trade: '™',
  copy: '©',
  ndash: '–',
  mdash: '—',
  rsquo: '’',
  lsquo: '‘',
};

/**
 * `&#153;` is ™: the numbers that Unicode leaves to controls are those of Windows-1252, to browsers as to those who
 * write them. Written out, since Node's own decoder reads them as Latin-1.
 */
const WINDOWS = '€,,‚,ƒ,„,…,†,‡,ˆ,‰,Š,‹,Œ,,Ž,,,‘,’,“,”,•,–,—,˜,™,š,›,œ,,ž,Ÿ'.split(',');
const FIRST_CONTROL = 0x80;
const LAST_CONTROL = 0x9f;

const ENTITY = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi;
const TAG = /<\/?[a-z][^<>]{0,200}>/gi;
const BLANKS = /\s+/g;
/** Anything but single spaces between words. */
const STRAY_BLANK = /\s\s|[^\S ]|^ | $/;
const MARKS = /[®™©℠]/g;

/** Text for a reader, or null where nothing is left. */
export function toPlainText(text: string | null | undefined): string | null {
  if (text === null || text === undefined) return null;
  let plain = text;
  // Most texts are plain already, and looking is cheaper than replacing.
  if (plain.includes('&')) plain = plain.replace(ENTITY, decodeEntity);
  if (plain.includes('<')) plain = plain.replace(TAG, ' ');
  if (STRAY_BLANK.test(plain)) plain = plain.replace(BLANKS, ' ').trim();
  return plain || null;
}

/** A product name: plain text without trademark signs. */
export function toProductName(text: string | null | undefined): string | null {
  return toPlainText(toPlainText(text)?.replace(MARKS, ''));
}

function decodeEntity(entity: string, decimal?: string, hex?: string, name?: string): string {
  if (name !== undefined) return NAMED[name.toLowerCase()] ?? entity;
  const point = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
  if (point >= FIRST_CONTROL && point <= LAST_CONTROL) return WINDOWS[point - FIRST_CONTROL] || entity;
  return isCharacter(point) ? String.fromCodePoint(point) : entity;
}

/** Half a surrogate pair is no character, and stores refuse text that holds one; so with NUL. */
const isCharacter = (point: number): boolean =>
  point > 0 && point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff);
