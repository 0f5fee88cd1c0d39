/** Countries as DHL writes them: by their two letters, or by an English name. */

import { countriesOfTables } from '../../model/location-zone.ts';

/** Names that have been seen and aren't the common English one; without accents, in capitals. */
const OTHER_NAMES = [
  'AE UAE;AG ANTIGUA;BA BOSNIA-HERZEGOVINA|BOSNIA;BN BRUNEI DARUSSALAM;BQ BONAIRE;CC COCOS ISLANDS',
  'CD CONGO, DEMOCRATIC REPUBLIC OF|DEMOCRATIC REPUBLIC OF THE CONGO|CONGO, THE DEMOCRATIC REPUBLIC OF',
  "CG CONGO|REPUBLIC OF THE CONGO;CI IVORY COAST|COTE D IVOIRE;CN CHINA MAINLAND|CHINA, PEOPLES REPUBLIC|CHINA, PEOPLE'S REPUBLIC",
  'CV CABO VERDE|CAPE VERDE;CZ CZECH REPUBLIC|CZECHIA;DE DEUTSCHLAND;GB UK|GREAT BRITAIN;GN GUINEA REPUBLIC;GW GUINEA BISSAU',
  'HK HONG KONG|HONG KONG SAR|HONG KONG SAR, CHINA;IE REPUBLIC OF IRELAND;IR IRAN, ISLAMIC REPUBLIC OF;KN SAINT KITTS|NEVIS',
  "KP KOREA, D.P.R. OF;KR KOREA, REPUBLIC OF (SOUTH K.)|REPUBLIC OF KOREA|KOREA;LA LAO PEOPLE'S DEMOCRATIC REPUBLIC",
  'MK MACEDONIA;MM MYANMAR;MO MACAU|MACAO|MACAU SAR|MACAU SAR, CHINA;MP SAIPAN;PF TAHITI;PS PALESTINE',
  'RU RUSSIAN FEDERATION;SX SAINT MAARTEN;SZ SWAZILAND;TL EAST TIMOR;TR TURKEY|TURKIYE;TW TAIWAN, CHINA',
  'US USA|UNITED STATES OF AMERICA;VC SAINT VINCENT;VG VIRGIN ISLANDS (BRITISH);VI US VIRGIN ISLANDS|VIRGIN ISLANDS (US);VN VIET NAM',
].join(';');

/** `UK` is no ISO code. */
const isIsoCode = (code: string): boolean => code !== 'UK';

/** The platform knows the common names. To ask it for all takes a millisecond or two: once, and not where nobody asks. */
const codeOfName = new Map<string, string>();

function learnNames(): void {
  const english = new Intl.DisplayNames('en', { type: 'region' });
  for (const code of countriesOfTables().filter(isIsoCode)) {
    codeOfName.set(code, code);
    codeOfName.set(toName(english.of(code) ?? code), code);
  }
  for (const entry of OTHER_NAMES.split(';')) {
    for (const name of entry.slice(3).split('|')) codeOfName.set(name, entry.slice(0, 2));
  }
}

/** Two capitals are a code or nothing. */
const CODE_ALIKE = /^[A-Z]{2}$/;

const ACCENTS = /[\u0300-\u036f]/g;
const AROUND_A_NAME = /, (?:THE|REPUBLIC OF|ISLAND OF)$|^THE /;

const toName = (text: string): string =>
  text
    .normalize('NFD')
    .replace(ACCENTS, '')
    .toUpperCase()
    .replaceAll('&', 'AND')
    .replaceAll('\u2019', "'")
    .replace(/^ST\. /, 'SAINT ')
    .replace(AROUND_A_NAME, '')
    .trim();

/** The ISO 3166 code of what may be a country's code or name; null where it is neither. */
export function countryNamed(text: string | null): string | null {
  if (text === null || text.length > 60) return null;
  if (codeOfName.size === 0) learnNames();
  // Nearly all countries come as codes, and most other texts are capitals that need no rewriting.
  return codeOfName.get(text) ?? (CODE_ALIKE.test(text) ? null : (codeOfName.get(toName(text)) ?? null));
}
