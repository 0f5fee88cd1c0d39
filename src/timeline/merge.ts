/**
 * One answer more: a tracker's facts are a set, to which an answer adds, and all else follows from the set. So answers
 * may come in any order and any number of times.
 */

import type { Observation } from '../model/observation.ts';
import type { Tracker } from '../model/tracker.ts';
import type { Instant } from '../time/clock.ts';
import type { Facts } from './derived.ts';
import { tellEvents } from './event-ledger.ts';
import { fullAnswerOf, withAnswer } from './full-answers.ts';
import { fenceOf } from './lives.ts';
import { type MergePolicy, type ReadPolicy, readPolicy } from './policy.ts';
import { withSayings } from './sayings.ts';
import { earliestOf } from './time-span.ts';
import { otherLivesIn, whoseAnswer } from './whose-answer.ts';
import { type TrackerUpdate, withFacts } from './with-facts.ts';

export type MergeResult = TrackerUpdate & {
  /** What of the answer is about the next parcel with this number; for a tracker of the next generation. */
  readonly nextLife: Observation | null;
  /** Whether the answer told of an older parcel with this number. */
  readonly recycledSuspected: boolean;
};

/**
 * Merges an answer into its tracker. The time of all it says is `observation.observedAt`, when the carrier was asked,
 * never when the answer arrived.
 */
export function merge(tracker: Tracker, observation: Observation, policy?: MergePolicy): MergeResult {
  const read = readPolicy(policy);
  const hearing = { source: observation.source, observedAt: observation.observedAt };
  const whose = whoseAnswer(tracker, observation, read);
  if (whose === 'next_parcel')
    return { tracker, changes: [], nextLife: observation, recycledSuspected: false };
  if (whose === 'former_parcel') return { tracker, changes: [], nextLife: null, recycledSuspected: true };
  const facts =
    whose === 'own_life' ? withOwn(tracker, observation, read) : withFormer(tracker, observation, read);
  const { tracker: after, changes } = withFacts(tracker, facts, hearing, read);
  const { nextLife, recycledSuspected } = otherLivesIn(after, observation);
  const isBareOld = whose === 'former_life' && observation.events.length === 0;
  return { tracker: after, changes, nextLife, recycledSuspected: recycledSuspected || isBareOld };
}

function withOwn(tracker: Tracker, observation: Observation, policy: ReadPolicy): Facts {
  const { ledger } = tracker;
  const answers = withAnswer(ledger.answers, fullAnswerOf(observation));
  const { events, told, meant } = tellEvents(tracker, observation, {
    answers,
    settleMs: policy.settleMs,
  });
  const startsLateFrom = fenceOf(tracker, null, policy) + policy.nextLifeMs;
  return {
    events,
    ledger: {
      answers,
      told,
      meant,
      sayings: withSayings(ledger.sayings, observation, startsLateFrom),
      importedFrom: importedSince(ledger.importedFrom, observation),
      override: ledger.override,
    },
  };
}

/** An older parcel's events are kept, for a person to see; nothing else that was said of it is. */
function withFormer(tracker: Tracker, observation: Observation, { settleMs }: ReadPolicy): Facts {
  const { ledger } = tracker;
  const { events, ...times } = tellEvents(tracker, observation, { answers: ledger.answers, settleMs });
  return { events, ledger: { ...ledger, ...times } };
}

function importedSince(known: Instant | null, { source, events }: Observation): Instant | null {
  if (source !== 'import') return known;
  return events.map(earliestOf).reduce((oldest, time) => {
    if (time === null) return oldest;
    return oldest === null || time < oldest ? time : oldest;
  }, known);
}
