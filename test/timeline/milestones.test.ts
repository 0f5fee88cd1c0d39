/** When a parcel came to what, how often, and how often delivery was tried in vain. */

import { expect, it } from 'vitest';
import { aTracker, follow, poll, scan } from '../support/following.ts';

const label = scan('information_received', '4');

const attemptsAfter = (...scans: (readonly [string, string])[]): number =>
  follow(aTracker(), [poll('20', [label, ...scans.map(([meaning, time]) => scan(meaning, time))])]).attempts;

it('keeps the first and the last time of each status and substatus, and how often it was seen', () => {
  const events = [
    label,
    scan('out_for_delivery', '6'),
    scan('out_for_delivery', '7'),
    scan('delivered', '7T12:00'),
  ];
  const { milestones } = follow(aTracker(), [poll('8', events)]);
  const moment = (index: number) => ({
    occurredAt: events[index]?.occurredAt,
    localTime: events[index]?.localTime,
  });
  expect(milestones.bySubstatus.out_for_delivery).toEqual({ first: moment(1), last: moment(2), count: 2 });
  expect(milestones.byStatus.in_transit).toEqual({ first: moment(1), last: moment(2), count: 2 });
  expect(Object.keys(milestones.byStatus)).toEqual(['pre_transit', 'in_transit', 'delivered']);
});

it('counts neither codes that nobody knows nor news that doesn’t move the parcel', () => {
  const note = scan('other', '5');
  const idle = { ...scan('delayed', '5'), movesStatus: false };
  const { milestones } = follow(aTracker(), [poll('8', [label, note, idle])]);
  expect(Object.keys(milestones.bySubstatus)).toEqual(['information_received']);
});

it('counts a late scan, too, that doesn’t change the status', () => {
  const events = [label, scan('delivered', '5'), scan('package_processed', '6')];
  expect(follow(aTracker(), [poll('8', events)]).milestones.byStatus.in_transit?.count).toBe(1);
});

it('counts a handing over at the sender’s as the end of the return, never as a delivery', () => {
  const events = [
    label,
    scan('return_to_sender:return_in_transit', '5'),
    scan('delivered', '6'),
    scan('delivered', '6T00:10'),
  ];
  const tracker = follow(aTracker(), [poll('8', events)]);
  expect(tracker).toMatchObject({ status: 'returned', returnState: 'completed', delivery: null });
  expect(tracker.statusSince.occurredAt).toBe(events[1]?.occurredAt);
  expect(Object.keys(tracker.milestones.byStatus)).toEqual(['pre_transit', 'returned']);
  expect(tracker.milestones.bySubstatus.return_to_sender).toMatchObject({
    last: { occurredAt: events[3]?.occurredAt },
    count: 3,
  });
});

it('counts a delivery that was followed by a return', () => {
  const events = [label, scan('delivered', '5'), scan('return_to_sender', '6'), scan('delivered', '7')];
  const { milestones } = follow(aTracker(), [poll('8', events)]);
  expect(milestones.byStatus.delivered).toMatchObject({ count: 1 });
});

it('counts attempts that failed', () => {
  expect(attemptsAfter(['out_for_delivery', '6'], ['delivered', '6T12:00'])).toBe(0);
  expect(
    attemptsAfter(
      ['delivery_attempted', '6T12:00'],
      ['location_inaccessible', '7T12:00'],
      ['notice_left', '8T12:00'],
    ),
  ).toBe(3);
});

it('takes scans that follow each other closely for one attempt', () => {
  expect(attemptsAfter(['delivery_attempted', '6T12:00'], ['notice_left', '6T12:10'])).toBe(1);
  expect(attemptsAfter(['delivery_attempted', '6T12:00'], ['delivery_attempted', '6T18:00'])).toBe(2);
  expect(
    attemptsAfter(
      ['delivery_attempted', '6T12:00'],
      ['out_for_delivery', '6T12:30'],
      ['delivery_attempted', '6T13:00'],
    ),
  ).toBe(2);
});

it('takes attempts of one date alone for one', () => {
  const dated = (meaning: string, date: string) => scan(meaning, '1', { occurredAt: null, localTime: date });
  const events = [
    label,
    dated('delivery_attempted', '2025-05-06'),
    dated('notice_left', '2025-05-06'),
    dated('delivery_attempted', '2025-05-07'),
  ];
  expect(follow(aTracker(), [poll('8', events)]).attempts).toBe(2);
});
