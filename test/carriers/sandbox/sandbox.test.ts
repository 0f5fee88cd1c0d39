import { inspect } from 'node:util';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { parseSandbox, sandbox, sandboxNumbers } from '../../../src/carriers/sandbox/index.ts';
import type { CarrierHttp } from '../../../src/http/exchange.ts';
import type { Observation, TrackResult } from '../../../src/model/observation.ts';
import { REASONS } from '../../../src/model/reason.ts';
import { SUBSTATUSES } from '../../../src/model/status.ts';
import { toTrackingNumber } from '../../../src/model/tracking-number.ts';
import { createManualClock } from '../../../src/testing/manual-clock.ts';

const noNetwork: CarrierHttp = {
  request: () => Promise.reject(new Error('the sandbox must not use the network')),
};
// Winter, summer, both nights the clocks change in New York, a leap day, and hours either side of midnight in UTC.
const INSTANTS = [
  '2026-01-15T18:30:00.000Z',
  '2026-07-01T00:00:00.000Z',
  '2026-03-08T07:30:00.000Z',
  '2026-11-01T06:30:00.000Z',
  '2028-02-29T23:59:59.999Z',
];
const NOW = '2026-01-15T18:30:00.000Z';
const OUTCOMES = [
  'NOT_FOUND',
  'RATE_LIMITED',
  'UNAVAILABLE',
  'AUTH_FAILED',
  'NOT_AUTHORIZED',
  'INVALID_NUMBER',
  'BAD_RESPONSE',
].map((name) => `SANDBOX_${name}`);
const SHOWN = sandboxNumbers.filter((number) => !OUTCOMES.includes(number));

async function track(number: string, now = NOW): Promise<TrackResult> {
  const [result] = await sandbox().track([{ trackingNumber: toTrackingNumber(number) }], {
    http: noNetwork,
    clock: createManualClock(now),
  });
  if (result === undefined) throw new Error('no result');
  return result;
}

async function observe(number: string, now = NOW): Promise<Observation> {
  const result = await track(number, now);
  if (result.outcome !== 'found') throw new Error(`${number}: ${result.outcome}`);
  return result.observation;
}

describe('magic numbers', () => {
  it.each(Object.keys(SUBSTATUSES))('show the substatus %s', async (substatus) => {
    const observation = await observe(`SANDBOX_${substatus.toUpperCase()}`);
    expect(observation).toMatchObject({ substatus, reason: null, provenance: { matchedBy: 'code' } });
  });

  const outcomes = ['not_found', 'invalid_number'];
  it.each(Object.keys(REASONS).filter((reason) => !outcomes.includes(reason)))(
    'show the reason %s',
    async (reason) => {
      const observation = await observe(`SANDBOX_${reason.toUpperCase()}`);
      expect(observation).toMatchObject({ reason });
    },
  );

  it('show what a code without a row becomes: unknown, and nothing guessed', async () => {
    const observation = await observe('SANDBOX_UNMAPPED_CODE');
    expect(observation).toMatchObject({
      status: 'unknown',
      substatus: 'other',
      provenance: { matchedBy: 'none', rule: null, code: 'UNMAPPED_CODE' },
    });
    expect(observation.events.at(-1)).toMatchObject({ movesStatus: false, reason: 'unmapped_code' });
  });

  it.each([
    ['SANDBOX_INVALID_NUMBER', 'INVALID_TRACKING_NUMBER', false, undefined],
    ['SANDBOX_AUTH_FAILED', 'CARRIER_AUTH', false, undefined],
    ['SANDBOX_NOT_AUTHORIZED', 'NOT_AUTHORIZED', false, undefined],
    ['SANDBOX_RATE_LIMITED', 'CARRIER_RATE_LIMITED', true, 60_000],
    ['SANDBOX_UNAVAILABLE', 'CARRIER_UNAVAILABLE', true, undefined],
    ['SANDBOX_BAD_RESPONSE', 'CARRIER_RESPONSE', false, undefined],
  ])('show the error of %s', async (number, code, retryable, retryAfterMs) => {
    const result = await track(number);
    expect(result).toMatchObject({ outcome: 'failed', trackingNumber: number });
    expect(result).toMatchObject({ error: { code, retryable, retryAfterMs, carrier: 'sandbox' } });
  });

  it.each(['SANDBOX_NOT_FOUND', 'SANDBOX_NEVER_HEARD_OF', 'SANDBOX_LEFT_MIDDLE_HUB', 'OTHER', 'SANDBOX_2'])(
    'are needed: %s is not found',
    async (number) => {
      expect(await track(number)).toMatchObject({ outcome: 'not_found', carrierCode: 'NOT_FOUND' });
    },
  );

  it('make a parcel of their own for each suffix', async () => {
    const [first, second] = [await observe('SANDBOX_DELIVERED'), await observe('SANDBOX_DELIVERED_2')];
    expect(second.trackingNumber).toBe('SANDBOX_DELIVERED_2');
    expect(second.carrierUniqueId).not.toBe(first.carrierUniqueId);
    expect(second.events.map(({ eventId }) => eventId)).not.toEqual(
      first.events.map(({ eventId }) => eventId),
    );
  });

  it('all match the format, and nothing else of its examples does', () => {
    const [format] = sandbox().formats;
    for (const number of [...sandboxNumbers, ...(format?.examples.valid ?? [])]) {
      expect(number).toMatch(format?.pattern ?? '');
    }
    for (const number of format?.examples.invalid ?? []) expect(number).not.toMatch(format?.pattern ?? '');
  });
});

describe('every history', () => {
  const ZONES: Readonly<Record<string, string>> = {
    Portland: 'America/Los_Angeles',
    Troutdale: 'America/Los_Angeles',
    'Commerce City': 'America/Denver',
    Omaha: 'America/Chicago',
    Phoenix: 'America/Phoenix',
    Maspeth: 'America/New_York',
    Brooklyn: 'America/New_York',
    Jamaica: 'America/New_York',
    Lyon: 'Europe/Paris',
    'Roissy-en-France': 'Europe/Paris',
  };
  const always = (number: string): Promise<Observation[]> =>
    Promise.all(INSTANTS.map((now) => observe(number, now)));

  it.each(SHOWN)('of %s ends in the status shown, within a day of the clock', async (number) => {
    for (const { events, substatus, reason, provenance, observedAt } of await always(number)) {
      expect(events.at(-1)).toMatchObject({ substatus, reason, provenance });
      const age = Date.parse(observedAt) - Date.parse(events.at(-1)?.occurredAt ?? '');
      expect(age).toBeGreaterThanOrEqual(0);
      expect(age).toBeLessThan(86_400_000);
    }
  });

  it.each(SHOWN)('of %s begins with the label and runs forward', async (number) => {
    for (const { events } of await always(number)) {
      expect(events[0]?.substatus).toBe('information_received');
      const times = events.map(({ occurredAt }) => occurredAt ?? '');
      expect(times).toEqual([...new Set(times)].sort());
      expect(new Set(events.map(({ eventId }) => eventId)).size).toBe(events.length);
    }
  });

  it.each(SHOWN)('of %s tells the time and offset of each place truly', async (number) => {
    const events = (await always(number)).flatMap((observation) => observation.events);
    for (const { occurredAt, localTime, utcOffset, location, timeSource } of events) {
      const zone = ZONES[location?.city ?? ''] ?? '';
      const there = Temporal.Instant.from(occurredAt ?? '').toZonedDateTimeISO(zone);
      expect(localTime).toBe(there.toPlainDateTime().toString({ smallestUnit: 'second' }));
      expect(utcOffset).toBe(there.offset);
      expect(timeSource).toBe('carrier_offset');
    }
  });

  it.each(SHOWN)('of %s agrees with its delivery and service point', async (number) => {
    for (const { status, substatus, delivery, servicePoint, events, warnings } of await always(number)) {
      expect(delivery !== null).toBe(status === 'delivered');
      if (delivery) expect(delivery.at).toBe(events.at(-1)?.occurredAt);
      expect(servicePoint !== null).toBe(substatus === 'pickup_available');
      expect(warnings).toEqual([]);
    }
  });

  it.each(SHOWN)('of %s has a promise, and a forecast ahead while it is on its way', async (number) => {
    for (const { status, substatus, eta, originalEta, observedAt } of await always(number)) {
      expect(originalEta?.precision).toBe('day');
      const isAwaited = status === 'in_transit' && substatus !== 'pickup_available';
      expect(eta?.precision).toBe(isAwaited ? 'minute' : status === 'pre_transit' ? 'day' : undefined);
      if (!isAwaited) continue;
      expect(Date.parse(eta?.toUtc ?? '')).toBeGreaterThan(Date.parse(observedAt));
      const from = Temporal.PlainDateTime.from(eta?.from ?? '').toZonedDateTime('America/New_York');
      expect(Date.parse(eta?.fromUtc ?? '')).toBe(from.epochMilliseconds);
    }
  });

  it('moves on once a day, and is the same for the same clock', async () => {
    for (const number of SHOWN) {
      const hours = Array.from({ length: 24 }, (_, hour) =>
        new Date(Date.parse(NOW) + hour * 3_600_000).toISOString(),
      );
      const histories = await Promise.all(
        hours.map(async (now) => JSON.stringify((await observe(number, now)).events)),
      );
      expect(new Set(histories).size, number).toBeLessThanOrEqual(2);
      expect(await observe(number)).toEqual(await observe(number));
    }
  });

  it('keeps its event ids from day to day', async () => {
    const ids = async (now: string) =>
      (await observe('SANDBOX_DELIVERED', now)).events.map(({ eventId }) => eventId);
    expect(await ids('2026-01-19T18:30:00.000Z')).toEqual(await ids(NOW));
  });
});

describe('what a parcel carries', () => {
  it('is a signer, a placement and a proof when it is delivered', async () => {
    expect((await observe('SANDBOX_DELIVERED')).delivery).toMatchObject({
      signedBy: 'R. SAMPLE',
      placement: 'Front door',
      proof: { available: ['PHOTO', 'SIGNATURE'] },
    });
    expect((await observe('SANDBOX_DELIVERED_SAFE_PLACE')).delivery?.signedBy).toBeNull();
  });

  it('is a place with an address and a last day when it waits for its recipient', async () => {
    expect((await observe('SANDBOX_AT_LOCKER')).servicePoint).toMatchObject({
      type: 'locker',
      name: 'Sandbox Locker 7',
      address: { city: 'Brooklyn', country: 'US' },
      openUntil: '2026-01-22',
    });
  });

  it('is two pieces, one of them still out, when it was delivered in part', async () => {
    const { pieces, pieceCount } = await observe('SANDBOX_DELIVERED_IN_PART_4');
    expect(pieceCount).toBe(2);
    expect(pieces).toMatchObject([
      {
        trackingNumber: 'SANDBOX_DELIVERED_IN_PART_4',
        substatus: 'delivered',
        weight: { value: 1.1, unit: 'kg' },
      },
      { trackingNumber: 'SANDBOX_OUT_FOR_DELIVERY_4', substatus: 'out_for_delivery' },
    ]);
  });

  it('is the number under which the partner goes on, and that number can be tracked', async () => {
    const { relatedNumbers } = await observe('SANDBOX_HANDED_TO_PARTNER');
    expect(relatedNumbers).toEqual([
      { number: 'SANDBOX_OUT_FOR_DELIVERY', carrier: 'sandbox', relation: 'last_mile' },
    ]);
    expect((await observe(relatedNumbers[0]?.number ?? '')).substatus).toBe('out_for_delivery');
  });

  it('is news that does not move it, when it is late', async () => {
    const { events } = await observe('SANDBOX_WEATHER');
    expect(events.filter(({ movesStatus }) => !movesStatus).map(({ provenance }) => provenance.code)).toEqual(
      ['ESTIMATE_CHANGED'],
    );
  });

  it('is an estimate behind the promise, when it is late', async () => {
    const { eta, originalEta } = await observe('SANDBOX_WEATHER');
    expect((eta?.from ?? '').slice(0, 10) > (originalEta?.to ?? '')).toBe(true);
  });
});

describe('the adapter', () => {
  const context = (now = NOW) => ({ http: noNetwork, clock: createManualClock(now) });

  it('answers each of a batch in order', async () => {
    const numbers = ['SANDBOX_LOST', 'SANDBOX_UNAVAILABLE', 'SANDBOX_NOT_FOUND', 'SANDBOX_DELIVERED'];
    const results = await sandbox().track(
      numbers.map((number) => ({ trackingNumber: toTrackingNumber(number) })),
      context(),
    );
    expect(results.map(({ trackingNumber }) => trackingNumber)).toEqual(numbers);
    expect(results.map(({ outcome }) => outcome)).toEqual(['found', 'failed', 'not_found', 'found']);
  });

  it('answers after its latency, and stops waiting when aborted', async () => {
    const clock = createManualClock(NOW);
    const slow = sandbox({ latencyMs: 5_000 });
    const requests = [{ trackingNumber: toTrackingNumber('SANDBOX_DELIVERED') }];
    const answer = slow.track(requests, { http: noNetwork, clock });
    expect(clock.pending).toBe(1);
    await clock.advance(5_000);
    expect(await answer).toHaveLength(1);

    const abort = new AbortController();
    const aborted = slow.track(requests, { http: noNetwork, clock, signal: abort.signal });
    abort.abort(new Error('enough'));
    await expect(aborted).rejects.toThrow('enough');
    expect(clock.pending).toBe(0);
  });

  it('honours overrides, the policy on personal data and keepRaw', async () => {
    const adapter = sandbox();
    const requests = [{ trackingNumber: toTrackingNumber('SANDBOX_DELIVERED') }];
    const [result] = await adapter.track(requests, {
      ...context(),
      policy: { overrides: { DELIVERED: 'package_held' } },
      pii: 'drop',
    });
    expect(result).toMatchObject({ observation: { substatus: 'package_held', origin: { name: null } } });
    const [raw] = await adapter.track(requests, { ...context(), keepRaw: true });
    expect(raw).toMatchObject({ observation: { raw: { parcel: { trackingNumber: 'SANDBOX_DELIVERED' } } } });
  });

  it('refuses an option it does not know, by name', () => {
    // A caller without types can misspell.
    expect(() => sandbox({ latencyMS: 5 } as object)).toThrow(/sandbox: .*latencyMS/);
  });

  it('has nothing to hide', () => {
    expect(inspect(sandbox(), { depth: 20 })).toContain("credentialKey: 'sandbox'");
  });
});

describe('parseSandbox', () => {
  it('reads a recorded answer given as text', async () => {
    const result = await sandbox().track([{ trackingNumber: toTrackingNumber('SANDBOX_DELIVERED') }], {
      http: noNetwork,
      clock: createManualClock(NOW),
      keepRaw: true,
    });
    const raw = result[0]?.outcome === 'found' ? result[0].observation.raw : undefined;
    const [again] = parseSandbox(JSON.stringify(raw), { observedAt: NOW });
    expect(again).toMatchObject({
      outcome: 'found',
      trackingNumber: 'SANDBOX_DELIVERED',
      observation: { status: 'delivered', events: { length: 9 } },
    });
  });

  it.each([null, undefined, 0, true, '', 'no json', '<html></html>', [], {}, { parcel: {} }, { parcel: [] }])(
    'calls %j no tracking answer',
    (payload) => {
      expect(parseSandbox(payload, { trackingNumber: 'SANDBOX_DELIVERED' })).toMatchObject([
        { outcome: 'failed', trackingNumber: 'SANDBOX_DELIVERED', error: { code: 'CARRIER_RESPONSE' } },
      ]);
    },
  );

  it('pays for a bad field with that field and a warning', () => {
    const parcel = {
      trackingNumber: 'SANDBOX_DELIVERED',
      status: { code: 'DELIVERED', text: 7 },
      scans: [{ code: 'DELIVERED', at: 'yesterday' }, 'scan', { code: 'PACKAGE_ACCEPTED', at: '2026-01-14' }],
      weight: { value: -3, unit: 'kg' },
    };
    const [result] = parseSandbox({ parcel }, { observedAt: NOW });
    expect(result).toMatchObject({
      observation: {
        substatus: 'delivered',
        weight: null,
        events: [
          { occurredAt: null, localTime: null },
          { localTime: '2026-01-14', timePrecision: 'day' },
        ],
        warnings: [{ path: 'parcel.status.text' }, { path: 'parcel.scans.1' }],
      },
    });
  });
});
