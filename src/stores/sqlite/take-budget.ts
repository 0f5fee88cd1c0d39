/** Calls of a carrier's budget, shared by all processes. Relies on the primary key. */

import { type SpentCalls, takeCalls } from '../budget-windows.ts';
import { readJson, writeJson, writeText } from '../portable-text.ts';
import { sql } from '../sql.ts';
import type { Store } from '../store.ts';
import type { Database } from './database.ts';

export function createBudgets(database: Database): Pick<Store, 'takeBudget' | 'pauseBudget'> {
  const { budgets } = database.tables;
  return {
    takeBudget: async ({ key, ...request }) =>
      database.write(() => {
        const [kept] = database.all(
          sql`select spent, paused_until from ${budgets} where key = ${writeText(key)}`,
        );
        const { grant, spent } = takeCalls(
          {
            // Only `takeCalls` makes what is written there.
            spent: readJson((kept?.['spent'] as string | undefined) ?? '{}') as SpentCalls,
            pausedUntil: (kept?.['paused_until'] as string | null | undefined) ?? null,
          },
          request,
        );
        if (grant.granted > 0) {
          database.run(
            sql`insert into ${budgets} (key, spent) values (${writeText(key)}, ${writeJson(spent)})
            on conflict (key) do update set spent = excluded.spent`,
          );
        }
        return grant;
      }),
    async pauseBudget(key, until) {
      database.write(() =>
        database.run(
          sql`insert into ${budgets} (key, paused_until) values (${writeText(key)}, ${until})
          on conflict (key) do update set paused_until = max(coalesce(paused_until, ''), excluded.paused_until)`,
        ),
      );
    },
  };
}
