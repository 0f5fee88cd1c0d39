import { type CarrierAdapter, createTrackingClient, type ParseContext, type TrackResult } from 'parceltrail';
import { amazon, parseAmazon } from 'parceltrail/carriers/amazon';
import { dhl, parseDhl } from 'parceltrail/carriers/dhl';
import { fedex, parseFedex } from 'parceltrail/carriers/fedex';
import { parseUps, ups } from 'parceltrail/carriers/ups';
import { parseUsps, usps } from 'parceltrail/carriers/usps';
import {
  type CarrierSimulator,
  createAmazonSimulator,
  createDhlSimulator,
  createFedexSimulator,
  createManualClock,
  createUpsSimulator,
  createUspsSimulator,
  type Scenario,
  type SimulatorOptions,
  serveSimulators,
} from 'parceltrail/testing';
import { describe, expect, it } from 'vitest';

const START = '2026-03-05T15:20:00.000Z';
const HOUR_MS = 3_600_000;
const AMAZON_ACCOUNT = { refreshToken: 'simulated-refresh-token', businessId: 'AmazonShipping_US' };
const EXTRA_PARCEL = '1Z999AA10123456784';

type Stage = {
  readonly simulator: CarrierSimulator<unknown>;
  readonly adapterAt: (baseUrl?: string) => CarrierAdapter;
};
type Setting = {
  readonly number: string;
  readonly create: (options: SimulatorOptions) => Stage;
  readonly parse: (payload: unknown, context?: ParseContext) => TrackResult[];
};
/** A carrier that gives tokens. */
type TokenSetting = Setting & {
  readonly tokenPath: string;
  /** How the carrier refuses a token that has expired. */
  readonly expired: number;
  /** What a 403 is: of the credentials, or of one parcel. */
  readonly forbidden: 'CARRIER_AUTH' | 'NOT_AUTHORIZED';
};

const UPS: TokenSetting = {
  number: '1Z5R89390357567127',
  create(options) {
    const simulator = createUpsSimulator(options);
    return {
      simulator,
      adapterAt: (baseUrl = simulator.origin) => ups({ ...simulator.credentials, baseUrl }),
    };
  },
  parse: parseUps,
  tokenPath: '/security/v1/oauth/token',
  expired: 401,
  forbidden: 'CARRIER_AUTH',
};
const FEDEX: TokenSetting = {
  number: '986578788855',
  create(options) {
    const simulator = createFedexSimulator(options);
    return {
      simulator,
      adapterAt: (baseUrl = simulator.origin) => fedex({ ...simulator.credentials, baseUrl }),
    };
  },
  parse: parseFedex,
  tokenPath: '/oauth/token',
  expired: 401,
  forbidden: 'CARRIER_AUTH',
};
const dhlSetting = (number: string, api: 'unified' | 'mydhl'): Setting => ({
  number,
  create(options) {
    const simulator = createDhlSimulator(options);
    return {
      simulator,
      adapterAt: (baseUrl = simulator.origin) => dhl({ ...simulator.credentials, api, baseUrl }),
    };
  },
  parse: parseDhl,
});
const DHL_EXPRESS = dhlSetting('3318810025', 'unified');
const DHL_ECOMMERCE = dhlSetting('GM605112270084510370', 'unified');
const MYDHL = dhlSetting('3318810025', 'mydhl');
const AMAZON: TokenSetting = {
  number: 'TBA010000000000',
  create(options) {
    const simulator = createAmazonSimulator(options);
    return {
      simulator,
      adapterAt: (baseUrl = simulator.origin) =>
        amazon({ ...AMAZON_ACCOUNT, ...simulator.credentials, baseUrl }),
    };
  },
  parse: parseAmazon,
  tokenPath: '/auth/o2/token',
  expired: 403,
  forbidden: 'CARRIER_AUTH',
};
const USPS: TokenSetting = {
  number: '9400111206206406260787',
  create(options) {
    const simulator = createUspsSimulator(options);
    return {
      simulator,
      adapterAt: (baseUrl = simulator.origin) => usps({ ...simulator.credentials, baseUrl }),
    };
  },
  parse: parseUsps,
  tokenPath: '/oauth2/v3/token',
  expired: 401,
  forbidden: 'NOT_AUTHORIZED',
};
const WITH_TOKENS = [
  ['UPS', UPS],
  ['FedEx', FEDEX],
  ['Amazon', AMAZON],
  ['USPS', USPS],
] as const;
const ALL = [...WITH_TOKENS, ['DHL', DHL_EXPRESS], ['MyDHL', MYDHL]] as const;

function setUp({ number, create }: Setting, scenario: Scenario = 'delivered') {
  const clock = createManualClock(START);
  const { simulator, adapterAt } = create({ clock, parcels: [{ trackingNumber: number, scenario }] });
  const unmapped: unknown[] = [];
  const client = createTrackingClient({
    carriers: [adapterAt()],
    fetch: simulator.fetch,
    clock,
    onUnmappedCode: (code) => unmapped.push(code),
  });
  const track = () => client.track(number, { carrier: adapterAt().id });
  return { clock, simulator, client, unmapped, track };
}

const summary = (result: TrackResult): string => {
  if (result.outcome !== 'found') return result.outcome;
  const { substatus, reason } = result.observation;
  return reason === null ? substatus : `${substatus}:${reason}`;
};

/** What a client and a receiver of pushes see while two weeks pass, each state once; equal in state, or it fails. */
async function watch(setting: Setting, scenario: Scenario): Promise<string[]> {
  const { clock, simulator, unmapped, track } = setUp(setting, scenario);
  const seen: string[] = [];
  // No state of a life is over within two hours.
  for (let hours = 0; hours < 24 * 14; hours += 2) {
    const polled = await track();
    if (polled.outcome === 'found') {
      expect(polled.observation.warnings).toEqual([]);
      const [pushed] = setting.parse(simulator.pushBody(setting.number), { observedAt: START });
      expect(pushed && summary(pushed)).toBe(summary(polled));
      expect(pushed).toMatchObject({ observation: { source: 'push', warnings: [] } });
    }
    if (seen.at(-1) !== summary(polled)) seen.push(summary(polled));
    await clock.advance(2 * HOUR_MS);
  }
  expect(unmapped).toEqual([]);
  return seen;
}

const UPS_ROAD = [
  'information_received',
  'package_accepted',
  'package_arrived',
  'package_departed',
  'package_arrived',
];
const UPS_TO_VAN = [...UPS_ROAD, 'package_departed', 'package_arrived', 'out_for_delivery'];
const FEDEX_ROAD = ['information_received', 'package_accepted', 'package_processing'];
const FEDEX_TO_VAN = [...FEDEX_ROAD, 'out_for_delivery'];
const LEFT_AT_DOOR = 'delivered:delivered_safe_place';

const AMAZON_TO_VAN = UPS_TO_VAN;
/** What Amazon shows otherwise than UPS does; it has no codes for customs and for delays. */
const AMAZON_LIVES: readonly (readonly [Scenario, readonly string[]])[] = [
  ['not_found', ['not_found']],
  ['label_only', ['information_received']],
  ['delivered', [...AMAZON_TO_VAN, LEFT_AT_DOOR]],
  ['international', [...AMAZON_TO_VAN, LEFT_AT_DOOR]],
  ['exception_then_delivered', [...AMAZON_TO_VAN, 'location_inaccessible', 'out_for_delivery', LEFT_AT_DOOR]],
  ['delayed_then_delivered', [...AMAZON_TO_VAN, LEFT_AT_DOOR]],
  [
    'attempt_then_delivered',
    [...AMAZON_TO_VAN, 'delivery_attempted:recipient_unavailable', 'out_for_delivery', LEFT_AT_DOOR],
  ],
  ['pickup_point', [...AMAZON_TO_VAN, 'pickup_available', 'delivered:delivered_signed']],
  [
    'returned',
    [
      ...AMAZON_TO_VAN,
      'delivery_attempted:recipient_unavailable',
      'return_to_sender:return_in_transit',
      'return_to_sender:return_completed',
    ],
  ],
  ['lost', [...UPS_ROAD, 'package_lost:lost']],
];

const LIVES: readonly (readonly [Scenario, readonly string[], readonly string[]])[] = [
  ['not_found', ['not_found'], ['not_found']],
  ['label_only', ['information_received'], ['information_received']],
  ['delivered', [...UPS_TO_VAN, 'delivered'], [...FEDEX_TO_VAN, LEFT_AT_DOOR]],
  [
    'international',
    [
      ...UPS_ROAD,
      'package_processed:customs_cleared',
      'package_departed',
      'package_arrived',
      'out_for_delivery',
      'delivered',
    ],
    [...FEDEX_TO_VAN, LEFT_AT_DOOR],
  ],
  [
    'exception_then_delivered',
    [...UPS_TO_VAN, 'address_issue:address_incorrect', 'out_for_delivery', 'delivered'],
    [...FEDEX_TO_VAN, 'address_issue:address_incorrect', 'out_for_delivery', LEFT_AT_DOOR],
  ],
  [
    'delayed_then_delivered',
    [...UPS_ROAD, 'delayed:weather', 'package_departed', 'package_arrived', 'out_for_delivery', 'delivered'],
    [...FEDEX_ROAD, 'delayed:weather', 'package_processing', 'out_for_delivery', LEFT_AT_DOOR],
  ],
  [
    'attempt_then_delivered',
    [...UPS_TO_VAN, 'delivery_attempted:recipient_unavailable', 'out_for_delivery', 'delivered'],
    [...FEDEX_TO_VAN, 'delivery_attempted:recipient_unavailable', 'out_for_delivery', LEFT_AT_DOOR],
  ],
  [
    'pickup_point',
    [...UPS_TO_VAN, 'pickup_available', 'delivered:collected_by_recipient'],
    [...FEDEX_TO_VAN, 'pickup_available', 'delivered:collected_by_recipient'],
  ],
  [
    'returned',
    [
      ...UPS_TO_VAN,
      'delivery_attempted:recipient_unavailable',
      'return_to_sender:return_in_transit',
      'return_to_sender:return_completed',
    ],
    [...FEDEX_TO_VAN, 'delivery_attempted:recipient_unavailable', 'return_to_sender:return_in_transit'],
  ],
  ['lost', [...UPS_ROAD, 'package_lost:lost'], [...FEDEX_ROAD, 'package_undeliverable']],
];

const DHL_ROAD = [
  'information_received',
  'package_accepted',
  'package_arrived',
  'package_departed',
  'package_arrived',
];
const DHL_TO_VAN = [...DHL_ROAD, 'package_departed', 'package_arrived', 'out_for_delivery'];
const INCOMPLETE_ADDRESS = 'address_issue:address_incorrect';
const NOBODY_THERE = 'delivery_attempted:recipient_unavailable';

/** Express has the same states at both APIs. */
const DHL_LIVES: readonly (readonly [Scenario, readonly string[], readonly string[]])[] = [
  ['not_found', ['not_found'], ['not_found']],
  ['label_only', ['information_received'], ['information_received']],
  ['delivered', [...DHL_TO_VAN, 'delivered'], [...DHL_TO_VAN, 'delivered']],
  [
    'international',
    ...both([
      ...DHL_ROAD,
      'package_processed:customs_cleared',
      'package_departed',
      'package_arrived',
      'out_for_delivery',
      'delivered',
    ]),
  ],
  ['exception_then_delivered', ...both([...DHL_TO_VAN, INCOMPLETE_ADDRESS, 'out_for_delivery', 'delivered'])],
  [
    'delayed_then_delivered',
    [...DHL_ROAD, 'package_held', 'package_departed', 'package_arrived', 'out_for_delivery', 'delivered'],
    [...DHL_ROAD, 'delayed', 'package_departed', 'package_arrived', 'out_for_delivery', 'delivered'],
  ],
  ['attempt_then_delivered', ...both([...DHL_TO_VAN, NOBODY_THERE, 'out_for_delivery', 'delivered'])],
  [
    'pickup_point',
    [...DHL_TO_VAN, 'pickup_available', 'delivered'],
    [...DHL_TO_VAN, 'pickup_available', 'delivered:collected_by_recipient'],
  ],
  [
    'returned',
    [...DHL_TO_VAN, NOBODY_THERE, 'return_to_sender:return_completed'],
    [...DHL_TO_VAN, NOBODY_THERE, 'return_to_sender:return_in_transit', 'return_to_sender:return_completed'],
  ],
  ['lost', DHL_ROAD, [...DHL_ROAD, 'package_lost:lost']],
];

function both(states: readonly string[]): [readonly string[], readonly string[]] {
  return [states, states];
}

/** USPS tells arrivals and departures apart as UPS does, by the words beside one code. */
const USPS_LIVES: readonly (readonly [Scenario, readonly string[]])[] = [
  ['not_found', ['not_found']],
  ['label_only', ['information_received']],
  ['delivered', [...UPS_TO_VAN, LEFT_AT_DOOR]],
  [
    'international',
    [
      ...UPS_ROAD,
      'package_processed:customs_cleared',
      'package_departed',
      'package_arrived',
      'out_for_delivery',
      LEFT_AT_DOOR,
    ],
  ],
  ['exception_then_delivered', [...UPS_TO_VAN, 'location_inaccessible', 'out_for_delivery', LEFT_AT_DOOR]],
  [
    'delayed_then_delivered',
    [...UPS_ROAD, 'delayed:weather', 'package_departed', 'package_arrived', 'out_for_delivery', LEFT_AT_DOOR],
  ],
  [
    'attempt_then_delivered',
    [...UPS_TO_VAN, 'notice_left:recipient_unavailable', 'out_for_delivery', LEFT_AT_DOOR],
  ],
  ['pickup_point', [...UPS_TO_VAN, 'pickup_available:at_post_office', 'delivered:collected_by_recipient']],
  [
    'returned',
    [
      ...UPS_TO_VAN,
      'notice_left:recipient_unavailable',
      'return_to_sender:return_in_transit',
      'return_to_sender:return_completed',
    ],
  ],
  ['lost', [...UPS_ROAD, 'package_undeliverable']],
];

describe('a simulated life', () => {
  it.each(LIVES)('%s reads as it should from UPS, polled and pushed', async (scenario, states) => {
    expect(await watch(UPS, scenario)).toEqual(states);
  });

  it.each(LIVES)('%s reads as it should from FedEx, polled and pushed', async (scenario, _, states) => {
    expect(await watch(FEDEX, scenario)).toEqual(states);
  });

  it.each(USPS_LIVES)('%s reads as it should from USPS, polled and pushed', async (scenario, states) => {
    expect(await watch(USPS, scenario)).toEqual(states);
  });

  it.each(DHL_LIVES)('%s reads as it should from DHL Express at both APIs', async (scenario, states) => {
    expect(await watch(DHL_EXPRESS, scenario)).toEqual(states);
    expect(await watch(MYDHL, scenario)).toEqual(states);
  });

  it.each(DHL_LIVES)('%s reads as it should from DHL eCommerce', async (scenario, _, states) => {
    expect(await watch(DHL_ECOMMERCE, scenario)).toEqual(states);
  });

  it.each(AMAZON_LIVES)('%s reads as it should from Amazon, polled and pushed', async (scenario, states) => {
    expect(await watch(AMAZON, scenario)).toEqual(states);
  });
});

it('a simulated life of Amazon covers every scenario', () => {
  expect(AMAZON_LIVES.map(([scenario]) => scenario)).toEqual(LIVES.map(([scenario]) => scenario));
});

describe.each(WITH_TOKENS)('a client of the %s simulator', (_, setting) => {
  it('asks for a token once, and again when it has expired along the clock', async () => {
    const { clock, simulator, track } = setUp(setting);
    await track();
    await track();
    await clock.advance(24 * HOUR_MS);
    expect((await track()).outcome).toBe('found');
    expect(simulator.calls.filter(({ path }) => path === setting.tokenPath)).toHaveLength(2);
    expect(simulator.calls.every(({ status }) => status === 200)).toBe(true);
  });

  it('renews a token that was called expired before its time', async () => {
    const { simulator, track } = setUp(setting);
    await track();
    simulator.fault({ kind: 'expired_token' });
    expect((await track()).outcome).toBe('found');
    expect(simulator.calls.slice(2).map(({ status }) => status)).toEqual([setting.expired, 200, 200]);
  });
});

describe.each(ALL)('a client of the %s simulator', (_, setting) => {
  it.each([
    [{ kind: 'status', status: 429, retryAfter: '120' }, 'CARRIER_RATE_LIMITED'],
    [{ kind: 'html' }, 'CARRIER_RESPONSE'],
    [{ kind: 'empty' }, 'CARRIER_RESPONSE'],
    [{ kind: 'truncated' }, 'CARRIER_RESPONSE'],
    [{ kind: 'malformed' }, 'CARRIER_RESPONSE'],
    [{ kind: 'mutate', change: () => [] }, 'CARRIER_RESPONSE'],
  ] as const)('meets %j as %s', async (fault, code) => {
    const { simulator, track } = setUp(setting);
    simulator.fault(fault);
    expect(await track()).toMatchObject({ outcome: 'failed', error: { code } });
  });

  it('meets a 403 that stays as what it is to the carrier', async () => {
    const { simulator, track } = setUp(setting);
    simulator.fault({ kind: 'status', status: 403, times: 2 });
    expect(await track()).toMatchObject({
      outcome: 'failed',
      error: { code: 'forbidden' in setting ? setting.forbidden : 'CARRIER_AUTH' },
    });
  });

  it('gets through a broken connection and a server error by asking again', async () => {
    const { clock, simulator, track } = setUp(setting);
    await track();
    simulator.fault({ kind: 'network' });
    simulator.fault({ kind: 'status', status: 503 });
    const answer = track();
    await clock.advance(14_000);
    expect((await answer).outcome).toBe('found');
    expect(simulator.calls.slice(-3).map(({ status }) => status)).toEqual([0, 503, 200]);
  });

  it('gives up on a carrier that never answers, by the clock', async () => {
    const { clock, simulator, track } = setUp(setting);
    await track();
    simulator.fault({ kind: 'timeout' });
    const answer = track();
    await clock.advance(60_000);
    expect(await answer).toMatchObject({ outcome: 'failed', error: { code: 'CARRIER_UNAVAILABLE' } });
    expect(clock.pending).toBe(0);
  });

  it('is answered on real sockets as well', async () => {
    const clock = createManualClock(START);
    const { simulator, adapterAt } = setting.create({
      clock,
      parcels: [{ trackingNumber: setting.number, scenario: 'label_only' }],
    });
    const served = await serveSimulators({ carrier: simulator });
    try {
      const client = createTrackingClient({ carriers: [adapterAt(served.origins.carrier)], clock });
      expect(summary(await client.track(setting.number))).toBe('information_received');
    } finally {
      await served.close();
    }
  });
});

describe('the pieces of a shipment', () => {
  const both = (numbers: readonly string[]) =>
    numbers.map((trackingNumber) => ({ trackingNumber, scenario: 'label_only' as const, shipment: 'both' }));

  it('are found through the adapters that can ask for them', async () => {
    const clock = createManualClock(START);
    const upsSimulator = createUpsSimulator({ clock, parcels: both([UPS.number, EXTRA_PARCEL]) });
    const fedexSimulator = createFedexSimulator({ clock, parcels: both([FEDEX.number, '111111111111']) });
    for (const [simulator, adapterWith, numbers] of [
      [upsSimulator, ups, [UPS.number, EXTRA_PARCEL]],
      [fedexSimulator, fedex, [FEDEX.number, '111111111111']],
    ] as const) {
      const adapter = adapterWith({ ...simulator.credentials, baseUrl: simulator.origin, pieces: true });
      const client = createTrackingClient({ carriers: [adapter], fetch: simulator.fetch, clock });
      expect(await client.track(numbers[0])).toMatchObject({
        observation: {
          pieceCount: 2,
          pieces: numbers.map((trackingNumber) => ({ trackingNumber })),
          warnings: [],
        },
      });
    }
  });

  it.each(['unified', 'mydhl'] as const)('are in the answer about a waybill of DHL: %s', async (api) => {
    const clock = createManualClock(START);
    const pieceId = 'JD014600000000000002';
    const simulator = createDhlSimulator({ clock, parcels: both([DHL_EXPRESS.number, pieceId]) });
    const adapter = dhl({ ...simulator.credentials, api, baseUrl: simulator.origin });
    // A client each: DHL grants one call a second, and this clock stands still.
    const results = await Promise.all(
      [DHL_EXPRESS.number, pieceId].map((number) =>
        createTrackingClient({ carriers: [adapter], fetch: simulator.fetch, clock }).track(number, {
          carrier: 'dhl',
        }),
      ),
    );
    const pieces = [{ trackingNumber: 'JD010000003318810025' }, { trackingNumber: pieceId }];
    expect(results).toMatchObject([
      { observation: { pieceCount: 2, pieces, relatedNumbers: [], warnings: [] } },
      {
        observation: {
          pieceCount: 2,
          pieces,
          relatedNumbers: [{ number: DHL_EXPRESS.number, carrier: 'dhl', relation: 'master' }],
          warnings: [],
        },
      },
    ]);
  });
});

describe('numbers asked together of USPS', () => {
  const OTHER = '9400111206206406260794';
  const UNKNOWN = '9400111206206406260800';

  it('are read as when asked alone, to the instants of their scans', async () => {
    const { clock, simulator, client } = setUp(USPS, 'attempt_then_delivered');
    simulator.addParcel({ trackingNumber: OTHER, scenario: 'returned' });
    const seen = (result: TrackResult | undefined) =>
      result?.outcome === 'found'
        ? {
            summary: summary(result),
            scans: result.observation.events.map(({ occurredAt, provenance }) => [
              occurredAt,
              provenance.rule,
            ]),
            signedBy: result.observation.delivery?.signedBy,
            warnings: result.observation.warnings,
          }
        : result?.outcome;
    for (let day = 0; day < 12; day += 1) {
      const together = await client.trackMany([USPS.number, OTHER, UNKNOWN]);
      const alone = await Promise.all([USPS.number, OTHER, UNKNOWN].map((number) => client.track(number)));
      expect(together.map(seen)).toEqual(alone.map(seen));
      await clock.advance(24 * HOUR_MS);
    }
    expect(simulator.calls.filter(({ status }) => status === 207)).toHaveLength(12);
  });

  it('are found among the lives of a number by the day of shipping', async () => {
    const { clock, simulator, client } = setUp(USPS);
    await clock.advance(200 * 24 * HOUR_MS);
    simulator.addParcel({ trackingNumber: USPS.number, scenario: 'label_only' });
    const idOf = async (shipDate?: string) => {
      const result = await client.track(USPS.number, { shipDate });
      return result.outcome === 'found' ? result.observation.carrierUniqueId : result.outcome;
    };
    expect([await idOf(), await idOf('2026-03-05')]).toEqual(['110158947', '110158946']);
  });
});
