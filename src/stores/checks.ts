/** What every store refuses before it reads or writes anything. */

import { ConfigurationError } from '../errors.ts';
import type { Instant } from '../time/clock.ts';
import { isInstant } from './instants.ts';
import type { ListQuery, OutboxSelection, PurgeSelection } from './store.ts';

export const MAX_PAGE = 1_000;

/** @throws ConfigurationError (`INVALID_OPTIONS`) */
export function checkListQuery({ filter, limit, after }: ListQuery): void {
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_PAGE) {
    throw invalid('limit', `expected a whole number from 1 to ${MAX_PAGE}`);
  }
  for (const name of ['updatedAfter', 'createdAfter', 'createdBefore'] as const) {
    checkInstant(`filter.${name}`, filter[name]);
  }
  checkInstant('after.createdAt', after?.createdAt);
}

/** @throws ConfigurationError (`INVALID_OPTIONS`) */
export function checkOutboxSelection(selection: OutboxSelection): void {
  for (const name of Object.keys(selection)) {
    if (!OUTBOX_CONDITIONS.has(name)) throw invalid(name, "messages can't be selected by it");
  }
  for (const name of ['ids', 'types'] as const) {
    const value: unknown = selection[name];
    if (value !== undefined && !Array.isArray(value)) throw invalid(name, 'expected a list');
  }
  checkAnyCondition('replayOutbox', { ...selection, dead: selection.dead || undefined });
  checkInstant('from', selection.from);
  checkInstant('to', selection.to);
}

/** @throws ConfigurationError (`INVALID_OPTIONS`) */
export function checkPurgeSelection({ limit, ...conditions }: PurgeSelection): void {
  checkAnyCondition('purge', conditions);
  checkInstant('closedBefore', conditions.closedBefore);
  if (!Number.isInteger(limit) || limit < 1) throw invalid('limit', 'expected a whole number from 1 on');
}

/** @throws ConfigurationError (`INVALID_OPTIONS`) */
export function checkInstant(path: string, value: Instant | undefined): void {
  if (value === undefined || isInstant(value)) return;
  throw invalid(path, 'expected an instant like `2026-03-02T09:00:00.000Z`');
}

const OUTBOX_CONDITIONS: ReadonlySet<string> = new Set<keyof OutboxSelection>([
  'ids',
  'trackerId',
  'tenantId',
  'types',
  'from',
  'to',
  'dead',
]);

/** Without a condition everything would fit, which nobody asks for on purpose. */
function checkAnyCondition(operation: string, conditions: object): void {
  if (Object.values(conditions).every((condition) => condition === undefined)) {
    throw invalid(operation, 'name at least one condition');
  }
}

const invalid = (path: string, problem: string): ConfigurationError =>
  new ConfigurationError('INVALID_OPTIONS', `${path}: ${problem}.`, { path });
