/** From what a person or a scanner gives to a canonical number, before any format is asked. */

/** Longer numbers than this are not looked at. */
const MAX_LENGTH = 128;
/** Longer inputs than this are no numbers, whatever could be taken out of them. */
const MAX_INPUT = 4_096;

// Blanks, dashes of any length, dots, and the marks that copying from a page or a scanner leaves behind.
// biome-ignore lint/suspicious/noControlCharactersInRegex: scanners separate the parts of a barcode by it
const SEPARATORS = /[\s\u001d\u00ad\u200b-\u200f\u2010-\u2015\u2060\ufeff.()-]+/g;
/** How scanners name the barcode they read (GS1-128, Data Matrix, QR). */
const SYMBOLOGY = /^\](?:C1|C0|d2|d1|Q3|Q1|e0)/i;

/** A canonical number, or undefined for what can be none. */
export function cleanNumber(input: string): string | undefined {
  if (isCanonical(input)) return input.length <= MAX_LENGTH ? input : undefined;
  if (input.length > MAX_INPUT) return undefined;
  const canonical = input
    .trim()
    .normalize('NFKC')
    .replace(SYMBOLOGY, '')
    .replace(SEPARATORS, '')
    .toUpperCase();
  return canonical !== '' && canonical.length <= MAX_LENGTH ? canonical : undefined;
}

function isCanonical(text: string): boolean {
  const { length } = text;
  if (length === 0) return false;
  for (let index = 0; index < length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < 48 || code > 90 || (code > 57 && code < 65)) return false;
  }
  return true;
}
