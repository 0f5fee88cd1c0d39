/** How many trackers wait to be claimed. Relies on the partial index `polls_due`. */

import { readText } from '../portable-text.ts';
import { sql } from '../sql.ts';
import type { Store } from '../store.ts';
import { type Database, instantSql } from './database.ts';

export const createDueCounts =
  ({ all, tables: { polls }, moment }: Database): Store['dueCounts'] =>
  async (now) => {
    const rows = await all(
      sql`select carrier, count(*) as due, ${instantSql(sql`min(due_at)`)} as since
      from ${polls} where due_at <= ${moment(now)} group by carrier`,
    );
    return rows.map((row) => ({
      carrier: readText(row['carrier'] as string),
      due: Number(row['due']),
      since: row['since'] as string,
    }));
  };
