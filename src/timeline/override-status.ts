/** The host's own word on a parcel's status: it counts from its time on, and the carrier's later events go on from there. */

import { ConfigurationError } from '../errors.ts';
import { isSubstatus, statusOf } from '../model/status.ts';
import type { StatusOverrideEntry, Tracker } from '../model/tracker.ts';
import type { Instant } from '../time/clock.ts';
import { type MergePolicy, readPolicy } from './policy.ts';
import { keepSame } from './same-value.ts';
import { type TrackerUpdate, withFacts } from './with-facts.ts';

/**
 * Sets the status from `entry.at` on, whatever the table of legal changes says; null takes an earlier word back. One
 * word is kept at a time; the log keeps them all. `now` is when the host said it.
 *
 * @throws {@link ConfigurationError} (`INVALID_OPTIONS`) when the status is none that is known.
 */
export function overrideStatus(
  tracker: Tracker,
  entry: Omit<StatusOverrideEntry, 'status'> | null,
  now: Instant,
  policy?: MergePolicy,
): TrackerUpdate {
  const { events, ledger } = tracker;
  const override = entry && keepSame(ledger.override, toEntry(entry));
  return withFacts(
    tracker,
    { events, ledger: { ...ledger, override } },
    { source: 'override', observedAt: now },
    readPolicy(policy),
  );
}

function toEntry({ substatus, reason, at, note }: Omit<StatusOverrideEntry, 'status'>): StatusOverrideEntry {
  if (!isSubstatus(substatus) || statusOf(substatus) === 'unknown') {
    throw new ConfigurationError(
      'INVALID_OPTIONS',
      `A status can't be overridden with ${JSON.stringify(substatus)}; give a substatus that says something, or null to take an override back.`,
      { path: 'substatus' },
    );
  }
  return { status: statusOf(substatus), substatus, reason, at, note };
}
