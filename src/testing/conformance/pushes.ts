/** A push says of a parcel what asking at the same moment says. */

import type { TrackResult } from '../../model/observation.ts';
import type { Scenario } from '../scenarios.ts';
import { equal } from './expect.ts';
import type { ConformanceSetting } from './setting.ts';
import { flawsOf } from './soundness.ts';
import { conformanceCase, type ThemeCases } from './theme.ts';

export const pushCases: ThemeCases = (setting) => {
  if (!setting.adapter.capabilities.push) {
    return [
      conformanceCase('says that it reads no pushes', () =>
        equal(setting.adapter.capabilities.push, false, '`push` is neither true nor false'),
      ),
    ];
  }
  return [
    ...setting.scenarios
      .filter((scenario) => scenario !== 'not_found')
      .map((scenario) =>
        conformanceCase(`reads a push as it reads the answer of that moment: ${scenario}`, () =>
          comparePushes(scenario, setting),
        ),
      ),
    conformanceCase('never gives out a push under another number', () => {
      const stage = setting.newStage();
      const { number, other } = twoNumbers(setting);
      stage.clock.set(stage.addParcel(number, setting.life)[0] ?? stage.clock.now());
      const results = stage.adapter.parse(stage.simulator.pushBody(number), { trackingNumber: other });
      const taken = results.filter((result) => result.outcome === 'found' && result.trackingNumber === other);
      equal(taken.length, 0, 'it gives out another parcel');
    }),
  ];
};

function twoNumbers({ numbers: { known, unknown } }: ConformanceSetting) {
  const [number = '', second] = known;
  return { number, other: second ?? unknown[0] ?? '' };
}

async function comparePushes(scenario: Scenario, setting: ConformanceSetting): Promise<void> {
  const { number } = twoNumbers(setting);
  const stage = setting.newStage();
  for (const instant of stage.addParcel(number, scenario)) {
    stage.clock.set(instant);
    const asked = await stage.ask([number]);
    const observedAt = new Date(instant).toISOString();
    const pushed = stage.adapter.parse(stage.simulator.pushBody(number), { observedAt });
    equal(
      pushed.flatMap((result) => flawsOf(result, setting.id)),
      [],
    );
    equal(pushed.map(stateOf), asked.map(stateOf), `at ${observedAt}`);
    equal(pushed.map(sourceOf), ['push']);
    equal(instantsThatDiffer(pushed, asked), [], 'the instant of the delivery differs');
  }
}

/** Where both know one: a push may print a clock for which asking gives the offset as well. */
const instantsThatDiffer = (pushed: readonly TrackResult[], asked: readonly TrackResult[]): unknown[] =>
  pushed
    .map((result, place) => [deliveredAt(result), deliveredAt(asked[place])])
    .filter(([first, second]) => first !== null && second !== null && first !== second);

const deliveredAt = (result: TrackResult | undefined): string | null =>
  result?.outcome === 'found' ? toMinute(result.observation.delivery?.at) : null;

/** Some carriers print seconds in one of the two alone. */
const toMinute = (time: string | null | undefined): string | null =>
  time?.slice(0, 'YYYY-MM-DDTHH:mm'.length) ?? null;

/** What a follower of the parcel acts upon. */
function stateOf(result: TrackResult): unknown {
  if (result.outcome !== 'found') return { outcome: result.outcome };
  const { trackingNumber, observation } = result;
  const { status, substatus, reason, actionRequired, delivery } = observation;
  return {
    trackingNumber,
    status,
    substatus,
    reason,
    actionRequired,
    deliveredAt: toMinute(delivery?.localTime),
  };
}

const sourceOf = (result: TrackResult): string =>
  result.outcome === 'found' ? result.observation.source : result.outcome;
