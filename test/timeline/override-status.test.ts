/** The host's own word on a status. */

import { expect, it } from 'vitest';
import { isTrackingError } from '../../src/errors.ts';
import type { Substatus } from '../../src/model/status.ts';
import type { Tracker } from '../../src/model/tracker.ts';
import { overrideStatus } from '../../src/timeline/override-status.ts';
import {
  aTracker,
  follow,
  instant,
  kinds,
  log,
  poll,
  push,
  scan,
  standings,
  summary,
} from '../support/following.ts';

const label = scan('information_received', '4');
const outForDelivery = scan('out_for_delivery', '6');
const following = follow(aTracker(), [poll('6T01:00', [label, outForDelivery])]);

const said = (substatus: Substatus, day: string) => ({
  substatus,
  reason: null,
  at: instant(day),
  note: 'The customer called',
});
const now = instant('7T09:00');

it('goes before the carrier’s word', () => {
  const { tracker, changes } = overrideStatus(following, said('delivered', '7'), now);
  expect(tracker).toMatchObject({
    status: 'delivered',
    statusSince: { occurredAt: instant('7') },
    delivery: { at: instant('7') },
    provenance: { matchedBy: 'override', text: 'The customer called' },
    version: following.version + 1,
    updatedAt: now,
  });
  expect(tracker.transitions.at(-1)).toMatchObject({ source: 'override', mode: 'live', eventId: null });
  expect(kinds(changes)).toContain('status.changed');
});

it('is not undone by answers that tell what the carrier had told before', () => {
  const { tracker } = overrideStatus(following, said('delivered', '7'), now);
  expect(follow(tracker, [poll('8', [label, outForDelivery])]).status).toBe('delivered');
  expect(follow(tracker, [push('8', scan('package_arrived', '5'))]).status).toBe('delivered');
  expect(follow(tracker, [summary('package_lost', '8')]).status).toBe('delivered');
});

it('goes on from there with what the carrier scans later, by the table', () => {
  const { tracker } = overrideStatus(following, said('delivered', '7'), now);
  expect(follow(tracker, [push('8', scan('package_processed', '8'))]).status).toBe('delivered');
  expect(follow(tracker, [push('8', scan('return_to_sender', '8'))]).status).toBe('returned');
});

it('may say what the table would forbid', () => {
  const delivered = follow(following, [push('6T12:00', scan('delivered', '6T11:00'))]);
  const { tracker } = overrideStatus(delivered, said('package_held', '7'), now);
  expect(tracker).toMatchObject({ status: 'in_transit', delivery: null });
  expect(follow(tracker, [push('8', scan('delivered', '8'))]).status).toBe('delivered');
});

it('counts from its own time on, not from when it was said', () => {
  const { tracker } = overrideStatus(following, said('package_held', '5'), now);
  expect(tracker.substatus).toBe('out_for_delivery');
  expect(log(tracker).at(-1)).toBe('backfilled information_received -> package_held');
});

const longBefore = said('delivered', '-20');

it('counts, too, from long before the tracker was made', () => {
  const { tracker } = overrideStatus(aTracker(), longBefore, now);
  expect(tracker).toMatchObject({ status: 'delivered', statusSince: { occurredAt: instant('-20') } });
});

it('makes the scans up to then this parcel’s', () => {
  const former = follow(aTracker(), [
    push('6', scan('package_accepted', '-25')),
    push('6', scan('package_processed', '-24')),
  ]);
  expect(former.status).toBe('unknown');
  const { tracker } = overrideStatus(former, longBefore, now);
  expect(tracker.status).toBe('delivered');
  expect(standings(tracker)).toEqual(['package_accepted listed', 'package_processed listed']);
  expect(follow(tracker, [push('8', scan('package_departed', '-18'))]).status).toBe('delivered');
});

it('commutes with answers', () => {
  const answer = push('8', scan('package_arrived', '5'));
  const one = follow(overrideStatus(following, said('delivered', '7'), now).tracker, [answer]);
  const other = overrideStatus(follow(following, [answer]), said('delivered', '7'), now).tracker;
  expect({ ...one, transitions: [], updatedAt: '' }).toEqual({ ...other, transitions: [], updatedAt: '' });
});

it('is taken back by null', () => {
  const { tracker } = overrideStatus(following, said('delivered', '7'), now);
  const { tracker: after } = overrideStatus(tracker, null, now);
  expect(after).toMatchObject({ substatus: 'out_for_delivery', ledger: { override: null } });
  expect(log(after).at(-1)).toBe('corrected delivered -> out_for_delivery');
});

it('changes nothing when it is said twice', () => {
  const { tracker } = overrideStatus(following, said('delivered', '7'), now);
  expect(overrideStatus(tracker, said('delivered', '7'), now)).toEqual({ tracker, changes: [] });
  expect(overrideStatus(following, null, now)).toEqual({ tracker: following, changes: [] });
});

const notes = ({ transitions }: Tracker): (string | null)[] =>
  transitions.filter(({ source }) => source === 'override').map(({ text }) => text);

it('leaves each note in the log, also where it says the same status again', () => {
  const word = (note: string, day = '7') => ({ ...said('delivered', day), note });
  let { tracker } = overrideStatus(following, word('Note A'), now);
  const first = tracker;
  for (const next of [word('Note B'), word('Note B', '7T01:00'), word('Note C')]) {
    tracker = overrideStatus(tracker, next, now).tracker;
  }
  expect(notes(tracker)).toEqual(['Note A', 'Note B', 'Note B', 'Note C']);
  expect(new Set(tracker.transitions.map(({ id }) => id)).size).toBe(tracker.transitions.length);
  expect(tracker).toMatchObject({ status: 'delivered', version: first.version + 3 });
});

it.each(['6T12:00', '5T12:00'])(
  'leaves its note in the log of a parcel that had the status, said of %s',
  (day) => {
    const held = follow(aTracker(), [poll('7', [label, scan('package_held', '5')])]);
    const { tracker, changes } = overrideStatus(held, said('package_held', day), now);
    expect(tracker.transitions.at(-1)).toMatchObject({
      from: { substatus: 'package_held' },
      to: { substatus: 'package_held' },
      text: 'The customer called',
      source: 'override',
      mode: 'backfilled',
    });
    expect(kinds(changes)).toContain('status.backfilled');
    expect(overrideStatus(tracker, said('package_held', day), now)).toEqual({ tracker, changes: [] });
  },
);

it('leaves its note in the log where later scans have outweighed it before', () => {
  const later = follow(following, [poll('6T12:00', [label, scan('package_held', '5'), outForDelivery])]);
  const { tracker, changes } = overrideStatus(later, said('package_held', '5T12:00'), now);
  expect(tracker).toMatchObject({ substatus: 'out_for_delivery', version: later.version + 1 });
  expect(notes(tracker)).toEqual(['The customer called']);
  expect(kinds(changes)).toContain('status.backfilled');
});

it('gives a status to a parcel of which nothing else is known', () => {
  expect(overrideStatus(aTracker(), said('package_lost', '7'), now).tracker.status).toBe('failure');
});

it('counts among the milestones', () => {
  const { tracker } = overrideStatus(following, said('delivered', '7'), now);
  expect(tracker.milestones.byStatus.delivered?.first.occurredAt).toBe(instant('7'));
});

it.each(['other', 'nonsense', '__proto__'])('refuses %j, which says nothing', (substatus) => {
  const act = () =>
    overrideStatus(following, { ...said('delivered', '7'), substatus: substatus as Substatus }, now);
  expect(act).toThrowError(/substatus/);
  try {
    act();
  } catch (error) {
    expect(isTrackingError(error) && error.code).toBe('INVALID_OPTIONS');
  }
});
