/** Every code table in a carrier's folder. */

import { readdirSync } from 'node:fs';
import type { CodeTable } from '../../src/normalization/code-table.ts';

export async function codeTablesOf(carrier: string): Promise<readonly CodeTable[]> {
  const folder = new URL(`../../src/carriers/${carrier}/`, import.meta.url);
  const files = readdirSync(folder).filter((file) => file.startsWith('codes'));
  const modules = await Promise.all(
    files.map((file) => import(/* @vite-ignore */ new URL(file, folder).href)),
  );
  // A file may list its tables as well as export them.
  const exported = modules.flatMap((module) => Object.values(module)).flat();
  return [...new Set(exported)].filter(isTable);
}

const isTable = (value: unknown): value is CodeTable =>
  typeof value === 'object' && value !== null && 'rows' in value && 'source' in value;
