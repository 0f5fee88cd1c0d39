/** Follows the rows and cells of tables, to tell which heading a cell stands under. */

import type { ReaderTextBuilder } from './reader-text.ts';

/** What is known of a table that is open. */
type Table = {
  /** The cells of the row that names the columns. */
  headers: readonly number[] | undefined;
  row: number[];
  headingCells: number;
  isFirstRow: boolean;
};

export type TableReader = { open(name: string): void; close(name: string): void };

/** A first row of so many cells names columns even where its cells aren't marked as headings. */
const MIN_COLUMNS = 3;

export function createTableReader(builder: ReaderTextBuilder): TableReader {
  const tables: Table[] = [];
  return {
    open(name) {
      if (name === 'table') tables.push({ headers: undefined, row: [], headingCells: 0, isFirstRow: true });
      const table = tables.at(-1);
      if (table === undefined) return;
      if (name === 'tr') endRow(table);
      if (name !== 'td' && name !== 'th') return;
      if (name === 'th') table.headingCells += 1;
      table.row.push(builder.cell(table.headers?.[table.row.length]));
    },
    close(name) {
      if (name === 'tr' && tables.length > 0) endRow(tables.at(-1) as Table);
      if (name !== 'table') return;
      tables.pop();
      // What follows stands under no heading.
      builder.cell(undefined);
    },
  };
}

function endRow(table: Table): void {
  const { row, headers, headingCells, isFirstRow } = table;
  if (row.length === 0) return;
  if (headers === undefined && (headingCells > 1 || (isFirstRow && row.length >= MIN_COLUMNS)))
    table.headers = row;
  table.row = [];
  table.headingCells = 0;
  table.isFirstRow = false;
}
