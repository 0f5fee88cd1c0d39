/** The kit is worth what it catches: each adapter here is broken in one way, and one named case says so. */

import {
  type CarrierAdapter,
  CarrierResponseError,
  type CodeTable,
  defineFormat,
  type Observation,
  type ParseContext,
  type TrackResult,
} from 'parceltrail';
import {
  type CarrierConformanceOptions,
  carrierConformance,
  type RecordedCarrier,
} from 'parceltrail/testing';
import { describe, expect, it } from 'vitest';
import { acme, acmeCodes } from '../../examples/custom-carrier.ts';
import { ACME } from './acme.ts';

type AcmeOptions = { readonly apiKey: string; readonly baseUrl: string };
type Subject = Omit<CarrierConformanceOptions<AcmeOptions>, 'it'>;
type Change = (adapter: CarrierAdapter, options: AcmeOptions) => Partial<CarrierAdapter>;

const SOUND: Subject = {
  carrier: acme,
  options: ({ origin, credentials }) => ({ apiKey: credentials.clientSecret, baseUrl: origin }),
  recorded: ACME,
  codes: [acmeCodes],
};

/** The tests the kit declares, by name. */
function testsOf(subject: Subject): Map<string, () => Promise<void>> {
  const tests = new Map<string, () => Promise<void>>();
  carrierConformance({ ...subject, it: (name, run) => tests.set(name, run) });
  return tests;
}

const run = async (subject: Subject, name: string): Promise<string> => {
  const test = testsOf(subject).get(name);
  if (test === undefined) throw new Error(`there is no test \`${name}\``);
  return test().then(
    () => 'passed',
    (error: unknown) => `failed: ${(error as Error).message}`,
  );
};

/** Acme with some of it done otherwise. */
const changed = (change: Change): Subject => ({
  ...SOUND,
  carrier: (options) => {
    const adapter = acme(options);
    return { ...adapter, ...change(adapter, options) };
  },
});

/** Every result of asking and of reading, done otherwise. */
const withResults = (change: (result: TrackResult, context: ParseContext) => TrackResult): Subject =>
  changed((adapter) => ({
    track: async (requests, context) =>
      (await adapter.track(requests, context)).map((result) => change(result, context)),
    parse: (body, context = {}) => adapter.parse(body, context).map((result) => change(result, context)),
  }));

const withObservations = (change: (observation: Observation) => Observation): Subject =>
  withResults((result) =>
    result.outcome === 'found' ? { ...result, observation: change(result.observation) } : result,
  );

const withErrors = (change: (status: number | undefined) => CarrierResponseError): Subject =>
  withResults((result) =>
    result.outcome === 'failed' ? { ...result, error: change(result.error.httpStatus) } : result,
  );

const withFormat = (change: Partial<CarrierAdapter['formats'][number]>): Subject =>
  changed(({ formats }) => ({ formats: formats.map((format) => defineFormat({ ...format, ...change })) }));

const failed = (number: string): TrackResult => ({
  outcome: 'failed',
  carrier: 'acme',
  trackingNumber: number,
  error: new CarrierResponseError('acme: something', { carrier: 'acme' }),
});

const withPush = (push: RecordedCarrier['push'], parse?: CarrierAdapter['parse']): Subject => ({
  ...changed((adapter) => ({
    capabilities: { ...adapter.capabilities, push: true },
    ...(parse ? { parse } : {}),
  })),
  recorded: { ...ACME, ...(push ? { push } : {}) },
});

const firstParcel = (body: unknown): { readonly scans: readonly { readonly at: string }[] } =>
  (body as { parcels: never[] }).parcels[0] as never;

const DELIVERED = 'reads every state of a parcel as something sound: delivered';
const SPOILED = 'reads an answer with any one field spoiled as something sound: delivered';

const BROKEN: readonly (readonly [what: string, caughtBy: string, subject: Subject])[] = [
  ['takes anything for its number', 'formats: refuses the invalid examples', withFormat({ check: null })],
  [
    'refuses its own numbers',
    'formats: accepts the valid examples, as numbers of this carrier',
    withFormat({ pattern: /^AC2\d{9}$/ }),
  ],
  ['finds its number inside others', 'formats: anchors its patterns', withFormat({ pattern: /AC\d{10}/ })],
  [
    'puts numbers into addresses as they are',
    'formats: makes an address of any number, or none',
    changed(() => ({ trackingUrl: (number) => `https://acme.example/track?number=${number}` })),
  ],
  [
    'takes misspelt options',
    'options: refuses a misspelt option, by its name',
    { ...SOUND, carrier: ({ apiKey, baseUrl }) => acme({ apiKey, baseUrl }) },
  ],
  [
    'keeps its key in the open',
    'options: tells credentials apart without showing them',
    changed((_adapter, { apiKey }) => ({ credentialKey: apiKey })),
  ],
  [
    'takes all credentials for one',
    'options: tells credentials apart without showing them',
    changed(() => ({ credentialKey: 'acme' })),
  ],
  [
    'answers in another order',
    'answers: gives one result per number, in the order asked',
    changed((adapter) => ({
      track: async (requests, context) => [...(await adapter.track(requests, context))].reverse(),
    })),
  ],
  [
    'forgets what it does not know',
    'answers: gives one result per number, in the order asked',
    changed((adapter) => ({
      track: async (requests, context) =>
        (await adapter.track(requests, context)).filter(({ outcome }) => outcome !== 'not_found'),
    })),
  ],
  [
    'promises larger batches than it asks for',
    'answers: answers as many numbers at once as it says it can',
    changed((adapter) => ({
      capabilities: { ...adapter.capabilities, batchSize: 12 },
      track: async (requests, context) => [
        ...(await adapter.track(requests.slice(0, 10), context)),
        ...requests.slice(10).map(({ trackingNumber }) => failed(trackingNumber)),
      ],
    })),
  ],
  [
    'takes the first parcel of a body for the one asked for',
    'answers: never gives out under a number what the answer says of another',
    changed((adapter) => ({
      parse: (body, { trackingNumber = '', ...context } = {}) =>
        adapter
          .parse(body, context)
          .map((result) =>
            result.outcome === 'found'
              ? { ...result, trackingNumber, observation: { ...result.observation, trackingNumber } }
              : result,
          ),
    })),
  ],
  [
    'takes answers by their place',
    'answers: never gives out what it is answered about another number',
    changed((adapter) => ({
      track: async (requests, { http, signal }) => {
        const query = { numbers: requests.map(({ trackingNumber }) => trackingNumber).join() };
        const url = 'https://acme.simulator.test/parcels';
        const { body } = await http.request({ method: 'GET', url, query }, { signal });
        return requests.map(({ trackingNumber }) => {
          const renamed = JSON.stringify(body).replaceAll(/AC\d{10}/g, trackingNumber);
          return adapter.parse(renamed, { trackingNumber })[0] ?? failed(trackingNumber);
        });
      },
    })),
  ],
  [
    'calls local time UTC',
    `answers: ${DELIVERED}`,
    withObservations((observation) => ({
      ...observation,
      events: observation.events.map((event) => ({ ...event, occurredAt: `${event.localTime}.000Z` })),
    })),
  ],
  [
    'leaves out the Z of an instant',
    `answers: ${DELIVERED}`,
    withObservations((observation) => ({ ...observation, observedAt: '2026-03-04T12:00:00' })),
  ],
  [
    'guesses what nothing decided',
    `answers: ${DELIVERED}`,
    withObservations(({ provenance, ...observation }) => ({
      ...observation,
      provenance: { ...provenance, matchedBy: 'none' },
    })),
  ],
  [
    'lists the newest scan first',
    `answers: ${DELIVERED}`,
    withObservations((observation) => ({ ...observation, events: [...observation.events].reverse() })),
  ],
  [
    'calls a rate limit an answer it cannot read',
    'faults: status 429 is CARRIER_RATE_LIMITED',
    withErrors((httpStatus) => new CarrierResponseError('acme: refused', { carrier: 'acme', httpStatus })),
  ],
  [
    'calls an outage final',
    'faults: status 503 is CARRIER_UNAVAILABLE',
    withErrors((httpStatus) => new CarrierResponseError('acme: refused', { carrier: 'acme', httpStatus })),
  ],
  [
    'takes a page for "not known yet"',
    'faults: a page of HTML with status 200 is CARRIER_RESPONSE',
    withResults((result) => {
      if (result.outcome !== 'failed') return result;
      const { trackingNumber } = result;
      return {
        outcome: 'not_found',
        carrier: 'acme',
        trackingNumber,
        carrierCode: null,
        message: null,
        observedAt: '2026-03-04T12:00:00.000Z',
      };
    }),
  ],
  [
    'answers those who gave up',
    'abort: rejects with the reason at each moment of a call',
    changed((adapter) => ({
      track: (requests, context) =>
        adapter
          .track(requests, context)
          .catch(() => requests.map(({ trackingNumber }) => failed(trackingNumber))),
    })),
  ],
  [
    'gives a reason of its own for giving up',
    'abort: rejects with the reason when it was given up before',
    changed((adapter) => ({
      track: (requests, context) =>
        adapter.track(requests, context).catch(() => Promise.reject(new Error('aborted'))),
    })),
  ],
  [
    'listens to no signal',
    'abort: rejects with the reason while the carrier is silent',
    changed((adapter) => ({
      track: (requests, { signal: _signal, ...context }) => adapter.track(requests, context),
    })),
  ],
  [
    'quotes its key in errors',
    'secrets: shows no secret in what it says of failures',
    changed((adapter, { apiKey }) => ({
      track: async (requests, context) =>
        (await adapter.track(requests, context)).map((result) =>
          result.outcome === 'failed'
            ? { ...result, error: new CarrierResponseError(`acme: refused ${encodeURIComponent(apiKey)}`) }
            : result,
        ),
    })),
  ],
  [
    'keeps its key on what it found',
    'secrets: shows no secret in what it answers',
    changed((adapter, { apiKey }) => ({
      track: async (requests, context) =>
        (await adapter.track(requests, context)).map((result) =>
          result.outcome === 'found'
            ? {
                ...result,
                observation: {
                  ...result.observation,
                  carrierUniqueId: Buffer.from(apiKey).toString('base64'),
                },
              }
            : result,
        ),
    })),
  ],
  [
    'throws on a page',
    'recorded bodies: reads what is no answer as a failure, and throws on nothing',
    changed((adapter) => ({
      parse: (body, context) => adapter.parse(typeof body === 'string' ? JSON.parse(body) : body, context),
    })),
  ],
  [
    'finds a parcel in nothing',
    'recorded bodies: reads what is no answer as a failure, and throws on nothing',
    changed((adapter) => ({
      parse: (body, context) => adapter.parse(body ?? ACME.bodies.delivered, context),
    })),
  ],
  [
    'trusts every field to be there',
    `recorded bodies: ${SPOILED}`,
    changed((adapter) => ({
      parse: (body, context) => {
        for (const { at } of firstParcel(body).scans) at.trim();
        return adapter.parse(body, context);
      },
    })),
  ],
  [
    'reads a recorded body otherwise than a live one',
    'recorded bodies: reads a recorded answer as it read the live one',
    changed((adapter) => ({
      track: async (requests, context) =>
        (await adapter.track(requests, context)).map((result) =>
          result.outcome === 'found'
            ? { ...result, observation: { ...result.observation, pieceCount: 1 } }
            : result,
        ),
    })),
  ],
  [
    'hears of no override',
    'host settings: lets an override decide what a code means',
    changed((adapter) => ({
      track: (requests, { policy: _policy, ...context }) => adapter.track(requests, context),
    })),
  ],
  [
    'lets names out',
    'host settings: drops personal data where the host says so',
    changed((adapter) => ({
      track: (requests, { pii: _pii, ...context }) => adapter.track(requests, context),
    })),
  ],
  [
    'keeps every payload',
    'host settings: keeps the raw payload only where the host says so',
    changed((adapter) => ({
      track: (requests, context) => adapter.track(requests, { ...context, keepRaw: true }),
    })),
  ],
  [
    'has a word of its own in a table',
    'codes: gives every code of acme.scan a known meaning',
    {
      ...SOUND,
      // What a table without a compiler could say.
      codes: [{ ...acmeCodes, rows: { ...acmeCodes.rows, BUS: 'on_the_bus' } } as unknown as CodeTable],
    },
  ],
  [
    'takes a push for an answer',
    'pushes: reads a push as it reads the answer of that moment: delivered',
    withPush((body) => body),
  ],
  [
    'reads another state from a push',
    'pushes: reads a push as it reads the answer of that moment: delivered',
    withPush(
      () => ACME.bodies.label_only,
      (body, context) =>
        acme({ apiKey: 'key of acme', baseUrl: 'https://acme.test' }).parse(body, {
          source: 'push',
          ...context,
        }),
    ),
  ],
];

describe('an adapter that', () => {
  it.each(BROKEN)('%s is caught by "%s"', async (_what, caughtBy, subject) => {
    expect(await run(subject, caughtBy)).toMatch(/^failed: /);
  });

  it.each([...new Set(BROKEN.map(([, name]) => name))].filter((name) => testsOf(SOUND).has(name)))(
    'is sound passes "%s"',
    async (name) => {
      expect(await run(SOUND, name)).toBe('passed');
    },
  );
});

describe('a gap', () => {
  const gap = { theme: 'host settings', reason: 'Acme has no codes' } as const;
  const OVERRIDE = 'lets an override decide what a code means';
  const [, , deaf = SOUND] = BROKEN.find(([what]) => what === 'hears of no override') ?? [];

  it('takes the place of its theme, with its reason, and passes while something fails there', async () => {
    const subject = { ...deaf, gaps: [gap] };
    const names = [...testsOf(subject).keys()].filter((name) => name.startsWith('host settings'));
    expect(names).toEqual(['host settings: gap: Acme has no codes']);
    expect(await run(subject, names[0] ?? '')).toBe('passed');
  });

  it('takes the place of one case', async () => {
    const subject = { ...deaf, gaps: [{ ...gap, case: OVERRIDE }] };
    const tests = testsOf(subject);
    expect(tests.has(`host settings: ${OVERRIDE}`)).toBe(false);
    expect(tests.has('host settings: drops personal data where the host says so')).toBe(true);
    expect(await run(subject, `host settings: gap: ${OVERRIDE}: Acme has no codes`)).toBe('passed');
  });

  it('fails once nothing fails there any more', async () => {
    const subject = { ...SOUND, gaps: [gap] };
    expect(await run(subject, 'host settings: gap: Acme has no codes')).toMatch(/take the gap away/);
  });

  it.each([
    ['without a reason', { theme: 'host settings', reason: ' ' }],
    ['of a theme there is not', { theme: 'weather', reason: 'it rains' }],
    ['of a case there is not', { theme: 'host settings', case: 'sings', reason: 'it is mute' }],
  ])('%s is refused', (_what, wrong) => {
    // What a caller without a compiler could pass.
    expect(() => testsOf({ ...SOUND, gaps: [wrong as never] })).toThrow(RangeError);
  });
});
