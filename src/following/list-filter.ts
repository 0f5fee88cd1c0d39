/** What a host may list trackers by, checked before a store sees it. */

import { isSubstatus, STATUSES } from '../model/status.ts';
import { toTrackingNumber } from '../model/tracking-number.ts';
import type { ListFilter, ListQuery } from '../stores/store.ts';
import { readCursor } from './cursor.ts';
import { readTime } from './instants.ts';
import { toMetadata } from './metadata.ts';
import { refusal } from './refusal.ts';

/** Times are instants with their offset; a date is taken for its beginning in UTC. */
export type ListOptions = ListFilter & {
  /** Trackers a page, 1 to 1,000. @default 100 */
  readonly limit?: number | undefined;
  /** `nextCursor` of the page before, with the same conditions. */
  readonly cursor?: string | undefined;
};

const MAX_LIMIT = 1_000;
const MAX_CHOICES = 100;
const MAX_TEXT = 255;

type Check = (value: unknown) => boolean;

const isText: Check = (value) =>
  typeof value === 'string' && value !== '' && value.length <= MAX_TEXT && !value.includes('\0');
const isOneOrSome =
  (holds: Check): Check =>
  (value) =>
    Array.isArray(value)
      ? value.length > 0 && value.length <= MAX_CHOICES && value.every(holds)
      : holds(value);
const isStatus: Check = (value) => typeof value === 'string' && Object.hasOwn(STATUSES, value);
const isBoolean: Check = (value) => typeof value === 'boolean';

const TEXT = { expected: `a text of 1 to ${MAX_TEXT} characters`, holds: isText };
const READ = { expected: '', holds: () => true };
const FLAG = { expected: 'true or false', holds: isBoolean };

const CHECKS: {
  readonly [Name in keyof ListFilter]-?: { readonly expected: string; readonly holds: Check };
} = {
  tenantId: {
    expected: "a tenant's id, or null for trackers of none",
    holds: (value) => value === null || isText(value),
  },
  carrier: { expected: "a carrier's id, or several", holds: isOneOrSome(isText) },
  status: {
    expected: `a status, or several: ${Object.keys(STATUSES).join(', ')}`,
    holds: isOneOrSome(isStatus),
  },
  substatus: {
    expected: 'a substatus, or several',
    holds: isOneOrSome((value) => typeof value === 'string' && isSubstatus(value)),
  },
  trackingNumber: READ,
  reference: TEXT,
  orderId: TEXT,
  actionRequired: FLAG,
  active: FLAG,
  // Read below, where the reading says what it expects; so is the number.
  updatedAfter: READ,
  createdAfter: READ,
  createdBefore: READ,
  metadata: READ,
};

const TIMES = ['updatedAfter', 'createdAfter', 'createdBefore'] as const;

/**
 * @throws ConfigurationError (`INVALID_OPTIONS`) naming each condition that is unknown or wrong, a bad limit or cursor;
 * InvalidTrackingNumberError.
 */
export function toListQuery(options: ListOptions): ListQuery {
  const { limit = 100, cursor, ...conditions } = options;
  if (!(Number.isInteger(limit) && limit >= 1 && limit <= MAX_LIMIT)) {
    throw refusal('limit', `expected a whole number from 1 to ${MAX_LIMIT}`);
  }
  const filter = toFilter(conditions);
  return { filter, limit, after: cursor === undefined ? undefined : readCursor(cursor, filter) };
}

function toFilter(conditions: ListFilter): ListFilter {
  const given = Object.entries(conditions).filter(([, value]) => value !== undefined);
  for (const [name, value] of given) {
    if (!Object.hasOwn(CHECKS, name)) throw refusal(name, "trackers can't be listed by it");
    const { expected, holds } = CHECKS[name as keyof ListFilter];
    if (!holds(value)) throw refusal(name, `expected ${expected}`);
  }
  const filter: Record<string, unknown> = Object.fromEntries(given);
  if (conditions.metadata !== undefined) filter['metadata'] = toMetadata(conditions.metadata);
  if (conditions.trackingNumber !== undefined) {
    filter['trackingNumber'] = toTrackingNumber(conditions.trackingNumber);
  }
  // In the one form in which instants are kept: they are compared as text.
  for (const name of TIMES) {
    const time = conditions[name];
    if (time !== undefined) filter[name] = readTime(name, time);
  }
  return filter;
}
