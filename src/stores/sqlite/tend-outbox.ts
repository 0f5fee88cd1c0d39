/** Replays, counts and deletes messages. Counting relies on `outbox_due`, deleting on `outbox_done`. */

import { checkInstant, checkOutboxSelection } from '../checks.ts';
import type { Store } from '../store.ts';
import { conditionsOfReplay } from './conditions.ts';
import type { Database } from './database.ts';
import { update, type WrittenRow } from './rows.ts';

const ANEW: WrittenRow = { status: 'waiting', attempts: 0, delivered_at: null, last_error: null };

export function createOutboxTending(
  database: Database,
): Pick<Store, 'replayOutbox' | 'outboxCounts' | 'purgeOutbox'> {
  const { outbox } = database.tables;
  return {
    async replayOutbox(selection, now) {
      checkOutboxSelection(selection);
      const { conditions, parameters } = conditionsOfReplay(selection);
      const condition = ["status <> 'waiting'", ...conditions].join(' and ');
      return database.write(() =>
        update(database, outbox, { ...ANEW, next_attempt_at: now }, condition, ...parameters),
      );
    },
    outboxCounts: async (now) =>
      database.read(() => {
        const [waiting] = database.all(
          `select count(*) as total, count(case when leased_until > ? then 1 end) as leased
          from ${outbox} where due_at is not null`,
          now,
        );
        const [dead] = database.all(`select count(*) as total from ${outbox} where status = 'dead'`);
        const leased = Number(waiting?.['leased']);
        return { waiting: Number(waiting?.['total']) - leased, leased, dead: Number(dead?.['total']) };
      }),
    async purgeOutbox(before) {
      checkInstant('before', before);
      return database.write(() => database.run(`delete from ${outbox} where delivered_at < ?`, before));
    },
  };
}
