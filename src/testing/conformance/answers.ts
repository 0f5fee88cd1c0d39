/** One sound result per number, in the order asked, and never one about another parcel. */

import type { TrackResult } from '../../model/observation.ts';
import { equal, ok } from './expect.ts';
import type { ConformanceSetting, Stage } from './setting.ts';
import { flawsOf } from './soundness.ts';
import { conformanceCase, type ThemeCases } from './theme.ts';

export const answerCases: ThemeCases = (setting) => [
  conformanceCase('gives one result per number, in the order asked', async () => {
    const { batchSize } = setting.adapter.capabilities;
    const { known, unknown } = setting.numbers;
    const numbers = interleaved(known, unknown).slice(0, Math.max(1, Math.min(batchSize, known.length)));
    const stage = setting.newStage();
    for (const number of numbers) if (known.includes(number)) letLive(number, stage, setting);
    const results = await stage.askAdapter(numbers);
    equal(numbersOf(results), numbers);
    equal(
      results.map(({ outcome }) => outcome),
      numbers.map((number) => (known.includes(number) ? 'found' : 'not_found')),
    );
  }),
  conformanceCase('answers as many numbers at once as it says it can', async () => {
    const { batchSize } = setting.adapter.capabilities;
    const numbers = setting.numbers.known.slice(0, batchSize);
    equal(numbers.length, batchSize, `there are too few numbers to fill a batch of ${batchSize}; give more`);
    const stage = setting.newStage();
    for (const number of numbers) letLive(number, stage, setting);
    const results = await stage.askAdapter(numbers);
    equal(numbersOf(results), numbers);
    equal(results.filter(({ outcome }) => outcome !== 'found').map(describeResult), []);
  }),
  conformanceCase('calls an unknown number not found', async () => {
    const [number = ''] = setting.numbers.unknown;
    const [result] = await setting.newStage().ask([number]);
    equal(result?.outcome, 'not_found', result && describeResult(result));
    equal(flawsOf(result as TrackResult, setting.id), []);
  }),
  conformanceCase('reads what it is answered for each number it knows as something sound', async () => {
    const stage = setting.newStage();
    for (const number of setting.numbers.known) letLive(number, stage, setting);
    const results = await stage.ask(setting.numbers.known);
    equal(
      results.flatMap((result) => flawsOf(result, setting.id)),
      [],
    );
  }),
  conformanceCase('never gives out under a number what the answer says of another', async () => {
    const [number = ''] = setting.numbers.known;
    const [other = ''] = setting.numbers.unknown;
    const stage = setting.newStage();
    letLive(number, stage, setting);
    const [asked] = await stage.ask([number]);
    ok(asked?.outcome === 'found', 'nothing was found to be mistaken');
    const bodies = [...stage.wire.answers.map(({ text }) => text), ...setting.bodies];
    ok(bodies.length > 0, 'there is no body to read: give one as `bodies`');
    for (const body of bodies) {
      const results = stage.adapter.parse(body, { trackingNumber: other, httpStatus: 200 });
      const taken = results.filter((result) => result.outcome === 'found' && result.trackingNumber === other);
      equal(taken.map(describeResult), []);
    }
  }),
  ...(setting.hasWire
    ? [
        conformanceCase('never gives out what it is answered about another number', async () => {
          const [number = ''] = setting.numbers.known;
          const [other = ''] = setting.numbers.unknown;
          const stage = setting.newStage();
          letLive(number, stage, setting);
          const change = (body: unknown) => JSON.parse(JSON.stringify(body).replaceAll(number, other));
          stage.simulator.fault({ kind: 'mutate', change, times: Number.POSITIVE_INFINITY });
          const [result] = await stage.ask([number]);
          ok(result !== undefined && result.outcome !== 'found', 'another parcel is found');
          equal(result.trackingNumber, number);
        }),
      ]
    : []),
  ...setting.scenarios.map((scenario) =>
    conformanceCase(`reads every state of a parcel as something sound: ${scenario}`, async () => {
      const [number = ''] = setting.numbers.known;
      const stage = setting.newStage();
      for (const instant of stage.addParcel(number, scenario)) {
        stage.clock.set(instant);
        const results = await stage.ask([number]);
        equal(
          results.flatMap((result) => flawsOf(result, setting.id)),
          [],
        );
        const expected = scenario === 'not_found' ? 'not_found' : 'found';
        equal(
          results.map(({ outcome }) => outcome),
          [expected],
        );
        equal(results.flatMap(disorderOf), []);
      }
    }),
  ),
];

/** Lets a number live and puts the clock where something is known of it. */
function letLive(number: string, stage: Stage, { life }: ConformanceSetting): void {
  const [first] = stage.addParcel(number, life);
  if (first !== undefined && first > stage.clock.now()) stage.clock.set(first);
}

/** Events that stand before older ones. */
function disorderOf(result: TrackResult): string[] {
  if (result.outcome !== 'found') return [];
  const instants = result.observation.events.flatMap(({ occurredAt }) => occurredAt ?? []);
  return instants.filter((instant, place) => place > 0 && instant < (instants[place - 1] ?? ''));
}

const interleaved = (first: readonly string[], second: readonly string[]): string[] =>
  first.flatMap((number, place) => [...second.slice(place, place + 1), number]);

const numbersOf = (results: readonly TrackResult[]): string[] =>
  results.map(({ trackingNumber }) => trackingNumber);

const describeResult = (result: TrackResult): string =>
  result.outcome === 'failed' ? `failed: ${result.error}` : `${result.outcome}: ${result.trackingNumber}`;
