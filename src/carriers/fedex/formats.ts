/** FedEx's tracking numbers and the barcodes they are printed in. */

import { fedexMod11, gs1Mod10 } from '../../detection/check-digits.ts';
import { defineFormat, type NumberFormat } from '../../detection/format.ts';

const EXPRESS_LENGTH = 12;
const GROUND_LENGTH = 15;

/** Where the Express number begins in an ASTRA barcode. */
const ASTRA_NUMBER_AT = 16;

const lastExpress = (canonical: string): string => canonical.slice(-EXPRESS_LENGTH);

export const fedexFormats: readonly NumberFormat[] = [
  defineFormat({
    id: 'fedex_12',
    carrier: 'fedex',
    name: 'FedEx Express 12',
    pattern: /^\d{12}$/,
    check: (canonical) => fedexMod11(canonical, 0, 11),
    examples: { valid: ['986578788855', '797806677146'], invalid: ['986578788856', '9865787888555'] },
  }),
  defineFormat({
    id: 'fedex_ground',
    carrier: 'fedex',
    name: 'FedEx Ground 15',
    pattern: /^\d{15}$/,
    check: (canonical) => gs1Mod10(canonical, 0, 14),
    examples: { valid: ['041441760228964'], invalid: ['041441760228965', '04144176022896'] },
  }),
  defineFormat({
    id: 'fedex_ground_sscc_18',
    carrier: 'fedex',
    name: 'FedEx Ground SSCC-18',
    pattern: /^\d{18}$/,
    // The two digits of the container type before it are left out of the sum.
    check: (canonical) => gs1Mod10(canonical, 2, 17),
    examples: { valid: ['000123450000000027'], invalid: ['000123450000000028'] },
  }),
  defineFormat({
    id: 'fedex_ground_96',
    carrier: 'fedex',
    name: 'FedEx Ground 96',
    pattern: /^96\d{20}$/,
    check: (canonical) => gs1Mod10(canonical, 7, 21),
    toTrackingNumber: (canonical) => canonical.slice(-GROUND_LENGTH),
    examples: { valid: ['9611020987654312345672'], invalid: ['9611020987654312345673'] },
  }),
  defineFormat({
    id: 'fedex_ground_gsn',
    carrier: 'fedex',
    name: 'FedEx Ground GSN',
    // 22, or 32 for shippers whose number has nine digits.
    pattern: /^96[23]2\d{30}$/,
    check: (canonical) => fedexMod11(canonical, 20, 33),
    toTrackingNumber: lastExpress,
    examples: {
      valid: ['9622001560001234567100794808390594'],
      invalid: ['9622001560001234567100794808390595', '9612001560001234567100794808390594'],
    },
  }),
  defineFormat({
    id: 'fedex_34',
    carrier: 'fedex',
    name: 'FedEx Express 34',
    pattern: /^[0-8]\d{33}$/,
    check: (canonical) => fedexMod11(canonical, 20, 33),
    toTrackingNumber: lastExpress,
    examples: {
      valid: ['1001921334250001000300779017972697'],
      invalid: ['1001921334250001000300779017972698'],
    },
  }),
  defineFormat({
    id: 'fedex_astra_32',
    carrier: 'fedex',
    name: 'FedEx Express ASTRA 32',
    pattern: /^3\d{31}$/,
    // Four more digits follow the number, so its check digit is not the last.
    check: (canonical) => fedexMod11(canonical, ASTRA_NUMBER_AT, ASTRA_NUMBER_AT + 11),
    toTrackingNumber: (canonical) => canonical.slice(ASTRA_NUMBER_AT, ASTRA_NUMBER_AT + EXPRESS_LENGTH),
    examples: {
      valid: ['32971514560102447849175802862014'],
      invalid: ['32971514560102447849185802862014'],
    },
  }),
];
