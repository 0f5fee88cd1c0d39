/** `parse` reads any body without throwing: proper ones as the live answer, spoiled ones as something sound. */

import type { TrackResult } from '../../model/observation.ts';
import { createRestate } from '../../normalization/restate.ts';
import type { Instant } from '../../time/clock.ts';
import { mutantsOf } from '../mutants.ts';
import type { Scenario } from '../scenarios.ts';
import { equal, ok } from './expect.ts';
import type { SampleNumbers } from './sample-numbers.ts';
import type { ConformanceSetting } from './setting.ts';
import { flawsOf } from './soundness.ts';
import { conformanceCase, type ThemeCases } from './theme.ts';

const STATUSES = [undefined, 200, 207, 400, 401, 403, 404, 429, 500, 503];
const OBSERVED_AT: Instant = '2026-03-20T12:00:00.000Z';
/** Enough to see what is wrong. */
const SHOWN_FLAWS = 5;
/** What differs most; the fields of the other lives are theirs. */
const TELLING: readonly Scenario[] = ['not_found', 'label_only', 'delivered', 'returned'];
/** Scans are alike: two of a list stand for all. */
const ELEMENTS = 2;

export const recordedBodyCases: ThemeCases = (setting) => [
  conformanceCase('reads a recorded answer as it read the live one', async () => {
    const [number = ''] = setting.numbers.known;
    const stage = setting.newStage();
    stage.clock.set(lastOf(stage.addParcel(number, setting.life)));
    const [live] = await stage.askAdapter([number]);
    ok(live?.outcome === 'found', `it is ${live?.outcome}`);
    const { observedAt, source } = live.observation;
    const bodies = [...stage.wire.answers.map(({ text }) => text), ...setting.bodies];
    const readings = bodies.flatMap((body) =>
      stage.adapter.parse(body, { trackingNumber: number, httpStatus: 200, observedAt, source }),
    );
    ok(
      readings.map(toText).includes(toText(live)),
      'no body that came gives the same result when it is read alone',
    );
  }),
  conformanceCase('reads what is no answer as a failure, and throws on nothing', () => {
    const flaws = JUNK.flatMap(([name, body]) =>
      STATUSES.flatMap((httpStatus) =>
        [...flawsOfReading(body, httpStatus, setting), ...findingsIn(body, httpStatus, setting)].map(
          (flaw) => `${name}, status ${httpStatus}: ${flaw}`,
        ),
      ),
    );
    equal(flaws.slice(0, SHOWN_FLAWS), []);
  }),
  ...scenariosToSpoil(setting).map((scenario) =>
    conformanceCase(
      `reads an answer with any one field spoiled as something sound: ${scenario}`,
      async () => {
        const bodies = await bodiesOf(scenario, setting);
        ok(bodies.length > 0, 'there is no body to spoil');
        equal(bodies.flatMap((body) => flawsOfMutants(body, setting)).slice(0, SHOWN_FLAWS), []);
      },
    ),
  ),
  conformanceCase('reads stored scans again as it read them first, where it can', async () => {
    const { statusTables } = setting.adapter;
    if (statusTables === undefined) return;
    const restate = createRestate(statusTables);
    const bodies = await Promise.all(setting.scenarios.map((scenario) => bodiesOf(scenario, setting)));
    const observations = [...bodies.flat(), ...setting.bodies].flatMap((body) =>
      setting.adapter
        .parse(body, contextOf(setting.numbers, 200))
        .flatMap((result) => (result.outcome === 'found' ? [result.observation] : [])),
    );
    const flaws = observations.flatMap(({ trackingNumber, source, events }) =>
      events
        .filter((event) => event.carrier === setting.id)
        .filter((event) => {
          const again = { ...event, ...restate(event, { trackingNumber, source }) };
          return toText(again) !== toText(event);
        })
        .map(({ provenance }) => `a scan is read otherwise: ${toText(provenance)}`),
    );
    equal(flaws.slice(0, SHOWN_FLAWS), []);
  }),
  ...setting.bodies.map((body, place) =>
    conformanceCase(`reads given body ${place + 1} with any one field spoiled as something sound`, () => {
      equal(flawsOfMutants(body, setting), []);
    }),
  ),
];

function scenariosToSpoil({ scenarios }: ConformanceSetting): readonly Scenario[] {
  const telling = scenarios.filter((scenario) => TELLING.includes(scenario));
  return telling.length > 0 ? telling : scenarios;
}

/** The bodies that come, and where the carrier pushes the one it would push, at the end of a life. */
async function bodiesOf(scenario: Scenario, setting: ConformanceSetting): Promise<unknown[]> {
  const [number = ''] = setting.numbers.known;
  const stage = setting.newStage();
  stage.clock.set(lastOf(stage.addParcel(number, scenario)));
  const [live] = await stage.ask([number]);
  const pushes =
    setting.adapter.capabilities.push && live?.outcome === 'found' ? [stage.simulator.pushBody(number)] : [];
  return [...stage.wire.answers.map(({ text }) => JSON.parse(text)), ...pushes];
}

function flawsOfMutants(body: unknown, setting: ConformanceSetting): string[] {
  const flaws: string[] = [];
  for (const { path, kind, payload } of mutantsOf(body)) {
    if (path.some((key) => typeof key === 'number' && key >= ELEMENTS)) continue;
    for (const flaw of flawsOfReading(payload, 200, setting))
      flaws.push(`${path.join('.')} ${kind}: ${flaw}`);
    if (flaws.length >= SHOWN_FLAWS) break;
  }
  return flaws;
}

function flawsOfReading(
  body: unknown,
  httpStatus: number | undefined,
  { adapter, numbers, id }: ConformanceSetting,
): string[] {
  let results: readonly TrackResult[];
  try {
    results = adapter.parse(body, contextOf(numbers, httpStatus));
  } catch (error) {
    return [`it throws ${error}`];
  }
  if (!Array.isArray(results) || results.length === 0) return ['there is no result'];
  return results.flatMap((result) => flawsOf(result, id));
}

/** A parcel seen where there is none. */
function findingsIn(
  body: unknown,
  httpStatus: number | undefined,
  { adapter, numbers }: ConformanceSetting,
): string[] {
  try {
    const results = adapter.parse(body, contextOf(numbers, httpStatus));
    return results.filter(({ outcome }) => outcome === 'found').map(() => 'a parcel is found in it');
  } catch {
    // Said among the flaws.
    return [];
  }
}

const contextOf = ({ known }: SampleNumbers, httpStatus: number | undefined) => ({
  trackingNumber: known[0] ?? '',
  httpStatus,
  observedAt: OBSERVED_AT,
});

const lastOf = (instants: readonly number[]): number => instants.at(-1) ?? 0;

const toText = (value: unknown): string => JSON.stringify(value);

const JUNK: readonly (readonly [string, unknown])[] = [
  ['nothing', undefined],
  ['null', null],
  ['a number', 7],
  ['true', true],
  ['an empty text', ''],
  ['a text', 'welcome'],
  ['a page', '<!doctype html><html><body>We will be back soon</body></html>'],
  ['broken JSON', '{"shipment": ['],
  ['a list', []],
  ['an empty object', {}],
  ['an object of ours alone', { hello: 'world', list: [{ deep: [[[[]]]] }] }],
  ['deep lists', deepLists(5_000)],
  ['a long text', 'x'.repeat(200_000)],
];

function deepLists(depth: number): unknown {
  let value: unknown = [];
  for (let level = 0; level < depth; level += 1) value = [value];
  return value;
}
