/** UPS tracking-number formats. */

import { defineFormat, type NumberFormat } from '../../detection/format.ts';

/** Service codes at positions 9 and 10 of a 1Z number; unknown ones are not invalid. */
const SERVICES: Readonly<Record<string, string>> = {
  '01': 'Next Day Air',
  '02': '2nd Day Air',
  '03': 'Ground',
  '12': '3 Day Select',
  YW: 'SurePost',
};

export const upsFormats: readonly NumberFormat<'ups'>[] = [
  defineFormat({
    id: 'ups_1z',
    carrier: 'ups',
    name: 'UPS 1Z',
    lengths: [18],
    characters: 'letters_and_digits',
    pattern: /^1Z[0-9A-Z]{15}\d$/,
    check: { algorithm: 'alternating_mod10', from: 2 },
    confidence: 0.99,
    evidence: ['prefix', 'length'],
    details: (canonical) => {
      const code = canonical.slice(8, 10);
      return { service: SERVICES[code], partner: code === 'YW' ? 'usps' : undefined };
    },
    examples: {
      valid: ['1Z5R89390357567127', '1Z999AA10123456784'],
      invalid: ['1Z5R89390357567128', '1Z5R8939035756712A', '2Z5R89390357567127'],
    },
  }),
  defineFormat({
    id: 'ups_waybill',
    carrier: 'ups',
    name: 'UPS waybill',
    lengths: [11],
    characters: 'letters_and_digits',
    pattern: /^[AHJKTV]\d{10}$/,
    check: { algorithm: 'alternating_mod10', from: 1 },
    confidence: 0.6,
    evidence: ['prefix', 'length'],
    examples: { valid: ['K1506235620'], invalid: ['K1506235621', 'B1506235620'] },
  }),
  defineFormat({
    id: 'ups_mail_innovations',
    carrier: 'ups',
    name: 'UPS Mail Innovations',
    lengths: [26],
    characters: 'digits',
    pattern: /^927489\d{20}$/,
    check: { algorithm: 'gs1_mod10' },
    confidence: 0.8,
    evidence: ['prefix', 'length', 'mailer_rule'],
    routed: true,
    details: () => ({ service: 'Mail Innovations', partner: 'usps' }),
    examples: { valid: ['92748902711539543475497874'], invalid: ['92748902711539543475497875'] },
  }),
];
