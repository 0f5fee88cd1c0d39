import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCursor, toCursor } from '../../src/following/cursor.ts';

const position = { createdAt: '2026-03-02T09:00:00.000Z', id: '0b0c7c1e-6f0e-4d0a-9d7c-0f3f2f9f1a11' };
const read = (cursor: unknown, filter = {}): unknown => {
  try {
    return readCursor(cursor, filter);
  } catch (error) {
    return error;
  }
};

describe('a cursor', () => {
  it('leads back to where the page ended', () => {
    const filter = { carrier: 'ups', metadata: { shop: 'é' } };
    expect(readCursor(toCursor(position, filter), filter)).toEqual(position);
  });

  it('does not mind the order in which conditions are written, nor those that are undefined', () => {
    const cursor = toCursor(position, { carrier: 'ups', tenantId: 't', orderId: undefined });
    expect(readCursor(cursor, { tenantId: 't', carrier: 'ups' })).toEqual(position);
  });

  it('is refused with other conditions, above all those of another tenant', () => {
    const cursor = toCursor(position, { tenantId: 'a' });
    for (const filter of [{}, { tenantId: 'b' }, { tenantId: null }, { tenantId: 'a', carrier: 'ups' }]) {
      expect(read(cursor, filter)).toMatchObject({ code: 'INVALID_OPTIONS', path: 'cursor' });
    }
  });

  it('is refused when it was not made here', () => {
    const forged = [
      [2, 'x', position.createdAt, position.id],
      [1, 'x', "2026-03-02' or 1=1 --", position.id],
      [1, 'x', position.createdAt, 7],
      [1, 'x', position.createdAt, 'i'.repeat(129)],
      { length: 4 },
      null,
    ].map((parts) => Buffer.from(JSON.stringify(parts)).toString('base64url'));
    for (const cursor of [...forged, '', 'x', undefined, null, 7, {}, '0'.repeat(5_000)]) {
      expect(read(cursor)).toMatchObject({ code: 'INVALID_OPTIONS', path: 'cursor' });
    }
  });

  it('is refused with a typed error, whatever text it is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.base64String()), (text) => {
        expect(read(text)).toMatchObject({ code: 'INVALID_OPTIONS' });
      }),
    );
  });
});
