/** Whoever gives up is let go at once, with his own reason, wherever the call happens to be. */

import { systemClock } from '../../time/clock.ts';
import type { Fault } from '../fault.ts';
import { equal, ok } from './expect.ts';
import type { ConformanceSetting, Stage } from './setting.ts';
import { conformanceCase, type ThemeCases } from './theme.ts';

/** More moments than any adapter's call has. */
const MAX_MOMENTS = 40;

export const abortCases: ThemeCases = (setting) => [
  conformanceCase('rejects with the reason when it was given up before', async () => {
    const stage = setting.newStage();
    const { signal, reason } = givenUp();
    await rejectsWith(reason, stage.askAdapter([numberOf(setting)], signal));
    equal(stage.wire.requests, 0, 'it asked all the same');
  }),
  conformanceCase('rejects with the reason at each moment of a call', () =>
    giveUpAtEachMoment(setting, undefined),
  ),
  conformanceCase('rejects with the reason while it waits for another attempt', () =>
    giveUpAtEachMoment(setting, { kind: 'status', status: 503, times: 2 }),
  ),
  conformanceCase('rejects with the reason while the carrier is silent', async () => {
    const stage = setting.newStage();
    stage.addParcel(numberOf(setting), setting.life);
    stage.simulator.fault({ kind: 'timeout', times: Number.POSITIVE_INFINITY, when: () => true });
    const controller = new AbortController();
    const reason = { given: 'up' };
    stage.wire.onMoment = () => void Promise.resolve().then(() => controller.abort(reason));
    await rejectsWith(reason, stage.askAdapter([numberOf(setting)], controller.signal));
  }),
];

const numberOf = ({ numbers }: ConformanceSetting): string => numbers.known[0] ?? '';

/** The first request, its answer, the second …, and each wait between attempts. */
async function giveUpAtEachMoment(setting: ConformanceSetting, fault: Fault | undefined): Promise<void> {
  for (let moment = 1; moment <= MAX_MOMENTS; moment += 1) {
    const stage = setting.newStage();
    stage.addParcel(numberOf(setting), setting.life);
    if (fault !== undefined) stage.simulator.fault(fault);
    const { controller, reason, wasReached } = giveUpAt(moment, stage);
    const asked = stage.askAdapter([numberOf(setting)], controller.signal);
    if (await settles(asked)) {
      // The call has fewer moments: all were tried.
      if (!wasReached()) return;
      throw new Error(`it answers, although it was given up at moment ${moment}`);
    }
    await rejectsWith(reason, asked);
    const { requests } = stage.wire;
    await systemClock.sleep(1);
    equal(stage.wire.requests, requests, 'it asks on');
  }
}

function giveUpAt(moment: number, { wire, clock }: Stage) {
  const controller = new AbortController();
  const reason = { given: 'up' };
  let count = 0;
  const pass = () => {
    count += 1;
    if (count === moment) controller.abort(reason);
  };
  wire.onMoment = pass;
  clock.onWait = pass;
  return { controller, reason, wasReached: () => count >= moment };
}

const settles = (work: Promise<unknown>): Promise<boolean> =>
  work.then(
    () => true,
    () => false,
  );

function givenUp() {
  const reason = { given: 'up' };
  return { reason, signal: AbortSignal.abort(reason) };
}

async function rejectsWith(reason: unknown, work: Promise<unknown>): Promise<void> {
  const outcome = await work.then(
    () => ({ error: undefined, answered: true }),
    (error: unknown) => ({ error, answered: false }),
  );
  ok(!outcome.answered, 'it answers');
  equal(outcome.error, reason, `it rejects with something else: ${outcome.error}`);
}
