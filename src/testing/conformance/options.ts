/** What an adapter says of itself, and how it meets options that are wrong. */

import { isTrackingError } from '../../errors.ts';
import { equal, ok } from './expect.ts';
import type { ConformanceSetting } from './setting.ts';
import { conformanceCase, type ThemeCases } from './theme.ts';

const MISSPELT = 'misspeltOption';

export const optionCases: ThemeCases = (setting) => {
  const { adapter } = setting;
  return [
    conformanceCase('has an id, a name and capabilities that can be true', () => {
      const { batchSize, concurrency, quota = {} } = adapter.capabilities;
      ok(/^[a-z][a-z0-9_-]{0,63}$/.test(adapter.id), `the id ${adapter.id} is no plain word`);
      ok(adapter.name.trim() !== '', 'there is no name');
      for (const count of [batchSize, concurrency]) ok(Number.isInteger(count) && count >= 1, `${count}`);
      for (const count of Object.values(quota)) ok(count === undefined || count > 0, `a quota of ${count}`);
    }),
    conformanceCase('refuses a misspelt option, by its name', () => {
      const refusal = refusalOf(setting, (options) => ({ ...options, [MISSPELT]: true }));
      ok(refusal.includes(MISSPELT), `the message doesn't name it: ${refusal}`);
      ok(refusal.includes(adapter.id), `the message doesn't name the carrier: ${refusal}`);
    }),
    ...[null, 42, 'text'].map((value) =>
      conformanceCase(`refuses ${JSON.stringify(value)} for options`, () => {
        refusalOf(setting, () => value);
      }),
    ),
    conformanceCase('tells credentials apart without showing them', () => {
      const { adapter: one, wire } = setting.newStage();
      const again = setting.newStage().adapter;
      const other = setting.newStage({ clientId: 'another-client', clientSecret: 'another-secret' }).adapter;
      equal(one.credentialKey, again.credentialKey);
      const isShared = one.credentialKey === other.credentialKey;
      ok(!adapter.capabilities.needsAccount || !isShared, 'two credentials share a key');
      for (const secret of wire.secrets)
        ok(!one.credentialKey.includes(secret), 'the key shows a credential');
    }),
  ];
};

/** The message of the refusal. */
function refusalOf(
  { makeAdapter }: ConformanceSetting,
  change: (options: Record<string, unknown>) => unknown,
): string {
  let error: unknown;
  try {
    makeAdapter(change);
  } catch (thrown) {
    error = thrown;
  }
  ok(error !== undefined, 'nothing is thrown');
  ok(isTrackingError(error) && error.code === 'INVALID_OPTIONS', `not INVALID_OPTIONS, but ${error}`);
  return error.message;
}
