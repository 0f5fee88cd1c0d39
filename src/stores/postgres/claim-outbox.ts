/**
 * Leases messages that are due, of each tracker the first. Relies on the partial index `outbox_due`, and on
 * `outbox_tracker` for what stands before a message. Rows that others hold are passed by.
 */

import { randomUUID } from 'node:crypto';
import type { OutboxMessage } from '../../outbox/message.ts';
import { readJson, writeText } from '../portable-text.ts';
import { sql } from '../sql.ts';
import type { Store } from '../store.ts';
import { type Database, laterSql } from './database.ts';

export const createClaimOutbox =
  ({ all, tables: { outbox }, moment }: Database): Store['claimOutbox'] =>
  async ({ now, limit, leaseMs, owner }) => {
    const lease = randomUUID();
    const rows = await all(sql`
      with due as materialized (
        select id, due_at from ${outbox} as mine
        where due_at <= ${moment(now)} and not exists (
          select 1 from ${outbox} as other
          where other.tracker_id = mine.tracker_id and other.status = 'waiting'
            and (other.sequence < mine.sequence or other.leased_until > ${moment(now)})
        )
        order by due_at, created_at, sequence limit ${limit} for update of mine skip locked
      ), claimed as (
        update ${outbox} as outbox set lease = ${lease}, lease_owner = ${writeText(owner)},
          leased_until = ${laterSql(moment(now), leaseMs)}, attempts = attempts + 1
        from due where outbox.id = due.id
        returning outbox.message, outbox.attempts, due.due_at, outbox.created_at, outbox.sequence
      )
      select message::text as message, attempts from claimed order by due_at, created_at, sequence`);
    return rows.map((row) => ({
      // Only messages are written there.
      message: readJson(row['message'] as string) as OutboxMessage,
      lease,
      attempts: Number(row['attempts']) - 1,
    }));
  };
