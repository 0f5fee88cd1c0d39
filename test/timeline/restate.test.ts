/** Reading kept scans again, by code tables that have learned. */

import { expect, it } from 'vitest';
import { needsAction, statusOf } from '../../src/model/status.ts';
import type { TrackedEvent } from '../../src/model/tracker.ts';
import { restateEvents } from '../../src/timeline/restate.ts';
import { aTracker, follow, instant, kinds, log, poll, scan } from '../support/following.ts';

const label = scan('information_received', '4');
const riddle = scan('other', '6');
const before = follow(aTracker(), [poll('7', [label, riddle])]);
const now = instant('8');

const learned = (event: TrackedEvent) =>
  event.provenance.code === 'other'
    ? {
        ...event,
        status: statusOf('out_for_delivery'),
        substatus: 'out_for_delivery' as const,
        actionRequired: needsAction('out_for_delivery'),
        movesStatus: true,
      }
    : event;

it('moves the parcel on where a code has become known', () => {
  const { tracker, changes } = restateEvents(before, learned, now);
  expect(tracker).toMatchObject({
    substatus: 'out_for_delivery',
    version: before.version + 1,
    updatedAt: now,
  });
  expect(kinds(changes)).toContain('event.reread');
  expect(tracker.transitions.at(-1)).toMatchObject({ source: 'reread', mode: 'live' });
});

it('leaves the scans’ ids, the carrier’s words and the rest of what is noted', () => {
  const { tracker } = restateEvents(before, learned, now);
  const notes = ({ id, firstSeenAt, source, amended, provenance: { code, text } }: TrackedEvent) => ({
    id,
    firstSeenAt,
    source,
    amended,
    code,
    text,
  });
  expect(tracker.events.map(notes)).toEqual(before.events.map(notes));
});

it('corrects a status whose code was misread', () => {
  const read = (event: TrackedEvent) =>
    event.substatus === 'information_received'
      ? { ...event, status: 'unknown' as const, substatus: 'other' as const }
      : event;
  const known = follow(aTracker(), [poll('7', [label, scan('package_accepted', '5')])]);
  const misread = restateEvents(
    known,
    (event) => (event.substatus === 'package_accepted' ? { ...event, substatus: 'delayed' } : read(event)),
    now,
  );
  expect(log(misread.tracker).at(-1)).toBe('corrected package_accepted -> delayed');
});

it('changes nothing where nothing is read otherwise', () => {
  expect(restateEvents(before, (event) => event, now)).toEqual({ tracker: before, changes: [] });
});

it('changes nothing more when the carrier is asked again with the new tables', () => {
  const { tracker } = restateEvents(before, learned, now);
  const reread = {
    ...riddle,
    status: 'in_transit' as const,
    substatus: 'out_for_delivery' as const,
    movesStatus: true,
  };
  const asked = follow(tracker, [poll('9', [label, reread])]);
  expect(asked.version).toBe(tracker.version);
});
