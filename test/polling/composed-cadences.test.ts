import { describe, expect, it } from 'vitest';
import type { Location } from '../../src/model/location.ts';
import type { Tracker } from '../../src/model/tracker.ts';
import { type Cadence, fixedCadence } from '../../src/polling/cadence.ts';
import { cappedAt, withPushSafetyNet, withQuietHours } from '../../src/polling/composed-cadences.ts';
import { DAY_MS, dueTracker, HOUR_MS, later, MINUTE_MS, START } from './scene.ts';

const NO_PUSHES = { pushActive: false };
const PUSHED = { pushActive: true };
const PLACE: Location = {
  city: null,
  region: null,
  postalCode: null,
  country: 'DE',
  name: null,
  streetLines: [],
};

const going = (place: Partial<Location> | null, id = 'ACME1'): Tracker => ({
  ...dueTracker('ACME1'),
  id,
  destination: place && { ...PLACE, ...place },
});

/** Says the same of every parcel. */
const at =
  (nextPollAt: string): Cadence =>
  () => ({ nextPollAt, why: 'as told', urgency: 0 });
const stopping: Cadence = () => ({ stop: 'closed', why: 'as told' });

const nextOf = (cadence: Cadence, tracker: Tracker, context = NO_PUSHES): string => {
  const decision = cadence(tracker, START, context);
  return 'stop' in decision ? decision.stop : decision.nextPollAt;
};

/** From the first to the last moment at which many trackers come due. */
function spreadOf(cadence: Cadence, place: Partial<Location>): readonly [string, string] {
  const times = Array.from({ length: 500 }, (_, id) => nextOf(cadence, going(place, `parcel-${id}`))).sort();
  return [times[0] as string, times.at(-1) as string];
}

describe('quiet hours', () => {
  const berlinNights = (nextPollAt: string) => withQuietHours(at(nextPollAt), { from: 22, to: 6 });

  it.each([
    ['before midnight', '2026-03-02T21:30:00.000Z', '2026-03-03T05:00:00.000Z'],
    ['at their beginning', '2026-03-02T21:00:00.000Z', '2026-03-03T05:00:00.000Z'],
    ['after midnight', '2026-03-03T03:30:00.000Z', '2026-03-03T05:00:00.000Z'],
    ['in their last second', '2026-03-03T04:59:59.000Z', '2026-03-03T05:00:00.000Z'],
    ['on the night clocks are put forward', '2026-03-28T22:00:00.000Z', '2026-03-29T04:00:00.000Z'],
    ['on the night clocks are put back', '2026-10-24T22:00:00.000Z', '2026-10-25T05:00:00.000Z'],
  ])('over midnight put a poll off to their end: %s', (_, asked, end) => {
    const [first, last] = spreadOf(berlinNights(asked), {});
    expect(first >= end && last < later(30 * MINUTE_MS, end)).toBe(true);
    // Not all at once, and not all at the end.
    expect(first < later(MINUTE_MS, end) && last > later(29 * MINUTE_MS, end)).toBe(true);
  });

  it.each(['2026-03-02T20:59:59.000Z', '2026-03-03T05:00:00.000Z', '2026-03-02T12:00:00.000Z'])(
    'leave other times as they are: %s',
    (asked) => {
      expect(nextOf(berlinNights(asked), going({}))).toBe(asked);
    },
  );

  it('may lie within a day', () => {
    const cadence = withQuietHours(at('2026-03-02T12:30:00.000Z'), { from: 12, to: 15 });
    const [first, last] = spreadOf(cadence, {});
    expect(first >= '2026-03-02T14:00:00.000Z' && last < '2026-03-02T14:30:00.000Z').toBe(true);
  });

  it('end where an hour is left out that night', () => {
    const cadence = withQuietHours(at('2026-03-29T00:30:00.000Z'), { from: 0, to: 2 });
    // There is no two o'clock in Berlin then: three follows.
    expect(nextOf(cadence, going({})) >= '2026-03-29T01:00:00.000Z').toBe(true);
    expect(nextOf(cadence, going({})) < '2026-03-29T01:30:00.000Z').toBe(true);
  });

  it('are those of a named zone, wherever the parcel is going', () => {
    const cadence = withQuietHours(at('2026-03-02T16:00:00.000Z'), {
      from: 0,
      to: 6,
      timeZone: 'Asia/Tokyo',
    });
    expect(nextOf(cadence, going(null)) >= '2026-03-02T21:00:00.000Z').toBe(true);
  });

  it('are none where nobody knows what time it is', () => {
    expect(nextOf(berlinNights('2026-03-02T23:00:00.000Z'), going(null))).toBe('2026-03-02T23:00:00.000Z');
  });

  it('say why, and keep the urgency and the end', () => {
    expect(berlinNights('2026-03-02T23:00:00.000Z')(going({}), START, NO_PUSHES)).toMatchObject({
      why: 'as told; after the quiet hours',
      urgency: 0,
    });
    expect(nextOf(withQuietHours(stopping, { from: 22, to: 6 }), going({}))).toBe('closed');
  });

  it.each([
    { from: 22, to: 22 },
    { from: -1, to: 6 },
    { from: 22, to: 24 },
    { from: 21.5, to: 6 },
    { from: 22, to: 6, timeZone: 'Mars/Olympus' },
  ])('are refused: %j', (hours) => {
    expect(() => withQuietHours(fixedCadence(HOUR_MS), hours)).toThrow(/withQuietHours/);
  });
});

describe('a safety net under pushes', () => {
  const net = withPushSafetyNet(fixedCadence(HOUR_MS));

  it('puts polls off for a day while the carrier pushes, and only then', () => {
    expect(nextOf(net, going(null), PUSHED)).toBe(later(DAY_MS));
    expect(nextOf(net, going(null))).toBe(later(HOUR_MS));
  });

  it('never asks sooner than the cadence would', () => {
    expect(nextOf(withPushSafetyNet(fixedCadence(3 * DAY_MS)), going(null), PUSHED)).toBe(later(3 * DAY_MS));
  });

  it('leaves the end as it is', () => {
    expect(nextOf(withPushSafetyNet(stopping), going(null), PUSHED)).toBe('closed');
  });

  it.each([0, 1_000, Number.NaN, Number.POSITIVE_INFINITY])('refuses a net of %d ms', (netMs) => {
    expect(() => withPushSafetyNet(fixedCadence(HOUR_MS), netMs)).toThrow(/withPushSafetyNet/);
  });
});

describe('a cap', () => {
  it('keeps polls apart', () => {
    const cadence = cappedAt(fixedCadence(10 * MINUTE_MS), { pollsPerDay: 8 });
    expect(cadence(going(null), START, NO_PUSHES)).toEqual({
      nextPollAt: later(3 * HOUR_MS),
      why: 'every 10 min; at most 8 polls a day',
    });
  });

  it('leaves what is rarer, and the end, as it is', () => {
    expect(nextOf(cappedAt(fixedCadence(6 * HOUR_MS), { pollsPerDay: 8 }), going(null))).toBe(
      later(6 * HOUR_MS),
    );
    expect(nextOf(cappedAt(stopping, { pollsPerDay: 8 }), going(null))).toBe('closed');
  });

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('refuses %d polls a day', (pollsPerDay) => {
    expect(() => cappedAt(fixedCadence(HOUR_MS), { pollsPerDay })).toThrow(/cappedAt/);
  });
});

describe('composed cadences', () => {
  it('hold all that each of them says', () => {
    const cadence = withQuietHours(
      cappedAt(withPushSafetyNet(fixedCadence(10 * MINUTE_MS), 12 * HOUR_MS), { pollsPerDay: 24 }),
      { from: 20, to: 6, timeZone: 'Etc/UTC' },
    );
    expect(nextOf(cadence, going(null))).toBe(later(HOUR_MS));
    const pushed = cadence(going(null), START, PUSHED);
    expect(pushed).toMatchObject({
      why: 'pushed by the carrier, safety net every 12 h; after the quiet hours',
    });
    expect('nextPollAt' in pushed && pushed.nextPollAt >= '2026-03-03T06:00:00.000Z').toBe(true);
  });

  const night = { from: 22, to: 7, timeZone: 'Etc/UTC' };
  const quiet = (cadence: Cadence) => withQuietHours(cadence, night);
  const capped = (cadence: Cadence) => cappedAt(cadence, { pollsPerDay: 2 });
  const netted = (cadence: Cadence) => withPushSafetyNet(cadence, 15 * HOUR_MS);
  const breakfast = (cadence: Cadence) => withQuietHours(cadence, { from: 7, to: 8, timeZone: 'Etc/UTC' });

  it.each([
    ['quiet hours around a cap', quiet(capped(fixedCadence(HOUR_MS))), NO_PUSHES],
    ['a cap around quiet hours', capped(quiet(fixedCadence(HOUR_MS))), NO_PUSHES],
    ['a net around quiet hours', netted(quiet(fixedCadence(HOUR_MS))), PUSHED],
    ['a cap around a net around quiet hours', capped(netted(quiet(fixedCadence(HOUR_MS)))), NO_PUSHES],
  ])('keep to the quiet hours: %s', (_, cadence, context) => {
    // Cap and net alone end within the night.
    const decision = cadence(going(null), '2026-03-02T15:00:00.000Z', context);
    expect('nextPollAt' in decision && decision.nextPollAt).toMatch(/^2026-03-03T07:[0-2]/);
  });

  it.each([
    ['the later around the earlier', breakfast(quiet(at('2026-03-02T23:00:00.000Z')))],
    ['the earlier around the later', quiet(breakfast(at('2026-03-02T23:00:00.000Z')))],
  ])('keep to two kinds of quiet hours, one behind the other: %s', (_, cadence) => {
    expect(nextOf(cadence, going(null))).toMatch(/^2026-03-03T08:[0-2]/);
  });

  it('end where quiet hours leave no hour of the day', () => {
    const day = withQuietHours(quiet(fixedCadence(HOUR_MS)), { from: 7, to: 22, timeZone: 'Etc/UTC' });
    expect(nextOf(day, going(null)) > START).toBe(true);
  });
});
