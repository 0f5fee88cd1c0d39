/** `npx tsx scripts/print-carriers.ts` prints the README's table of carriers; with `--write` it puts it there. */

import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { carriersTable, withTable } from './carriers-table.ts';

const README = fileURLToPath(new URL('../README.md', import.meta.url));

if (process.argv.includes('--write')) writeFileSync(README, withTable(readFileSync(README, 'utf8')));
else console.log(carriersTable());
