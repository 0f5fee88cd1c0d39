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
import { fixedCadence } from '../../src/polling/cadence.ts';
import { failed } from '../support/fake-carrier.ts';
import {
  answering,
  createScene,
  dueTracker,
  HOUR_MS,
  inTransit,
  later,
  numbers,
  SECOND_MS,
  START,
} from './scene.ts';

const cadence = fixedCadence(HOUR_MS);

describe('a lane whose budget is one call a round', () => {
  /** Ten parcels, of which the first fails. */
  const tenDue = async (error: AnyTrackingError) => {
    const acme = answering('acme', ({ trackingNumber }) =>
      trackingNumber === 'ACME1' ? failed('acme', trackingNumber, error) : inTransit('acme', trackingNumber),
    );
    const { client, clock, keep } = createScene({
      carriers: [acme],
      cadence,
      quotas: { acme: { perSecond: 1 } },
    });
    const [first, ...others] = numbers('ACME', 10);
    await keep(dueTracker(`${first}`, { poll: { nextPollAt: later(-SECOND_MS) } }));
    await keep(...others.map((number) => dueTracker(number)));
    return { client, clock };
  };

  it.each([
    new NotAuthorizedError('acme: not yours'),
    new InvalidTrackingNumberError('acme: no number of ours'),
    new CarrierResponseError('acme: unreadable'),
  ])('goes on behind a parcel that fails by itself: $code', async (error) => {
    const { client, clock } = await tenDue(error);
    const counts = await clock.until(client.createPoller().tick({ timeLimitMs: 60 * SECOND_MS }));
    expect(counts).toMatchObject({ acme: { found: 9, failed: 1 } });
    expect(clock.now()).toBeLessThan(Date.parse(later(12 * SECOND_MS, START)));
  });

  it.each([
    new CarrierUnavailableError('acme: 503'),
    new CarrierAuthError('acme: 401'),
    new CarrierRateLimitError('acme: 429'),
  ])('rests where the carrier is away: $code', async (error) => {
    const { client, clock } = await tenDue(error);
    const counts = await clock.until(client.createPoller().tick({ timeLimitMs: 60 * SECOND_MS }));
    expect(counts).toMatchObject({ acme: { found: 0, failed: 1 } });
  });
});

describe('an adapter that never answers', () => {
  const deaf = () =>
    answering('acme', ({ trackingNumber }) =>
      trackingNumber === 'ACME1' ? new Promise(() => undefined) : inTransit('acme', trackingNumber),
    );

  it('is given up before the lease ends, and the lane goes on', async () => {
    const { client, clock, keep, pollOf } = createScene({ carriers: [deaf()], cadence });
    await keep(...numbers('ACME', 5).map((number) => dueTracker(number)));
    const poller = client.createPoller({ leaseMs: 120 * SECOND_MS });
    await poller.start();
    await clock.advance(119 * SECOND_MS);
    expect(await pollOf('ACME1')).toMatchObject({
      lastError: {
        code: 'CARRIER_UNAVAILABLE',
        message: 'acme: gave no answer within 105000 ms.',
      },
    });
    await keep(dueTracker('ACME6'));
    await clock.advance(10 * SECOND_MS);
    expect(await pollOf('ACME6')).toMatchObject({ lastOutcome: 'found' });
    const stopped = poller.stop({ timeoutMs: SECOND_MS });
    await clock.advance(SECOND_MS);
    await stopped;
    expect(clock.pending).toBe(0);
  });

  it('ends a tick no later than that, and its late answer is not heard', async () => {
    let answerLate: (() => void) | undefined;
    const acme = answering(
      'acme',
      ({ trackingNumber }) =>
        new Promise((resolve) => {
          answerLate = () => resolve(inTransit('acme', trackingNumber));
        }),
    );
    const { client, clock, keep, pollOf, store } = createScene({ carriers: [acme], cadence });
    await keep(dueTracker('ACME1'));
    const ticking = client.createPoller({ leaseMs: 40 * SECOND_MS }).tick({ timeLimitMs: SECOND_MS });
    await clock.advance(35 * SECOND_MS);
    expect(await ticking).toMatchObject({ acme: { claimed: 1, failed: 1 } });
    answerLate?.();
    await clock.advance(SECOND_MS);
    expect(await pollOf('ACME1')).toMatchObject({ lastOutcome: 'failed' });
    expect(await store.get('ACME1')).toMatchObject({ version: 1 });
    expect(clock.pending).toBe(0);
  });
});
