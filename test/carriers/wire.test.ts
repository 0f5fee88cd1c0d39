/** Tolerant reading: a bad field costs that field and a warning, and never its neighbours. */

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { readWire } from '../../src/carriers/wire.ts';

const scan = z.looseObject({
  code: z.string().optional(),
  count: z.number().optional(),
  place: z.looseObject({ city: z.string().optional(), zip: z.string().optional() }).optional(),
  pieces: z.array(z.looseObject({ id: z.string().optional() })).optional(),
});
const schema = z.looseObject({ scan: scan.optional(), scans: z.array(scan).optional() });

it('reads a payload that fits, with what it does not know of', () => {
  const payload = { scan: { code: 'DL', extra: 1 }, more: true };
  expect(readWire(schema, payload)).toEqual({ wire: payload, warnings: [] });
});

it('leaves out the bad field and says where it was', () => {
  const { wire, warnings } = readWire(schema, {
    scan: { code: 7, count: 2, place: { city: 'Memphis', zip: 38118 } },
  });
  expect(wire).toEqual({ scan: { count: 2, place: { city: 'Memphis' } } });
  expect(warnings.map(({ path }) => path)).toEqual(['scan.code', 'scan.place.zip']);
});

it('leaves out a bad element of a list and keeps the others in their order', () => {
  const { wire } = readWire(schema, { scans: [{ code: 'A' }, 'junk', { code: 'B' }, null, { code: 'C' }] });
  expect(wire?.scans?.map(({ code }) => code)).toEqual(['A', 'B', 'C']);
});

it.each([[null], ['<html>'], [[]], [42], [undefined]])('reads nothing of %j', (payload) => {
  const { wire, warnings } = readWire(schema, payload);
  expect(wire).toBeUndefined();
  expect(warnings).not.toEqual([]);
});

it('says what was expected, never what was there', () => {
  const { warnings } = readWire(schema, { scan: { code: { secret: 'JANE DOE' }, count: 'JANE DOE' } });
  expect(JSON.stringify(warnings)).not.toContain('JANE');
});

it('keeps the warnings of a payload that is bad throughout to a few', () => {
  const { wire, warnings } = readWire(schema, { scans: Array.from({ length: 1000 }, () => ({ code: 7 })) });
  expect(wire?.scans).toHaveLength(1000);
  expect(warnings).toHaveLength(50);
});

it('leaves the payload it was given as it was', () => {
  const payload = { scan: { code: 7 }, scans: ['junk'] };
  readWire(schema, payload);
  expect(payload).toEqual({ scan: { code: 7 }, scans: ['junk'] });
});

it('changes no prototype, whatever the keys', () => {
  const payload = JSON.parse(
    '{"scan": {"__proto__": {"polluted": 1}, "code": 7}, "__proto__": {"polluted": 1}}',
  );
  const { wire } = readWire(schema, payload);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  expect(Object.getPrototypeOf(wire)).toBe(Object.prototype);
});

it('loses no sibling of a bad field', () => {
  fc.assert(
    fc.property(fc.array(scanWithFlaws(), { maxLength: 6 }), (scans) => {
      const { wire } = readWire(schema, { scans: scans.map(({ sent }) => sent) });
      expect(wire).toEqual({ scans: scans.map(({ kept }) => kept) });
    }),
    { numRuns: 1000 },
  );
});

/** A scan some of whose fields are of the wrong type, beside what must remain of it. */
function scanWithFlaws() {
  const text = fc.record({ value: fc.string({ maxLength: 5 }), isBad: fc.boolean() });
  return fc
    .record({
      code: text,
      city: text,
      zip: text,
      ids: fc.array(text, { maxLength: 4 }),
      count: text,
      extra: text,
    })
    .map(({ code, city, zip, ids, count, extra }) => {
      const build = (field: (name: string, text: { value: string; isBad: boolean }) => object) => ({
        ...field('code', code),
        ...field('count', { value: '', isBad: count.isBad }),
        place: { ...field('city', city), ...field('zip', zip) },
        pieces: ids.map((id) => field('id', id)),
        extra: extra.value,
      });
      const good = (name: string, value: string) => ({ [name]: name === 'count' ? 1 : value });
      return {
        sent: build((name, { value, isBad }) => (isBad ? { [name]: [value] } : good(name, value))),
        kept: build((name, { value, isBad }) => (isBad ? {} : good(name, value))),
      };
    });
}
