/** UPS: the Track API, and reading the pushes of Track Alert. Wiring only. */

import { type CarrierAdapter, defineCarrier } from '../carrier.ts';
import { createGrant, credentialKeyOf } from './auth.ts';
import { createUpsTrack } from './client.ts';
import { upsFormats } from './formats.ts';
import { type CheckedUpsOptions, type UpsOptions, upsOptions } from './options.ts';
import { parseUps } from './parse.ts';
import { upsStatusTables } from './status-tables.ts';

export type { UpsOptions } from './options.ts';
export { parseUps } from './parse.ts';

/**
 * UPS, asked with the host's own app of the UPS developer portal. Sees any parcel; signatures and
 * proof-of-delivery documents of the account's own parcels alone. UPS keeps a parcel for 120 days.
 *
 * @throws ConfigurationError (`INVALID_OPTIONS`) naming each option that is missing, unknown or wrong.
 * @example const client = createTrackingClient({ carriers: [ups({ clientId, clientSecret })] });
 */
export const ups: (options: UpsOptions) => CarrierAdapter = defineCarrier<CheckedUpsOptions, UpsOptions>({
  id: 'ups',
  name: 'UPS',
  formats: upsFormats,
  // UPS takes one number per call; it publishes no limits, so the calls at once are kept few.
  capabilities: { batchSize: 1, concurrency: 8, push: true, needsAccount: true, scope: 'any_parcel' },
  options: upsOptions,
  setup: (options) => ({
    credentialKey: credentialKeyOf(options),
    track: createUpsTrack(options, createGrant(options)),
  }),
  parse: parseUps,
  statusTables: upsStatusTables,
  trackingUrl: (trackingNumber) => `https://www.ups.com/track?tracknum=${encodeURIComponent(trackingNumber)}`,
});
