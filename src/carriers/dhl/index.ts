/** DHL: the Unified API and MyDHL, and reading Unified's pushes. Wiring only. */

import { type CarrierAdapter, defineCarrier } from '../carrier.ts';
import { credentialKeyOf } from './auth.ts';
import { createDhlTrack } from './client.ts';
import { dhlFormats } from './formats.ts';
import { type CheckedDhlOptions, type DhlOptions, dhlOptions } from './options.ts';
import { parseDhl } from './parse.ts';
import { dhlProfile } from './profile.ts';
import { dhlStatusTables } from './status-tables.ts';

export type { DhlOptions, DhlService } from './options.ts';
export { type DhlParseContext, parseDhl } from './parse.ts';

/**
 * DHL, asked with the host's own key of the DHL developer portal, and as an Express customer at MyDHL. Sees any
 * parcel of any division; DHL keeps most for about 90 days.
 *
 * @throws ConfigurationError (`INVALID_OPTIONS`) naming each option that is missing, unknown or wrong.
 * @example const client = createTrackingClient({ carriers: [dhl({ apiKey })] });
 */
export const dhl: (options: DhlOptions) => CarrierAdapter = defineCarrier<CheckedDhlOptions, DhlOptions>({
  id: 'dhl',
  name: 'DHL',
  formats: dhlFormats,
  capabilities: {
    batchSize: 1,
    concurrency: 1,
    push: true,
    needsAccount: true,
    scope: 'any_parcel',
    // What a new key of the Unified API gets; MyDHL publishes no limits.
    quota: { perSecond: 1, perDay: 250 },
  },
  options: dhlOptions,
  setup: (options) => ({ credentialKey: credentialKeyOf(options), track: createDhlTrack(options) }),
  parse: parseDhl,
  statusTables: dhlStatusTables,
  trackingUrl: (trackingNumber) => dhlProfile.trackingUrl(trackingNumber, undefined),
});
