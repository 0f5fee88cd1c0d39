/** The postal unions' S10 numbers of all countries but the United States, whose post is a carrier of its own here. */

import { defineFormat, type NumberFormat } from '../../detection/format.ts';

/** ISO 3166-1 alpha-2, without `US`. */
const COUNTRIES = [
  'AD|AE|AF|AG|AI|AL|AM|AO|AQ|AR|AS|AT|AU|AW|AX|AZ|BA|BB|BD|BE|BF|BG|BH|BI|BJ|BL|BM|BN|BO|BQ|BR|BS|BT|BV|BW|BY|BZ',
  'CA|CC|CD|CF|CG|CH|CI|CK|CL|CM|CN|CO|CR|CU|CV|CW|CX|CY|CZ|DE|DJ|DK|DM|DO|DZ|EC|EE|EG|EH|ER|ES|ET|FI|FJ|FK|FM|FO|FR',
  'GA|GB|GD|GE|GF|GG|GH|GI|GL|GM|GN|GP|GQ|GR|GS|GT|GU|GW|GY|HK|HM|HN|HR|HT|HU|ID|IE|IL|IM|IN|IO|IQ|IR|IS|IT|JE|JM|JO|JP',
  'KE|KG|KH|KI|KM|KN|KP|KR|KW|KY|KZ|LA|LB|LC|LI|LK|LR|LS|LT|LU|LV|LY|MA|MC|MD|ME|MF|MG|MH|MK|ML|MM|MN|MO|MP|MQ|MR|MS|MT',
  'MU|MV|MW|MX|MY|MZ|NA|NC|NE|NF|NG|NI|NL|NO|NP|NR|NU|NZ|OM|PA|PE|PF|PG|PH|PK|PL|PM|PN|PR|PS|PT|PW|PY|QA|RE|RO|RS|RU|RW',
  'SA|SB|SC|SD|SE|SG|SH|SI|SJ|SK|SL|SM|SN|SO|SR|SS|ST|SV|SX|SY|SZ|TC|TD|TF|TG|TH|TJ|TK|TL|TM|TN|TO|TR|TT|TV|TW|TZ|UA|UG',
  'UM|UY|UZ|VA|VC|VE|VG|VI|VN|VU|WF|WS|YE|YT|ZA|ZM|ZW',
].join('|');

export const s10Formats: readonly NumberFormat[] = [
  defineFormat({
    id: 's10',
    carrier: 's10',
    name: 'UPU S10',
    lengths: [13],
    characters: 'letters_and_digits',
    // Two letters of service, eight digits, the check digit, the country of the post that took the item.
    pattern: new RegExp(`^[A-Z]{2}\\d{9}(?:${COUNTRIES})$`),
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
