import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import type { Observation } from '../../../src/model/observation.ts';
import { NOW, observe, SHOWN } from './observe.ts';

// Winter, summer, both nights the clocks change in New York, a leap day, and hours either side of midnight in UTC.
const INSTANTS = [
  '2026-01-15T18:30:00.000Z',
  '2026-07-01T00:00:00.000Z',
  '2026-03-08T07:30:00.000Z',
  '2026-11-01T06:30:00.000Z',
  '2028-02-29T23:59:59.999Z',
];

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
