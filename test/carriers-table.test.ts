/** The README's table of carriers says what the adapters say. */

import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import manifest from '../package.json' with { type: 'json' };
import { builtInAdapters, carriersTable, markedTable, withTable } from '../scripts/carriers-table.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

it('is the one that the adapters give; `npx tsx scripts/print-carriers.ts --write` makes it so', () => {
  expect(markedTable(readme)).toBe(carriersTable());
});

it('has a row for every carrier the package offers', () => {
  const offered = Object.keys(manifest.exports)
    .filter((subpath) => subpath.startsWith('./carriers/'))
    .map((subpath) => subpath.replace('./carriers/', ''));
  expect(builtInAdapters.map(({ id }) => id).sort()).toEqual(offered.sort());
});

it('changes with an adapter, and nothing else of the README does', () => {
  const table = carriersTable(
    builtInAdapters.map((adapter) => ({
      ...adapter,
      capabilities: {
        ...adapter.capabilities,
        batchSize: 7,
        push: false,
        scope: 'own_labels',
        quota: { perHour: 60, perDay: 1_500 },
      },
    })),
  );
  expect(table).not.toBe(carriersTable());
  expect(table).toContain('| 7 | no |');
  expect(table).toContain('its own labels | 60 an hour, 1,500 a day |');
  expect(withTable(readme.replace(carriersTable(), table))).toBe(readme);
});
