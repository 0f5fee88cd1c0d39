/** The crash experiment in short: see `bench/crash.ts` for the whole of it. */

import { describe, expect, it } from 'vitest';
import { type CrashReport, runCrashExperiment } from '../support/crash/experiment.ts';
import { met } from '../support/met.ts';

const run = (isFenced: boolean) =>
  runCrashExperiment({
    trackers: 240,
    isFenced,
    leaseMs: 3_000,
    stages: 2,
    strikesPerStage: 4,
    strikeEveryMs: 300,
  });

const harmOf = ({ lost, duplicateMessages }: CrashReport): number => lost + duplicateMessages;
const isTelling = (report: CrashReport): boolean => report.fencedWrites > 0 || harmOf(report) > 0;

describe('pollers and dispatchers that are killed, or stand still until after their leases', () => {
  it('lose nothing, write nothing twice, and repeat only what a killed dispatcher had in its hands', async () => {
    const report = await met(() => run(true), isTelling);
    // Else nothing that is told below would mean anything.
    expect(report.fencedWrites).toBeGreaterThan(0);
    expect(report.kills).toBeGreaterThan(0);
    expect(report).toMatchObject({
      lost: 0,
      undelivered: 0,
      events: report.expectedEvents,
      messages: report.expectedMessages,
      duplicateMessages: 0,
      unexcusedRepeats: 0,
      deliveries: report.expectedMessages + report.repeats,
    });
  }, 120_000);

  it('would do harm without the fence', async () => {
    const report = await met(() => run(false), isTelling);
    expect(harmOf(report)).toBeGreaterThan(0);
  }, 120_000);
});
