/** Numbers that are used again: an older parcel's scans never count for a tracker, the next parcel's never any more. */

import { expect, it } from 'vitest';
import type { Observation } from '../../src/model/observation.ts';
import { merge } from '../../src/timeline/merge.ts';
import { aTracker, follow, kinds, poll, push, scan, standings, summary } from '../support/following.ts';

/** Days are counted from the 1st of May 2025, when the tracker was made; negative ones lie before. */
const tracker = aTracker({ createdAt: '2025-05-01T00:00:00.000Z' });

const longAgo = [scan('package_accepted', '-730'), scan('delivered', '-727')];
const label = scan('information_received', '2');
const accepted = scan('package_accepted', '3');

it('never takes an old parcel’s delivery for a new tracker’s', () => {
  const { tracker: after, changes, recycledSuspected, nextLife } = merge(tracker, poll('2', longAgo));
  expect(after).toMatchObject({ status: 'unknown', substatus: 'other', delivery: null, transitions: [] });
  expect(standings(after)).toEqual(['package_accepted former_life', 'delivered former_life']);
  expect(kinds(changes)).toEqual(['event.added', 'event.added']);
  expect({ recycledSuspected, nextLife }).toEqual({ recycledSuspected: true, nextLife: null });
});

it('says so each time, and changes nothing the second time', () => {
  const again = merge(follow(tracker, [poll('2', longAgo)]), poll('3', longAgo));
  expect(again).toMatchObject({ changes: [], recycledSuspected: true });
});

it('takes nothing else from an old parcel’s answer', () => {
  const answer = poll('2', longAgo, {
    service: { code: '03', name: 'Ground' },
    eta: {
      from: '2023-05-05',
      to: '2023-05-05',
      fromUtc: null,
      toUtc: null,
      precision: 'day',
      source: 'RDD',
    },
    delivery: {
      at: '2023-05-05T00:00:00.000Z',
      localTime: null,
      signedBy: 'X',
      placement: null,
      proof: null,
    },
    carrierUniqueId: 'OLD',
  });
  expect(follow(tracker, [answer])).toMatchObject({
    service: null,
    eta: null,
    etaHistory: [],
    delivery: null,
    carrierUniqueId: null,
  });
});

it('doesn’t take an old delivery from an answer without scans, either', () => {
  const delivery = {
    at: '2023-05-05T00:00:00.000Z',
    localTime: null,
    signedBy: null,
    placement: null,
    proof: null,
  };
  const { tracker: after, recycledSuspected } = merge(tracker, summary('delivered', '2', { delivery }));
  expect(after.status).toBe('unknown');
  expect(recycledSuspected).toBe(true);
});

it('begins with the new parcel’s label, whichever answer comes first', () => {
  const answers = [poll('2T01:00', longAgo), poll('2T02:00', [label])];
  for (const order of [answers, [...answers].reverse()]) {
    expect(follow(tracker, order)).toMatchObject({
      status: 'pre_transit',
      statusSince: { occurredAt: label.occurredAt },
    });
  }
});

it('tells both lives apart where one answer lists both', () => {
  const after = follow(tracker, [poll('3', [...longAgo, label, accepted])]);
  expect(after).toMatchObject({ substatus: 'package_accepted', delivery: null });
  expect(after.milestones.byStatus.delivered).toBeUndefined();
  expect(standings(after)).toEqual([
    'package_accepted former_life',
    'delivered former_life',
    'information_received listed',
    'package_accepted listed',
  ]);
});

it('tells them apart, too, where the new life’s label is not listed, or the old one ended lately', () => {
  const departed = scan('package_departed', '3');
  expect(follow(tracker, [poll('4', [...longAgo, departed])]).substatus).toBe('package_departed');
  const lately = [scan('package_accepted', '-18'), scan('delivered', '-15')];
  expect(follow(tracker, [poll('3', [...lately, label])]).status).toBe('pre_transit');
});

it('tells an old parcel that never arrived from the one whose label comes a month later', () => {
  const lost = [scan('package_accepted', '-300'), scan('package_departed', '-299')];
  expect(follow(tracker, [poll('2', lost), poll('3', [label])]).status).toBe('pre_transit');
  expect(follow(tracker, [poll('3', [...lost, label])]).status).toBe('pre_transit');
});

it('follows a parcel that was under way before it was registered', () => {
  const events = [
    scan('information_received', '-25'),
    scan('package_accepted', '-10'),
    scan('package_departed', '2'),
  ];
  const after = follow(tracker, [push('1T01:00', scan('information_received', '-25')), poll('2', events)]);
  expect(after.events.every(({ standing }) => standing === 'listed')).toBe(true);
  expect(after.milestones.byStatus.pre_transit?.count).toBe(1);
});

it('takes a ship date at its word, event by event', () => {
  const dated = aTracker({ shippedAfter: '2025-05-02T12:00:00.000Z' });
  const after = follow(dated, [poll('4', [label, accepted])]);
  expect(standings(after)).toEqual(['information_received former_life', 'package_accepted listed']);
  expect(merge(dated, poll('4', [label])).recycledSuspected).toBe(true);
});

it('takes a clock of unknown zone for an older life’s only where it is older in every zone', () => {
  const dated = aTracker({ shippedAfter: '2025-05-02T20:00:00.000Z' });
  const floating = { occurredAt: null, utcOffset: null, localTime: '2025-05-02T13:00:00' };
  expect(follow(dated, [poll('4', [{ ...label, ...floating }])]).status).toBe('pre_transit');
});

it('lets a ship date long ago bring in an old parcel', () => {
  const old = aTracker({ shippedAfter: '2023-01-01T00:00:00.000Z' });
  expect(follow(old, [poll('2', longAgo)]).status).toBe('delivered');
});

it('lets the host import an old parcel’s history', () => {
  const history = {
    ...poll('2', longAgo, { service: { code: '03', name: 'Ground' } }),
    source: 'import' as const,
  };
  const imported = follow(tracker, [history]);
  expect(imported).toMatchObject({ status: 'delivered', service: { code: '03' } });
  expect(follow(tracker, [poll('2', longAgo), history]).status).toBe('delivered');
  expect(follow(imported, [poll('3', longAgo)]).status).toBe('delivered');
});

it('has a status, and no older life, where no scan has a time', () => {
  const timeless = { occurredAt: null, localTime: null };
  const events = [scan('information_received', '2', timeless), scan('package_accepted', '2', timeless)];
  expect(follow(tracker, [poll('3', events)]).substatus).toBe('package_accepted');
});

const delivered = scan('delivered', '5');
const nextLabel = scan('information_received', '40');
const nextAccepted = scan('package_accepted', '41');

it('leaves the next parcel with this number to the next tracker', () => {
  const before = follow(tracker, [poll('6', [label, delivered])]);
  const answer = poll('41T12:00', [label, delivered, nextLabel, nextAccepted]);
  const { tracker: after, nextLife } = merge(before, answer);
  expect(after).toMatchObject({ status: 'delivered', statusSince: { occurredAt: delivered.occurredAt } });
  expect(standings(after).slice(2)).toEqual(['information_received next_life', 'package_accepted next_life']);
  expect(nextLife?.events).toEqual([nextLabel, nextAccepted]);
});

it('asks for the next tracker again, as long as answers tell of it', () => {
  const answer = poll('41', [nextLabel]);
  const before = follow(tracker, [poll('6', [label, delivered]), answer]);
  const again = merge(before, { ...answer, observedAt: '2025-06-12T00:00:00.000Z' });
  expect(again.changes).toEqual([]);
  expect(again.nextLife?.events).toEqual([nextLabel]);
});

const eta = (day: string) => ({
  eta: { from: day, to: day, fromUtc: null, toUtc: null, precision: 'day' as const, source: 'RDD' },
});

it('keeps the next parcel’s details out, in any order', () => {
  const own = poll('6', [label, delivered], {
    service: { code: '03', name: 'Ground' },
    ...eta('2025-05-05'),
  });
  const next = poll('41', [nextLabel], { service: { code: '01', name: 'Air' }, ...eta('2025-06-12') });
  for (const order of [
    [own, next],
    [next, own],
  ] satisfies Observation[][]) {
    const after = follow(tracker, order);
    expect(after).toMatchObject({ status: 'delivered', service: { code: '03' } });
    expect(after.etaHistory.map(({ eta: { to } }) => to)).toEqual(['2025-05-05']);
  }
});

it('takes a label soon after a delivery, or a late scan without one, for no new life', () => {
  const soon = scan('information_received', '20');
  const stray = scan('package_processed', '50');
  const { tracker: after, nextLife } = merge(tracker, poll('51', [label, delivered, soon, stray]));
  expect(after.status).toBe('delivered');
  expect(nextLife).toBeNull();
  expect(after.events.every(({ standing }) => standing === 'listed')).toBe(true);
});

it('begins no new life while a return is still on its way', () => {
  const returning = scan('return_to_sender:return_in_transit', '5');
  const { nextLife } = merge(tracker, poll('50', [label, returning, scan('package_accepted', '45')]));
  expect(nextLife).toBeNull();
});

it('lets the host say how long lives lie apart', () => {
  const answer = poll('13', [label, delivered, scan('information_received', '12')]);
  expect(merge(tracker, answer).nextLife).toBeNull();
  expect(merge(tracker, answer, { nextLifeMs: 5 * 86_400_000 }).nextLife).not.toBeNull();
  const late = poll('3', [scan('delivered', '-10')]);
  expect(merge(tracker, late).recycledSuspected).toBe(false);
  expect(merge(tracker, late, { formerLifeMs: 5 * 86_400_000 }).recycledSuspected).toBe(true);
});

it('merges no answer that the carrier’s own id tells to be another parcel’s', () => {
  const before = follow(tracker, [poll('4', [label, accepted], { carrierUniqueId: 'A' })]);
  const newer = poll('9', [scan('information_received', '8')], { carrierUniqueId: 'B' });
  expect(merge(before, newer)).toEqual({
    tracker: before,
    changes: [],
    nextLife: newer,
    recycledSuspected: false,
  });
  const older = poll('9', [scan('delivered', '1')], { carrierUniqueId: 'B' });
  expect(merge(before, older)).toEqual({
    tracker: before,
    changes: [],
    nextLife: null,
    recycledSuspected: true,
  });
});

it('lets a carrier correct its own id of a parcel whose scans we know', () => {
  const before = follow(tracker, [poll('4', [label], { carrierUniqueId: 'A' })]);
  const { tracker: after, nextLife } = merge(before, poll('5', [label, accepted], { carrierUniqueId: 'B' }));
  expect(after).toMatchObject({ substatus: 'package_accepted', carrierUniqueId: 'B' });
  expect(nextLife).toBeNull();
});

it('merges answers that have no own id, as pushes may', () => {
  const before = follow(tracker, [poll('4', [label], { carrierUniqueId: 'A' })]);
  expect(follow(before, [push('5', accepted)])).toMatchObject({
    substatus: 'package_accepted',
    carrierUniqueId: 'A',
  });
});

it('neither loses what has no time with an older parcel nor takes that one for this one', () => {
  const timeless = scan('package_accepted', '2', { occurredAt: null, localTime: null });
  const known = follow(tracker, [push('2', timeless)]);
  const after = follow(known, [push('3', scan('information_received', '-60'))]);
  expect(after).toMatchObject({ substatus: 'package_accepted', delivery: null });
  expect(follow(after, [push('4', scan('delivered', '-50'))]).status).toBe('in_transit');
});

it('counts silence from the last scan of a parcel, also from one that moved it no further', () => {
  const before = follow(
    tracker,
    [scan('pickup_available', '-29'), scan('information_received', '2'), scan('delivered', '3')].map((each) =>
      push('4', each),
    ),
  );
  expect(before.status).toBe('delivered');
  expect(follow(before, [push('4', scan('information_received', '0'))]).status).toBe('delivered');
});
