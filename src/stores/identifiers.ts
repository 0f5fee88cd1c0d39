/** Names of tables and schemas that become part of SQL, and are therefore checked. */

import { ConfigurationError } from '../errors.ts';

const IDENTIFIER = /^[a-z_][a-z0-9_]{0,47}$/;

/** @throws ConfigurationError (`INVALID_OPTIONS`) */
export function checkIdentifier(path: string, name: string): void {
  if (typeof name === 'string' && IDENTIFIER.test(name)) return;
  throw new ConfigurationError(
    'INVALID_OPTIONS',
    `${path}: expected up to 48 of a-z, 0-9 and _, and no digit first.`,
    { path },
  );
}

/** A prefix may be left away. */
export const checkPrefix = (path: string, prefix: string): void => {
  if (prefix !== '') checkIdentifier(path, prefix);
};
