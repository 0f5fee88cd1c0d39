/** A SQLite handle that counts its statements, and may end before one of them: none that follows runs. */

import type { SqliteHandle } from 'parceltrail/stores/sqlite';

export type CountedHandle = SqliteHandle & { statements(): number };

export type CountOptions = {
  /** The first statement that doesn't run, by its place from 1. @default none */
  readonly endsBefore?: number | undefined;
  /** For controls: what transactions begin and end with is not run. @default true */
  readonly hasTransactions?: boolean | undefined;
};

const BOUNDARY = /^(?:begin|commit|rollback|savepoint|release)\b/;

export function countStatements(
  handle: SqliteHandle,
  { endsBefore = Number.POSITIVE_INFINITY, hasTransactions = true }: CountOptions = {},
): CountedHandle {
  let statements = 0;
  const counted = <Result>(run: () => Result): Result => {
    statements += 1;
    if (statements >= endsBefore) throw new Error('The handle has ended.');
    return run();
  };
  return {
    statements: () => statements,
    exec: (text) => counted(() => handle.exec(text)),
    prepare(text) {
      if (!hasTransactions && BOUNDARY.test(text)) return { all: () => [], run: () => ({ changes: 0 }) };
      const statement = handle.prepare(text);
      return {
        all: (...parameters) => counted(() => statement.all(...parameters)),
        run: (...parameters) => counted(() => statement.run(...parameters)),
      };
    },
  };
}
