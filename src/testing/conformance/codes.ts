/** Code tables say what they mean in the model's words. */

import { isReason } from '../../model/reason.ts';
import { isSubstatus } from '../../model/status.ts';
import type { CodeRow } from '../../normalization/code-table.ts';
import { equal, ok } from './expect.ts';
import { conformanceCase, type ThemeCases } from './theme.ts';

export const codeCases: ThemeCases = ({ codes }) => [
  ...(codes.length < 2
    ? []
    : [
        conformanceCase('has an id of its own for each table', () => {
          const ids = codes.map(({ id }) => id);
          equal(
            ids.filter((id, place) => ids.indexOf(id) !== place),
            [],
          );
        }),
      ]),
  ...codes.map(({ id, source, rows }) =>
    conformanceCase(`gives every code of ${id} a known meaning`, () => {
      const unknown = Object.entries(rows).filter(([, row]) => !isKnown(row));
      equal(
        unknown.map(([code, row]) => `${code}: ${meaningOf(row)}`),
        [],
      );
      ok(source.trim() !== '', 'the table names no source');
    }),
  ),
];

const meaningOf = (row: CodeRow): string => (typeof row === 'string' ? row : row.means);

function isKnown(row: CodeRow): boolean {
  const [substatus = '', reason, ...more] = meaningOf(row).split(':');
  const isWord = substatus === '-' || isSubstatus(substatus);
  return isWord && (reason === undefined || isReason(reason)) && more.length === 0;
}
