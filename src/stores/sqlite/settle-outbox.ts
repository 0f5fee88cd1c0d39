/** Notes how deliveries went. Relies on the primary key, and on `outbox_tracker` for what waits behind a retry. */

import type { Instant } from '../../time/clock.ts';
import { writeText } from '../portable-text.ts';
import { sql } from '../sql.ts';
import type { Settlement, Store } from '../store.ts';
import type { Database } from './database.ts';
import { NO_LEASE, update, type WrittenRow } from './rows.ts';

export const createSettleOutbox = (database: Database): Store['settleOutbox'] => {
  const { outbox } = database.tables;

  function isSettled(settlement: Settlement, now: Instant): boolean {
    const id = writeText(settlement.id);
    const [kept] = database.all(
      sql`select tracker_id, attempts from ${outbox}
      where id = ${id} and status = 'waiting' and lease = ${writeText(settlement.lease)} and leased_until > ${now}`,
    );
    if (kept === undefined) return false;
    database.run(update(outbox, settled(settlement, Number(kept['attempts']), now), sql`id = ${id}`));
    if (settlement.outcome === 'retry') holdBack(kept['tracker_id'] as string, settlement.retryAt);
    return true;
  }

  /** What waits behind a retry would only be looked at in vain until then. */
  function holdBack(writtenTrackerId: string, retryAt: Instant): void {
    const behind = sql`tracker_id = ${writtenTrackerId} and status = 'waiting' and next_attempt_at < ${retryAt}`;
    database.run(update(outbox, { next_attempt_at: retryAt }, behind));
  }

  return async (settlements, now) =>
    database.write(() => settlements.filter((settlement) => !isSettled(settlement, now)).map(({ id }) => id));
};

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
