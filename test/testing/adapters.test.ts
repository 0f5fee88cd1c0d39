import { type CarrierAdapter, createTrackingClient, type ParseContext, type TrackResult } from 'parceltrail';
import { fedex, parseFedex } from 'parceltrail/carriers/fedex';
import { parseUps, ups } from 'parceltrail/carriers/ups';
import { parseUsps, usps } from 'parceltrail/carriers/usps';
import {
  type CarrierSimulator,
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
const EXTRA_PARCEL = '1Z999AA10123456784';

type Setting = {
  readonly number: string;
  readonly create: (options: SimulatorOptions) => CarrierSimulator;
  readonly adapterFor: (simulator: CarrierSimulator, origin?: string) => CarrierAdapter;
  readonly parse: (payload: unknown, context?: ParseContext) => TrackResult[];
  /** What a 403 is: of the credentials, or of one parcel. */
  readonly forbidden: 'CARRIER_AUTH' | 'NOT_AUTHORIZED';
};

const UPS: Setting = {
  number: '1Z5R89390357567127',
  create: createUpsSimulator,
  adapterFor: ({ credentials, origin }, baseUrl = origin) => ups({ ...credentials, baseUrl }),
  parse: parseUps,
  forbidden: 'CARRIER_AUTH',
};
const FEDEX: Setting = {
  number: '986578788855',
  create: createFedexSimulator,
  adapterFor: ({ credentials, origin }, baseUrl = origin) => fedex({ ...credentials, baseUrl }),
  parse: parseFedex,
  forbidden: 'CARRIER_AUTH',
};
const USPS: Setting = {
  number: '9400111206206406260787',
  create: createUspsSimulator,
  adapterFor: ({ credentials, origin }, baseUrl = origin) => usps({ ...credentials, baseUrl }),
  parse: parseUsps,
  forbidden: 'NOT_AUTHORIZED',
};
const ALL = [
  ['UPS', UPS],
  ['FedEx', FEDEX],
  ['USPS', USPS],
] as const;

function setUp({ number, create, adapterFor }: Setting, scenario: Scenario = 'delivered') {
  const clock = createManualClock(START);
  const simulator = create({ clock, parcels: [{ trackingNumber: number, scenario }] });
  const unmapped: unknown[] = [];
  const client = createTrackingClient({
    carriers: [adapterFor(simulator)],
    fetch: simulator.fetch,
    clock,
    onUnmappedCode: (code) => unmapped.push(code),
  });
  return { clock, simulator, client, unmapped, track: () => client.track(number) };
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
});

describe.each(ALL)('a client of the %s simulator', (_, setting) => {
  it('asks for a token once, and again when it has expired along the clock', async () => {
    const { clock, simulator, track } = setUp(setting);
    await track();
    await track();
    await clock.advance(24 * HOUR_MS);
    expect((await track()).outcome).toBe('found');
    expect(simulator.calls.filter(({ path }) => path.includes('/oauth'))).toHaveLength(2);
    expect(simulator.calls.every(({ status }) => status === 200)).toBe(true);
  });

  it('renews a token that was called expired before its time', async () => {
    const { simulator, track } = setUp(setting);
    await track();
    simulator.fault({ kind: 'expired_token' });
    expect((await track()).outcome).toBe('found');
    expect(simulator.calls.slice(2).map(({ status }) => status)).toEqual([401, 200, 200]);
  });

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

  it('meets a 403 as what it is to the carrier', async () => {
    const { simulator, track } = setUp(setting);
    simulator.fault({ kind: 'status', status: 403 });
    expect(await track()).toMatchObject({ outcome: 'failed', error: { code: setting.forbidden } });
  });

  it('gets through a broken connection and a server error by asking again', async () => {
    const { clock, simulator, track } = setUp(setting);
    await track();
    simulator.fault({ kind: 'network' });
    simulator.fault({ kind: 'status', status: 503 });
    const answer = track();
    await clock.advance(14_000);
    expect((await answer).outcome).toBe('found');
    expect(simulator.calls.slice(2).map(({ status }) => status)).toEqual([0, 503, 200]);
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
    const simulator = setting.create({
      clock,
      parcels: [{ trackingNumber: setting.number, scenario: 'label_only' }],
    });
    const served = await serveSimulators({ carrier: simulator });
    try {
      const adapter = setting.adapterFor(simulator, served.origins.carrier);
      const client = createTrackingClient({ carriers: [adapter], clock });
      expect(summary(await client.track(setting.number))).toBe('information_received');
    } finally {
      await served.close();
    }
  });
});

describe('the pieces of a shipment', () => {
  it('are found through both adapters', async () => {
    for (const [setting, sibling, withPieces] of [
      [UPS, EXTRA_PARCEL, ups],
      [FEDEX, '111111111111', fedex],
    ] as const) {
      const clock = createManualClock(START);
      const parcels = [setting.number, sibling].map((trackingNumber) => ({
        trackingNumber,
        scenario: 'label_only' as const,
        shipment: 'both',
      }));
      const simulator = setting.create({ clock, parcels });
      const adapter = withPieces({ ...simulator.credentials, baseUrl: simulator.origin, pieces: true });
      const client = createTrackingClient({ carriers: [adapter], fetch: simulator.fetch, clock });
      expect(await client.track(setting.number)).toMatchObject({
        observation: {
          pieceCount: 2,
          pieces: [{ trackingNumber: setting.number }, { trackingNumber: sibling }],
          warnings: [],
        },
      });
    }
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
