/** Texts as shops, carriers and people write them, and the numbers a reader finds in them. */

import { expect, it } from 'vitest';
import { createDetection, defineFormat, extract } from '../../src/detect.ts';

const TEXTS: readonly (readonly [what: string, text: string, numbers: readonly string[]])[] = [
  [
    'a table of items above the tracking line',
    '<table><tr><th>Item</th><th>UPC</th><th>Qty</th></tr><tr><td>Widget</td><td>986578788855</td><td>2</td></tr></table><p>Shipped via FedEx. Tracking number 041441760228964</p>',
    ['041441760228964'],
  ],
  [
    'a column headed Tracking',
    '<table><tr><th>Order</th><th>Carrier</th><th>Tracking #</th></tr><tr><td>100200300400</td><td>FedEx</td><td>986578788855</td></tr></table>',
    ['986578788855'],
  ],
  [
    'an order number that is shaped like one',
    'Order #986578788855\nYour order has shipped with FedEx.\nTracking: 041441760228964',
    ['041441760228964'],
  ],
  [
    'a markdown table',
    '| SKU | UPC | Tracking |\n|---|---|---|\n| A1 | 986578788855 | 1Z5R89390357567127 |',
    ['1Z5R89390357567127'],
  ],
  [
    'a markdown list',
    '**Items**\n- Widget (986578788855)\n\nTrack your FedEx package: 041441760228964',
    ['041441760228964'],
  ],
  [
    'German, with an order',
    'Ihre DHL Sendungsnummer lautet 00340434161094022115. Bestellnummer: 302-1234567-1234567',
    ['00340434161094022115'],
  ],
  [
    'German, with a customer number shaped like one',
    'Sendungsnummer: JJD0099999999\nKundennummer: 3318810025',
    ['JJD0099999999'],
  ],
  [
    'French, with a longer order',
    'Votre colis DHL Express 3318810025 est en route. Commande n° 3318810025123',
    ['3318810025'],
  ],
  [
    'Spanish, in groups',
    'Número de seguimiento FedEx: 9865 7878 8855. Pedido 123456789012',
    ['986578788855'],
  ],
  [
    'telephones shaped like one',
    'Questions about your DHL shipment? Call 331-881-0025 or (331) 881-0025',
    [],
  ],
  [
    'an international telephone beside one',
    'DHL Kundenservice +49 228 4333112, Sendung 3318810025',
    ['3318810025'],
  ],
  ['groups of four', 'USPS Tracking #: 9400 1112 0620 6406 2607 87', ['9400111206206406260787']],
  ['a routing prefix', '420787459400111206206406260787', ['9400111206206406260787']],
  [
    'a forwarded mail',
    '> On Mon wrote:\n> Tracking Number: 1Z 5R8 939 03 5756 7127\n> Order 112-1234567-1234567',
    ['1Z5R89390357567127'],
  ],
  [
    'Amazon, with an order',
    'Your package TBA010000000000 is out for delivery. Order #113-0000000-0000000',
    ['TBA010000000000'],
  ],
  [
    'several carriers',
    'UPS: 1Z5R89390357567127, 1Z999AA10123456784 and FedEx 986578788855',
    ['1Z5R89390357567127', '1Z999AA10123456784', '986578788855'],
  ],
  ['a payment', 'Paid: Visa ending in 4242, card 4111111111111111, auth 986578788855', []],
  [
    'an IMEI shaped like one',
    'Phone IMEI 041441760228964 shipped by UPS 1Z5R89390357567127',
    ['1Z5R89390357567127'],
  ],
  ['halves on two lines', 'FedEx\n9865 7878\n8855 1234', []],
  [
    'a link whose other parameter is shaped like one',
    'Track: https://www.fedex.com/fedextrack/?trknbr=986578788855&utm=3318810025',
    ['986578788855'],
  ],
  [
    'a localized link',
    'https://www.dhl.com/de-de/home/tracking.html?tracking-id=00340434161094022115',
    ['00340434161094022115'],
  ],
  [
    'a link without the number in its text',
    '<a href="https://tools.usps.com/go/TrackConfirmAction?tLabels=9400111206206406260787">here</a>',
    ['9400111206206406260787'],
  ],
  [
    'a redirect',
    '<a href="https://click.shop.com/r?u=https%3A%2F%2Fwww.ups.com%2Ftrack%3Ftracknum%3D1Z5R89390357567127">Track</a>',
    ['1Z5R89390357567127'],
  ],
  [
    'a soft line end in a number',
    'Content-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n<td>FedEx tracking number: 9865=\n78788855</td>',
    ['986578788855'],
  ],
  ['a chat message', 'fedex says 986578788855 should arrive tmrw', ['986578788855']],
  ['Japanese', 'お問い合わせ番号 UPS 1Z5R89390357567127 です', ['1Z5R89390357567127']],
  ['full-width digits', 'UPS １Ｚ５Ｒ８９３９０３５７５６７１２７', ['1Z5R89390357567127']],
  ['a ZIP+4', 'Ship to: Springfield IL 62704-1234 USPS 9400111206206406260787', ['9400111206206406260787']],
  ['an invoice shaped like one', 'Invoice 986578788855 for FedEx services', []],
  ['a reference shaped like one', 'Reference: 3318810025. DHL waybill 3318810025', ['3318810025']],
  [
    'a form without a check digit',
    'DHL eCommerce tracking number GM295117494011169042 shipped',
    ['GM295117494011169042'],
  ],
  ['the post of another country', 'Royal Mail tracking RB123456785GB', ['RB123456785GB']],
  [
    'numbers pasted alone',
    '986578788855\n041441760228964\n1Z5R89390357567127',
    ['986578788855', '041441760228964', '1Z5R89390357567127'],
  ],
  [
    'comma-separated values',
    'order,tracking,carrier\n1001,986578788855,FedEx\n1002,1Z5R89390357567127,UPS',
    ['986578788855', '1Z5R89390357567127'],
  ],
  [
    'JSON',
    '{"order_id":"986578788855","tracking_number":"041441760228964","carrier":"fedex"}',
    ['041441760228964'],
  ],
  ['a compact timestamp', 'DHL 20260301123456 delivered', []],
  ['a weak form with its label', 'DHL tracking 60120172242323', ['60120172242323']],
  [
    'an item number below',
    'FedEx tracking number: 986578788855\nItems:\n1 x Widget 041441760228964 $12.00',
    ['986578788855'],
  ],
  [
    'a list below its heading',
    'Tracking Numbers:\n  986578788855\n  041441760228964\nThanks',
    ['986578788855', '041441760228964'],
  ],
];

it.each(TEXTS)('reads %s', (_what, text, numbers) => {
  expect(extract(text).map(({ trackingNumber }) => trackingNumber)).toEqual(numbers);
});

it('reads by a hint what a text alone leaves open', () => {
  expect(extract('986578788855 and 3318810025, as agreed', { hints: ['dhl'] })).toMatchObject([
    { carrier: 'dhl', trackingNumber: '3318810025' },
  ]);
});

it('reads formats of a host beside the built-in ones', () => {
  const acme = defineFormat({
    id: 'acme_parcel',
    carrier: 'acme',
    name: 'Acme parcel',
    lengths: [11],
    pattern: /^AC\d{9}$/,
    check: null,
    confidence: 0.95,
    evidence: ['prefix', 'length'],
    examples: { valid: ['AC123456789'], invalid: ['AC12345678'] },
  });
  const detection = createDetection({ formats: [acme] });
  expect(detection.detect('AC123-456-789')).toMatchObject([{ carrier: 'acme', url: null }]);
  expect(
    detection.extract('Parcels AC123456789 and 1Z5R89390357567127').map(({ carrier }) => carrier),
  ).toEqual(['acme', 'ups']);
});

it('goes by the pattern of a format whose lengths say more', () => {
  const acme = defineFormat({
    id: 'acme_digits',
    carrier: 'acme',
    name: 'Acme digits',
    lengths: [16, 17],
    characters: 'digits',
    pattern: /^\d{16}$/,
    check: null,
    confidence: 0.5,
    evidence: ['length'],
    examples: { valid: ['1234567890123456'], invalid: ['12345678901234567'] },
  });
  const { detect } = createDetection({ formats: [acme] });
  expect(detect('1234567890123456')).toHaveLength(1);
  expect(detect('12345678901234567')).toEqual([]);
});
