import { describe, expect, it } from 'vitest';
import type { PollRecord, StopReason, Tracker } from '../../src/model/tracker.ts';
import { adaptiveCadence } from '../../src/polling/adaptive-cadence.ts';
import { ageBasedCadence } from '../../src/polling/age-based-cadence.ts';
import type { Cadence } from '../../src/polling/cadence.ts';
import { fakeCarrier } from '../support/fake-carrier.ts';
import { anEvent, anObservation } from '../support/observations.ts';
import { createScene, DAY_MS, dueTracker, HOUR_MS, later, START } from './scene.ts';

/** A tracker that is polled no more, at a carrier that knows nothing of it. */
async function stoppedBy(stopReason: StopReason, ageMs = 0) {
  const scene = createScene({ carriers: [fakeCarrier('acme')] });
  const poll = { nextPollAt: null, why: 'as it was', stopReason };
  await scene.keep(dueTracker('ACME1', { createdAt: later(-ageMs), poll }));
  return scene;
}

describe('an import', () => {
  const imported = anObservation({
    carrier: 'acme',
    trackingNumber: 'ACME1',
    source: 'import',
    observedAt: START,
    substatus: 'package_accepted',
    events: [anEvent({ carrier: 'acme', occurredAt: later(-HOUR_MS), substatus: 'package_accepted' })],
  });

  it.each(['not_authorized', 'invalid_number', 'stopped_by_host'] as const)(
    'is taken in and leaves a tracker parked: %s',
    async (stopReason) => {
      const { client, pollOf } = await stoppedBy(stopReason);
      const update = await client.ingest(imported);
      expect(update?.tracker.substatus).toBe('package_accepted');
      expect(await pollOf('ACME1')).toMatchObject({ nextPollAt: null, stopReason, why: 'as it was' });
      await client.resume('ACME1');
      expect(await pollOf('ACME1')).toMatchObject({ nextPollAt: START, stopReason: null });
    },
  );

  it('has a tracker polled again that was given up for want of a scan', async () => {
    const { client, pollOf } = await stoppedBy('no_first_scan');
    await client.ingest(imported);
    expect(await pollOf('ACME1')).toMatchObject({ stopReason: null, nextPollAt: expect.any(String) });
  });
});

describe('a tracker that was given up after a time, and is resumed', () => {
  it('for want of a scan is polled for as long again', async () => {
    const { client, clock, pollOf } = await stoppedBy('no_first_scan', 20 * DAY_MS);
    await client.resume('ACME1');
    const pollFor = async (days: number) => {
      for (let day = 0; day < days; day += 1) {
        await client.createPoller().tick();
        await clock.advance(DAY_MS);
      }
      return pollOf('ACME1');
    };
    expect(await pollFor(13)).toMatchObject({ stopReason: null, lastOutcome: 'not_found' });
    expect(await pollFor(4)).toMatchObject({ stopReason: 'no_first_scan', nextPollAt: null });
  });

  const resumedFor = (days: number) => ({ resumedAt: later(-days * DAY_MS) });
  const aged = (days: number, rest: Partial<Tracker>, poll: Partial<PollRecord>) =>
    dueTracker('ACME1', {
      createdAt: later(-days * DAY_MS),
      updatedAt: later(-days * DAY_MS),
      ...rest,
      poll,
    });
  const onTheWay = { status: 'in_transit', substatus: 'package_processed' } as const;

  it.each<[string, Cadence, number, Partial<Tracker>, number]>([
    ['adaptive, no scan', adaptiveCadence(), 30, {}, 14],
    ['adaptive, silent', adaptiveCadence(), 90, onTheWay, 60],
    ['adaptive, on its way back', adaptiveCadence(), 90, { ...onTheWay, returnState: 'in_progress' }, 45],
    ['by age, not collected', ageBasedCadence(), 30, {}, 14],
    ['by age, on the way', ageBasedCadence(), 90, onTheWay, 60],
  ])('has the whole time again: %s', (_, cadence, days, facts, limitDays) => {
    const decide = (poll: Partial<PollRecord>) =>
      cadence(aged(days, facts, poll), START, { pushActive: false });
    expect(decide({})).toHaveProperty('stop');
    expect(decide(resumedFor(limitDays - 1))).toHaveProperty('nextPollAt');
    expect(decide(resumedFor(limitDays))).toHaveProperty('stop');
  });
});
