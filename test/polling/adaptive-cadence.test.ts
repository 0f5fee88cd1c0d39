import { describe, expect, it } from 'vitest';
import type { Eta, Piece } from '../../src/model/observation.ts';
import { needsAction, SUBSTATUSES, type Substatus, statusOf } from '../../src/model/status.ts';
import type { TrackedEvent, Tracker } from '../../src/model/tracker.ts';
import { adaptiveCadence } from '../../src/polling/adaptive-cadence.ts';
import type { CadenceDecision } from '../../src/polling/cadence.ts';
import { anEvent } from '../support/observations.ts';
import { DAY_MS, dueTracker, HOUR_MS, later, MINUTE_MS, START } from './scene.ts';

const NEW_YORK = { city: null, region: 'NY', postalCode: null, country: 'US', name: null, streetLines: [] };
const NO_PUSHES = { pushActive: false };

const scan = (event: Partial<TrackedEvent>): TrackedEvent => ({
  ...anEvent(event),
  id: 'e1',
  standing: 'listed',
  source: 'poll',
  firstSeenAt: START,
  amended: false,
  ...event,
});

/** A parcel of which a scan came just now. */
const parcel = (substatus: Substatus, facts: Partial<Tracker> = {}): Tracker =>
  dueTracker('ACME1', {
    substatus,
    status: statusOf(substatus),
    actionRequired: needsAction(substatus),
    statusSince: { occurredAt: START, localTime: null },
    substatusSince: { occurredAt: START, localTime: null },
    events: [scan({ occurredAt: START })],
    ...facts,
  });

/** `hours` from now, as an instant. */
const etaIn = (hours: number): Eta => {
  const utc = later(hours * HOUR_MS);
  const wallClock = utc.slice(0, 19);
  return {
    from: wallClock,
    to: wallClock,
    fromUtc: utc,
    toUtc: utc,
    precision: 'minute',
    source: 'estimate',
  };
};

const etaOn = (day: string): Eta => ({
  from: day,
  to: day,
  fromUtc: null,
  toUtc: null,
  precision: 'day',
  source: 'estimate',
});

const without = adaptiveCadence({ jitter: 0 });
const waitOf = (decision: CadenceDecision, now = START): number =>
  'stop' in decision ? Number.NaN : Date.parse(decision.nextPollAt) - Date.parse(now);

const unscanned = (age: number): Tracker => dueTracker('ACME1', { createdAt: later(-age) });
const silentFor = (ms: number): Tracker =>
  parcel('package_processed', { events: [scan({ occurredAt: later(-ms) })] });
const since = (ms: number) => ({
  statusSince: { occurredAt: later(-ms), localTime: null },
  substatusSince: { occurredAt: later(-ms), localTime: null },
});

type Row = readonly [situation: string, tracker: Tracker, waitMs: number, urgency: 0 | 1 | 2, why: RegExp];

const ROWS: readonly Row[] = [
  ['no scan, first day', unscanned(23 * HOUR_MS), 6 * HOUR_MS, 1, /no scan yet, first day/],
  ['no scan, first week', unscanned(DAY_MS), 12 * HOUR_MS, 2, /no scan yet, first week/],
  ['no scan, second week', unscanned(8 * DAY_MS), DAY_MS, 2, /no scan in 8 d/],
  ['a label, first day', { ...unscanned(0), status: 'pre_transit' }, 6 * HOUR_MS, 1, /no scan yet/],
  ['a scan nobody can read', parcel('other'), 4 * HOUR_MS, 1, /on the way/],
  ['on the way without estimate', parcel('package_processed'), 4 * HOUR_MS, 1, /no estimate/],
  ['expected in three days', parcel('package_departed', { eta: etaIn(72) }), 4 * HOUR_MS, 1, /over two days/],
  ['expected in two days', parcel('package_departed', { eta: etaIn(47) }), 4 * HOUR_MS, 1, /in two days/],
  ['expected within a day', parcel('package_departed', { eta: etaIn(24) }), 2 * HOUR_MS, 0, /within a day/],
  ['overdue by hours', parcel('package_departed', { eta: etaIn(-23) }), 2 * HOUR_MS, 0, /within a day/],
  ['overdue by days', parcel('package_departed', { eta: etaIn(-25) }), 4 * HOUR_MS, 1, /overdue/],
  [
    'an estimate nobody can read',
    parcel('package_departed', { eta: etaOn('soon') }),
    4 * HOUR_MS,
    1,
    /no estimate/,
  ],
  ['out for delivery', parcel('out_for_delivery'), 30 * MINUTE_MS, 0, /out for delivery, inside/],
  ['a delivery attempted', parcel('delivery_attempted'), 4 * HOUR_MS, 1, /someone must act/],
  ['held', parcel('package_held'), 4 * HOUR_MS, 1, /held/],
  ['an address at issue', parcel('address_issue'), 4 * HOUR_MS, 1, /someone must act/],
  ['to be picked up', parcel('pickup_available'), 12 * HOUR_MS, 2, /picked up/],
  [
    'the last day for picking it up',
    parcel('pickup_available', { servicePoint: { ...SERVICE_POINT(), openUntil: '2026-03-02' } }),
    6 * HOUR_MS,
    1,
    /last day/,
  ],
  ['delayed', parcel('delayed'), 6 * HOUR_MS, 1, /delayed/],
  ['delayed for over a week', parcel('delayed', since(7 * DAY_MS)), DAY_MS, 2, /delayed for over 7 d/],
  ['lost', parcel('package_lost'), 6 * HOUR_MS, 1, /delayed/],
  ['delivered', parcel('delivered', since(HOUR_MS)), DAY_MS, 2, /delivered; proof/],
  [
    'on its way back',
    parcel('return_to_sender', { returnState: 'in_progress' }),
    12 * HOUR_MS,
    2,
    /way back/,
  ],
  ['unclaimed', parcel('package_unclaimed', { returnState: 'in_progress' }), 12 * HOUR_MS, 2, /way back/],
  ['silent for 15 days', silentFor(15 * DAY_MS), DAY_MS, 2, /no scan for 15 d/],
  ['silent for 59 days', silentFor(59 * DAY_MS), DAY_MS, 2, /no scan for 59 d/],
];

function SERVICE_POINT() {
  return { type: 'shop', name: null, code: null, address: null, openUntil: null } as const;
}

const ENDS: readonly (readonly [situation: string, tracker: Tracker, stop: string])[] = [
  ['delivered three days ago', parcel('delivered', since(3 * DAY_MS)), 'delivered'],
  [
    'back with the sender',
    parcel('return_to_sender', { reason: 'return_completed', returnState: 'completed' }),
    'return_completed',
  ],
  ['disposed of', parcel('package_disposed'), 'closed'],
  ['cancelled', parcel('package_undeliverable', { reason: 'cancelled_by_shipper' }), 'closed'],
  ['unscanned for 14 days', unscanned(14 * DAY_MS), 'no_first_scan'],
  ['silent for 60 days', silentFor(60 * DAY_MS), 'stale'],
  [
    'on its way back for 45 days',
    parcel('return_to_sender', { returnState: 'in_progress', ...since(45 * DAY_MS) }),
    'stale',
  ],
];

describe('the last day for a pickup', () => {
  const waiting = (destination: Tracker['destination']) =>
    parcel('pickup_available', {
      events: [],
      destination,
      servicePoint: { ...SERVICE_POINT(), openUntil: '2026-03-02' },
    });

  it.each([
    ['begins at midnight there', NEW_YORK, '2026-03-02T04:59:00.000Z', 12 * HOUR_MS],
    ['has begun at midnight there', NEW_YORK, '2026-03-02T05:00:00.000Z', 6 * HOUR_MS],
    ['begins at midnight UTC where nobody knows', null, '2026-03-02T00:00:00.000Z', 6 * HOUR_MS],
  ])('%s', (_, destination, now, waitMs) => {
    expect(waitOf(without(waiting(destination), now, NO_PUSHES), now)).toBe(waitMs);
  });
});

/** Delivered so many days ago, with pieces of these statuses. */
const deliveredWith = (days: number, ...statuses: Piece['status'][]): Tracker =>
  parcel('delivered', {
    ...since(days * DAY_MS),
    pieces: statuses.map((status, place) => ({
      trackingNumber: `PIECE${place}`,
      status,
      substatus: null,
      weight: null,
    })),
  });

describe('a shipment of which one piece is delivered', () => {
  it.each([
    ['on its way', deliveredWith(4, 'delivered', 'in_transit')],
    ['still to be handed over', deliveredWith(4, 'pre_transit')],
    ['on its way for two weeks', deliveredWith(16, 'in_transit')],
  ])('is polled daily while another is %s', (_, tracker) => {
    const decision = without(tracker, START, NO_PUSHES);
    expect(waitOf(decision)).toBe(DAY_MS);
    expect(decision).toMatchObject({ why: 'delivered; another piece is on its way', urgency: 2 });
  });

  it.each([
    ['all are at their end', deliveredWith(4, 'delivered', 'returned')],
    ['nothing is known of the others', deliveredWith(4, 'delivered', null)],
    ['another has been on its way for over two weeks', deliveredWith(17, 'delivered', 'in_transit')],
  ])('is polled no more where %s', (_, tracker) => {
    expect(without(tracker, START, NO_PUSHES)).toMatchObject({ stop: 'delivered' });
  });
});

describe('the adaptive cadence', () => {
  it.each(ROWS)('%s', (_, tracker, waitMs, urgency, why) => {
    const decision = without(tracker, START, NO_PUSHES);
    expect(waitOf(decision)).toBe(waitMs);
    expect(decision).toMatchObject({ urgency, why: expect.stringMatching(why) });
  });

  it.each(ENDS)('ends: %s', (_, tracker, stop) => {
    expect(without(tracker, START, NO_PUSHES)).toEqual({ stop, why: expect.any(String) });
  });

  it('never ends because of an exception', () => {
    const ended = Object.entries(SUBSTATUSES)
      .filter(([, facts]) => 'isException' in facts || facts.actionRequired)
      .filter(([substatus]) => 'stop' in without(parcel(substatus as Substatus), START, NO_PUSHES));
    expect(ended.map(([substatus]) => substatus)).toEqual(['package_disposed']);
  });

  it('asks three times after the delivery, whichever way the jitter goes', () => {
    const cadence = adaptiveCadence();
    const polls = Array.from({ length: 200 }, (_, place) => {
      const tracker = { ...parcel('delivered'), id: `parcel-${place}` };
      let now = START;
      for (let count = 0; ; count += 1) {
        const decision = cadence(tracker, now, NO_PUSHES);
        if ('stop' in decision) return count;
        now = decision.nextPollAt;
      }
    });
    expect(new Set(polls)).toEqual(new Set([3]));
  });

  it('takes what it is told instead of its own schedule', () => {
    const cadence = adaptiveCadence({
      jitter: 0,
      outForDeliveryMs: 10 * MINUTE_MS,
      inTransitMs: undefined as never,
    });
    expect(waitOf(cadence(parcel('out_for_delivery'), START, NO_PUSHES))).toBe(10 * MINUTE_MS);
    expect(waitOf(cadence(parcel('package_processed'), START, NO_PUSHES))).toBe(4 * HOUR_MS);
  });

  it.each([
    [{ inTransit: HOUR_MS }, /unknown `inTransit`/],
    [{ inTransitMs: 0 }, /inTransitMs: expected/],
    [{ inTransitMs: Number.NaN }, /inTransitMs: expected/],
    [{ silentLimitMs: Number.POSITIVE_INFINITY }, /silentLimitMs: expected/],
    [{ inTransitMs: '1h' }, /inTransitMs: expected/],
    [{ deliveryFromHour: 7.5 }, /deliveryFromHour: expected a whole hour/],
    [{ deliveryToHour: 25 }, /deliveryToHour: expected a whole hour/],
    [{ deliveryFromHour: 9, deliveryToHour: 9 }, /different hours/],
    [{ jitter: 0.9 }, /jitter: expected a share/],
  ])('refuses %j', (changes, message) => {
    expect(() => adaptiveCadence(changes as never)).toThrow(message);
  });
});

describe('the adaptive cadence by the hour', () => {
  const next = (tracker: Tracker, now: string): string => {
    const decision = without(tracker, now, NO_PUSHES);
    return 'stop' in decision ? decision.stop : decision.nextPollAt;
  };
  const going = (substatus: Substatus, facts: Partial<Tracker> = {}) =>
    parcel(substatus, { destination: NEW_YORK, ...facts });

  it('lets the night pass while a parcel is out for delivery', () => {
    const evening = '2026-03-03T02:50:00.000Z'; // 21:50 in New York
    expect(next(going('out_for_delivery'), evening)).toBe('2026-03-03T12:20:00.000Z');
    expect(without(going('out_for_delivery'), '2026-03-03T04:00:00.000Z', NO_PUSHES)).toMatchObject({
      nextPollAt: '2026-03-03T12:30:00.000Z',
      why: 'out for delivery, outside the delivery hours',
    });
  });

  it('opens at seven by the clock on the wall where clocks are put forward that night', () => {
    expect(next(going('out_for_delivery'), '2026-03-08T04:00:00.000Z')).toBe('2026-03-08T11:30:00.000Z');
  });

  it('opens at seven by the clock on the wall where clocks are put back that night', () => {
    const tracker = going('out_for_delivery', {
      createdAt: '2026-10-30T09:00:00.000Z',
      events: [scan({ occurredAt: '2026-10-31T12:00:00.000Z' })],
    });
    expect(next(tracker, '2026-11-01T03:00:00.000Z')).toBe('2026-11-01T12:30:00.000Z');
  });

  it('goes by the newest offset where nobody knows the zone', () => {
    const events = [scan({ occurredAt: START, utcOffset: '-07:00' })];
    const tracker = parcel('out_for_delivery', { events });
    expect(next(tracker, '2026-03-03T05:30:00.000Z')).toBe('2026-03-03T14:30:00.000Z');
  });

  it('looks often while vans are loaded on the expected day', () => {
    const tracker = going('package_arrived', { eta: etaOn('2026-03-03') });
    // A quarter of two hours is over by five, and the rest of the interval is then a rest of half an hour.
    expect(next(tracker, '2026-03-03T09:30:00.000Z')).toBe('2026-03-03T10:22:30.000Z');
    expect(next(tracker, '2026-03-03T13:00:00.000Z')).toBe('2026-03-03T13:30:00.000Z');
    expect(next(tracker, '2026-03-03T17:00:00.000Z')).toBe('2026-03-03T19:00:00.000Z');
  });

  it.each([
    ['without an estimate', null],
    ['expected on the day after', etaOn('2026-03-04')],
    ['overdue by days', etaOn('2026-02-27')],
  ])('looks every hour while vans are loaded: %s', (_, eta) => {
    expect(next(going('package_arrived', { eta }), '2026-03-03T13:00:00.000Z')).toBe(
      '2026-03-03T14:00:00.000Z',
    );
  });

  it('lets a day end where the parcel is going', () => {
    const now = '2026-03-05T03:30:00.000Z'; // still the 4th in New York
    const tracker = going('package_arrived', { eta: etaOn('2026-03-04') });
    expect(without(tracker, now, NO_PUSHES)).toMatchObject({ urgency: 0 });
    expect(without(tracker, '2026-03-06T05:30:00.000Z', NO_PUSHES)).toMatchObject({ urgency: 1 });
  });
});

describe('the adaptive cadence while the carrier pushes', () => {
  const pushed = { pushActive: true };

  it('is a safety net of a day on the way', () => {
    const decision = without(parcel('package_processed'), START, pushed);
    expect(waitOf(decision)).toBe(DAY_MS);
    expect(decision.why).toBe('pushed by the carrier, safety net every 24 h');
  });

  it('is a finer net while delivery is near', () => {
    expect(waitOf(without(parcel('out_for_delivery'), START, pushed))).toBe(4 * HOUR_MS);
  });

  it('never asks sooner than without pushes, nor later where nothing was due anyway', () => {
    expect(waitOf(without(parcel('delivered'), START, pushed))).toBe(DAY_MS);
    const rare = adaptiveCadence({ jitter: 0, silentMs: 3 * DAY_MS });
    expect(waitOf(rare(silentFor(20 * DAY_MS), START, pushed))).toBe(3 * DAY_MS);
  });

  it('ends as it does without pushes', () => {
    expect(without(parcel('package_disposed'), START, pushed)).toMatchObject({ stop: 'closed' });
  });
});

describe('the jitter of the adaptive cadence', () => {
  const cadence = adaptiveCadence();
  const waitFor = (id: string) => waitOf(cadence({ ...parcel('package_processed'), id }, START, NO_PUSHES));
  const waits = Array.from({ length: 2_000 }, (_, place) =>
    waitFor(`01890a5d-ac96-774b-bcce-${String(place).padStart(12, '0')}`),
  );

  it('is the same each time for one tracker', () => {
    expect(waitFor('a')).toBe(waitFor('a'));
    expect(waitFor('a')).not.toBe(waitFor('b'));
  });

  it('stays within its share', () => {
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(4 * HOUR_MS * 0.85);
    expect(Math.max(...waits)).toBeLessThanOrEqual(4 * HOUR_MS * 1.15);
  });

  it('spreads trackers evenly, also those whose ids hardly differ', () => {
    const share = (from: number, to: number) =>
      waits.filter((ms) => ms >= 4 * HOUR_MS * from && ms < 4 * HOUR_MS * to).length / waits.length;
    for (const from of [0.85, 0.91, 0.97, 1.03, 1.09]) expect(share(from, from + 0.06)).toBeCloseTo(0.2, 1);
  });
});
