/** The host's own word on a parcel, as it is given and as it is kept. */

import type { Reason } from '../model/reason.ts';
import type { Substatus } from '../model/status.ts';
import type { StatusOverrideEntry } from '../model/tracker.ts';
import { type Instant, toInstant } from '../time/clock.ts';
import { refusal } from './refusal.ts';

/** The note stays in the tracker's log. */
export type StatusOverrideInput = {
  readonly substatus: Substatus;
  readonly reason?: Reason | null | undefined;
  /** When it happened, ISO 8601. @default now */
  readonly at?: string | undefined;
  /** Who says so and why, for the record: `J. Doe, phoned the customer`. */
  readonly note: string;
};

const MAX_NOTE = 1_000;

/** @throws ConfigurationError (`INVALID_OPTIONS`) for a note that says nothing, or a time that is none. */
export function toOverrideEntry(
  { substatus, reason = null, at, note }: StatusOverrideInput,
  now: Instant,
): Omit<StatusOverrideEntry, 'status'> {
  if (typeof note !== 'string' || note.trim() === '' || note.length > MAX_NOTE) {
    throw refusal('note', `expected a text of 1 to ${MAX_NOTE} characters that says who decided and why`);
  }
  const milliseconds = Date.parse(at ?? now);
  if (Number.isNaN(milliseconds)) throw refusal('at', 'expected an ISO 8601 instant');
  return { substatus, reason, at: toInstant(milliseconds), note };
}
