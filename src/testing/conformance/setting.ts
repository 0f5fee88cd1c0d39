/** What a case is given: the adapter under test, freshly made, with a carrier that answers it and everything it says. */

import type { CarrierAdapter } from '../../carriers/carrier.ts';
import type { TrackingClientOptions } from '../../client-options.ts';
import { createCarrierNetwork } from '../../http/carrier-network.ts';
import type { TrackResult } from '../../model/observation.ts';
import { toTrackingNumber } from '../../model/tracking-number.ts';
import type { CodeTable } from '../../normalization/code-table.ts';
import { toInstant } from '../../time/clock.ts';
import { createTrackingClient } from '../../tracking-client.ts';
import { createJourney } from '../journey.ts';
import { type RecordedCarrier, recordedSimulator } from '../recorded-simulator.ts';
import { SCENARIOS, type Scenario } from '../scenarios.ts';
import type { CarrierSimulator, ClientCredentials, SimulatorOptions } from '../simulator.ts';
import { createLeapingClock, type LeapingClock } from './leaping-clock.ts';
import { type SampleNumbers, sampleNumbers } from './sample-numbers.ts';
import { type Wire, wireTo } from './wire.ts';

/** Where the adapter is to ask, and with which credentials. */
export type ConformancePlace<Credentials = ClientCredentials> = {
  readonly origin: string;
  readonly credentials: Credentials;
};

/** An adapter to test, and how its carrier answers. */
export type CarrierUnderTest<Options, Credentials = ClientCredentials> = {
  /** Makes the adapter, e.g. `ups`. */
  readonly carrier: (options: Options) => CarrierAdapter;
  /** The options with which it asks there; made anew for every case. */
  readonly options: (place: ConformancePlace<Credentials>) => Options;
  /** The carrier, simulated. */
  readonly simulator?: ((options: SimulatorOptions) => CarrierSimulator<Credentials>) | undefined;
  /** In place of a simulator: bodies the carrier once sent. */
  readonly recorded?: RecordedCarrier | undefined;
  /** What can happen to a parcel. @default every scenario of a simulator, or those that were recorded */
  readonly scenarios?: readonly Scenario[] | undefined;
  /** Canonical numbers. @default made from the formats' examples */
  readonly numbers?: SampleNumbers | undefined;
  /** More bodies of the carrier, to be spoiled and read. */
  readonly bodies?: readonly unknown[] | undefined;
  /** Its code tables. */
  readonly codes?: readonly CodeTable[] | undefined;
};

type Answering<Credentials = unknown> = Pick<CarrierUnderTest<never, Credentials>, 'simulator' | 'recorded'>;

export type ConformanceSetting = {
  readonly id: string;
  readonly adapter: CarrierAdapter;
  readonly codes: readonly CodeTable[];
  readonly bodies: readonly unknown[];
  readonly scenarios: readonly Scenario[];
  /** The one in which most happens. */
  readonly life: Scenario;
  /** Whether there is a carrier to ask; without one, the adapter answers in process. */
  readonly hasWire: boolean;
  readonly numbers: SampleNumbers;
  /** Makes an adapter of other options, e.g. wrong ones. */
  makeAdapter(change: (options: Record<string, unknown>) => unknown): CarrierAdapter;
  newStage(credentials?: ClientCredentials): Stage;
};

export type Stage = {
  readonly adapter: CarrierAdapter;
  readonly simulator: CarrierSimulator<unknown>;
  readonly clock: LeapingClock;
  readonly wire: Wire;
  /** What logger and hooks were told. */
  readonly heard: readonly unknown[];
  /** Lets a parcel begin its life and gives the instants at which something new is to be seen of it. */
  addParcel(trackingNumber: string, scenario: Scenario): readonly number[];
  /** Asks through a client; one result per number. */
  ask(numbers: readonly string[], settings?: Partial<TrackingClientOptions>): Promise<TrackResult[]>;
  /** Asks the adapter itself. */
  askAdapter(numbers: readonly string[], signal?: AbortSignal): Promise<readonly TrackResult[]>;
};

/** With signs that encodings change, so that a secret is not taken for another in any of its forms. */
const CREDENTIALS = { clientId: 'kit-id-Zq7+/&?="4c1f', clientSecret: 'kit-secret-Xw9+/&?="8e2d' };
const START = Date.parse('2026-03-02T15:00:00.000Z');
const MINUTE_MS = 60_000;
const FORTNIGHT_MS = 14 * 24 * 60 * MINUTE_MS;
const SEED = 7;
const LIVES: readonly Scenario[] = ['attempt_then_delivered', 'delayed_then_delivered', 'delivered'];

export function createSetting<Options, Credentials>(
  subject: CarrierUnderTest<Options, Credentials>,
): ConformanceSetting {
  const simulate = simulatorOf(subject);
  const optionsAt = ({ origin, credentials }: CarrierSimulator<Credentials>) =>
    subject.options({ origin, credentials });
  const place = simulate({ clock: createLeapingClock(START), ...CREDENTIALS });
  const scenarios = subject.scenarios ?? scenariosOf(subject);
  const adapter = subject.carrier(optionsAt(place));
  return {
    id: adapter.id,
    adapter,
    codes: subject.codes ?? [],
    bodies: subject.bodies ?? [],
    scenarios,
    life: LIVES.find((life) => scenarios.includes(life)) ?? scenarios[0] ?? 'delivered',
    hasWire: (subject.simulator ?? subject.recorded) !== undefined,
    numbers: subject.numbers ?? sampleNumbers(adapter),
    makeAdapter: (change) => {
      const options = optionsAt(place);
      // What is made here is what a caller without a compiler could pass.
      return subject.carrier(change(options as Record<string, unknown>) as Options);
    },
    newStage: (credentials) => {
      const clock = createLeapingClock(START);
      const simulator = simulate({ clock, ...CREDENTIALS, ...credentials });
      return setStage(subject.carrier(optionsAt(simulator)), simulator, clock, livesOf(subject));
    },
  };
}

function simulatorOf<Credentials>({
  simulator,
  recorded,
}: Answering<Credentials>): (options: SimulatorOptions) => CarrierSimulator<Credentials> {
  if (simulator) return simulator;
  const simulate = recorded ? recordedSimulator(recorded) : withoutSimulator;
  // Only a simulator of one's own has other credentials than the usual ones.
  return simulate as (options: SimulatorOptions) => CarrierSimulator<never>;
}

/** A carrier that answers in process decides by itself what happens to a number. */
function scenariosOf({ simulator, recorded }: Answering): readonly Scenario[] {
  const plans = simulator ? SCENARIOS : (recorded?.bodies ?? {});
  // Object.keys forgets the names it was given.
  return Object.keys(plans) as Scenario[];
}

/** When something new is to be seen of a parcel whose life begins now. */
type InstantsOf = (scenario: Scenario, now: number) => readonly number[];

function livesOf({ simulator, recorded }: Answering): InstantsOf {
  if (!simulator) return (_scenario, now) => [recorded ? now + FORTNIGHT_MS : now];
  return (scenario, now) => {
    const { steps } = createJourney({ scenario, startsAt: toInstant(now), seed: SEED });
    return steps.length === 0 ? [now + FORTNIGHT_MS] : steps.map(({ at }) => Date.parse(at) + MINUTE_MS);
  };
}

function setStage(
  adapter: CarrierAdapter,
  simulator: CarrierSimulator<unknown>,
  clock: LeapingClock,
  instantsOf: InstantsOf,
): Stage {
  const wire = wireTo(simulator, Object.values(CREDENTIALS));
  const heard: unknown[] = [];
  const hear = (...said: unknown[]) => void heard.push(said);
  const network = createCarrierNetwork({ clock, fetch: wire.fetch });
  return {
    adapter,
    simulator,
    clock,
    wire,
    heard,
    addParcel(trackingNumber, scenario) {
      simulator.addParcel({ trackingNumber, scenario, startsAt: toInstant(clock.now()), seed: SEED });
      return instantsOf(scenario, clock.now());
    },
    async ask(numbers, settings = {}) {
      const client = createTrackingClient({
        carriers: [adapter],
        fetch: wire.fetch,
        clock,
        logger: { debug: hear, info: hear, warn: hear, error: hear },
        hooks: { 'request.finished': hear },
        ...settings,
      });
      const items = numbers.map((trackingNumber) => ({ trackingNumber, carrier: adapter.id }));
      return [...(await clock.until(Promise.resolve(client.trackMany(items))))];
    },
    askAdapter(numbers, signal) {
      const { id, credentialKey, capabilities } = adapter;
      const { concurrency } = capabilities;
      const httpOf = (key: string) => network(id, key, { concurrency });
      const http = httpOf(credentialKey);
      const requests = numbers.map((number) => ({ trackingNumber: toTrackingNumber(number) }));
      return clock.until(adapter.track(requests, { http, httpOf, clock, signal }));
    },
  };
}

const missing = (): never => {
  throw new Error('no simulator and no recorded bodies were given: give one, or state a gap');
};

/** For carriers that answer in process. */
const withoutSimulator = ({ clientId = '', clientSecret = '' }: SimulatorOptions): CarrierSimulator => ({
  carrier: 'none',
  origin: 'https://carrier.simulator.test',
  credentials: { clientId, clientSecret },
  fetch: async () => missing(),
  handle: async () => missing(),
  addParcel: () => undefined,
  fault: missing,
  clearFaults: () => undefined,
  calls: [],
  pushBody: missing,
});
