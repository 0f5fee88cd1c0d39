import { describe, expect, it } from 'vitest';
import { needsAction, type Substatus, statusOf } from '../../src/model/status.ts';
import type { Tracker } from '../../src/model/tracker.ts';
import { ageBasedCadence } from '../../src/polling/age-based-cadence.ts';
import { type Cadence, fixedCadence, spanOf } from '../../src/polling/cadence.ts';
import { DAY_MS, dueTracker, HOUR_MS, later, MINUTE_MS, START } from './scene.ts';

const NO_PUSHES = { pushActive: false };

const parcel = (substatus: Substatus, facts: Partial<Tracker> = {}): Tracker => ({
  ...dueTracker('ACME1'),
  substatus,
  status: statusOf(substatus),
  actionRequired: needsAction(substatus),
  ...facts,
});

/** Polls from registration to the end, counted by the day since. */
function pollsByDay(cadence: Cadence, trackerAt: (now: string) => Tracker) {
  const polls = new Map<number, number>();
  for (let now = START; ; ) {
    const day = Math.floor((Date.parse(now) - Date.parse(START)) / DAY_MS);
    polls.set(day, (polls.get(day) ?? 0) + 1);
    const decision = cadence(trackerAt(now), now, NO_PUSHES);
    if ('stop' in decision) return { polls: [...polls.values()], stop: decision.stop, endedOn: day };
    now = decision.nextPollAt;
  }
}

describe('the age-based cadence', () => {
  it('asks a collected parcel hourly for 7 days, then daily, and ends after 60', () => {
    const { polls, stop, endedOn } = pollsByDay(ageBasedCadence(), () => parcel('package_processed'));
    expect(polls.slice(0, 7)).toEqual(Array(7).fill(24));
    expect(polls.slice(7, 60)).toEqual(Array(53).fill(1));
    expect({ stop, endedOn }).toEqual({ stop: 'stale', endedOn: 60 });
  });

  it('asks a parcel that was never collected hourly for 7 days, then daily, and ends after 14', () => {
    const { polls, stop, endedOn } = pollsByDay(ageBasedCadence(), () => parcel('information_received'));
    expect(polls.slice(0, 7)).toEqual(Array(7).fill(24));
    expect(polls.slice(7, 14)).toEqual(Array(7).fill(1));
    expect({ stop, endedOn }).toEqual({ stop: 'no_first_scan', endedOn: 14 });
  });

  it('ends at once for a number that nobody knows after 14 days, and not for one with scans nobody can read', () => {
    const now = later(14 * DAY_MS);
    expect(ageBasedCadence()(parcel('other'), now, NO_PUSHES)).toMatchObject({ stop: 'no_first_scan' });
    const event = { ...parcel('other'), id: 'e1', standing: 'listed' } as never;
    expect(ageBasedCadence()(parcel('other', { events: [event] }), now, NO_PUSHES)).toMatchObject({
      nextPollAt: later(15 * DAY_MS),
    });
  });

  it.each([
    ['delivered', parcel('delivered'), 'delivered'],
    ['back with its sender', parcel('return_to_sender', { reason: 'return_completed' }), 'return_completed'],
    ['disposed of', parcel('package_disposed'), 'closed'],
    ['cancelled', parcel('package_undeliverable', { reason: 'cancelled_by_carrier' }), 'closed'],
  ])('ends where a parcel is %s', (_, tracker, stop) => {
    expect(ageBasedCadence()(tracker, START, NO_PUSHES)).toMatchObject({ stop });
  });

  it.each(['return_to_sender', 'package_lost', 'package_undeliverable', 'delayed'] as const)(
    'goes on at %s',
    (substatus) => {
      expect(ageBasedCadence()(parcel(substatus), START, NO_PUSHES)).toMatchObject({
        nextPollAt: later(HOUR_MS),
      });
    },
  );
});

describe('the fixed cadence', () => {
  it('keeps its interval until the end', () => {
    const cadence = fixedCadence(90 * MINUTE_MS);
    expect(cadence(parcel('delayed'), START, NO_PUSHES)).toEqual({
      nextPollAt: later(90 * MINUTE_MS),
      why: 'every 2 h',
    });
    expect(cadence(parcel('delivered'), START, NO_PUSHES)).toEqual({ stop: 'delivered', why: 'delivered' });
  });

  it.each([0, 999, -1, Number.NaN, Number.POSITIVE_INFINITY, '3600000', undefined])(
    'refuses an interval of %s',
    (intervalMs) => {
      expect(() => fixedCadence(intervalMs as never)).toThrow(/fixedCadence: expected an interval/);
    },
  );

  it.each([
    [1_500, '2 s'],
    [30 * MINUTE_MS, '30 min'],
    [6 * HOUR_MS, '6 h'],
    [47 * HOUR_MS, '47 h'],
    [15 * DAY_MS, '15 d'],
  ])('says %i ms as %s', (ms, text) => {
    expect(spanOf(ms)).toBe(text);
  });
});
