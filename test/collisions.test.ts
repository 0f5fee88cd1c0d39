/** Which formats share numbers: of 400 numbers made for each format, how many the other formats read too. */

import { expect, it } from 'vitest';
import { detect } from '../src/detect.ts';
import { GENERATED_FORMATS, generateNumber } from './support/number-generator.ts';
import { seededRandom } from './support/random.ts';

const NUMBERS = 400;

function sharedBy(format: (typeof GENERATED_FORMATS)[number]): string {
  const random = seededRandom(7);
  const counts = new Map<string, number>();
  for (let count = 0; count < NUMBERS; count += 1) {
    const [, ...others] = detect(generateNumber(format, random).input);
    for (const other of others) counts.set(other.format, (counts.get(other.format) ?? 0) + 1);
  }
  const shares = [...counts].sort(([a], [b]) => a.localeCompare(b));
  return `${format}: ${shares.map(([other, count]) => `${other} ${((100 * count) / NUMBERS).toFixed(0)} %`).join(', ') || 'none'}`;
}

it('shares numbers between formats as listed, and no others', () => {
  expect(GENERATED_FORMATS.map(sharedBy)).toMatchInlineSnapshot(`
    [
      "ups: none",
      "ups_waybill: amazon_international 15 %",
      "fedex_12: none",
      "fedex_ground: none",
      "fedex_ground_sscc_18: none",
      "fedex_ground_96: none",
      "fedex_ground_gsn: none",
      "fedex_34: none",
      "fedex_astra_32: none",
      "usps_20: none",
      "usps_legacy: fedex_34 1 %",
      "usps_impb_n: fedex_34 2 %",
      "usps_impb_c: fedex_34 2 %",
      "dhl_express: usps_82 1 %",
      "dhl_express_piece_id: none",
      "dhl_ecommerce: none",
      "dhl_ecommerce_14: none",
      "dhl_parcel_de: usps_20 100 %",
      "amazon_logistics: none",
      "amazon_international: amazon_international 2 %",
      "s10: dhl_ecommerce 2 %",
    ]
  `);
});
