/** Which formats accept a string, read from the public facts: the second opinion beside the code under test. */

import { fedexCheck, gs1Check, mod7Check, S10_COUNTRIES, s10Check, upsCheck } from './number-generator.ts';

type Rule = {
  readonly format: string;
  readonly carrier: string;
  readonly accepts: (text: string) => boolean;
};

/** Whether the last digit is the check digit of what comes before it. */
const closes = (part: string, check: (payload: string) => string): boolean =>
  check(part.slice(0, -1)) === part.slice(-1);

const MAILER = { 94: /^94\d{3}/, 92: /^92\d{3}9/, 93: /^93\d{3}[0-8]/, 95: /^95\d{3}/ } as const;

const isImpb = (text: string): boolean =>
  Object.values(MAILER).some((pattern) => pattern.test(text)) &&
  (text.length === 22 || text.length === 26 || (text.length === 30 && text.startsWith('94'))) &&
  closes(text, gs1Check);

const isLegacy = (text: string): boolean =>
  (text.length === 22 && text.startsWith('91') && closes(text, gs1Check)) ||
  (text.length === 20 && closes(text.startsWith('91') ? text : `91${text}`, gs1Check));

/** The number itself, and what follows a 420 and a ZIP of five or nine digits. */
const withoutRoute = (text: string): readonly string[] =>
  text.startsWith('420') ? [text, text.slice(8), text.slice(12)] : [text];

const isS10 = (text: string): boolean =>
  /^[A-Z]{2}\d{9}[A-Z]{2}$/.test(text) &&
  S10_COUNTRIES.includes(text.slice(11)) &&
  closes(text.slice(2, 11), s10Check);

const digits = (text: string, length: number): boolean => text.length === length && /^\d+$/.test(text);

const RULES: readonly Rule[] = [
  {
    format: 'ups',
    carrier: 'ups',
    accepts: (n) => /^1Z[0-9A-Z]{15}\d$/.test(n) && closes(n.slice(2), upsCheck),
  },
  {
    format: 'ups_waybill',
    carrier: 'ups',
    accepts: (n) => /^[AHJKTV]\d{10}$/.test(n) && closes(n.slice(1), upsCheck),
  },
  { format: 'fedex_12', carrier: 'fedex', accepts: (n) => digits(n, 12) && closes(n, fedexCheck) },
  {
    format: 'fedex_door_tag',
    carrier: 'fedex',
    accepts: (n) => /^DT\d{12}$/.test(n) && closes(n.slice(2), fedexCheck),
  },
  { format: 'fedex_ground', carrier: 'fedex', accepts: (n) => digits(n, 15) && closes(n, gs1Check) },
  {
    format: 'fedex_ground_sscc_18',
    carrier: 'fedex',
    accepts: (n) => digits(n, 18) && closes(n.slice(2), gs1Check),
  },
  {
    format: 'fedex_ground_96',
    carrier: 'fedex',
    accepts: (n) => digits(n, 22) && n.startsWith('96') && closes(n.slice(7), gs1Check),
  },
  {
    format: 'fedex_ground_gsn',
    carrier: 'fedex',
    accepts: (n) => digits(n, 34) && /^96[23]2/.test(n) && closes(n.slice(20), fedexCheck),
  },
  {
    format: 'fedex_34',
    carrier: 'fedex',
    accepts: (n) => digits(n, 34) && !n.startsWith('9') && closes(n.slice(20), fedexCheck),
  },
  {
    format: 'fedex_astra_32',
    carrier: 'fedex',
    accepts: (n) => digits(n, 32) && n.startsWith('3') && closes(n.slice(16, 28), fedexCheck),
  },
  { format: 'usps_20', carrier: 'usps', accepts: (n) => digits(n, 20) && closes(n, gs1Check) },
  {
    format: 'usps_legacy',
    carrier: 'usps',
    accepts: (n) => /^\d+$/.test(n) && withoutRoute(n).some(isLegacy),
  },
  { format: 'usps_impb', carrier: 'usps', accepts: (n) => /^\d+$/.test(n) && withoutRoute(n).some(isImpb) },
  { format: 'usps_10', carrier: 'usps', accepts: (n) => /^82\d{8}$/.test(n) },
  {
    format: 'usps_smartpost_20',
    carrier: 'fedex',
    accepts: (n) => digits(n, 20) && MAILER[92].test(`92${n}`) && closes(`92${n}`, gs1Check),
  },
  { format: 'dhl_express', carrier: 'dhl', accepts: (n) => /^\d{10,11}$/.test(n) && closes(n, mod7Check) },
  { format: 'dhl_express_piece_id', carrier: 'dhl', accepts: (n) => /^J[A-Z]{2,3}\d{9,10}$/.test(n) },
  {
    format: 'dhl_ecommerce',
    carrier: 'dhl',
    accepts: (n) => /^(GM|LX|RX|UV|CN|SG|TH|IN|HK|MY)\d[0-9A-Z]{9,38}$/.test(n),
  },
  { format: 'dhl_ecommerce_14', carrier: 'dhl', accepts: (n) => digits(n, 14) },
  {
    format: 'dhl_parcel_de',
    carrier: 'dhl',
    accepts: (n) => digits(n, 20) && n.startsWith('0034') && closes(n, gs1Check),
  },
  { format: 'amazon_logistics', carrier: 'amazon', accepts: (n) => /^TB[ACM]\d{12}$/.test(n) },
  { format: 'amazon_international', carrier: 'amazon', accepts: (n) => /^[AFC]\d{10}$/.test(n) },
  { format: 's10', carrier: 's10', accepts: (n) => isS10(n) && !n.endsWith('US') },
  { format: 's10_us', carrier: 'usps', accepts: (n) => isS10(n) && n.endsWith('US') },
];

/** The formats whose facts fit the string. */
export const acceptingFormats = (text: string): readonly string[] =>
  RULES.filter((rule) => rule.accepts(text)).map(({ format }) => format);

/** The carriers whose facts fit the string. */
export const acceptingCarriers = (text: string): readonly string[] => [
  ...new Set(RULES.filter((rule) => rule.accepts(text)).map((rule) => rule.carrier)),
];
