/** What a sandbox can be told; everything has a default. */

import { z } from 'zod';
import type { OptionsSchema } from '../carrier.ts';

export type SandboxOptions = {
  /** How long each call takes on the client's clock, to see waiting and aborting at work. @default 0 */
  readonly latencyMs?: number | undefined;
};

export type CheckedSandboxOptions = { readonly latencyMs: number };

export const sandboxOptions: OptionsSchema<CheckedSandboxOptions> = z.strictObject({
  latencyMs: z.number().int().min(0).max(3_600_000).default(0),
});
