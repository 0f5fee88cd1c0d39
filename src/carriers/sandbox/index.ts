/** The sandbox: magic numbers for every status, reason and error, without network or account. Wiring only. */

import { type CarrierAdapter, defineCarrier } from '../carrier.ts';
import { createSandboxTrack } from './client.ts';
import { sandboxRefusals } from './codes.ts';
import { sandboxFormats } from './formats.ts';
import { shownKeys } from './history.ts';
import { type CheckedSandboxOptions, type SandboxOptions, sandboxOptions } from './options.ts';
import { parseSandbox } from './parse.ts';
import { sandboxStatusTables } from './status-tables.ts';

export type { SandboxOptions } from './options.ts';
export { parseSandbox } from './parse.ts';

const makeSandbox = defineCarrier<CheckedSandboxOptions, SandboxOptions>({
  id: 'sandbox',
  name: 'Sandbox',
  formats: sandboxFormats,
  capabilities: { batchSize: 30, concurrency: 4, push: false, needsAccount: false, scope: 'any_parcel' },
  options: sandboxOptions,
  setup: (options) => ({ credentialKey: 'sandbox', track: createSandboxTrack(options) }),
  parse: parseSandbox,
  statusTables: sandboxStatusTables,
  trackingUrl: () => null,
});

/**
 * A carrier that shows whatever its number says: `SANDBOX_` and a substatus (`SANDBOX_OUT_FOR_DELIVERY`), a reason
 * (`SANDBOX_CUSTOMS_HELD`) or an error (`SANDBOX_RATE_LIMITED`), with `_2`, `_3` … behind it for more such parcels.
 * Histories end shortly before the client's clock. `SANDBOX_NOT_FOUND` and `SANDBOX_INVALID_NUMBER` are outcomes,
 * not the reasons of these names; any other number is not found.
 *
 * @throws ConfigurationError (`INVALID_OPTIONS`) naming each option that is unknown or wrong.
 * @example const client = createTrackingClient({ carriers: [sandbox()] });
 */
export const sandbox = (options: SandboxOptions = {}): CarrierAdapter => makeSandbox(options);

/** Every number the sandbox knows, without `_2`, `_3` …. */
export const sandboxNumbers: readonly string[] = [
  ...shownKeys,
  ...Object.keys(sandboxRefusals),
  'BAD_RESPONSE',
].map((key) => `SANDBOX_${key}`);
