/**
 * Notes how deliveries went. Relies on the primary key, and on `outbox_tracker` for what waits behind a retry. Locks
 * messages by id.
 */

import { readText } from '../portable-text.ts';
import { sql } from '../sql.ts';
import type { Settlement, Store } from '../store.ts';
import { givenRows } from './columns.ts';
import type { Database } from './database.ts';

const COLUMNS = { id: 'text', lease: 'text', outcome: 'text', retry_at: 'timestamptz', error: 'text' };

export const createSettleOutbox =
  ({ all, tables: { outbox }, moment }: Database): Store['settleOutbox'] =>
  async (settlements, now) => {
    if (settlements.length === 0) return [];
    const rows = await all(sql`
      with settled as materialized (
        select outbox.id, outbox.tracker_id, given.outcome, given.retry_at, given.error from ${outbox} as outbox
        join ${givenRows(firstOfEach(settlements).map(toRow), COLUMNS)}
          on given.id = outbox.id and given.lease = outbox.lease
        where status = 'waiting' and leased_until > ${moment(now)} order by outbox.id for update of outbox
      ), noted as (
        update ${outbox} as outbox set
          status = case when outcome in ('delivered', 'dead') then outcome else status end,
          delivered_at = case when outcome = 'delivered' then ${moment(now)} end,
          next_attempt_at = case when outcome = 'retry' then retry_at else next_attempt_at end,
          attempts = case when outcome = 'unsent' then attempts - 1 else attempts end,
          last_error = case when outcome = 'unsent' then last_error else error end,
          lease = null, lease_owner = null, leased_until = null
        from settled where outbox.id = settled.id
      ), held_back as (
        -- What waits behind a retry would only be looked at in vain until then.
        update ${outbox} as outbox set next_attempt_at = settled.retry_at
        from settled where settled.outcome = 'retry' and outbox.tracker_id = settled.tracker_id
          and outbox.status = 'waiting' and outbox.next_attempt_at < settled.retry_at
          and outbox.id not in (select id from settled)
      )
      select id from settled`);
    const held = new Set(rows.map((row) => readText(row['id'] as string)));
    return settlements.map(({ id }) => id).filter((id) => !held.delete(id));
  };

const toRow = (settlement: Settlement) => ({
  id: settlement.id,
  lease: settlement.lease,
  outcome: settlement.outcome,
  retry_at: settlement.outcome === 'retry' ? settlement.retryAt : null,
  error: 'error' in settlement ? settlement.error : null,
});

/** A message that is settled twice is lost the second time. */
const firstOfEach = (settlements: readonly Settlement[]): Settlement[] => [
  ...new Map(settlements.toReversed().map((settlement) => [settlement.id, settlement])).values(),
];
