/** Notes how deliveries went. Relies on the primary key, and on `outbox_tracker` for what waits behind a retry. */

import type { Instant } from '../../time/clock.ts';
import { writeText } from '../portable-text.ts';
import type { Settlement, Store } from '../store.ts';
import type { Database } from './database.ts';
import { update, type WrittenRow } from './rows.ts';

export const createSettleOutbox = (database: Database): Store['settleOutbox'] => {
  const { outbox } = database.tables;

  function isSettled(settlement: Settlement, now: Instant): boolean {
    const [kept] = database.all(
      `select tracker_id, attempts from ${outbox}
      where id = ? and status = 'waiting' and lease = ? and leased_until > ?`,
      writeText(settlement.id),
      writeText(settlement.lease),
      now,
    );
    if (kept === undefined) return false;
    const row = settled(settlement, Number(kept['attempts']), now);
    update(database, outbox, row, 'id = ?', writeText(settlement.id));
    if (settlement.outcome === 'retry') {
      // What waits behind it would only be looked at in vain until then.
      const { retryAt } = settlement;
      const behind = "tracker_id = ? and status = 'waiting' and next_attempt_at < ?";
      update(database, outbox, { next_attempt_at: retryAt }, behind, kept['tracker_id'] as string, retryAt);
    }
    return true;
  }

  return async (settlements, now) =>
    database.write(() => settlements.filter((settlement) => !isSettled(settlement, now)).map(({ id }) => id));
};

const NO_LEASE: WrittenRow = { lease: null, lease_owner: null, leased_until: null };

function settled(settlement: Settlement, attempts: number, now: Instant): WrittenRow {
  switch (settlement.outcome) {
    case 'delivered':
      return { ...NO_LEASE, status: 'delivered', delivered_at: now, last_error: null };
    case 'unsent':
      return { ...NO_LEASE, attempts: attempts - 1 };
    case 'retry':
      return { ...NO_LEASE, next_attempt_at: settlement.retryAt, last_error: writeText(settlement.error) };
    case 'dead':
      return { ...NO_LEASE, status: 'dead', last_error: writeText(settlement.error) };
  }
}
