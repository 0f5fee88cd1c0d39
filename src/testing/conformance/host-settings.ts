/** What a host may set for every carrier reaches this one's results: overrides, personal data, the raw payload. */

import type { TrackingClientOptions } from '../../client-options.ts';
import type { Location } from '../../model/location.ts';
import type { Observation } from '../../model/observation.ts';
import { equal, ok } from './expect.ts';
import type { ConformanceSetting } from './setting.ts';
import { conformanceCase, type ThemeCases } from './theme.ts';

export const hostSettingCases: ThemeCases = (setting) => [
  conformanceCase('lets an override decide what a code means', async () => {
    const plain = await observe(setting, {});
    const code = plain.events.find(({ provenance }) => provenance.code !== null)?.provenance.code;
    ok(code, 'no event has a code');
    const override = { substatus: 'package_held', reason: 'weather' } as const;
    const { events } = await observe(setting, { overrides: { [setting.id]: { [code]: override } } });
    const meant = events.filter(({ provenance }) => provenance.code === code);
    equal(
      meant.map(({ provenance, substatus, reason }) => [provenance.matchedBy, substatus, reason]),
      meant.map(() => ['override', 'package_held', 'weather']),
    );
  }),
  conformanceCase('lets the host say what needs action', async () => {
    const actionRequired = { delivered: true, out_for_delivery: true, information_received: true } as const;
    const { events, ...observation } = await observe(setting, { actionRequired });
    const meant = [observation, ...events].filter(({ substatus }) =>
      Object.hasOwn(actionRequired, substatus),
    );
    ok(meant.length > 0, 'no event shows it');
    equal(
      meant.filter((status) => !status.actionRequired).map(({ substatus }) => substatus),
      [],
    );
  }),
  conformanceCase('drops personal data where the host says so', async () => {
    const { events, origin, destination, delivery, ...observation } = await observe(setting, {
      pii: 'drop',
      keepRaw: true,
    });
    const places = [origin, destination, ...events.map(({ location }) => location)];
    equal(places.flatMap(personsIn), []);
    equal(
      events.flatMap(({ signedBy }) => signedBy ?? []),
      [],
    );
    equal(delivery?.signedBy ?? null, null);
    equal(
      Object.values({ ...delivery?.proof, available: null }).filter((image) => image !== null),
      [],
    );
    equal('raw' in observation, false, 'the raw payload holds it still');
  }),
  conformanceCase('keeps the raw payload only where the host says so', async () => {
    equal('raw' in (await observe(setting, {})), false, 'it is kept unasked');
    const { raw = null } = await observe(setting, { keepRaw: true });
    ok(raw !== null, 'it is not kept');
  }),
];

const personsIn = (location: Location | null): string[] => [
  ...(location?.name ? [location.name] : []),
  ...(location?.streetLines ?? []),
];

async function observe(
  setting: ConformanceSetting,
  settings: Partial<TrackingClientOptions>,
): Promise<Observation> {
  const [number = ''] = setting.numbers.known;
  const stage = setting.newStage();
  stage.clock.set(stage.addParcel(number, setting.life).at(-1) ?? stage.clock.now());
  const [result] = await stage.ask([number], settings);
  ok(result?.outcome === 'found', `it is ${result?.outcome}`);
  return result.observation;
}
