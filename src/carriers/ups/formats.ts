/** UPS's own tracking numbers. */

import { upsMod10 } from '../../detection/check-digits.ts';
import { defineFormat, type NumberFormat } from '../../detection/format.ts';

export const upsFormats: readonly NumberFormat[] = [
  defineFormat({
    id: 'ups_1z',
    carrier: 'ups',
    name: 'UPS 1Z',
    // Shipper (6), service (2), package (7), then the check digit, which is never a letter.
    pattern: /^1Z[0-9A-Z]{15}\d$/,
    check: (canonical) => upsMod10(canonical, 2, 17),
    examples: {
      valid: ['1Z5R89390357567127', '1Z999AA10123456784'],
      invalid: ['1Z5R89390357567128', '1Z5R8939035756712Z', '1Z5R8939035756712'],
    },
  }),
  defineFormat({
    id: 'ups_waybill',
    carrier: 'ups',
    name: 'UPS waybill',
    pattern: /^[AHJKTV]\d{10}$/,
    check: (canonical) => upsMod10(canonical, 1, 10),
    examples: { valid: ['K1506235620'], invalid: ['K1506235621', 'B1506235620', 'K150623562'] },
  }),
];
