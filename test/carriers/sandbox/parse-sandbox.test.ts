import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSandbox } from '../../../src/carriers/sandbox/index.ts';
import { SUBSTATUSES } from '../../../src/model/status.ts';
import { NOW, observe } from './observe.ts';

describe('parseSandbox', () => {
  it('reads a recorded answer given as text', async () => {
    const raw = await rawAnswer('SANDBOX_DELIVERED');
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

  it('never throws and always gives one result, whatever a field holds', async () => {
    const junk = [
      null,
      0,
      -1,
      1e308,
      true,
      '',
      'constructor',
      '__proto__',
      'x'.repeat(5_000),
      [],
      {},
      [[[{}]]],
    ];
    for (const number of ['SANDBOX_DELIVERED_IN_PART', 'SANDBOX_AT_LOCKER', 'SANDBOX_HANDED_TO_PARTNER']) {
      const answer = JSON.stringify(await rawAnswer(number));
      for (const path of pathsIn(JSON.parse(answer))) {
        for (const value of junk) {
          const payload: unknown = JSON.parse(answer);
          put(payload, path, value);
          const [result, ...others] = parseSandbox(payload, { trackingNumber: number, observedAt: NOW });
          expect(others).toEqual([]);
          expect(['found', 'failed']).toContain(result?.outcome);
          if (result?.outcome !== 'found') continue;
          expect(Object.hasOwn(SUBSTATUSES, result.observation.substatus)).toBe(true);
          const isAboutSender = path.slice(0, 2).every((key, index) => key === ['parcel', 'sender'][index]);
          if (path.length > 2 && !isAboutSender) expect(result.observation.origin?.city).toBe('Portland');
        }
      }
    }
  });

  it('never throws on any JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (payload) => {
        expect(parseSandbox(payload, { observedAt: NOW })).toHaveLength(1);
        expect(parseSandbox(JSON.stringify(payload), { observedAt: NOW })).toHaveLength(1);
      }),
    );
  });
});

const rawAnswer = async (number: string): Promise<unknown> => (await observe(number, NOW, true)).raw;

/** Every path into parsed JSON, objects and arrays themselves included. */
function pathsIn(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  const inner = Object.entries(value).flatMap(([key, child]) => pathsIn(child, [...path, key]));
  return path.length === 0 ? inner : [path, ...inner];
}

function put(target: unknown, path: readonly string[], value: unknown): void {
  const [key = '', ...rest] = path;
  // The path came from this very value, so there is an object at each step.
  const holder = target as Record<string, unknown>;
  if (rest.length === 0) holder[key] = value;
  else put(holder[key], rest, value);
}
