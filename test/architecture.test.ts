/** The rooms, their ranks and what a source file may hold: each rule holds in `src`, and each can fail. */

import { expect, it } from 'vitest';
import { IMPORT_RULES } from './support/import-rules.ts';
import { allSourceFiles, toSourceFile } from './support/source-file.ts';
import { SYNTAX_RULES } from './support/syntax-rules.ts';

const RULES = [...IMPORT_RULES, ...SYNTAX_RULES];
const files = allSourceFiles();
const samples = (kind: 'caught' | 'accepted') =>
  RULES.flatMap((rule) =>
    rule[kind].map((sample) => [rule.name, sample[0], sample[1].slice(0, 80), sample, rule] as const),
  );

it('looks at the whole of src', () => {
  const paths = files.map(({ path }) => path);
  expect(paths).toEqual(
    expect.arrayContaining(['index.ts', 'errors.ts', 'model/status.ts', 'time/clock.ts']),
  );
});

it.each(RULES.map((rule) => [rule.name, rule] as const))('%s', (_name, { violations }) => {
  const found = files.flatMap((file) => violations(file).map((violation) => `${file.path}: ${violation}`));
  expect(found).toEqual([]);
});

it.each(samples('caught'))('"%s" is seen to fail in %s: %j', (_name, _path, _text, sample, rule) => {
  expect(rule.violations(toSourceFile(...sample))).not.toEqual([]);
});

it.each(samples('accepted'))('"%s" is seen to hold in %s: %j', (_name, _path, _text, sample, rule) => {
  expect(rule.violations(toSourceFile(...sample))).toEqual([]);
});

it('has seeded breaches for every rule', () => {
  expect(RULES.filter(({ caught }) => caught.length === 0)).toEqual([]);
});
