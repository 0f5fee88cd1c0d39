/** No credential and no token is in anything a host sees: results, errors, log lines, hooks, the adapter itself. */

import type { Fault } from '../fault.ts';
import { findSecrets } from '../secret-search.ts';
import { equal, ok } from './expect.ts';
import { FAULTS } from './faults.ts';
import type { ConformanceSetting } from './setting.ts';
import { conformanceCase, type ThemeCases } from './theme.ts';

export const secretCases: ThemeCases = (setting) => [
  conformanceCase('shows no secret in what it answers', () => showsNone([undefined], setting)),
  conformanceCase('shows no secret in what it says of failures', () =>
    showsNone(
      FAULTS.map(([, fault]) => fault),
      setting,
    ),
  ),
  conformanceCase('shows no secret in what it says of wrong options', () => {
    const { wire } = setting.newStage();
    const shown: unknown[] = [setting.adapter];
    for (const change of [{ misspelt: true }, { ...wrongTypes(setting) }]) {
      try {
        shown.push(setting.makeAdapter((options) => ({ ...options, ...change })));
      } catch (error) {
        shown.push(error);
      }
    }
    equal(findSecrets(wire.secrets, shown), [], 'a secret is shown');
  }),
];

async function showsNone(faults: readonly (Fault | undefined)[], setting: ConformanceSetting): Promise<void> {
  const [number = ''] = setting.numbers.known;
  for (const fault of faults) {
    const stage = setting.newStage();
    stage.clock.set(stage.addParcel(number, setting.life).at(-1) ?? stage.clock.now());
    if (fault !== undefined) stage.simulator.fault(fault);
    const shown = [...(await stage.ask([number], { keepRaw: true })), stage.adapter, ...stage.heard];
    const read = stage.wire.answers.flatMap(({ text, status }) =>
      stage.adapter.parse(text, { trackingNumber: number, httpStatus: status }),
    );
    ok(!setting.adapter.capabilities.needsAccount || stage.wire.requests > 0, 'it asked nobody');
    equal(findSecrets(stage.wire.secrets, [...shown, ...read]), [], 'a secret is shown');
  }
}

/** Each option with the others' values in a list, which no option takes. */
function wrongTypes(setting: ConformanceSetting): Record<string, unknown> {
  let wrong: Record<string, unknown> = {};
  setting.makeAdapter((options) => {
    wrong = Object.fromEntries(Object.entries(options).map(([name, value]) => [name, [value]]));
    return options;
  });
  return wrong;
}
