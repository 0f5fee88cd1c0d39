/** A tracker with other facts: all that follows is derived anew, and what changed is told and logged. */

import type { Tracker } from '../model/tracker.ts';
import { changesBetween, type TrackerChange } from './changes.ts';
import { derive, type Facts, keepView } from './derived.ts';
import { hostsMark } from './hosts-word.ts';
import type { ReadPolicy } from './policy.ts';
import { keepSame } from './same-value.ts';
import { type Hearing, newTransitions } from './transitions.ts';

export type TrackerUpdate = { readonly tracker: Tracker; readonly changes: readonly TrackerChange[] };

/**
 * The very same tracker where the facts are. One that differs in its ledger alone has no changes and no new version,
 * unless the host has said something: its word is logged, whatever it changes.
 */
export function withFacts(
  tracker: Tracker,
  facts: Facts,
  hearing: Hearing,
  policy: ReadPolicy,
): TrackerUpdate {
  const ledger = keepSame(tracker.ledger, facts.ledger);
  const { view, steps } = derive(tracker, { events: facts.events, ledger }, policy);
  const viewed = keepView(tracker, view);
  const { override } = ledger;
  const hostsWord = override === null || override === tracker.ledger.override ? null : hostsMark(override);
  if (viewed === tracker && hostsWord === null) {
    return { tracker: ledger === tracker.ledger ? tracker : { ...tracker, ledger }, changes: [] };
  }
  const version = tracker.version + 1;
  const transitions = newTransitions(
    {
      version,
      before: derive(tracker, tracker, policy).steps,
      after: steps,
      events: viewed.events,
      hostsWord,
    },
    hearing,
  );
  const after: Tracker = {
    ...viewed,
    ledger,
    transitions: transitions.length === 0 ? tracker.transitions : [...tracker.transitions, ...transitions],
    version,
    updatedAt: hearing.observedAt > tracker.updatedAt ? hearing.observedAt : tracker.updatedAt,
  };
  return { tracker: after, changes: changesBetween(tracker, after) };
}
