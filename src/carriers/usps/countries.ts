/** Countries as USPS names them, in English and capitals, as ISO 3166 codes. */

const CODE = /^[A-Z]{2}$/;
const ALPHABET = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

/** Where USPS's name is not the platform's. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  'CZECH REPUBLIC': 'CZ',
  'GREAT BRITAIN': 'GB',
  'GREAT BRITAIN AND NORTHERN IRELAND': 'GB',
  'HONG KONG': 'HK',
  'KOREA, REPUBLIC OF': 'KR',
  MACAO: 'MO',
  'RUSSIAN FEDERATION': 'RU',
  TURKEY: 'TR',
  'UNITED STATES OF AMERICA': 'US',
  USA: 'US',
};

// Made when a name is first met, and the same whenever it is made.
const kept = new Map<string, string>();

/** A code, or the code of a name; null where there is none. */
export function countryCodeOf(text: string | null): string | null {
  const name = text?.toUpperCase() ?? '';
  if (name === '' || CODE.test(name)) return name || null;
  if (kept.size === 0) for (const [known, code] of namesOfCountries()) kept.set(known, code);
  return kept.get(name) ?? null;
}

function namesOfCountries(): [name: string, code: string][] {
  const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
  const pairs = ALPHABET.flatMap((first) => ALPHABET.map((second) => `${first}${second}`));
  const known = pairs.filter(isInUse).flatMap((code): [string, string][] => {
    const name = names.of(code);
    return name === undefined ? [] : [[name.toUpperCase(), code]];
  });
  return [...known, ...Object.entries(OTHER_NAMES)];
}

/** Codes that were given up bear the names of those that took their place. */
const isInUse = (code: string): boolean => Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`;
