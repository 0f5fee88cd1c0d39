import { describe, expect, it, vi } from 'vitest';
import { ups } from '../src/carriers/ups/index.ts';
import type { TrackingClientOptions } from '../src/client-options.ts';
import { timeOfWallClock } from '../src/model/event-time.ts';
import { createManualClock, createUpsSimulator } from '../src/testing/index.ts';
import { createTrackingClient } from '../src/tracking-client.ts';
import { fakeCarrier, found } from './support/fake-carrier.ts';
import { anEvent } from './support/observations.ts';

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

/** A UPS answer for a parcel that the post delivers. */
function withPostalNumber(body: unknown): unknown {
  // The simulator's own shape.
  const { trackResponse } = body as { trackResponse: { shipment: [{ package: [object] }] } };
  const [shipment] = trackResponse.shipment;
  const [parcel] = shipment.package;
  const alternateTrackingNumber = [{ type: 'USPS_PIC', number: '9261290113185417468510' }];
  return {
    trackResponse: {
      ...trackResponse,
      shipment: [{ ...shipment, package: [{ ...parcel, alternateTrackingNumber }] }],
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
    [
      'an unknown hook',
      { carriers: [], hooks: { 'request.done': () => undefined } },
      'request.finished, poll.started',
    ],
    ['an unknown substatus', { carriers: [], actionRequired: { held: true } }, 'actionRequired'],
    ['an unknown pii policy', { carriers: [], pii: 'encrypt' }, 'pii'],
    ['a clock without sleep', { carriers: [], clock: { now: () => 0 } }, 'clock'],
    ['no candidates at all', { carriers: [], maxCandidates: 0 }, 'maxCandidates: expected a whole number'],
    ['half a candidate', { carriers: [], maxCandidates: 1.5 }, 'maxCandidates'],
    [
      'a confidence above one',
      { carriers: [], autoPickConfidence: 1.01 },
      'autoPickConfidence: expected a number',
    ],
    ['a confidence in words', { carriers: [], autoPickConfidence: 'high' }, 'autoPickConfidence'],
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

  it('says which carriers were asked, as the client’s options allow, or the call’s', async () => {
    const carriers = ['acme', 'bolt', 'cargo'].map((id) =>
      fakeCarrier(id, { pattern: /^\d$/, confidence: 0.6 }),
    );
    const client = createTrackingClient({ carriers, maxCandidates: 2 });
    expect((await client.track('1')).asked).toEqual(['acme', 'bolt']);
    expect((await client.track('1', { maxCandidates: 1 })).asked).toEqual(['acme']);
    expect((await client.track('1', { autoPickConfidence: 0.7, maxCandidates: 9 })).asked).toHaveLength(3);
    expect((await client.track('1', { carrier: 'cargo' })).asked).toEqual(['cargo']);
    const [first, second] = await client.trackMany(['1', { trackingNumber: '2', carrier: 'bolt' }]);
    expect([first?.asked, second?.asked]).toEqual([['acme', 'bolt'], ['bolt']]);
  });

  it('gives a wrong option of a call as a failed result that names it', async () => {
    const client = createTrackingClient({ carriers: [fakeCarrier('acme')] });
    const error = { code: 'INVALID_OPTIONS', path: 'autoPickConfidence' };
    expect(await client.track('ACME1', { autoPickConfidence: -1 })).toMatchObject({ error, asked: [] });
    expect(await client.trackMany(['ACME1'], { autoPickConfidence: -1 })).toMatchObject([{ error }]);
  });

  it('follows a real adapter’s parcel to the carrier of its last mile', async () => {
    const clock = createManualClock('2026-03-02T15:00:00.000Z');
    const simulator = createUpsSimulator({ clock });
    simulator.addParcel({ trackingNumber: NUMBER, scenario: 'delivered' });
    simulator.fault({ kind: 'mutate', change: withPostalNumber, times: 1 });
    const delivered = anEvent({
      carrier: 'usps',
      substatus: 'delivered',
      ...timeOfWallClock('2026-03-06T10:00:00', '-05:00'),
    });
    const usps = fakeCarrier('usps', {
      says: (number) => found('usps', number, { events: [delivered], substatus: 'delivered' }),
    });
    const client = createTrackingClient({
      carriers: [ups({ ...simulator.credentials, baseUrl: simulator.origin }), usps],
      fetch: simulator.fetch,
    });
    const result = await client.track(NUMBER, { followHandover: true });
    expect(result).toMatchObject({
      carrier: 'ups',
      trackingNumber: NUMBER,
      asked: ['ups', 'usps'],
      observation: { status: 'delivered' },
    });
    expect(usps.calls).toEqual([['9261290113185417468510']]);
    const seenBy = result.outcome === 'found' && result.observation.events.map(({ carrier }) => carrier);
    expect(seenBy).toEqual(['ups', 'usps']);
  });
});
