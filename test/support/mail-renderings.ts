/** The ways a mail shows one number: as it is, in the carrier's groups, and torn apart by markup and encodings. */

import type { GeneratedNumber } from './number-generator.ts';
import type { Random } from './random.ts';

export type Medium = 'text' | 'html';

export const ORDINARY_RENDERINGS = ['as_is', 'spaced', 'dashed'] as const;
export const HARD_RENDERINGS = [
  'tags',
  'wbr',
  'nbsp',
  'zero_width',
  'soft_hyphen',
  'entities',
  'quoted_printable',
  'lower_case',
  'full_width',
] as const;

export type Rendering = (typeof ORDINARY_RENDERINGS)[number] | (typeof HARD_RENDERINGS)[number];

export const isHard = (rendering: Rendering): boolean => HARD_RENDERINGS.some((hard) => hard === rendering);

/** Where a quoted-printable mail breaks its line inside a number; replaced when the mail is encoded. */
export const SOFT_BREAK = '\ue000';

const HTML_ONLY: readonly Rendering[] = ['tags', 'wbr', 'entities'];

/** Whether a rendering means anything in this medium and for this number. */
export function renderingFits(
  rendering: Rendering,
  medium: Medium,
  numbers: readonly GeneratedNumber[],
): boolean {
  if (medium === 'text' && HTML_ONLY.includes(rendering)) return false;
  return rendering !== 'lower_case' || numbers.every(({ input }) => /[A-Z]/.test(input));
}

/** The groups carriers print, by format; others come in fours. */
const GROUPS: Readonly<Record<string, readonly (readonly number[])[]>> = {
  ups: [
    [2, 3, 3, 2, 4, 4],
    [2, 4, 4, 4, 4],
    [2, 3, 3, 2, 8],
  ],
  ups_waybill: [
    [1, 3, 3, 4],
    [4, 4, 3],
  ],
  fedex_ground_sscc_18: [[2, 4, 4, 4, 4]],
  dhl_express: [
    [2, 4, 4, 1],
    [3, 4, 4],
  ],
  dhl_express_piece_id: [[4, 4, 4, 4]],
  dhl_parcel_de: [
    [8, 3, 3, 3, 3],
    [4, 4, 4, 4, 4],
  ],
  amazon_logistics: [
    [3, 4, 4, 4],
    [3, 12],
  ],
  amazon_international: [
    [1, 10],
    [3, 4, 4],
  ],
  s10: [
    [2, 3, 3, 3, 2],
    [2, 4, 4, 1, 2],
    [2, 9, 2],
  ],
};

function inGroups({ format, input }: GeneratedNumber, random: Random): string[] {
  const sizes = GROUPS[format] ? random.pick(GROUPS[format]) : [];
  const groups: string[] = [];
  for (let at = 0; at < input.length; ) {
    const size = sizes[groups.length] ?? 4;
    groups.push(input.slice(at, at + size));
    at += size;
  }
  return groups;
}

/** Two or three pieces, none empty. */
function torn(input: string, random: Random): string[] {
  const first = random.between(1, input.length - 2);
  const second = random.between(first + 1, input.length - 1);
  return random.chance(0.5)
    ? [input.slice(0, first), input.slice(first)]
    : [input.slice(0, first), input.slice(first, second), input.slice(second)];
}

const fullWidth = (text: string): string =>
  text.replace(/[0-9A-Z]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));

const asEntity = (sign: string, random: Random): string =>
  random.chance(0.5) ? `&#${sign.charCodeAt(0)};` : `&#x${sign.charCodeAt(0).toString(16)};`;

function inTags(number: GeneratedNumber, random: Random): string {
  const [open, close] = random.pick([
    ['<b>', '</b>'],
    ['<span style="color:#336699;font-size:14px">', '</span>'],
    ['<a href="#">', '</a>'],
    ['<font color="red">', '</font>'],
  ] as const);
  if (random.chance(0.3)) {
    return inGroups(number, random)
      .map((group) => `${open}${group}${close}`)
      .join(' ');
  }
  return torn(number.input, random)
    .map((piece, at) => (at === 1 ? `${open}${piece}${close}` : piece))
    .join('');
}

/** The number as the reader of this mail sees it, in the mail's source. */
export function renderNumber(
  number: GeneratedNumber,
  { rendering, medium, random }: { rendering: Rendering; medium: Medium; random: Random },
): string {
  const html = medium === 'html';
  const joined = (mark: string) =>
    (random.chance(0.5) ? torn(number.input, random) : inGroups(number, random)).join(mark);
  switch (rendering) {
    case 'as_is':
      return number.input;
    case 'spaced':
      return inGroups(number, random).join(' ');
    case 'dashed':
      return inGroups(number, random).join('-');
    case 'tags':
      return inTags(number, random);
    case 'wbr':
      return joined(random.pick(['<wbr>', '<wbr/>', '&#8203;']));
    case 'nbsp':
      return inGroups(number, random).join(
        html ? random.pick(['&nbsp;', '&#160;', '\u00a0', '&#xA0;']) : '\u00a0',
      );
    case 'zero_width':
      return joined(
        html ? random.pick(['\u200b', '&zwnj;', '&#x200B;', '\u2060']) : random.pick(['\u200b', '\u2060']),
      );
    case 'soft_hyphen':
      return joined(html ? random.pick(['&shy;', '\u00ad', '&#173;']) : '\u00ad');
    case 'entities':
      return [...number.input].map((sign) => (random.chance(0.5) ? asEntity(sign, random) : sign)).join('');
    case 'quoted_printable':
      return torn(number.input, random).join(SOFT_BREAK);
    case 'lower_case':
      return (random.chance(0.5) ? number.input : inGroups(number, random).join(' ')).toLowerCase();
    case 'full_width':
      return fullWidth(number.input);
  }
}

/** RFC 2045: bytes outside printable ASCII and `=` are escaped, lines are cut at 76 characters or at our marks. */
export function toQuotedPrintable(mail: string): string {
  return mail
    .split('\n')
    .map((line) => line.split(SOFT_BREAK).map(cutLine).join('=\r\n'))
    .join('\r\n');
}

function cutLine(line: string): string {
  const cells = [...new TextEncoder().encode(line)].map((byte) =>
    (byte >= 0x20 && byte <= 0x7e && byte !== 0x3d) || byte === 0x09
      ? String.fromCharCode(byte)
      : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`,
  );
  const lines: string[] = [];
  let current = '';
  for (const cell of cells) {
    if (current.length + cell.length > 75) {
      lines.push(current);
      current = '';
    }
    current += cell;
  }
  return [...lines, current].join('=\r\n');
}
