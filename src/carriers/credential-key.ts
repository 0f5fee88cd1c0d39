/** Tells credentials apart without holding them. */

import { createHash } from 'node:crypto';

const KEY_LENGTH = 16;

/** A digest of everything that makes a credential another one: carrier, address, ids and secrets. */
export const toCredentialKey = (...parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, KEY_LENGTH);
