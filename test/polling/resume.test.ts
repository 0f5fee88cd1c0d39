import { describe, expect, it } from 'vitest';
import type { StopReason } from '../../src/model/tracker.ts';
import { fakeCarrier } from '../support/fake-carrier.ts';
import { anEvent, anObservation } from '../support/observations.ts';
import { createScene, dueTracker, HOUR_MS, later, START } from './scene.ts';

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
