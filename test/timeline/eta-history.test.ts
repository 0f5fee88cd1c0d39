/** Estimates: the one that stands, the first one, what lay between, and by how much they slipped. */

import { expect, it } from 'vitest';
import type { Eta } from '../../src/model/observation.ts';
import { aTracker, follow, instant, kinds, lastChanges, poll, push, scan } from '../support/following.ts';

const label = scan('information_received', '2');

const day = (date: number, rest: Partial<Eta> = {}): Eta => {
  const to = instant(String(date)).slice(0, 10);
  return { from: to, to, fromUtc: null, toUtc: null, precision: 'day', source: 'RDD', ...rest };
};

const minute = (time: string, rest: Partial<Eta> = {}): Eta => {
  const to = instant(time).slice(0, 19);
  return { from: to, to, fromUtc: null, toUtc: null, precision: 'minute', source: 'RDD', ...rest };
};

const saying = (time: string, eta: Eta | null, originalEta: Eta | null = null) =>
  poll(time, [label], { eta, originalEta });

it('keeps every estimate with the first and last time it was said', () => {
  const tracker = follow(aTracker(), [saying('3', day(9)), saying('4', day(9)), saying('5', day(10))]);
  expect(tracker.eta).toEqual(day(10));
  expect(tracker.originalEta).toEqual(day(9));
  expect(tracker.etaHistory).toEqual([
    { eta: day(9), firstSeenAt: instant('3'), lastSeenAt: instant('4'), slipHours: 0 },
    { eta: day(10), firstSeenAt: instant('5'), lastSeenAt: null, slipHours: 24 },
  ]);
  expect(tracker.etaSlipHours).toBe(24);
});

it('takes the estimate that was said last for the one that stands, whichever arrives last', () => {
  const tracker = follow(aTracker(), [saying('5', day(10)), saying('3', day(9))]);
  expect(tracker).toMatchObject({ eta: day(10), originalEta: day(9), etaSlipHours: 24 });
});

it('goes back to an earlier estimate that is said again', () => {
  const tracker = follow(aTracker(), [saying('3', day(9)), saying('4', day(10)), saying('5', day(9))]);
  expect(tracker).toMatchObject({ eta: day(9), etaSlipHours: 0 });
  expect(tracker.etaHistory).toHaveLength(2);
});

it('tells of a changed estimate once', () => {
  expect(kinds(lastChanges(aTracker(), [saying('3', day(9)), saying('4', day(10))]))).toContain(
    'eta.changed',
  );
  expect(lastChanges(aTracker(), [saying('3', day(9)), saying('4', day(9))])).toEqual([]);
});

it('keeps the estimate when an answer has none', () => {
  expect(follow(aTracker(), [saying('3', day(9)), saying('4', null)]).eta).toEqual(day(9));
});

it('takes one time under two names for one estimate', () => {
  const answers = [
    saying('3', day(9, { source: 'SDD' })),
    push('4', label, { eta: day(9, { source: 'RDD' }) }),
  ];
  expect(kinds(lastChanges(aTracker(), answers))).not.toContain('eta.changed');
  expect(follow(aTracker(), answers).etaHistory).toHaveLength(1);
});

it('prefers the telling of an estimate that knows its instant', () => {
  const known = minute('9T18:00', { fromUtc: instant('9T22:00'), toUtc: instant('9T22:00') });
  for (const answers of [
    [saying('3', minute('9T18:00')), saying('4', known)],
    [saying('3', known), saying('4', minute('9T18:00'))],
  ]) {
    expect(follow(aTracker(), answers).eta).toEqual(known);
  }
});

it('takes the carrier’s own word on the original estimate, and its first one', () => {
  const answers = [saying('3', day(9)), saying('4', day(10), day(8)), saying('5', day(10), day(10))];
  expect(follow(aTracker(), answers)).toMatchObject({ originalEta: day(8), etaSlipHours: 48 });
});

it.each<[string, Eta, Eta, number | null]>([
  ['days', day(9), day(8), -24],
  ['clocks', minute('9T12:00'), minute('9T18:30'), 6.5],
  [
    'instants, where both are known',
    minute('9T12:00', { toUtc: instant('9T17:00') }),
    minute('9T12:00', { toUtc: instant('9T19:00'), source: 'X', from: '2025-05-09T11:00:00' }),
    2,
  ],
  ['days, where one is a day alone', day(9), minute('10T18:00'), 24],
  ['nothing that can’t be read', day(9), { ...day(9), from: 'soon', to: 'soon' }, null],
])('compares %s', (_what, first, second, expected) => {
  expect(follow(aTracker(), [saying('3', first), saying('4', second)]).etaSlipHours).toBe(expected);
});

it('expects no parcel that has arrived, but remembers what was expected', () => {
  const tracker = follow(aTracker(), [saying('3', day(9)), poll('10', [label, scan('delivered', '9')])]);
  expect(tracker).toMatchObject({ eta: null, etaSlipHours: null, originalEta: day(9) });
  expect(tracker.etaHistory).toHaveLength(1);
  const answers = [saying('3', day(9)), poll('10', [label, scan('delivered', '9')])];
  expect(kinds(lastChanges(aTracker(), answers))).not.toContain('eta.changed');
});

it('keeps at most a hundred, the first and the latest among them', () => {
  const answers = Array.from({ length: 150 }, (_, index) => saying(String(3 + index), day(index)));
  const { etaHistory, originalEta, eta } = follow(aTracker(), answers);
  expect(etaHistory).toHaveLength(100);
  expect([originalEta, eta]).toEqual([day(0), day(149)]);
});
