import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_METADATA_BYTES, toMetadata } from '../../src/following/metadata.ts';

const anyObject = fc.dictionary(fc.string({ unit: 'binary', maxLength: 8 }), fc.jsonValue({ maxDepth: 3 }), {
  maxKeys: 5,
});
const errorOf = (value: unknown): unknown => {
  try {
    return toMetadata(value);
  } catch (error) {
    return error;
  }
};
const looped: Record<string, unknown> = {};
looped['self'] = looped;

describe('metadata', () => {
  it('is copied, so that what the host does to its object later changes nothing', () => {
    const given = { order: { lines: [1, 2] } };
    const kept = toMetadata(given);
    given.order.lines.push(3);
    expect(kept).toEqual({ order: { lines: [1, 2] } });
  });

  it('keeps any JSON object as it is', () => {
    fc.assert(
      fc.property(anyObject, (object) => {
        fc.pre(!JSON.stringify(object).includes('__proto__'));
        expect(JSON.stringify(toMetadata(object))).toBe(JSON.stringify(object));
      }),
    );
  });

  it('leaves out what is undefined, as JSON does', () => {
    expect(toMetadata({ a: undefined, b: 1 })).toEqual({ b: 1 });
  });

  it.each([
    ['a list', [1]],
    ['null', null],
    ['a text', 'x'],
    ['a date', new Date(0)],
    ['a map', new Map()],
  ])('refuses %s in place of an object', (_name, value) => {
    expect(errorOf(value)).toMatchObject({ code: 'INVALID_OPTIONS', path: 'metadata' });
  });

  it.each([
    ['a date', { at: new Date(0) }, 'metadata.at'],
    ['a function', { list: [1, () => 1] }, 'metadata.list.1'],
    ['a number that is none', { n: Number.NaN }, 'metadata.n'],
    ['a bigint', { n: { deep: 1n } }, 'metadata.n.deep'],
    ['a symbol', { s: Symbol('s') }, 'metadata.s'],
    ['a key that would change prototypes', JSON.parse('{"a":{"__proto__":{"x":1}}}'), 'metadata.a'],
  ])('refuses %s and says where', (_name, value, path) => {
    expect(errorOf(value)).toMatchObject({ code: 'INVALID_OPTIONS', path });
  });

  it('refuses an object that holds itself', () => {
    expect(errorOf(looped)).toMatchObject({
      code: 'INVALID_OPTIONS',
      message: expect.stringContaining('levels'),
    });
  });

  it('takes what is just small enough, counted in bytes, and refuses one byte more', () => {
    const ofBytes = (bytes: number) => ({ text: 'x'.repeat(bytes - '{"text":""}'.length) });
    expect(toMetadata(ofBytes(MAX_METADATA_BYTES))).toBeDefined();
    expect(errorOf(ofBytes(MAX_METADATA_BYTES + 1))).toMatchObject({ code: 'INVALID_OPTIONS' });
    expect(errorOf({ text: 'ü'.repeat(MAX_METADATA_BYTES / 2) })).toMatchObject({ code: 'INVALID_OPTIONS' });
  });

  it('changes no prototype', () => {
    errorOf(JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'));
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
