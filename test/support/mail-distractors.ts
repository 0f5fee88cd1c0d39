/** What stands around tracking numbers in real mails and isn't one: among it the values whose check digits fit. */

import { fedexCheck, gs1Check, mod7Check } from './number-generator.ts';
import type { Random } from './random.ts';

export type Distractor = { readonly label: string; readonly value: string };

/** Draws until the last digit is also the check digit of the given sum; one draw in ten is. */
function colliding(draw: () => string, check: (payload: string) => string): string {
  for (;;) {
    const value = draw();
    const digits = value.replace(/\D/g, '');
    if (check(digits.slice(0, -1)) === digits.slice(-1)) return value;
  }
}

function luhnClosed(payload: string): string {
  const sum = [...payload].reverse().reduce((total, digit, at) => {
    const doubled = Number(digit) * (at % 2 ? 1 : 2);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return payload + ((10 - (sum % 10)) % 10);
}

const two = (value: number): string => String(value).padStart(2, '0');

const phoneDigits = (random: Random): string =>
  random.text('23456789', 1) + random.digits(2) + random.text('23456789', 1) + random.digits(6);

function phone(random: Random): string {
  const ten = random.chance(0.4) ? colliding(() => phoneDigits(random), mod7Check) : phoneDigits(random);
  const [area, exchange, line] = [ten.slice(0, 3), ten.slice(3, 6), ten.slice(6)];
  return random.pick([
    `(${area}) ${exchange}-${line}`,
    `${area}-${exchange}-${line}`,
    `+1 ${area} ${exchange} ${line}`,
    `1-${area}-${exchange}-${line}`,
    `${area}.${exchange}.${line}`,
    ten,
    `+49 ${random.digits(3)} ${random.digits(7)}`,
    `+33 1 ${random.digits(2)} ${random.digits(2)} ${random.digits(2)} ${random.digits(2)}`,
    `0049${random.digits(10)}`,
  ]);
}

const day = (random: Random): readonly [string, string, string] => [
  String(random.between(2023, 2027)),
  two(random.between(1, 12)),
  two(random.between(1, 28)),
];

function date(random: Random): string {
  const [year, month, dayOfMonth] = day(random);
  const time = `${two(random.below(24))}:${two(random.below(60))}`;
  return random.pick([
    `${year}-${month}-${dayOfMonth}`,
    `${month}/${dayOfMonth}/${year}`,
    `${dayOfMonth}.${month}.${year} ${time}`,
    `March ${Number(dayOfMonth)}, ${year} at ${time}`,
    `${year}-${month}-${dayOfMonth}T${time}:${two(random.below(60))}Z`,
  ]);
}

const timestamp = (random: Random): string =>
  day(random).join('') + two(random.below(24)) + two(random.below(60)) + two(random.below(60));

function price(random: Random): string {
  const [whole, thousands, cents] = [random.between(1, 999), random.digits(3), random.digits(2)];
  return random.pick([
    `$${whole}.${cents}`,
    `$${whole},${thousands}.${cents}`,
    `${whole}.${thousands},${cents} €`,
    `USD ${whole}.${cents}`,
    `£${whole}.${cents}`,
  ]);
}

function orderNumber(random: Random): string {
  return random.pick([
    `${random.digits(3)}-${random.digits(7)}-${random.digits(7)}`,
    `#${random.between(1000, 99999)}`,
    `ORD-${random.between(2023, 2027)}-${random.digits(6)}`,
    random.digits(random.between(8, 14)),
    colliding(() => random.digits(12), fedexCheck),
    colliding(() => random.digits(10), mod7Check),
    `W${random.digits(9)}`,
    `B${random.digits(10)}`,
  ]);
}

const upc = (random: Random): string => {
  const draw = () => {
    const payload = random.digits(11);
    return payload + gs1Check(payload);
  };
  return random.chance(0.5) ? colliding(draw, fedexCheck) : draw();
};

const imei = (random: Random): string => {
  const draw = () => luhnClosed(`35${random.digits(12)}`);
  return random.chance(0.5) ? colliding(draw, gs1Check) : draw();
};

function card(random: Random): string {
  if (random.chance(0.4)) {
    const amex = colliding(() => luhnClosed(`37${random.digits(12)}`), gs1Check);
    return random.pick([amex, `${amex.slice(0, 4)} ${amex.slice(4, 10)} ${amex.slice(10)}`]);
  }
  const visa = luhnClosed(`4${random.digits(14)}`);
  const groups = [visa.slice(0, 4), visa.slice(4, 8), visa.slice(8, 12), visa.slice(12)];
  return random.pick([visa, groups.join(' '), groups.join('-'), `**** **** **** ${visa.slice(12)}`]);
}

const hex = (random: Random, length: number): string => random.text('0123456789abcdef', length);

export const uuid = (random: Random): string =>
  [8, 4, 4, 4, 12].map((length) => hex(random, length)).join('-');

const invoice = (random: Random): string =>
  random.pick([
    `INV-${random.digits(8)}`,
    `${random.between(2023, 2027)}${random.digits(8)}`,
    `RE${random.digits(10)}`,
    colliding(() => random.digits(12), fedexCheck),
  ]);

const gtin14 = (random: Random): string => {
  const payload = random.digits(13);
  return payload + gs1Check(payload);
};

export const zipCode = (random: Random): string =>
  random.chance(0.5) ? `${random.digits(5)}-${random.digits(4)}` : random.digits(5);

const KINDS: Readonly<Record<string, { labels: readonly string[]; value: (random: Random) => string }>> = {
  phone: { labels: ['Phone', 'Call us', 'Tel', 'Customer service', 'Mobile', 'Fax'], value: phone },
  order: {
    labels: ['Order number', 'Order', 'Order #', 'Order ID', 'Order no.', 'PO number'],
    value: orderNumber,
  },
  price: { labels: ['Total', 'Subtotal', 'Shipping', 'Tax', 'Amount paid'], value: price },
  date: { labels: ['Date', 'Order date', 'Ship date', 'Estimated delivery', 'Printed'], value: date },
  zip: { labels: ['ZIP', 'Ship to', 'Postal code'], value: zipCode },
  upc: { labels: ['UPC', 'UPC-A', 'Barcode', 'EAN/UPC'], value: upc },
  imei: { labels: ['IMEI', 'IMEI 1', 'Device IMEI'], value: imei },
  card: { labels: ['Card', 'Paid with card', 'Payment method', 'Gift card', 'Credit card'], value: card },
  uuid: { labels: ['Reference', 'Request id', 'Message ID', 'Correlation id'], value: uuid },
  invoice: { labels: ['Invoice', 'Invoice number', 'Invoice no.', 'Receipt'], value: invoice },
  timestamp: { labels: ['Timestamp', 'Generated', 'Created', 'Batch time'], value: timestamp },
  unix: { labels: ['Timestamp', 'ts', 'Epoch'], value: (random) => `17${random.digits(8)}` },
  gtin: { labels: ['GTIN', 'GTIN-14', 'Case code'], value: gtin14 },
  ean: { labels: ['EAN', 'ISBN', 'Article'], value: (random) => `978${random.digits(10)}` },
  sku: {
    labels: ['SKU', 'Item', 'ASIN', 'Model'],
    value: (random) => `B0${random.text('0123456789ABCDFGHJK', 8)}`,
  },
  vin: { labels: ['VIN'], value: (random) => `1HGCM${random.text('0123456789ABCDEFGHJKLMNPRSTUVWXYZ', 12)}` },
  iban: {
    labels: ['IBAN'],
    value: (random) =>
      `DE${random.digits(2)} ${random.digits(4)} ${random.digits(4)} ${random.digits(4)} ${random.digits(4)} ${random.digits(2)}`,
  },
  vat: { labels: ['VAT ID', 'USt-IdNr.', 'EIN'], value: (random) => `DE${random.digits(9)}` },
  account: {
    labels: ['Customer number', 'Account', 'Member ID', 'Account no.'],
    value: (random) => random.digits(random.between(8, 12)),
  },
  ticket: {
    labels: ['Ticket', 'Case number', 'Case ID'],
    value: (random) => random.digits(random.between(8, 14)),
  },
  serial: {
    labels: ['Serial number', 'S/N', 'Serial'],
    value: (random) => random.text('0123456789ABCDEFGHJKLMNPQRSTUVWXYZ', 12),
  },
  weight: {
    labels: ['Weight', 'Dimensions'],
    value: (random) => random.pick([`${random.between(1, 40)}.${random.digits(1)} lbs`, '12 x 10 x 8 in']),
  },
};

const KIND_NAMES = Object.keys(KINDS);

/** Distractors of the kinds asked for, or of any kind. */
export function distractor(random: Random, kinds: readonly string[] = KIND_NAMES): Distractor {
  const kind = KINDS[random.pick(kinds)];
  if (kind === undefined) throw new Error('No such kind of distractor.');
  return { label: random.pick(kind.labels), value: kind.value(random) };
}
