/** The laws of merging, on answers no carrier would give: any order, any number of times, the same tracker. */

import fc from 'fast-check';
import { expect } from 'vitest';
import type { Observation } from '../../src/model/observation.ts';
import { isTerminal } from '../../src/model/status.ts';
import type { Tracker } from '../../src/model/tracker.ts';
import type { TrackingEvent } from '../../src/model/tracking-event.ts';
import { keyEvents } from '../../src/timeline/event-key.ts';
import { merge } from '../../src/timeline/merge.ts';
import { carrierRecord, hearingsOf } from './carrier-record.ts';
import { aTracker } from './following.ts';
import { CREATED_AT, hostileAnswers } from './hostile-answers.ts';
import { anObservation } from './observations.ts';

type Laws = Readonly<Record<string, fc.IRawProperty<unknown>>>;

const fresh = (shippedAfter: string | null = null): Tracker =>
  aTracker({ createdAt: CREATED_AT, shippedAfter });

const mergeAll = (answers: readonly Observation[], start = fresh()): Tracker =>
  answers.reduce((tracker, answer) => merge(tracker, answer).tracker, start);

/** All but what tells how the news came in. What is remembered for merging is part of it. */
const stateOf = ({ transitions, version, updatedAt, ...state }: Tracker) => state;

const heardTwice = carrierRecord.chain((record) => fc.tuple(hearingsOf(record), hearingsOf(record)));

/** What a parcel went through; since when we know it, and what was taken back meanwhile, depends on when we asked. */
const storyOf = (tracker: Tracker) => ({
  ...nameOf(tracker),
  statusSince: tracker.statusSince,
  substatusSince: tracker.substatusSince,
  milestones: tracker.milestones,
  attempts: tracker.attempts,
  returnState: tracker.returnState,
  delivery: tracker.delivery,
  ...(hasNextLife(tracker) ? {} : { eta: tracker.eta, originalEta: tracker.originalEta }),
  events: tracker.events
    .filter(({ standing }) => standing !== 'retracted')
    .map(({ source, firstSeenAt, amended, ...told }) => told),
});

/** Of two parcels nobody can say whose estimate a late answer gives, if not one that was asked in time. */
const hasNextLife = ({ events }: Tracker): boolean => events.some(({ standing }) => standing === 'next_life');

const UNKNOWN = { status: 'unknown', substatus: 'other', reason: null };
const nameOf = ({ status, substatus, reason }: Tracker) => ({ status, substatus, reason });

/** The answer's events alone: what they say beside one another is the answer's, not theirs. */
const silent = ({ events, observedAt }: Observation): Observation => ({
  ...anObservation({ substatus: 'other' }),
  events,
  observedAt,
});

/** Without scans that nothing but their being listed beside one another tells apart: alone, each is the same one. */
const apart = ({ events }: Observation) => [
  ...new Map(
    events.map((event) => [keyEvents([event], { generation: 1, events: [] })[0]?.id, event]),
  ).values(),
];

/** Whether it is another telling of a scan that is known with another instant: such a one amends that scan. */
const amendsAnother = ({ events }: Tracker, event: TrackingEvent): boolean => {
  const id = keyEvents([event], { generation: 1, events })[0]?.id;
  return events.some((known) => known.id === id && known.occurredAt !== event.occurredAt);
};

/** By what each promises: that answers may come in any way. */
export const TELLING_LAWS: Laws = {
  'comes to one state whatever the order and the number of times': fc.property(
    hostileAnswers,
    ({ answers, otherwise }) => {
      expect(stateOf(mergeAll(otherwise))).toEqual(stateOf(mergeAll(answers)));
    },
  ),

  'comes to one state for a tracker with a ship date, too': fc.property(
    hostileAnswers,
    ({ answers, otherwise }) => {
      const start = fresh('2025-05-02T00:00:00.000Z');
      expect(stateOf(mergeAll(otherwise, start))).toEqual(stateOf(mergeAll(answers, start)));
    },
  ),

  'is the same whether pushes come one by one or bundled': fc.property(hostileAnswers, ({ answers }) => {
    const pushes = answers
      .filter(({ events }) => events.length > 0)
      .map((answer): Observation => ({ ...silent(answer), source: 'push' }));
    const oneByOne = pushes.flatMap((push) => apart(push).map((event) => ({ ...push, events: [event] })));
    const bundled = pushes.map((push) => ({ ...push, events: apart(push) }));
    const { ledger: _one, ...one } = stateOf(mergeAll(oneByOne));
    const { ledger: _other, ...other } = stateOf(mergeAll(bundled));
    expect(one).toEqual(other);
  }),

  'tells the same of a parcel however it was heard of': fc.property(heardTwice, ([one, other]) => {
    expect(storyOf(mergeAll(one))).toEqual(storyOf(mergeAll(other)));
  }),
};

/** By what each promises: what an answer may do to a tracker. */
export const TRACKER_LAWS: Laws = {
  'gives back the very same tracker for an answer it has had': fc.property(hostileAnswers, ({ answers }) => {
    const tracker = mergeAll(answers);
    for (const answer of answers) {
      expect(merge(tracker, answer).tracker).toBe(tracker);
    }
  }),

  'changes nothing that shows when the last answer comes again later': fc.property(
    hostileAnswers,
    ({ answers: [first, ...others] }) => {
      if (first === undefined || first.events.length === 0) return;
      const last = { ...first, observedAt: '2030-01-01T00:00:00.000Z' };
      const before = mergeAll([...others, last]);
      // Hours later, so that whatever it lacks has been settled by the first time.
      const settled = merge(before, { ...last, observedAt: '2030-01-01T06:00:00.000Z' }).tracker;
      const again = merge(settled, { ...last, observedAt: '2030-01-02T00:00:00.000Z' });
      expect(again.changes).toEqual([]);
      expect(again.tracker).toEqual({ ...settled, ledger: again.tracker.ledger });
    },
  ),

  'keeps a log that leads, step by step, to where the parcel is': fc.property(
    hostileAnswers,
    ({ answers }) => {
      let tracker = fresh();
      for (const answer of answers) {
        const { tracker: after, changes } = merge(tracker, answer);
        const news = after.transitions.slice(tracker.transitions.length);
        expect(after.transitions.slice(0, tracker.transitions.length)).toEqual(tracker.transitions);
        let from = nameOf(tracker);
        for (const { mode, from: said, to } of news) {
          if (mode === 'backfilled') continue;
          expect(said ?? UNKNOWN).toEqual(from);
          expect(to).not.toEqual(said);
          from = to;
        }
        expect(from).toEqual(nameOf(after));
        expect(after.version - tracker.version).toBe(changes.length > 0 ? 1 : 0);
        tracker = after;
      }
      expect(new Set(tracker.transitions.map(({ id }) => id)).size).toBe(tracker.transitions.length);
    },
  ),

  'never forgets a status that was known': fc.property(hostileAnswers, ({ answers }) => {
    let tracker = fresh();
    for (const answer of answers) {
      const wasKnown = tracker.status !== 'unknown';
      tracker = merge(tracker, answer).tracker;
      expect(wasKnown && tracker.status === 'unknown').toBe(false);
    }
  }),

  'never undoes an end by an older scan': fc.property(hostileAnswers, ({ answers }) => {
    const before = mergeAll(answers);
    const endedAt = before.substatusSince.occurredAt;
    if (!isTerminal(before.status) || endedAt === null) return;
    const older = answers
      .flatMap(({ events }) => events)
      .filter(({ occurredAt, eventId }) => occurredAt !== null && occurredAt < endedAt && eventId === null)
      .filter((event) => !amendsAnother(before, event));
    const late = answers.slice(0, 1).map((answer) => ({ ...silent(answer), events: older }));
    const pushes = late.map((answer): Observation => ({ ...answer, source: 'push' }));
    expect(isTerminal(mergeAll(pushes, before).status)).toBe(true);
  }),
};
