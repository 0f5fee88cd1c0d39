/** Scans that a carrier takes back: they are marked, not lost, by when the carrier was asked. */

import { expect, it } from 'vitest';
import { timeOfWallClock } from '../../src/model/event-time.ts';
import {
  aTracker,
  follow,
  instant,
  kinds,
  lastChanges,
  log,
  poll,
  push,
  scan,
  standings,
} from '../support/following.ts';

const label = scan('information_received', '4');
const accepted = scan('package_accepted', '5');
const outForDelivery = scan('out_for_delivery', '6T08:00');
const delivered = scan('delivered', '6T12:00');
const departed = scan('package_departed', '6T18:00');

const journey = [label, accepted, outForDelivery, delivered];

it('marks a scan that a later full answer no longer lists as retracted, and keeps it', () => {
  const tracker = follow(aTracker(), [
    poll('6T13:00', journey),
    poll('7', [label, outForDelivery, delivered]),
  ]);
  expect(standings(tracker)).toEqual([
    'information_received listed',
    'package_accepted retracted',
    'out_for_delivery listed',
    'delivered listed',
  ]);
});

it('reopens a parcel whose delivery was taken back, as a correction', () => {
  const answers = [poll('6T13:00', journey), poll('6T19:00', [label, accepted, outForDelivery, departed])];
  const tracker = follow(aTracker(), answers);
  expect(tracker).toMatchObject({ substatus: 'package_departed', delivery: null });
  expect(log(tracker).at(-1)).toBe('corrected delivered -> package_departed');
  expect(kinds(lastChanges(aTracker(), answers))).toContain('event.retracted');
});

it('reopens it, too, where nothing newer has come', () => {
  const tracker = follow(aTracker(), [
    poll('6T13:00', journey),
    poll('6T19:00', [label, accepted, outForDelivery]),
  ]);
  expect(tracker.substatus).toBe('out_for_delivery');
  expect(log(tracker).at(-1)).toBe('corrected delivered -> out_for_delivery');
});

it('gives a carrier whose systems lag behind an hour before its newest scan counts as taken back', () => {
  const answers = [poll('6T13:00', [label, accepted, outForDelivery]), push('6T12:50', delivered)];
  expect(follow(aTracker(), answers).status).toBe('delivered');
  const stale = [push('6T12:50', delivered), poll('6T13:00', [label, accepted, outForDelivery])];
  expect(follow(aTracker(), stale).status).toBe('delivered');
  expect(follow(aTracker(), [...stale, poll('6T13:51', [label, accepted, outForDelivery])]).status).toBe(
    'in_transit',
  );
});

it('lets the host say how far a carrier lags behind', () => {
  const answers = [push('6T12:50', delivered), poll('6T13:00', [label, outForDelivery])];
  expect(follow(aTracker(), answers, { settleMs: 60_000 }).status).toBe('in_transit');
  expect(follow(aTracker(), answers, { settleMs: 86_400_000 }).status).toBe('delivered');
});

it('gives no such time to a scan that has newer ones behind it', () => {
  const answers = [poll('6T13:00', journey), poll('6T13:10', [label, outForDelivery, delivered])];
  expect(standings(follow(aTracker(), answers))).toContain('package_accepted retracted');
});

it('lists a scan again that the carrier tells again', () => {
  const answers = [
    poll('6T13:00', journey),
    poll('7', [label, outForDelivery, delivered]),
    poll('8', journey),
  ];
  expect(standings(follow(aTracker(), answers))).toContain('package_accepted listed');
  expect(kinds(lastChanges(aTracker(), answers))).toContain('event.relisted');
});

it('lists a scan again that a push tells again', () => {
  const answers = [
    poll('6T13:00', journey),
    poll('7', [label, accepted, outForDelivery]),
    push('7T02:00', delivered),
  ];
  const tracker = follow(aTracker(), answers);
  expect(tracker.status).toBe('delivered');
  expect(log(tracker).slice(-2)).toEqual([
    'corrected delivered -> out_for_delivery',
    'live out_for_delivery -> delivered',
  ]);
});

it('goes by when the carrier was asked, not by when the answer arrives', () => {
  const answers = [poll('7', [label, outForDelivery, delivered]), poll('6T13:00', journey)];
  const tracker = follow(aTracker(), answers);
  expect(standings(tracker)).toContain('package_accepted retracted');
  expect(log(tracker)).not.toContain('backfilled information_received -> package_accepted');
});

it('takes nothing back because of a push, which tells of one scan alone', () => {
  const tracker = follow(aTracker(), [
    poll('6T11:00', [label, accepted, outForDelivery]),
    push('6T13:00', delivered),
  ]);
  expect(new Set(tracker.events.map(({ standing }) => standing))).toEqual(new Set(['listed']));
});

it('takes nothing back because of an import, or of an answer without events', () => {
  const known = follow(aTracker(), [poll('6T13:00', journey)]);
  const imported = { ...poll('8', [label, delivered]), source: 'import' as const };
  expect(follow(known, [imported]).events.every(({ standing }) => standing === 'listed')).toBe(true);
  expect(follow(known, [poll('8', [])]).events.every(({ standing }) => standing === 'listed')).toBe(true);
});

it('takes nothing back that the host alone has told', () => {
  const hosts = { ...push('6T12:30', delivered), source: 'import' as const };
  const answers = [
    poll('6T11:00', [label, accepted, outForDelivery]),
    hosts,
    poll('6T16:00', [label, accepted, outForDelivery]),
    poll('7', [label, accepted, outForDelivery]),
  ];
  const tracker = follow(aTracker(), answers);
  expect(tracker).toMatchObject({ status: 'delivered', delivery: { at: delivered.occurredAt } });
  expect(standings(tracker)).toContain('delivered listed');
  expect(follow(aTracker(), [...answers].reverse()).events).toEqual(tracker.events);
});

it('takes back what the host had told first, once the carrier has told it too', () => {
  const hosts = { ...push('6T12:30', delivered), source: 'import' as const };
  const told = [hosts, poll('6T16:00', journey)];
  expect(follow(aTracker(), told).events.at(-1)).toMatchObject({
    source: 'poll',
    firstSeenAt: instant('6T16:00'),
  });
  expect(kinds(lastChanges(aTracker(), told))).toContain('event.confirmed');
  const answers = [...told, poll('7', [label, accepted, outForDelivery])];
  expect(standings(follow(aTracker(), answers))).toContain('delivered retracted');
  expect(standings(follow(aTracker(), [...answers].reverse()))).toContain('delivered retracted');
  expect(follow(aTracker(), [...answers, { ...hosts, observedAt: instant('8') }]).status).toBe('delivered');
});

it('takes nothing back that is older than what an answer lists', () => {
  const tracker = follow(aTracker(), [poll('6T13:00', journey), poll('7', [outForDelivery, delivered])]);
  expect(tracker.events.every(({ standing }) => standing === 'listed')).toBe(true);
});

it('remembers the answer that reached farther back, also once one has come that doesn’t', () => {
  const answers = [
    poll('7', [label, outForDelivery, delivered]),
    poll('8', [outForDelivery, delivered]),
    push('6T13:00', accepted),
  ];
  expect(standings(follow(aTracker(), answers))).toContain('package_accepted retracted');
});

it('never takes back a scan without any time', () => {
  const timeless = scan('package_held', '5', { occurredAt: null, localTime: null });
  const tracker = follow(aTracker(), [poll('6', [label, timeless]), poll('8', [label, delivered])]);
  expect(tracker.events.every(({ standing }) => standing === 'listed')).toBe(true);
});

it('takes back a clock without zone only where no zone on earth would make it older than the answer', () => {
  const floating = (clock: string) => scan('package_held', '5', timeOfWallClock(clock, null));
  const near = follow(aTracker(), [
    poll('6T20:00', [accepted, floating('2025-05-05T13:00:00'), delivered]),
    poll('8', [accepted, delivered]),
  ]);
  expect(standings(near)).toContain('package_held listed');
  const far = follow(aTracker(), [
    poll('7', [accepted, floating('2025-05-05T15:00:00'), departed]),
    poll('8', [accepted, departed]),
  ]);
  expect(standings(far)).toContain('package_held retracted');
});

it('doesn’t count what was taken back', () => {
  const attempted = scan('delivery_attempted', '5T12:00');
  const answers = [
    poll('6T13:00', [label, attempted, outForDelivery, delivered]),
    poll('7', [label, outForDelivery, delivered]),
  ];
  expect(follow(aTracker(), answers)).toMatchObject({ attempts: 0 });
  expect(follow(aTracker(), answers).milestones.bySubstatus.delivery_attempted).toBeUndefined();
});

it('keeps the last status it knew where the carrier takes back everything', () => {
  const note = scan('other', '3');
  const tracker = follow(aTracker(), [poll('5', [note, label]), poll('6', [note])]);
  expect(tracker).toMatchObject({ status: 'pre_transit', substatus: 'information_received' });
  expect(standings(tracker)).toContain('information_received retracted');
});

it('replaces a push’s telling by the poll’s where the carrier codes both differently, without any news', () => {
  const pushed = { ...delivered, provenance: { ...delivered.provenance, code: 'PUSHED' } };
  const tracker = follow(aTracker(), [
    push('6T12:01', pushed),
    poll('6T12:10', [label, accepted, delivered]),
  ]);
  expect(standings(tracker).filter((standing) => standing.startsWith('delivered'))).toEqual(
    expect.arrayContaining(['delivered listed', 'delivered retracted']),
  );
  expect(log(tracker)).toEqual([
    'live - -> delivered',
    'backfilled - -> information_received',
    'backfilled information_received -> package_accepted',
  ]);
});
