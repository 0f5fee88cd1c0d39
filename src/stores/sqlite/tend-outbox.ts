/** Replays, counts and deletes messages. Counting relies on `outbox_due`, deleting on `outbox_done`. */

import { checkInstant, checkOutboxSelection } from '../checks.ts';
import { replayConditions } from '../conditions.ts';
import { sql } from '../sql.ts';
import type { Store } from '../store.ts';
import type { Database } from './database.ts';
import { isOneOf } from './list-trackers.ts';
import { update, type WrittenRow } from './rows.ts';

const ANEW: WrittenRow = { status: 'waiting', attempts: 0, delivered_at: null, last_error: null };

export function createOutboxTending(
  database: Database,
): Pick<Store, 'replayOutbox' | 'outboxCounts' | 'purgeOutbox'> {
  const { outbox } = database.tables;
  return {
    async replayOutbox(selection, now) {
      checkOutboxSelection(selection);
      const row = { ...ANEW, next_attempt_at: now };
      return database.write(() =>
        database.run(update(outbox, row, replayConditions(selection, { isOneOf }))),
      );
    },
    outboxCounts: async (now) =>
      database.read(() => {
        const [waiting] = database.all(
          sql`select count(*) as total, count(case when leased_until > ${now} then 1 end) as leased
          from ${outbox} where due_at is not null`,
        );
        const [dead] = database.all(sql`select count(*) as total from ${outbox} where status = 'dead'`);
        const leased = Number(waiting?.['leased']);
        return { waiting: Number(waiting?.['total']) - leased, leased, dead: Number(dead?.['total']) };
      }),
    async purgeOutbox(before) {
      checkInstant('before', before);
      return database.write(() => database.run(sql`delete from ${outbox} where delivered_at < ${before}`));
    },
  };
}
