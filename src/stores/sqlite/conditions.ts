/** Filters as SQL: the text is ours alone, every value is a parameter. */

import type { Json, Metadata } from '../../model/tracker.ts';
import { canonical } from '../canonical-json.ts';
import { writeJson, writeTenant, writeText } from '../portable-text.ts';
import type { ListFilter, OutboxSelection, PagePosition, PurgeSelection } from '../store.ts';
import type { SqliteValue } from './handle.ts';
import { listOf } from './rows.ts';

export type Conditions = { readonly conditions: string[]; readonly parameters: SqliteValue[] };

export function conditionsOf(filter: ListFilter, after: PagePosition | undefined): Conditions {
  const found = start();
  tenant(found, filter.tenantId);
  oneOf(found, 'carrier', filter.carrier);
  oneOf(found, 'status', filter.status);
  oneOf(found, 'substatus', filter.substatus);
  text(found, 'tracking_number = ?', filter.trackingNumber);
  text(found, 'reference = ?', filter.reference);
  text(found, 'order_id = ?', filter.orderId);
  if (filter.actionRequired !== undefined) add(found, 'action_required = ?', filter.actionRequired ? 1 : 0);
  if (filter.active !== undefined)
    found.conditions.push(`next_poll_at is ${filter.active ? 'not ' : ''}null`);
  text(found, 'updated_at > ?', filter.updatedAfter);
  text(found, 'created_at > ?', filter.createdAfter);
  text(found, 'created_at < ?', filter.createdBefore);
  for (const part of metadataParts(filter.metadata ?? {})) add(found, 'instr(metadata, ?) > 0', part);
  if (after) add(found, '(created_at, id) < (?, ?)', after.createdAt, writeText(after.id));
  return found;
}

export function conditionsOfPurge({
  tenantId,
  reference,
  orderId,
  closedBefore,
}: PurgeSelection): Conditions {
  const found = start();
  tenant(found, tenantId);
  text(found, 'reference = ?', reference);
  text(found, 'order_id = ?', orderId);
  text(found, 'next_poll_at is null and updated_at < ?', closedBefore);
  return found;
}

export function conditionsOfReplay(selection: OutboxSelection): Conditions {
  const found = start();
  oneOf(found, 'id', selection.ids);
  text(found, 'tracker_id = ?', selection.trackerId);
  tenant(found, selection.tenantId);
  oneOf(found, 'type', selection.types);
  text(found, 'created_at >= ?', selection.from);
  text(found, 'created_at < ?', selection.to);
  if (selection.dead) found.conditions.push("status = 'dead'");
  return found;
}

/** What the text of a tracker's metadata must hold; only reading it shows whether it is at the top. */
const metadataParts = (wanted: Metadata): string[] =>
  Object.entries(wanted).map(([key, value]) => writeJson({ [key]: canonical(value as Json) }).slice(1, -1));

const start = (): Conditions => ({ conditions: [], parameters: [] });

function add(found: Conditions, condition: string, ...parameters: readonly SqliteValue[]): void {
  found.conditions.push(condition);
  found.parameters.push(...parameters);
}

function text(found: Conditions, condition: string, value: string | undefined): void {
  if (value !== undefined) add(found, condition, writeText(value));
}

function tenant(found: Conditions, tenantId: string | null | undefined): void {
  if (tenantId !== undefined) add(found, 'tenant_id = ?', writeTenant(tenantId));
}

/** `column` is a name of ours. */
function oneOf(found: Conditions, column: string, wanted: string | readonly string[] | undefined): void {
  if (wanted === undefined) return;
  if (typeof wanted === 'string') add(found, `${column} = ?`, writeText(wanted));
  else add(found, `${column} in (select value from json_each(?))`, listOf(wanted.map(writeText)));
}
