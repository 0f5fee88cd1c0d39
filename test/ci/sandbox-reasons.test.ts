/** The sandbox's reasons against the crosswalk of reasons; needs the fact files beside the checkout. */

import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { sandboxCodes } from '../../src/carriers/sandbox/codes.ts';
import { lookUp } from '../../src/normalization/code-table.ts';

const CROSSWALK = new URL('../../../shared/vocabulary/crosswalk-reasons.csv', import.meta.url);
/** Shown by no code: two are outcomes, one is what no row means. */
const WITHOUT_CODE = ['not_found', 'invalid_number', 'unmapped_code'];

it('shows each reason under the substatus the crosswalk gives it', () => {
  const [header = '', ...lines] = readFileSync(CROSSWALK, 'utf8').trim().split('\n');
  const column = header.split(',').indexOf('shippo_substatus');
  const rows = lines.map((line) => line.split(',')).filter(([reason = '']) => !WITHOUT_CODE.includes(reason));
  const shown = rows.map(([reason = '']) => {
    const meaning = lookUp(sandboxCodes, reason.toUpperCase());
    return `${meaning?.reason} ${meaning?.substatus}`;
  });
  expect(shown).toEqual(rows.map((row) => `${row[0]} ${row[column]}`));
  expect(rows).toHaveLength(48);
});
