/** Replays, counts and deletes messages. Counting relies on `outbox_due`, deleting on `outbox_done`. */

import { checkInstant, checkOutboxSelection } from '../checks.ts';
import { replayConditions } from '../conditions.ts';
import { type Sql, sql } from '../sql.ts';
import type { Store } from '../store.ts';
import type { Database } from './database.ts';
import { isOneOf } from './list-trackers.ts';

export function createOutboxTending({
  all,
  tables: { outbox },
  moment,
}: Database): Pick<Store, 'replayOutbox' | 'outboxCounts' | 'purgeOutbox'> {
  /** How many rows a statement with `returning` has changed. */
  const changedBy = async (statement: Sql): Promise<number> => {
    const [row] = await all(
      sql`with changed as (${statement} returning 1) select count(*) as total from changed`,
    );
    return Number(row?.['total']);
  };

  return {
    async replayOutbox(selection, now) {
      checkOutboxSelection(selection);
      return changedBy(sql`
        update ${outbox} set status = 'waiting', next_attempt_at = ${moment(now)}, attempts = 0, delivered_at = null,
          last_error = null
        where ${replayConditions(selection, { isOneOf })}`);
    },
    async outboxCounts(now) {
      const [row] = await all(sql`
        select count(*) filter (where leased_until > ${moment(now)}) as leased, count(*) as total,
          (select count(*) from ${outbox} where status = 'dead') as dead
        from ${outbox} where due_at is not null`);
      const leased = Number(row?.['leased']);
      return { waiting: Number(row?.['total']) - leased, leased, dead: Number(row?.['dead']) };
    },
    async purgeOutbox(before) {
      checkInstant('before', before);
      return changedBy(sql`delete from ${outbox} where delivered_at < ${before}`);
    },
  };
}
