import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText, isTooDeep, readText } from '../../src/http/body-text.ts';

const bytes = (text: string, encoding: BufferEncoding = 'utf8') => Buffer.from(text, encoding);

const depthOf = (value: unknown): number =>
  typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;

describe('from bytes to text and JSON', () => {
  it('drops a byte-order mark of UTF-8', () => {
    expect(decodeText(bytes('\ufeff{"a":1}'), 'application/json')).toBe('{"a":1}');
  });

  it('reads UTF-16 of both orders by its mark', () => {
    expect(decodeText(bytes('\ufeff{"é":1}', 'utf16le'), 'application/json')).toBe('{"é":1}');
    expect(decodeText(bytes('\ufeff{"é":1}', 'utf16le').swap16(), null)).toBe('{"é":1}');
  });

  it('reads the declared charset', () => {
    expect(decodeText(bytes('é', 'latin1'), 'application/json; charset="iso-8859-1"')).toBe('é');
  });

  it('reads UTF-8 where the charset is unknown or none', () => {
    expect(decodeText(bytes('é'), 'text/html; charset=klingon')).toBe('é');
    expect(decodeText(bytes('é'), null)).toBe('é');
  });

  it('replaces what is no character instead of failing', () => {
    expect(decodeText(Buffer.from([0x22, 0xc3, 0x28, 0x22]), null)).toBe('"\ufffd("');
  });

  it.each([
    ['{"a":[1]}', { a: [1] }],
    ['[]', []],
    ['null', null],
    ['7', 7],
    ['"text"', 'text'],
    ['', null],
    [' \r\n', null],
    ['<html>', '<html>'],
    ['{"a":', '{"a":'],
    ['{"a":NaN}', '{"a":NaN}'],
    ['{"a":1,"a":2}', { a: 2 }],
  ])('%j is read as %j', (text, value) => {
    expect(readText(text)).toEqual(value);
  });

  it('reads a key that would touch the prototype as plain data', () => {
    const value = readText('{"__proto__":{"polluted":true}}');
    expect(Object.keys(value as object)).toEqual(['__proto__']);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('finds the depth that JSON has, whatever its strings hold', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), fc.integer({ min: 0, max: 64 }), (value, wrapped) => {
        const text = `${'['.repeat(wrapped)}${JSON.stringify(value)}${']'.repeat(wrapped)}`;
        expect(isTooDeep(text)).toBe(wrapped + depthOf(value) > 64);
      }),
    );
  });

  it.each(['{"a":"[[["}', '"[[[["', '{"\\"":"\\\\","b":"}}}"}'])(
    'counts no brackets within strings: %s',
    (text) => {
      expect(isTooDeep(`${'['.repeat(62)}${text}${']'.repeat(62)}`)).toBe(false);
    },
  );

  it('does not judge text that is no JSON', () => {
    expect(isTooDeep(`<script>${'{'.repeat(100)}</script>`)).toBe(false);
  });
});
