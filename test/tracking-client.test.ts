import { describe, expect, it, vi } from 'vitest';
import { ups } from '../src/carriers/ups/index.ts';
import type { TrackingClientOptions } from '../src/client-options.ts';
import { createManualClock, createUpsSimulator } from '../src/testing/index.ts';
import { createTrackingClient } from '../src/tracking-client.ts';
import { fakeCarrier } from './support/fake-carrier.ts';

const NUMBER = '1Z5R89390357567127';

function simulated(options: Partial<TrackingClientOptions> = {}) {
  const clock = createManualClock('2026-03-02T15:00:00.000Z');
  const simulator = createUpsSimulator({ clock });
  simulator.addParcel({ trackingNumber: NUMBER, scenario: 'delivered' });
  const client = createTrackingClient({
    carriers: [ups({ ...simulator.credentials, baseUrl: simulator.origin })],
    fetch: simulator.fetch,
    ...options,
  });
  return { clock, simulator, client };
}

/** A UPS answer with one more scan, the newest, whose code no table knows. */
function withUnknownScan(body: unknown): unknown {
  // The simulator's own shape.
  const { trackResponse } = body as { trackResponse: { shipment: [{ package: [Record<string, unknown>] }] } };
  const [shipment] = trackResponse.shipment;
  const [{ currentStatus: _dropped, ...parcel }] = shipment.package;
  const [newest, ...older] = parcel['activity'] as Record<string, unknown>[];
  const status = { type: 'Q', code: 'ZZZ', description: 'Teleported' };
  const unknown = { ...newest, time: '235900', gmtTime: '23:59:59', status };
  return {
    trackResponse: {
      ...trackResponse,
      shipment: [{ ...shipment, package: [{ ...parcel, activity: [unknown, newest, ...older] }] }],
    },
  };
}

describe('createTrackingClient', () => {
  it.each([
    ['nothing', undefined, 'carriers'],
    ['no carriers', {}, 'carriers'],
    ['a misspelt option', { carriers: [], timeout: 5 }, 'unknown option `timeout`'],
    ['a timeout that is none', { carriers: [], timeoutMs: 0 }, 'timeoutMs'],
    ['a timeout no timer can take', { carriers: [], timeoutMs: 2 ** 31 }, 'timeoutMs'],
    ['a concurrency of zero', { carriers: [], concurrency: { ups: 0 } }, 'concurrency'],
    ['an override to no substatus', { carriers: [], overrides: { ups: { X: 'gone' } } }, 'overrides'],
    ['an unknown hook', { carriers: [], hooks: { 'request.done': () => undefined } }, "'request.finished'"],
    ['an unknown substatus', { carriers: [], actionRequired: { held: true } }, 'actionRequired'],
    ['an unknown pii policy', { carriers: [], pii: 'encrypt' }, 'pii'],
    ['a clock without sleep', { carriers: [], clock: { now: () => 0 } }, 'clock'],
    ['no adapter', { carriers: [{}] }, 'configured adapter'],
    ['one carrier twice', { carriers: [fakeCarrier('acme'), fakeCarrier('acme')] }, '`acme` is given twice'],
  ])('refuses %s by name', (_what, options, named) => {
    const create = () => createTrackingClient(options as TrackingClientOptions);
    expect(create).toThrow(expect.objectContaining({ code: 'INVALID_OPTIONS' }));
    expect(create).toThrow(named);
  });

  it.each([
    ['overrides', { overrides: { upz: { X: 'delayed' } } }],
    ['concurrency', { concurrency: { upz: 2 } }],
  ] as const)('refuses %s for a carrier that is not registered, listing those that are', (_what, options) => {
    const create = () => createTrackingClient({ carriers: [fakeCarrier('acme')], ...options });
    expect(create).toThrow(expect.objectContaining({ code: 'UNKNOWN_CARRIER' }));
    expect(create).toThrow('registered: acme');
  });

  it('asks through the fetch it was given', async () => {
    const { client, simulator } = simulated();
    expect(await client.track(NUMBER)).toMatchObject({
      outcome: 'found',
      observation: { status: 'pre_transit' },
    });
    expect(simulator.calls.map(({ status }) => status)).toEqual([200, 200]);
  });

  it('keeps the token for the next call', async () => {
    const { client, simulator } = simulated();
    await client.track(NUMBER);
    await client.track(NUMBER);
    expect(simulator.calls).toHaveLength(3);
  });

  it('asks for one token however many calls begin at once', async () => {
    const { client, simulator } = simulated();
    await Promise.all(Array.from({ length: 50 }, () => client.track(NUMBER)));
    expect(simulator.calls.filter(({ path }) => path.includes('oauth'))).toHaveLength(1);
  });

  it('reads a code as the host overrides it, and says so', async () => {
    const { client } = simulated({
      overrides: { ups: { 'M/MP': { substatus: 'package_held', reason: 'weather' } } },
    });
    expect(await client.track(NUMBER)).toMatchObject({
      observation: {
        status: 'in_transit',
        substatus: 'package_held',
        reason: 'weather',
        provenance: { matchedBy: 'override', rule: 'M/MP' },
      },
    });
  });

  it('needs action where the host says a substatus does', async () => {
    const { client } = simulated({ actionRequired: { information_received: true } });
    expect(await client.track(NUMBER)).toMatchObject({ observation: { actionRequired: true } });
  });

  it('tells of an unknown code once, with carrier, code and text, and keeps the last known status', async () => {
    const onUnmappedCode = vi.fn();
    const { client, simulator } = simulated({ onUnmappedCode });
    simulator.fault({ kind: 'mutate', change: withUnknownScan, times: 2 });
    const first = await client.track(NUMBER);
    await client.track(NUMBER);
    expect(onUnmappedCode.mock.calls).toEqual([
      [{ carrier: 'ups', code: 'ZZZ', category: 'Q', text: 'Teleported' }],
    ]);
    expect(first).toMatchObject({
      observation: { status: 'pre_transit', substatus: 'information_received' },
    });
  });

  it('survives a hook that throws', async () => {
    const { client } = simulated({
      hooks: {
        'request.finished': () => {
          throw new Error('broken hook');
        },
      },
    });
    expect((await client.track(NUMBER)).outcome).toBe('found');
  });

  it('tells the hook of each attempt without query or headers', async () => {
    const attempts: unknown[] = [];
    const { client } = simulated({ hooks: { 'request.finished': (attempt) => attempts.push(attempt) } });
    await client.track(NUMBER);
    expect(attempts).toHaveLength(2);
    expect(JSON.stringify(attempts)).not.toContain('?');
    expect(attempts[1]).toMatchObject({ carrier: 'ups', method: 'GET', status: 200, attempt: 1 });
  });

  it('drops personal data when told so', async () => {
    const { client, clock } = simulated({ pii: 'drop' });
    await clock.advance(7 * 24 * 3600 * 1000);
    const result = await client.track(NUMBER);
    expect(result).toMatchObject({ observation: { status: 'delivered', delivery: { signedBy: null } } });
  });

  it('keeps the payload only when told so', async () => {
    const { client } = simulated({ keepRaw: true });
    expect(await client.track(NUMBER)).toMatchObject({ observation: { raw: { trackResponse: {} } } });
    expect((await simulated().client.track(NUMBER)) as object).not.toHaveProperty('observation.raw');
  });
});
