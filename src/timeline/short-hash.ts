/** Short ids made of what they stand for. */

import { createHash } from 'node:crypto';

/** Base64 characters: 132 bits, far more than one tracker's ids need. */
const LENGTH = 22;

/** The same text gives the same id, on every machine; it holds letters, digits, `-` and `_`. */
export const shortHash = (text: string): string =>
  createHash('sha256').update(text).digest('base64url').slice(0, LENGTH);
