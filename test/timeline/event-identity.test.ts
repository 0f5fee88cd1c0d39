/** Which scan is which: what makes two tellings one event, and what makes them two. */

import { expect, it } from 'vitest';
import type { Location } from '../../src/model/location.ts';
import type { TrackingEvent } from '../../src/model/tracking-event.ts';
import { keyEvents } from '../../src/timeline/event-key.ts';
import { aTracker, follow, kinds, lastChanges, poll, push, scan } from '../support/following.ts';

const place = {
  city: 'Chicago',
  region: 'IL',
  postalCode: null,
  country: 'US',
  name: null,
  streetLines: [],
};

const ids = (...events: TrackingEvent[]): string[] => keyEvents(events, aTracker()).map(({ id }) => id);

const arrived = scan('package_arrived', '5', { location: place });

it('gives an event a short id that is the same on every machine', () => {
  expect(ids(arrived)).toEqual(['Ph-tFFVPEr3hwD5plc_Jpd']);
});

it.each<[string, Partial<TrackingEvent>]>([
  ['words', { provenance: { ...arrived.provenance, text: 'Arrived at facility.' } }],
  ['description', { description: 'Arrived' }],
  ['reading', { substatus: 'package_processed', status: 'in_transit' }],
  ['place, as pushes name it otherwise than polls', { location: { ...place, city: null } }],
  ['signer', { signedBy: 'R. Roe' }],
])('keeps its id with other %s', (_what, change) => {
  expect(ids({ ...arrived, ...change })).toEqual(ids(arrived));
});

it.each<[string, Partial<TrackingEvent>]>([
  ['code', { provenance: { ...arrived.provenance, code: 'OTHER' } }],
  ['time', { localTime: '2025-05-05T00:00:01' }],
  ['carrier', { carrier: 'partner' }],
  ['own id at the carrier', { eventId: '7' }],
])('is another event with another %s', (_what, change) => {
  expect(ids({ ...arrived, ...change })).not.toEqual(ids(arrived));
});

const dated = scan('package_arrived', '5', {
  occurredAt: null,
  localTime: '2025-05-05',
  location: place,
});

const unread = {
  matchedBy: 'none',
  rule: null,
  code: null,
  category: null,
  text: 'Tried to deliver',
} as const;

it('tells scans of one time apart by the status that the host itself gave them', () => {
  const attempted = scan('delivery_attempted', '5', { provenance: unread });
  const noticed = scan('notice_left', '5', { provenance: { ...unread, text: null } });
  const answers = [push('6', attempted), push('7', noticed), push('7', noticed)].map((told) => ({
    ...told,
    source: 'import' as const,
  }));
  const { events } = follow(aTracker(), answers);
  expect(events.map(({ substatus }) => substatus)).toEqual(['delivery_attempted', 'notice_left']);
  expect(ids({ ...noticed, provenance: unread })).toEqual(ids(noticed));
});

it('keeps the id of a scan without a code whose words are read otherwise, or come to be read', () => {
  const byText = { ...unread, matchedBy: 'text', rule: 'acme.text/1' } as const;
  const read = scan('delayed', '5', { provenance: byText });
  expect(ids({ ...read, substatus: 'package_held' })).toEqual(ids(read));
  expect(ids(scan('other', '5', { provenance: unread }))).toEqual(ids(read));
});

it('tells scans of a date alone apart by their places, however these are written', () => {
  const at = (location: Partial<Location>) => ({ ...dated, location: { ...place, ...location } });
  expect(ids(at({ city: ' CHICAGO', postalCode: '60601' }))).toEqual(ids(dated));
  for (const other of [at({ city: 'Toledo' }), at({ country: 'CA' }), { ...dated, location: null }]) {
    expect(ids(other)).not.toEqual(ids(dated));
  }
});

it('goes by the carrier’s own id alone, where there is one', () => {
  const one = { ...arrived, eventId: '7' };
  const other = { ...scan('delivered', '9'), eventId: '7' };
  expect(ids(other)).toEqual(ids(one));
});

it('goes by the group where there is no code, and by the instant where there is no clock', () => {
  const bare = (category: string) => ({ ...arrived.provenance, code: null, category });
  expect(ids({ ...arrived, provenance: bare('I') })).not.toEqual(ids({ ...arrived, provenance: bare('X') }));
  const clockless = { ...arrived, localTime: null };
  expect(ids({ ...clockless, occurredAt: '2025-05-06T00:00:00.000Z' })).not.toEqual(ids(clockless));
});

it('gives another generation other ids', () => {
  const [second] = keyEvents([arrived], { ...aTracker(), generation: 2 });
  expect([second?.id]).not.toEqual(ids(arrived));
});

it('takes an event that is listed twice without any difference for one', () => {
  expect(ids(arrived, { ...arrived })).toHaveLength(1);
});

it('tells apart what only the words tell apart, whatever their order in the answer', () => {
  const other = { ...arrived, provenance: { ...arrived.provenance, text: 'Weight corrected' } };
  const keyed = keyEvents([arrived, other], aTracker());
  expect(new Set(keyed.map(({ id }) => id)).size).toBe(2);
  expect(keyEvents([other, arrived], aTracker())).toEqual(keyed);
});

it('knows such events again one by one', () => {
  const other = { ...arrived, provenance: { ...arrived.provenance, text: 'Weight corrected' } };
  const tracker = follow(aTracker(), [poll('6', [arrived, other])]);
  expect(lastChanges(tracker, [poll('7', [other, arrived])])).toEqual([]);
});

it('does not mind texts that are not fit for a database in a carrier’s id', () => {
  expect(ids({ ...arrived, eventId: '\u0000\uD800’;--' })[0]).toMatch(/^[\w-]{22}$/);
});

it('amends an event whose words were edited, in its place', () => {
  const edited = { ...arrived, provenance: { ...arrived.provenance, text: 'Arrived at Facility' } };
  const before = follow(aTracker(), [poll('6', [arrived])]);
  expect(kinds(lastChanges(before, [poll('7', [edited])]))).toContain('event.amended');
  const [event] = follow(before, [poll('7', [edited])]).events;
  expect(event).toMatchObject({ amended: true, provenance: { text: 'Arrived at Facility' } });
});

it('keeps the telling that was asked for later, whichever arrives last', () => {
  const edited = { ...arrived, provenance: { ...arrived.provenance, text: 'Arrived at Facility' } };
  const answers = [poll('7', [edited]), poll('6', [arrived])];
  const [event] = follow(aTracker(), answers).events;
  expect(event).toMatchObject({
    amended: true,
    firstSeenAt: '2025-05-06T00:00:00.000Z',
    provenance: { text: 'Arrived at Facility' },
  });
});

it('keeps the telling that an identical poll has confirmed since', () => {
  const edited = { ...arrived, provenance: { ...arrived.provenance, text: 'Old words' } };
  const answers = [poll('6', [arrived]), poll('8', [arrived]), push('7', edited)];
  expect(follow(aTracker(), answers).events[0]?.provenance.text).toBe('package_arrived');
});

it('says how and when an event was first heard of', () => {
  const [event] = follow(aTracker(), [poll('7', [arrived]), push('6', arrived)]).events;
  expect(event).toMatchObject({ source: 'push', firstSeenAt: '2025-05-06T00:00:00.000Z' });
});

it('tells that an event was known before we knew, without calling it news', () => {
  const changes = lastChanges(aTracker(), [poll('7', [arrived]), push('6', arrived)]);
  expect(kinds(changes)).toEqual(['event.seen_earlier']);
});

it('tells an event that we read otherwise now from one that the carrier tells otherwise', () => {
  const reread = { ...arrived, substatus: 'package_processed' as const };
  const changes = lastChanges(aTracker(), [poll('6', [arrived]), poll('7', [reread])]);
  expect(kinds(changes)).toContain('event.reread');
  expect(follow(aTracker(), [poll('6', [arrived]), poll('7', [reread])]).events[0]?.amended).toBe(false);
});

it('keeps what a scan means where it is told again in words that nobody knows', () => {
  const riddle = {
    ...scan('other', '5'),
    localTime: arrived.localTime,
    provenance: { ...arrived.provenance, text: '??' },
  };
  const tellings = [poll('6', [arrived]), poll('7', [riddle])];
  for (const order of [tellings, [...tellings].reverse()]) {
    const [event] = follow(aTracker(), order).events;
    expect(event).toMatchObject({ substatus: 'package_arrived', amended: true, standing: 'listed' });
  }
});

it('lets a later telling with a meaning count, however many without one have come since', () => {
  const held = { ...arrived, substatus: 'package_held' as const };
  const riddle = { ...arrived, status: 'unknown' as const, substatus: 'other' as const };
  const tellings = [poll('6', [arrived]), poll('7', [held]), poll('9', [riddle])];
  for (const order of [
    [0, 1, 2],
    [0, 2, 1],
    [2, 0, 1],
    [2, 1, 0],
    [1, 0, 2],
    [1, 2, 0],
  ]) {
    const answers = order.map((index) => tellings[index] as (typeof tellings)[number]);
    expect(follow(aTracker(), answers).substatus).toBe('package_held');
  }
});
