/** A carrier's summary of a parcel where it says more than its scans. */

import { expect, it } from 'vitest';
import { statusFieldsOf } from '../../src/model/status.ts';
import { merge } from '../../src/timeline/merge.ts';
import {
  aTracker,
  follow,
  instant,
  lastChanges,
  log,
  poll,
  push,
  scan,
  summary,
} from '../support/following.ts';

const tracker = aTracker();
const label = scan('information_received', '4');
const departed = scan('package_departed', '5');
const arrived = scan('package_arrived', '6');

const saying = (meaning: string) => statusFieldsOf(scan(meaning, '5'));

it('takes the summary’s word where no scan says it', () => {
  const after = follow(tracker, [poll('6', [label, departed], saying('return_to_sender:return_in_transit'))]);
  expect(after).toMatchObject({ status: 'returned', returnState: 'in_progress' });
  expect(after.transitions.at(-1)).toMatchObject({ eventId: null, mode: 'live', to: { status: 'returned' } });
});

it('lets a summary without scans tell the status', () => {
  const after = follow(tracker, [summary('out_for_delivery', '5')]);
  expect(after).toMatchObject({ substatus: 'out_for_delivery', statusSince: { occurredAt: null } });
  expect(follow(after, [summary('delivered', '6')]).status).toBe('delivered');
});

it('dates a summary that says delivered by the delivery', () => {
  const delivery = {
    at: '2025-05-06T09:00:00.000Z',
    localTime: null,
    signedBy: 'J. Doe',
    placement: null,
    proof: null,
  };
  const after = follow(tracker, [summary('delivered', '7', { delivery })]);
  expect(after).toMatchObject({ statusSince: { occurredAt: delivery.at }, delivery });
});

it('leaves it to the scans where they say the same', () => {
  const after = follow(tracker, [poll('6', [label, departed])]);
  expect(after.transitions.at(-1)?.eventId).not.toBeNull();
});

it('takes the reason that only the summary gives', () => {
  const delayed = scan('delayed', '5');
  expect(follow(tracker, [poll('6', [delayed], saying('delayed:weather'))]).reason).toBe('weather');
  const weather = scan('delayed:weather', '5');
  expect(follow(tracker, [poll('6', [weather], saying('delayed'))]).reason).toBe('weather');
});

it('lets a summary that names no more than the way outweigh no scan of it', () => {
  const after = follow(tracker, [poll('6', [label, departed], saying('package_processing'))]);
  expect(after.substatus).toBe('package_departed');
  expect(follow(tracker, [poll('6', [label], saying('package_processing'))]).substatus).toBe(
    'package_processing',
  );
});

it('goes by the scans again once one is known that the summary can’t have known', () => {
  const before = follow(tracker, [poll('5T12:00', [label, departed], saying('delayed:weather'))]);
  expect(before.substatus).toBe('delayed');
  expect(follow(before, [push('6', arrived)]).substatus).toBe('package_arrived');
});

it('keeps the summary where only older scans, unknown codes or empty answers come', () => {
  const before = follow(tracker, [poll('5T12:00', [label, departed], saying('delayed:weather'))]);
  const older = push('6', scan('package_accepted', '4T12:00'));
  expect(follow(before, [older, push('7', scan('other', '7')), poll('8', [])]).substatus).toBe('delayed');
});

it('drops the summary once a later answer’s doesn’t say it any more', () => {
  const answers = [
    poll('5T12:00', [label, departed], saying('delayed:weather')),
    poll('5T18:00', [label, departed]),
  ];
  const after = follow(tracker, answers);
  expect(after.substatus).toBe('package_departed');
  expect(log(after).at(-1)).toBe('corrected delayed -> package_departed');
  expect(follow(tracker, [...answers].reverse()).substatus).toBe('package_departed');
});

it('is held to the table of legal changes as scans are', () => {
  const delivered = scan('delivered', '6');
  const after = follow(tracker, [poll('7', [label, delivered], saying('package_processed'))]);
  expect(after.status).toBe('delivered');
});

it('keeps a summary that is said again and again without any change', () => {
  const answer = poll('5T12:00', [label, departed], saying('delayed:weather'));
  expect(lastChanges(tracker, [answer, { ...answer, observedAt: '2025-05-06T00:00:00.000Z' }])).toEqual([]);
});

it('doesn’t take a late push’s own status for news', () => {
  const before = follow(tracker, [poll('6T12:00', [label, departed, arrived])]);
  expect(follow(before, [push('7', departed)]).substatus).toBe('package_arrived');
});

it('takes a scan that comes with the words of the summary for the same news', () => {
  const delivery = {
    at: '2025-05-06T00:00:00.000Z',
    localTime: '2025-05-05T19:00:00',
    signedBy: null,
    placement: null,
    proof: null,
  };
  const delivered = scan('delivered', '6');
  const answers = [
    summary('delivered', '6T01:00', { delivery }),
    poll('6T02:00', [label, delivered], { delivery }),
  ];
  expect(log(follow(tracker, answers))).toEqual([
    'live - -> delivered',
    'backfilled - -> information_received',
  ]);
});

it('keeps an end that only the summary told where a scan from before it comes late', () => {
  const delivery = { at: instant('7'), localTime: null, signedBy: null, placement: null, proof: null };
  const ended = follow(tracker, [poll('7T01:00', [label], { ...saying('delivered'), delivery })]);
  expect(follow(ended, [push('7T02:00', arrived)])).toMatchObject({
    status: 'delivered',
    substatusSince: { occurredAt: instant('7') },
  });
  expect(log(follow(ended, [push('7T02:00', arrived)])).at(-1)).toBe(
    'backfilled information_received -> package_arrived',
  );
});

it('keeps an end that the summary told without a time, unless the carrier no longer says so', () => {
  const ended = follow(tracker, [poll('7', [label], saying('delivered'))]);
  const late = follow(ended, [push('8', arrived)]);
  expect(late.status).toBe('delivered');
  expect(follow(late, [poll('9', [label, arrived])]).substatus).toBe('package_arrived');
});

it('gives its place to the scan of which it told, and counts both once', () => {
  const delivered = scan('delivered', '6T12:00');
  const after = follow(tracker, [poll('6', [label], saying('delivered')), push('7', delivered)]);
  expect(after.statusSince.occurredAt).toBe(delivered.occurredAt);
  expect(after.milestones.byStatus.delivered).toMatchObject({ count: 1 });
  expect(log(after)).toEqual(log(follow(tracker, [poll('6', [label], saying('delivered'))])));
});

it('doesn’t date a summary by a delivery of which it doesn’t speak', () => {
  const delivery = { at: instant('3'), localTime: null, signedBy: null, placement: null, proof: null };
  const after = follow(tracker, [poll('6', [label], { ...saying('delayed:weather'), delivery })]);
  expect(after).toMatchObject({ substatus: 'delayed', substatusSince: { occurredAt: null } });
});

it('ends a life as a scan does', () => {
  const ended = follow(tracker, [poll('6', [label], saying('delivered'))]);
  const { tracker: after, nextLife } = merge(ended, push('50', scan('information_received', '49')));
  expect(after.status).toBe('delivered');
  expect(nextLife?.events).toHaveLength(1);
});

it('is not forgotten where it turns out to be all that is known', () => {
  const known = follow(tracker, [summary('out_for_delivery', '5')]);
  // Before the fence on some clocks of the world, after it on others.
  const old = scan('package_accepted', '1', {
    occurredAt: null,
    utcOffset: null,
    localTime: '2025-04-16T23:00:00',
  });
  expect(follow(known, [poll('6', [old])]).status).not.toBe('unknown');
});
