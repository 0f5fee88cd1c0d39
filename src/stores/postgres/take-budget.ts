/** Calls of a carrier's budget, shared by all processes. Relies on the primary key; the row is locked while it is counted. */

import { type SpentCalls, takeCalls } from '../budget-windows.ts';
import { readJson, writeJson, writeText } from '../portable-text.ts';
import { sql } from '../sql.ts';
import type { Store } from '../store.ts';
import { type Database, instantSql, laterSql } from './database.ts';

export function createBudgets({
  all,
  write,
  tables: { budgets },
  moment,
}: Database): Pick<Store, 'takeBudget' | 'pauseBudget'> {
  return {
    takeBudget: async ({ key, now, ...request }) =>
      write(async (session) => {
        const [row] = await session.all(sql`
          insert into ${budgets} as kept (key) values (${writeText(key)}) on conflict (key) do update set key = kept.key
          returning spent::text as spent, ${instantSql(sql`paused_until`)} as paused_until,
            ${instantSql(sql`${moment(now)}`)} as now`);
        const { grant, spent } = takeCalls(
          {
            // Only `takeCalls` makes what is written there.
            spent: readJson(row?.['spent'] as string) as SpentCalls,
            pausedUntil: row?.['paused_until'] as string | null,
          },
          { ...request, now: row?.['now'] as string },
        );
        if (grant.granted > 0) {
          await session.all(
            sql`update ${budgets} set spent = ${writeJson(spent)}::json where key = ${writeText(key)}`,
          );
        }
        return grant;
      }),
    async pauseBudget(key, until, now) {
      const resumedAt = laterSql(moment(now), Date.parse(until) - Date.parse(now));
      await all(sql`
        insert into ${budgets} as kept (key, paused_until) values (${writeText(key)}, ${resumedAt})
        on conflict (key) do update set paused_until = greatest(kept.paused_until, excluded.paused_until)`);
    },
  };
}
