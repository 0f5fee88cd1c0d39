/** What is over stays over when older scans come in late: every journey of three scans, with every older one. */

import { expect, it } from 'vitest';
import type { Reason } from '../../src/model/reason.ts';
import { isTerminal, type Substatus } from '../../src/model/status.ts';
import { advance, type Course, type Mark } from '../../src/timeline/fold.ts';
import { readPolicy } from '../../src/timeline/policy.ts';
import { aTracker, follow, push, scan } from '../support/following.ts';
import { anEvent } from '../support/observations.ts';

const HOUR_MS = 3_600_000;
const START_MS = Date.parse('2025-05-05T00:00:00.000Z');
const CONTEXT = { policy: readPolicy(), origin: null, destination: null };

/** One of each stage that the table of legal changes tells apart. */
const MEANINGS: readonly (readonly [Substatus, Reason | null])[] = [
  ['information_received', null],
  ['package_departed', null],
  ['delivered', null],
  ['package_unclaimed', null],
  ['return_to_sender', 'return_in_transit'],
  ['return_to_sender', 'return_completed'],
  ['package_undeliverable', null],
  ['package_undeliverable', 'cancelled_by_shipper'],
  ['package_lost', null],
  ['package_disposed', null],
];

/** Each meaning at this hour, by a code and by its group alone. */
const marksAt = (hour: number): readonly Mark[] => {
  const at = START_MS + hour * HOUR_MS;
  return MEANINGS.flatMap(([substatus, reason]) =>
    (['code', 'category'] as const).map((matchedBy): Mark => {
      const event = anEvent({ substatus });
      return {
        status: { ...event, reason, provenance: { ...event.provenance, matchedBy } },
        said: substatus,
        moment: { occurredAt: new Date(at).toISOString(), localTime: null },
        at,
        eventId: `${substatus}:${reason} by ${matchedBy} at ${hour}`,
        location: null,
        isHosts: false,
      };
    }),
  );
};

const courseOf = (marks: readonly Mark[]): Course =>
  marks.reduce<Course | null>((before, mark) => advance(before, mark, CONTEXT), null) as Course;

const isOver = (course: Course): boolean => isTerminal(course.status.status);

/** The journeys that go on with an older scan, and are over without it. */
function undone(journey: readonly Mark[], older: readonly Mark[]): string[] {
  const course = courseOf(journey);
  if (!isOver(course)) return [];
  return older
    .filter(({ at }) => at < course.substatusMark.at)
    .map((late) => [...journey, late].sort((a, b) => a.at - b.at))
    .filter((marks) => !isOver(courseOf(marks)))
    .map((marks) => marks.map(({ eventId }) => eventId).join(', '));
}

it.each([1, 80])('never goes on because of a scan older than the end, with scans %i hours apart', (apart) => {
  const older = [0.5, 1.5, 2.5].flatMap((turn) => marksAt(turn * apart));
  const found = marksAt(apart).flatMap((first) =>
    marksAt(2 * apart).flatMap((second) =>
      marksAt(3 * apart).flatMap((third) => undone([first, second, third], older)),
    ),
  );
  expect(found).toEqual([]);
});

it('lets a parcel that was destroyed not go on, though an older scan calls it delivered', () => {
  const scans = [
    scan('package_disposed', '5'),
    scan('package_undeliverable', '6'),
    scan('package_departed', '7'),
  ];
  const before = follow(
    aTracker(),
    scans.map((each) => push('8', each)),
  );
  expect(before.substatus).toBe('package_disposed');
  expect(follow(before, [push('8', scan('delivered', '4'))]).substatus).toBe('package_undeliverable');
});

it('lets no scan that is known by its group alone take back the end that a better one names late', () => {
  const byGroup = (meaning: string, time: string) => {
    const known = scan(meaning, time);
    return { ...known, provenance: { ...known.provenance, matchedBy: 'category' as const } };
  };
  const journey = [
    byGroup('delivered', '4'),
    scan('package_lost', '5'),
    byGroup('package_undeliverable', '6'),
    byGroup('package_departed', '7'),
  ];
  expect(
    follow(
      aTracker(),
      journey.map((each) => push('8', each)),
    ).status,
  ).toBe('delivered');
});
