/** How many trackers wait to be claimed. Relies on the partial index `polls_due`. */

import { readText } from '../portable-text.ts';
import { rawSql, sql } from '../sql.ts';
import type { Store } from '../store.ts';
import type { Database } from './database.ts';

export const createDueCounts =
  (database: Database): Store['dueCounts'] =>
  async (now) =>
    database.read(() =>
      database
        .all(
          sql`select carrier, count(*) as due, min(due_at) as since
          from ${database.tables.polls} indexed by ${rawSql(`"${database.prefix}polls_due"`)}
          where due_at <= ${now} group by carrier`,
        )
        .map((row) => ({
          carrier: readText(row['carrier'] as string),
          due: Number(row['due']),
          since: row['since'] as string,
        })),
    );
