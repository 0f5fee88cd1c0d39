/** Filters as SQL. The columns are named alike in all databases; where they differ, the dialect says how. */

import type { Metadata } from '../model/tracker.ts';
import { writeTenant, writeText } from './portable-text.ts';
import { joinSql, rawSql, type Sql, sql } from './sql.ts';
import type { ListFilter, OutboxSelection, PagePosition, PurgeSelection } from './store.ts';

export type Dialect = {
  /** Whether a column of text is one of a list. */
  isOneOf(column: Sql, texts: readonly string[]): Sql;
  /** Whether metadata may be what is wanted. */
  hasMetadata(wanted: Metadata): Sql;
};

/** Of `trackers`, joined with `polls`. */
export const listConditions = (
  filter: ListFilter,
  after: PagePosition | undefined,
  { isOneOf, hasMetadata }: Dialect,
): Sql =>
  all([
    isTenant(filter.tenantId),
    isAny('carrier', filter.carrier, isOneOf),
    isAny('status', filter.status, isOneOf),
    isAny('substatus', filter.substatus, isOneOf),
    given(filter.trackingNumber, (number) => sql`trackers.tracking_number = ${writeText(number)}`),
    given(filter.reference, (reference) => sql`trackers.reference = ${writeText(reference)}`),
    given(filter.orderId, (orderId) => sql`trackers.order_id = ${writeText(orderId)}`),
    given(filter.actionRequired, (wanted) =>
      wanted ? sql`trackers.action_required` : sql`not trackers.action_required`,
    ),
    given(filter.active, (wanted) =>
      wanted ? sql`polls.next_poll_at is not null` : sql`polls.next_poll_at is null`,
    ),
    given(filter.updatedAfter, (time) => sql`trackers.updated_at > ${time}`),
    given(filter.createdAfter, (time) => sql`trackers.created_at > ${time}`),
    given(filter.createdBefore, (time) => sql`trackers.created_at < ${time}`),
    given(filter.metadata, hasMetadata),
    given(
      after,
      ({ createdAt, id }) => sql`(trackers.created_at, trackers.id) < (${createdAt}, ${writeText(id)})`,
    ),
  ]);

/** Of `trackers`, joined with `polls`. */
export const purgeConditions = ({ tenantId, reference, orderId, closedBefore }: PurgeSelection): Sql =>
  all([
    isTenant(tenantId),
    given(reference, (wanted) => sql`trackers.reference = ${writeText(wanted)}`),
    given(orderId, (wanted) => sql`trackers.order_id = ${writeText(wanted)}`),
    given(closedBefore, (time) => sql`polls.next_poll_at is null and trackers.updated_at < ${time}`),
  ]);

/** Of `outbox`. */
export const replayConditions = (selection: OutboxSelection, { isOneOf }: Pick<Dialect, 'isOneOf'>): Sql =>
  all([
    sql`status <> 'waiting'`,
    given(selection.ids, (ids) => isOneOf(sql`id`, ids.map(writeText))),
    given(selection.trackerId, (trackerId) => sql`tracker_id = ${writeText(trackerId)}`),
    given(selection.tenantId, (tenantId) => sql`tenant_id = ${writeTenant(tenantId)}`),
    given(selection.types, (types) => isOneOf(sql`type`, types.map(writeText))),
    given(selection.from, (time) => sql`created_at >= ${time}`),
    given(selection.to, (time) => sql`created_at < ${time}`),
    given(selection.dead || undefined, () => sql`status = 'dead'`),
  ]);

const all = (conditions: readonly (Sql | undefined)[]): Sql =>
  joinSql([sql`true`, ...conditions.flatMap((condition) => condition ?? [])], ' and ');

const given = <Value>(value: Value | undefined, condition: (value: Value) => Sql): Sql | undefined =>
  value === undefined ? undefined : condition(value);

const isTenant = (tenantId: string | null | undefined): Sql | undefined =>
  given(tenantId, (wanted) => sql`trackers.tenant_id = ${writeTenant(wanted)}`);

function isAny(
  column: 'carrier' | 'status' | 'substatus',
  wanted: string | readonly string[] | undefined,
  isOneOf: Dialect['isOneOf'],
): Sql | undefined {
  const name = rawSql(`trackers.${column}`);
  if (typeof wanted === 'string') return sql`${name} = ${writeText(wanted)}`;
  return given(wanted, (texts) => isOneOf(name, texts.map(writeText)));
}
