/** From what a person or a scanner gives to a canonical number, before any format is asked. */

/** Longer numbers than this are not looked at. */
export const MAX_LENGTH = 128;
/** Longer inputs than this are no numbers, whatever could be taken out of them. */
const MAX_INPUT = 4_096;

// Blanks, dashes of any length, dots, and the marks that copying from a page or a scanner leaves behind.
// biome-ignore lint/suspicious/noControlCharactersInRegex: scanners separate the parts of a barcode by it
const SEPARATORS = /[\s\u001d\u00ad\u200b-\u200f\u2010-\u2015\u2060\ufeff.()-]+/g;
/** How scanners name the barcode they read (GS1-128, Data Matrix, QR). */
const SYMBOLOGY = /^\](?:C1|C0|d2|d1|Q3|Q1|e0)/i;

/** A canonical number, or undefined for what can be none. */
export function cleanNumber(input: string): string | undefined {
  const isClean = charactersOf(input) !== 'others';
  if (!isClean && input.length > MAX_INPUT) return undefined;
  const canonical = isClean
    ? input
    : input.trim().normalize('NFKC').replace(SYMBOLOGY, '').replace(SEPARATORS, '').toUpperCase();
  return canonical !== '' && canonical.length <= MAX_LENGTH ? canonical : undefined;
}

/** What a text consists of: digits alone, digits and capital letters, or others too. */
export function charactersOf(text: string): 'digits' | 'letters_and_digits' | 'others' {
  let hasLetter = false;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < 48 || code > 90 || (code > 57 && code < 65)) return 'others';
    if (code > 57) hasLetter = true;
  }
  return hasLetter ? 'letters_and_digits' : 'digits';
}
