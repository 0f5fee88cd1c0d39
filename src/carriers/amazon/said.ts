/** Amazon's way of saying nothing. */

import { filled, type WireText } from '../wire.ts';

/** Text that says something: Amazon has sent the word `null` for nothing. */
export function said(value: WireText): string | null {
  const text = filled(value);
  return text === 'null' ? null : text;
}
