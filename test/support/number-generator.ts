/**
 * Numbers of every format, right ones, broken ones and noise, written from the formats' public descriptions
 * with check digits of its own: what it shares with the code under test is only the facts.
 */

import type { Random } from './random.ts';

export type GeneratedNumber = {
  /** The name of the format in the public data. */
  readonly format: string;
  readonly carrier: string;
  /** What a label or a mail shows. */
  readonly input: string;
  /** What the carrier is asked for. */
  readonly trackingNumber: string;
};

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const ALPHANUMERIC = `0123456789${LETTERS}`;
const S10_SERVICES = 'ELMQRUVCH';
export const S10_COUNTRIES = (
  'AE AR AT AU BE BG BR CA CH CL CN CO CY CZ DE DK EE ES FI FR GB GR HK HR HU ID IE IL IN IS IT JP KR LT LU LV ' +
  'MA MT MX MY NL NO NZ PE PH PL PT RO RS SA SE SG SI SK TH TR TW UA US VN ZA'
).split(' ');
const USPS_SERVICES = '01 02 03 04 05 06 07 08 14 21 22 23 24 25 26 34 50 56 73 82 83 84 85 71'.split(' ');
const DHL_ECOMMERCE_PREFIXES = 'GM LX RX UV CN SG TH IN HK MY'.split(' ');

/** GS1: from the right 3,1,3,1… */
export function gs1Check(payload: string): string {
  const sum = [...payload]
    .reverse()
    .reduce((total, digit, at) => total + Number(digit) * (at % 2 ? 1 : 3), 0);
  return String((10 - (sum % 10)) % 10);
}

/** FedEx: from the right 1,3,7…, mod 11, 10 reads 0. */
export function fedexCheck(payload: string): string {
  const weights = [1, 3, 7] as const;
  const sum = [...payload]
    .reverse()
    .reduce((total, digit, at) => total + Number(digit) * (weights[at % 3] ?? 0), 0);
  return String((sum % 11) % 10);
}

/** UPS: from the left 1,2,1,2… without digit sums; a letter counts (its code - 63) mod 10. */
export function upsCheck(payload: string): string {
  const value = (sign: string) => (/\d/.test(sign) ? Number(sign) : (sign.charCodeAt(0) - 63) % 10);
  const sum = [...payload].reduce((total, sign, at) => total + value(sign) * (at % 2 ? 2 : 1), 0);
  return String((10 - (sum % 10)) % 10);
}

/** DHL Express: the payload mod 7. */
export const mod7Check = (payload: string): string => String(BigInt(payload) % 7n);

/** S10: 8 6 4 2 3 5 9 7, 11 - sum mod 11, 10 reads 0 and 11 reads 5. */
export function s10Check(payload: string): string {
  const weights = [8, 6, 4, 2, 3, 5, 9, 7];
  const sum = weights.reduce((total, weight, at) => total + weight * Number(payload.charAt(at)), 0);
  const check = 11 - (sum % 11);
  return String(check === 10 ? 0 : check === 11 ? 5 : check);
}

const closed = (payload: string, check: (payload: string) => string): string => payload + check(payload);

const fedex12 = (random: Random): string => closed(random.digits(11), fedexCheck);

/** Nine digits when the first is 9, else six. */
const mailer = (random: Random, first: string): string => first + random.digits(first === '9' ? 8 : 5);

function impb(random: Random, length: number, opening: string, mailerStarts: string): string {
  const head = opening + random.digits(3) + mailer(random, random.text(mailerStarts, 1));
  return closed(head + random.digits(length - 1 - head.length), gs1Check);
}

/** 420, the ZIP the parcel is routed to, and the number itself. */
function routed(random: Random, number: string, zipLengths: readonly number[]): string {
  return random.chance(0.2) ? `420${random.digits(random.pick(zipLengths))}${number}` : number;
}

function uspsLegacy(random: Random): { input: string; trackingNumber: string } {
  const payload = random.pick(USPS_SERVICES) + random.digits(17);
  const number = `${payload}${gs1Check(`91${payload}`)}`;
  const printed = random.chance(0.5) ? `91${number}` : number;
  return { input: routed(random, printed, [5, 9]), trackingNumber: printed };
}

const made = (format: string, carrier: string, input: string, trackingNumber = input): GeneratedNumber => ({
  format,
  carrier,
  input,
  trackingNumber,
});

const GENERATORS = {
  ups: (random: Random) => {
    const service = random.pick(['01', '02', '03', '12', '13', '42', '66', '68', '72', '90', 'YW', 'A8']);
    const payload = `${random.text(ALPHANUMERIC, 6)}${service}${random.digits(7)}`;
    return made('ups', 'ups', `1Z${closed(payload, upsCheck)}`);
  },
  ups_waybill: (random: Random) =>
    made('ups_waybill', 'ups', `${random.text('AHJKTV', 1)}${closed(random.digits(9), upsCheck)}`),
  fedex_12: (random: Random) => made('fedex_12', 'fedex', fedex12(random)),
  fedex_ground: (random: Random) => made('fedex_ground', 'fedex', closed(random.digits(14), gs1Check)),
  fedex_ground_sscc_18: (random: Random) =>
    made(
      'fedex_ground_sscc_18',
      'fedex',
      random.pick(['00', '01', '02']) + closed(random.digits(15), gs1Check),
    ),
  fedex_ground_96: (random: Random) => {
    const number = closed(random.digits(14), gs1Check);
    return made('fedex_ground_96', 'fedex', `96${random.digits(5)}${number}`, number);
  },
  fedex_ground_gsn: (random: Random) => {
    const number = fedex12(random);
    const head = `96${random.pick(['22', '32'])}${random.digits(16)}`;
    return made('fedex_ground_gsn', 'fedex', `${head}00${number}`, number);
  },
  fedex_34: (random: Random) => {
    const number = fedex12(random);
    return made('fedex_34', 'fedex', `${random.text('012', 1)}${random.digits(19)}00${number}`, number);
  },
  fedex_astra_32: (random: Random) => {
    const number = fedex12(random);
    return made('fedex_astra_32', 'fedex', `3${random.digits(15)}${number}${random.digits(4)}`, number);
  },
  usps_20: (random: Random) =>
    made('usps_20', 'usps', closed(random.pick(USPS_SERVICES) + random.digits(17), gs1Check)),
  usps_legacy: (random: Random) => {
    const { input, trackingNumber } = uspsLegacy(random);
    return made('usps_legacy', 'usps', input, trackingNumber);
  },
  usps_impb_n: (random: Random) => {
    const number = impb(random, random.pick([22, 22, 22, 26]), '94', '0123456789');
    return made('usps_impb_n', 'usps', routed(random, number, number.length === 22 ? [5, 9] : [5]), number);
  },
  usps_impb_c: (random: Random) => {
    const opening = random.pick(['92', '93', '95'] as const);
    const starts = { 92: '9', 93: '012345678', 95: '0123456789' }[opening];
    const number = impb(random, random.pick([22, 22, 22, 26]), opening, starts);
    return made('usps_impb_c', 'usps', routed(random, number, number.length === 22 ? [5, 9] : [5]), number);
  },
  dhl_express: (random: Random) =>
    made('dhl_express', 'dhl', closed(random.digits(random.pick([9, 9, 9, 10])), mod7Check)),
  dhl_express_piece_id: (random: Random) =>
    made('dhl_express_piece_id', 'dhl', random.pick(['JJD', 'JVGL']) + random.digits(random.between(9, 10))),
  dhl_ecommerce: (random: Random) =>
    made('dhl_ecommerce', 'dhl', random.pick(DHL_ECOMMERCE_PREFIXES) + random.digits(random.between(12, 20))),
  dhl_ecommerce_14: (random: Random) => made('dhl_ecommerce_14', 'dhl', random.digits(14)),
  dhl_parcel_de: (random: Random) =>
    made('dhl_parcel_de', 'dhl', closed(`00340434${random.digits(11)}`, gs1Check)),
  amazon_logistics: (random: Random) =>
    made('amazon_logistics', 'amazon', random.pick(['TBA', 'TBA', 'TBC', 'TBM']) + random.digits(12)),
  amazon_international: (random: Random) =>
    made('amazon_international', 'amazon', random.text('AFC', 1) + random.digits(10)),
  s10: (random: Random) => {
    const country = random.pick(S10_COUNTRIES);
    const number = closed(random.digits(8), s10Check);
    const input = `${random.text(S10_SERVICES, 1)}${random.text(LETTERS, 1)}${number}${country}`;
    return made('s10', country === 'US' ? 'usps' : 's10', input);
  },
} as const satisfies Record<string, (random: Random) => GeneratedNumber>;

export type GeneratedFormat = keyof typeof GENERATORS;

export const GENERATED_FORMATS = Object.keys(GENERATORS) as GeneratedFormat[]; // keys of a constant record

export const generateNumber = (format: GeneratedFormat, random: Random): GeneratedNumber =>
  GENERATORS[format](random);

/** The position of the check digit, counted from the end; formats without one aren't listed. */
const CHECK_FROM_END: Readonly<Record<string, number>> = {
  ups: 1,
  ups_waybill: 1,
  fedex_12: 1,
  fedex_ground: 1,
  fedex_ground_sscc_18: 1,
  fedex_ground_96: 1,
  fedex_ground_gsn: 1,
  fedex_34: 1,
  fedex_astra_32: 5,
  usps_20: 1,
  usps_legacy: 1,
  usps_impb_n: 1,
  usps_impb_c: 1,
  dhl_express: 1,
  dhl_parcel_de: 1,
  s10: 3,
};

/** The same number with another check digit, or null for a format that has none. */
export function corruptNumber({ format, input }: GeneratedNumber, random: Random): string | null {
  const fromEnd = CHECK_FROM_END[format];
  if (fromEnd === undefined) return null;
  const at = input.length - fromEnd;
  const wrong = (Number(input.charAt(at)) + random.between(1, 9)) % 10;
  return input.slice(0, at) + wrong + input.slice(at + 1);
}
