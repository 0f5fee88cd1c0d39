/**
 * One answer more: a tracker's facts are a set, to which an answer adds, and all else follows from the set. So answers
 * may come in any order and any number of times.
 */

import type { Observation } from '../model/observation.ts';
import type { Ledger, Tracker } from '../model/tracker.ts';
import type { Instant } from '../time/clock.ts';
import { withDelivery } from './deliveries.ts';
import { withEstimate } from './eta-history.ts';
import { keyEvents } from './event-key.ts';
import { tellEvents } from './event-ledger.ts';
import { fullAnswerOf, withAnswer } from './full-answers.ts';
import { withHeadline } from './headline.ts';
import { withDetails, withReferences, withRelatedNumbers } from './parcel-details.ts';
import { type MergePolicy, type ReadPolicy, readPolicy } from './policy.ts';
import { earlierOf } from './registers.ts';
import { earliestOf } from './time-span.ts';
import { isAboutNextLife, otherLivesIn, whoseAnswer } from './whose-answer.ts';
import { type KnownFacts, type TrackerUpdate, withFacts } from './with-facts.ts';

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
  if (whose === 'former_life') {
    const { tracker: after, changes } = withFacts(
      tracker,
      withFormer(tracker, observation, read),
      hearing,
      read,
    );
    return { tracker: after, changes, nextLife: null, recycledSuspected: true };
  }
  if (whose !== 'own_life') {
    const isNext = whose === 'next_parcel';
    return { tracker, changes: [], nextLife: isNext ? observation : null, recycledSuspected: !isNext };
  }
  const heard = withEvents(tracker, observation, read);
  const facts = isAboutNextLife(tracker, heard, observation, read) ? heard : withSayings(heard, observation);
  const { tracker: after, changes } = withFacts(tracker, facts, hearing, read);
  return { tracker: after, changes, ...otherLivesIn(after, observation) };
}

function withEvents(tracker: Tracker, observation: Observation, { settleMs }: ReadPolicy): KnownFacts {
  const { ledger, references, relatedNumbers, generation } = tracker;
  const answers = withAnswer(ledger.answers, fullAnswerOf(observation));
  const { events, told } = tellEvents(tracker.events, ledger.told, {
    observation,
    generation,
    before: ledger.answers,
    after: answers,
    settleMs,
  });
  const former = withoutTold(ledger.former, observation, generation);
  const importedFrom = importedSince(ledger.importedFrom, observation);
  return {
    events: [...events.values()],
    references,
    relatedNumbers,
    ledger: { ...ledger, answers, told, former, importedFrom },
  };
}

/** What an answer about this parcel tells is no older parcel's. */
function withoutTold(
  former: Ledger['former'],
  { events }: Observation,
  generation: number,
): Ledger['former'] {
  if (former.length === 0) return former;
  const told = new Set(keyEvents(events, generation).map(({ id }) => id));
  return former.filter((id) => !told.has(id));
}

function importedSince(known: Instant | null, { source, events }: Observation): Instant | null {
  if (source !== 'import') return known;
  return events.map(earliestOf).reduce((oldest, time) => {
    if (time === null) return oldest;
    return oldest === null || time < oldest ? time : oldest;
  }, known);
}

/** An older parcel's events are kept, for a person to see; nothing else of its answers is. */
function withFormer(tracker: Tracker, observation: Observation, { settleMs }: ReadPolicy): KnownFacts {
  const { ledger, references, relatedNumbers, generation } = tracker;
  const known = new Set(tracker.events.map(({ id }) => id));
  const { events, told } = tellEvents(tracker.events, ledger.told, {
    observation,
    generation,
    before: ledger.answers,
    after: ledger.answers,
    settleMs,
  });
  const former = [...events.keys()].filter((id) => !known.has(id));
  return {
    events: [...events.values()],
    references,
    relatedNumbers,
    ledger: {
      ...ledger,
      told,
      former: former.length === 0 ? ledger.former : [...ledger.former, ...former].sort(),
    },
  };
}

/** All that an answer says beside its events. */
function withSayings(facts: KnownFacts, observation: Observation): KnownFacts {
  const { ledger } = facts;
  const { originalEta, observedAt } = observation;
  return {
    events: facts.events,
    references: withReferences(facts.references, observation.references),
    relatedNumbers: withRelatedNumbers(facts.relatedNumbers, observation.relatedNumbers),
    ledger: {
      ...ledger,
      headline: withHeadline(ledger.headline, observation),
      estimates: withEstimate(ledger.estimates, observation),
      originalEta:
        originalEta === null
          ? ledger.originalEta
          : earlierOf(ledger.originalEta, { value: originalEta, askedAt: observedAt }),
      deliveries: withDelivery(ledger.deliveries, observation),
      details: withDetails(ledger.details, observation),
    },
  };
}
