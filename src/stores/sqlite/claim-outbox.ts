/**
 * Leases messages that are due, of each tracker the first. Relies on the partial index `outbox_due`, and on
 * `outbox_tracker` for what stands before a message.
 */

import { randomUUID } from 'node:crypto';
import type { OutboxMessage } from '../../outbox/message.ts';
import { toInstant } from '../../time/clock.ts';
import { readJson, writeText } from '../portable-text.ts';
import { sql } from '../sql.ts';
import type { Store } from '../store.ts';
import type { Database } from './database.ts';
import { update } from './rows.ts';

export const createClaimOutbox =
  (database: Database): Store['claimOutbox'] =>
  async ({ now, limit, leaseMs, owner }) =>
    database.write(() => {
      const { outbox } = database.tables;
      const due = database.all(
        sql`select id, attempts, message from ${outbox} as mine
        where due_at <= ${now} and not exists (
          select 1 from ${outbox} as other
          where other.tracker_id = mine.tracker_id and other.status = 'waiting'
            and (other.sequence < mine.sequence or other.leased_until > ${now})
        )
        order by due_at, created_at, sequence limit ${limit}`,
      );
      const lease = randomUUID();
      const until = toInstant(Date.parse(now) + leaseMs);
      return due.map(({ id, attempts: before, message }) => {
        const attempts = Number(before);
        const row = { lease, lease_owner: writeText(owner), leased_until: until, attempts: attempts + 1 };
        database.run(update(outbox, row, sql`id = ${id as string}`));
        // Only messages are written there.
        return { message: readJson(message as string) as OutboxMessage, lease, attempts };
      });
    });
