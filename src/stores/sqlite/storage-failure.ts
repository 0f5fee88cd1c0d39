/** Whether SQLite failed because of the database or the disk, not because of what was to be written. */

/** Busy, locked, read-only, input/output, corrupt, full, can't open, not a database: `sqlite3.h`. */
const NUMBERS = new Set([5, 6, 8, 10, 11, 13, 14, 26]);
const CODES = /^SQLITE_(?:BUSY|LOCKED|READONLY|IOERR|CORRUPT|FULL|CANTOPEN|NOTADB)/;

export function isStorageFailure(error: unknown): boolean {
  // better-sqlite3 and libsql say it in `code`, node:sqlite in `errcode`, whose last byte is the kind.
  const { code, errcode } = error as { readonly code?: unknown; readonly errcode?: unknown };
  if (typeof errcode === 'number') return NUMBERS.has(errcode & 0xff);
  return typeof code === 'string' && CODES.test(code);
}
