/** The host's own word on a parcel, as it is given and as it is kept. */

import { isReason, type Reason } from '../model/reason.ts';
import { isSubstatus, type Substatus, statusOf } from '../model/status.ts';
import type { StatusOverrideEntry } from '../model/tracker.ts';
import type { Instant } from '../time/clock.ts';
import { readInstant } from './instants.ts';
import { refusal, toObject } from './refusal.ts';

/** The note stays in the tracker's log. */
export type StatusOverrideInput = {
  readonly substatus: Substatus;
  readonly reason?: Reason | null | undefined;
  /** When it happened: an ISO 8601 instant with its offset, not later than now. @default now */
  readonly at?: string | undefined;
  /** Who says so and why, for the record: `J. Doe, phoned the customer`. */
  readonly note: string;
};

const MAX_NOTE = 1_000;

/** A clock of the host's may be ahead of ours so much. */
const AHEAD_MS = 60_000;

/**
 * @throws ConfigurationError (`INVALID_OPTIONS`) for words that are none of ours, a note that says nothing, or a time
 * that is none or hasn't come.
 */
export function toOverrideEntry(
  input: StatusOverrideInput,
  now: Instant,
): Omit<StatusOverrideEntry, 'status'> {
  const { substatus, reason = null, at, note } = toObject('override', input);
  if (typeof substatus !== 'string' || !isSubstatus(substatus) || statusOf(substatus) === 'unknown') {
    throw refusal(
      'substatus',
      'expected a substatus that says something; pass null for the whole to take an override back',
    );
  }
  if (reason !== null && !(typeof reason === 'string' && isReason(reason))) {
    throw refusal('reason', 'expected a known reason, or null');
  }
  if (typeof note !== 'string' || note.trim() === '' || note.length > MAX_NOTE) {
    throw refusal('note', `expected a text of 1 to ${MAX_NOTE} characters that says who decided and why`);
  }
  return { substatus, reason, at: at === undefined ? now : toPast(at, now), note };
}

/** What is yet to come would hold for ever against all that the carrier says until then. */
function toPast(at: string, now: Instant): Instant {
  const instant = readInstant('at', at);
  if (Date.parse(instant) - Date.parse(now) > AHEAD_MS) throw refusal('at', 'is yet to come');
  return instant;
}
