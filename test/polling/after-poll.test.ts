import { describe, expect, it } from 'vitest';
import {
  type AnyTrackingError,
  CarrierAuthError,
  CarrierRateLimitError,
  CarrierResponseError,
  CarrierUnavailableError,
  InvalidTrackingNumberError,
  NotAuthorizedError,
} from '../../src/errors.ts';
import type { PollRecord, TrackedEvent, Tracker } from '../../src/model/tracker.ts';
import { afterAnswer, afterFailure, afterNews, type PlanningGround } from '../../src/polling/after-poll.ts';
import { type Cadence, type CadenceContext, fixedCadence } from '../../src/polling/cadence.ts';
import { cappedAt, withPushSafetyNet, withQuietHours } from '../../src/polling/composed-cadences.ts';
import { DAY_MS, dueTracker, HOUR_MS, later, MINUTE_MS, SECOND_MS, START } from './scene.ts';

const ground = (cadence: Cadence = fixedCadence(6 * HOUR_MS), rest: Partial<PlanningGround> = {}) => ({
  cadence,
  random: () => 1,
  pushes: true,
  ...rest,
});

const tracker = (poll: Partial<PollRecord> = {}, rest: Partial<Tracker> = {}): Tracker => ({
  ...dueTracker('ACME1', { poll }),
  ...rest,
});

const event = (facts: Partial<TrackedEvent>) =>
  ({ standing: 'listed', source: 'poll', ...facts }) as TrackedEvent;
const DOWN = new CarrierUnavailableError('acme: 503');
const UNREADABLE = new CarrierResponseError('acme: unreadable');

describe('after an answer', () => {
  it('notes it, forgets failures and plans the next poll', () => {
    const failing = tracker({ failures: 3, lastError: { code: 'X', message: 'y' }, lastOutcome: 'failed' });
    expect(afterAnswer(failing, 'not_found', START, ground())).toEqual({
      nextPollAt: later(6 * HOUR_MS),
      why: 'every 6 h',
      urgency: 1,
      stopReason: null,
      lastPolledAt: START,
      lastOutcome: 'not_found',
      lastError: null,
      failures: 0,
      lastPushAt: null,
    });
  });

  it('ends polling with the reason, and begins it again where the cadence goes on', () => {
    const stop = ground(() => ({ stop: 'stale', why: 'silent' }));
    const ended = afterAnswer(tracker(), 'found', START, stop);
    expect(ended).toMatchObject({ nextPollAt: null, stopReason: 'stale', why: 'silent' });
    expect(afterAnswer(tracker(ended), 'found', START, ground())).toMatchObject({
      nextPollAt: later(6 * HOUR_MS),
      stopReason: null,
    });
  });

  it.each(['stopped_by_host', 'superseded'] as const)('leaves a tracker alone that was %s', (stopReason) => {
    const stopped = tracker({ nextPollAt: null, stopReason, why: 'as it was' });
    const poll = { nextPollAt: null, stopReason, why: 'as it was' };
    expect(afterAnswer(stopped, 'found', START, ground())).toMatchObject({ ...poll, lastPolledAt: START });
    expect(afterNews(stopped, START, ground())).toMatchObject(poll);
    expect(afterFailure(stopped, UNREADABLE, START, ground())).toMatchObject({ ...poll, failures: 1 });
  });
});

describe('after a failure', () => {
  /** The waits after failures in a row, in seconds. */
  function waitsAfter(errors: readonly AnyTrackingError[], random = () => 1): number[] {
    let { poll } = tracker();
    let at = START;
    return errors.map((error) => {
      poll = afterFailure(tracker(poll), error, at, ground(undefined, { random }));
      const waitMs = Date.parse(poll.nextPollAt as string) - Date.parse(at);
      at = poll.nextPollAt as string;
      return waitMs / SECOND_MS;
    });
  }
  const times = <Value>(count: number, value: Value): Value[] => Array.from({ length: count }, () => value);

  it.each([DOWN, new CarrierRateLimitError('acme: 429'), new CarrierAuthError('acme: 401')])(
    'waits 30 s, then twice as long each time, up to an hour: $code',
    (error) => {
      expect(waitsAfter(times(10, error))).toEqual([30, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600]);
    },
  );

  it('waits longer each time by whatever lot', () => {
    let lot = 0;
    const waits = waitsAfter(times(8, DOWN), () => (lot = (lot + 0.37) % 1));
    const ceilings = [30, 60, 120, 240, 480, 960, 1920, 3600];
    for (const [place, wait] of waits.entries()) {
      expect(wait).toBeGreaterThanOrEqual((ceilings[place] as number) / 2);
      expect(wait).toBeLessThanOrEqual(ceilings[place] as number);
    }
  });

  it.each([DOWN, new CarrierRateLimitError('acme: 429', { retryAfterMs: SECOND_MS })])(
    'counts none that is the carrier as a whole: $code',
    (error) => {
      expect(waitsAfter([...times(10, error), UNREADABLE]).at(-1)).toBe(30);
      const poll = afterFailure(tracker({ failures: 2 }), error, START, ground());
      expect(poll).toMatchObject({ failures: 2, why: `asking failed (${error.code})` });
    },
  );

  it('waits for a carrier that is back and away again as for the first time', () => {
    const poll = afterFailure(tracker(), DOWN, later(-HOUR_MS), ground());
    const answered = afterAnswer(tracker(poll), 'not_found', later(-MINUTE_MS), ground());
    expect(afterFailure(tracker(answered), DOWN, START, ground()).nextPollAt).toBe(later(30 * SECOND_MS));
  });

  it('waits half as long at least where the lot falls so', () => {
    const { nextPollAt } = afterFailure(tracker(), DOWN, START, ground(undefined, { random: () => 0 }));
    expect(nextPollAt).toBe(later(15 * SECOND_MS));
  });

  it('notes the error and how often, and keeps what was known', () => {
    const before = tracker({ failures: 1, urgency: 0, lastPushAt: START });
    expect(afterFailure(before, UNREADABLE, START, ground())).toEqual({
      nextPollAt: later(MINUTE_MS),
      why: 'asking failed (CARRIER_RESPONSE), 2 in a row',
      urgency: 0,
      stopReason: null,
      lastPolledAt: START,
      lastOutcome: 'failed',
      lastError: { code: 'CARRIER_RESPONSE', message: 'acme: unreadable' },
      failures: 2,
      lastPushAt: START,
    });
  });

  it.each([
    [
      'a rate limit is waited for as long as the carrier says',
      new CarrierRateLimitError('', { retryAfterMs: 120_000 }),
      9,
      120,
    ],
    ['a rate limit without a wait backs off', new CarrierRateLimitError(''), 0, 30],
    [
      'a 503 that names a wait is not asked before',
      new CarrierUnavailableError('', { retryAfterMs: 90_000 }),
      0,
      90,
    ],
    [
      'a 503 that names a short wait backs off',
      new CarrierUnavailableError('', { retryAfterMs: 1_000 }),
      0,
      30,
    ],
    ['refused credentials back off', new CarrierAuthError(''), 0, 30],
    ['a wait of years is a day', new CarrierRateLimitError('', { retryAfterMs: 1e15 }), 0, 86_400],
    ['no wait at all is a second', new CarrierRateLimitError('', { retryAfterMs: 0 }), 0, 1],
    ['answers nobody can read wait up to six hours', new CarrierResponseError(''), 16, 6 * 3_600],
  ])('%s', (_, error, failures, seconds) => {
    const { nextPollAt } = afterFailure(tracker({ failures }), error, START, ground());
    expect(nextPollAt).toBe(later(seconds * SECOND_MS));
  });

  it.each([
    [new NotAuthorizedError('not yours'), 'not_authorized'],
    [new InvalidTrackingNumberError('no number of ours'), 'invalid_number'],
  ])('parks: %s', (error, stopReason) => {
    expect(afterFailure(tracker(), error, START, ground())).toMatchObject({
      nextPollAt: null,
      stopReason,
      why: `parked: ${error.code}`,
      lastError: { code: error.code, message: error.message },
    });
  });

  it("doesn't park a number that the carrier has known before", () => {
    const known = tracker({}, { events: [event({})] });
    expect(afterFailure(known, new InvalidTrackingNumberError(''), START, ground())).toMatchObject({
      nextPollAt: later(30 * SECOND_MS),
      stopReason: null,
    });
  });

  it('ends where the cadence would have ended', () => {
    const stop = ground(() => ({ stop: 'stale', why: 'silent for 60 d' }));
    expect(afterFailure(tracker(), DOWN, START, stop)).toMatchObject({
      nextPollAt: null,
      stopReason: 'stale',
      why: 'silent for 60 d',
      lastOutcome: 'failed',
    });
  });

  it('backs off where the cadence is broken too', () => {
    const broken = ground(() => {
      throw new Error('oops');
    });
    expect(afterFailure(tracker(), DOWN, START, broken)).toMatchObject({
      nextPollAt: later(30 * SECOND_MS),
      lastError: { code: 'CARRIER_UNAVAILABLE' },
    });
  });
});

describe('a failure under limits', () => {
  const night = { from: 22, to: 7, timeZone: 'Etc/UTC' };
  const hourly = fixedCadence(HOUR_MS);
  const isQuiet = (at: string): boolean => at.slice(11, 13) >= '22' || at.slice(11, 13) < '07';

  /** When it is asked in the two days after, with a carrier that is down all the while. */
  function pollsWhileDown(cadence: Cadence): string[] {
    const polls: string[] = [];
    let { poll } = tracker();
    for (let at = START; at < later(2 * DAY_MS); at = poll.nextPollAt as string) {
      polls.push(at);
      poll = afterFailure(tracker(poll), DOWN, at, ground(cadence));
    }
    return polls;
  }

  it('is not asked again in the quiet hours', () => {
    const polls = pollsWhileDown(withQuietHours(hourly, night));
    expect(polls.length).toBeGreaterThan(20);
    expect(polls.filter(isQuiet)).toEqual([]);
  });

  it('counts as a poll for the cap', () => {
    const polls = pollsWhileDown(cappedAt(hourly, { pollsPerDay: 4 }));
    expect(polls).toEqual(Array.from({ length: 8 }, (_, place) => later(place * 6 * HOUR_MS)));
  });

  it('says so', () => {
    const { why } = afterFailure(tracker(), DOWN, START, ground(cappedAt(hourly, { pollsPerDay: 4 })));
    expect(why).toMatch(/^asking failed .*; at most 4 polls a day$/);
  });

  it('holds where the cadence itself fails, too', () => {
    const broken = cappedAt(() => null as never, { pollsPerDay: 4 });
    expect(afterAnswer(tracker(), 'found', START, ground(broken)).nextPollAt).toBe(later(6 * HOUR_MS));
  });
});

describe('a cadence that is broken', () => {
  const decisions: readonly [string, unknown, RegExp][] = [
    ['gives nothing', undefined, /no decision/],
    ['gives null', null, /no decision/],
    ['gives a text', '2026-03-02T10:00:00.000Z', /no decision/],
    ['gives a promise', Promise.resolve(), /a promise/],
    ['gives no reason', { nextPollAt: later(HOUR_MS) }, /no `why`/],
    ['gives NaN', { nextPollAt: Number.NaN, why: '' }, /no instant/],
    ['gives milliseconds', { nextPollAt: Date.parse(later(HOUR_MS)), why: '' }, /no instant/],
    ['gives a date', { nextPollAt: new Date(later(HOUR_MS)), why: '' }, /no instant/],
    ['gives an invalid date as text', { nextPollAt: 'Invalid Date', why: '' }, /no instant/],
    ['gives a time without zone', { nextPollAt: '2026-03-02T10:00:00.000', why: '' }, /no instant/],
    ['gives a day that is none', { nextPollAt: '2026-02-31T10:00:00.000Z', why: '' }, /no instant/],
    [
      'gives a year that sorts before all others',
      { nextPollAt: '+012026-03-02T10:00:00.000Z', why: '' },
      /no instant/,
    ],
    ['gives the past', { nextPollAt: later(-1), why: '' }, /not in the future/],
    ['gives now', { nextPollAt: START, why: '' }, /not in the future/],
    ['gives an urgency that is none', { nextPollAt: later(HOUR_MS), why: '', urgency: 3 }, /urgency/],
    ['stops without a reason', { stop: undefined, why: '' }, /`stop` that is no reason/],
  ];

  it.each(decisions)('%s', (_, decision, message) => {
    const poll = afterAnswer(
      tracker(),
      'found',
      START,
      ground(() => decision as never),
    );
    expect(poll).toMatchObject({
      nextPollAt: later(HOUR_MS),
      why: 'the cadence failed',
      urgency: 2,
      lastOutcome: 'found',
      lastError: { code: 'INVALID_OPTIONS', message: expect.stringMatching(message) },
    });
  });

  it.each<[string, (cadence: Cadence) => Cadence]>([
    ['alone', (cadence) => cadence],
    ['under a cap', (cadence) => cappedAt(cadence, { pollsPerDay: 2 })],
    ['under quiet hours', (cadence) => withQuietHours(cadence, { from: 22, to: 6, timeZone: 'Etc/UTC' })],
    ['over a safety net', (cadence) => withPushSafetyNet(cadence)],
  ])('is async and rejects, %s: the process goes on', async (_, composed) => {
    const unheard: unknown[] = [];
    const hear = (reason: unknown) => unheard.push(reason);
    process.on('unhandledRejection', hear);
    const rejecting = composed((async () => Promise.reject(new Error('no rule'))) as unknown as Cadence);
    const poll = afterAnswer(tracker({ lastPushAt: START }), 'found', START, ground(rejecting));
    // Node tells of rejections that nobody heard behind the promises of a turn.
    await new Promise((resolve) => setImmediate(resolve));
    process.off('unhandledRejection', hear);
    expect(unheard).toEqual([]);
    expect(poll).toMatchObject({
      why: expect.stringMatching(/^the cadence failed/),
      lastError: { message: 'The cadence gave a promise; it must decide at once.' },
    });
  });

  it('throws: only the name of what it threw is kept', () => {
    const throwing = ground(() => {
      throw new TypeError('secret of the host');
    });
    const { lastError } = afterAnswer(tracker(), 'found', START, throwing);
    expect(lastError).toEqual({ code: 'INVALID_OPTIONS', message: 'The cadence threw TypeError.' });
  });
});

describe('pushes', () => {
  const hears: CadenceContext[] = [];
  const listening = ground((_, now, context) => {
    hears.push(context);
    return { nextPollAt: later(HOUR_MS, now), why: '' };
  });
  const isActive = (poll: Partial<PollRecord>, rest: Partial<Tracker> = {}, pushes = true): boolean => {
    hears.length = 0;
    afterAnswer(tracker(poll, rest), 'found', START, { ...listening, pushes });
    return (hears[0] as CadenceContext).pushActive;
  };

  it.each([
    ['there were none', {}, false],
    ['the last is a day old', { lastPushAt: later(-DAY_MS) }, true],
    ['the last is two days old', { lastPushAt: later(-2 * DAY_MS) }, false],
  ])('are relied on by the age of the last one: %s', (_, poll, isRelied) => {
    expect(isActive(poll)).toBe(isRelied);
  });

  it("are not relied on where the adapter's carrier doesn't push", () => {
    expect(isActive({ lastPushAt: START }, {}, false)).toBe(false);
  });

  it.each([
    [
      'something happened since that had to be polled',
      { source: 'poll', occurredAt: later(-HOUR_MS) },
      false,
    ],
    ['what happened since was pushed', { source: 'push', occurredAt: later(-HOUR_MS) }, true],
    ['what was polled had happened before', { source: 'poll', occurredAt: later(-3 * DAY_MS) }, true],
    ['nobody knows when it happened', { source: 'poll', occurredAt: null }, true],
  ] as const)('are frozen, or not: %s', (_, facts, isRelied) => {
    expect(isActive({ lastPushAt: later(-DAY_MS) }, { events: [event(facts)] })).toBe(isRelied);
  });

  it('put the next poll off', () => {
    const net = ground(withPushSafetyNet(fixedCadence(HOUR_MS)));
    const pushed = tracker({ nextPollAt: later(MINUTE_MS), lastPushAt: START });
    expect(afterNews(pushed, START, net).nextPollAt).toBe(later(DAY_MS));
  });
});

describe('news that was not pushed', () => {
  it("doesn't put the next poll off", () => {
    const planned = { nextPollAt: later(MINUTE_MS), why: 'soon', urgency: 0 } as const;
    expect(afterNews(tracker(planned), START, ground())).toMatchObject(planned);
  });

  it('brings the next poll forward', () => {
    expect(afterNews(tracker({ nextPollAt: later(DAY_MS) }), START, ground()).nextPollAt).toBe(
      later(6 * HOUR_MS),
    );
  });

  it('begins and ends polling as the cadence says', () => {
    const stop = ground(() => ({ stop: 'delivered', why: 'delivered' }));
    expect(afterNews(tracker(), START, stop)).toMatchObject({ nextPollAt: null, stopReason: 'delivered' });
    const ended = tracker({ nextPollAt: null, stopReason: 'delivered' });
    expect(afterNews(ended, START, ground())).toMatchObject({
      nextPollAt: later(6 * HOUR_MS),
      stopReason: null,
    });
  });
});
