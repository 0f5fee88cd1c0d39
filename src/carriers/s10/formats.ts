/** The postal unions' S10 numbers of all countries but the United States, whose post is a carrier of its own here. */

import { defineFormat, type NumberFormat } from '../../detection/format.ts';

/** ISO 3166-1 alpha-2, without `US`: a first letter, then each second letter that makes it a country. */
const COUNTRIES = [
  'ADEFGILMOQRSTUWXZ BABDEFGHIJLMNOQRSTVWYZ CACDFGHIKLMNORUVWXYZ DEJKMOZ ECEGHRST FIJKMOR',
  'GABDEFGHILMNPQRSTUWY HKMNRTU IDELMNOQRST JEMOP KEGHIMNPRWYZ LABCIKRSTUVY MACDEFGHKLMNOPQRSTUVWXYZ',
  'NACEFGILOPRUZ OM PAEFGHKLMNRSTWY QA REOSUW SABCDEGHIJKLMNORSTVXYZ TCDFGHJKLMNORTVWZ UAGMYZ VACEGINU WFS',
  'YET ZAMW',
].flatMap((line) => line.split(' '));

export const s10Formats: readonly NumberFormat<'s10'>[] = [
  defineFormat({
    id: 's10',
    carrier: 's10',
    name: 'UPU S10',
    lengths: [13],
    characters: 'letters_and_digits',
    // Two letters of service, eight digits, the check digit, the country of the post that took the item.
    pattern: new RegExp(
      `^[A-Z]{2}\\d{9}(?:${COUNTRIES.map((letters) => `${letters[0]}[${letters.slice(1)}]`).join('|')})$`,
    ),
    check: { algorithm: 's10_mod11', from: 2, at: 10 },
    // Above the unchecked forms that begin with two letters as well.
    confidence: 0.93,
    evidence: ['length', 'country'],
    examples: {
      valid: ['RB123456785GB', 'LX123456785DE'],
      invalid: ['RB123456786GB', 'RB123456785XX', 'RB123456785US', 'R1123456785GB'],
    },
  }),
];
