/** Amazon tracking-number formats. None has a check digit. */

import { defineFormat, type NumberFormat } from '../../detection/format.ts';

export const amazonFormats: readonly NumberFormat<'amazon'>[] = [
  defineFormat({
    id: 'amazon_logistics',
    carrier: 'amazon',
    name: 'Amazon Logistics',
    lengths: [15],
    characters: 'letters_and_digits',
    // A for the United States and others, C for Canada, M for Mexico.
    pattern: /^TB[ACM]\d{12}$/,
    check: null,
    confidence: 0.95,
    evidence: ['prefix', 'length'],
    examples: {
      valid: ['TBA010000000000', 'TBC010000000000', 'TBM010000000000'],
      invalid: ['TBB010000000000', 'TBA01'],
    },
  }),
  defineFormat({
    id: 'amazon_international',
    carrier: 'amazon',
    name: 'Amazon International',
    lengths: [11],
    characters: 'letters_and_digits',
    pattern: /^[AFC]\d{10}$/,
    check: null,
    confidence: 0.3,
    evidence: ['prefix', 'length'],
    examples: { valid: ['C1004444443'], invalid: ['B1004444443', 'C100444444'] },
  }),
];
