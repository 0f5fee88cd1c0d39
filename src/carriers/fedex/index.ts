/** FedEx: the Track API, and reading the pushes of Advanced Integrated Visibility. Wiring only. */

import { type CarrierAdapter, defineCarrier } from '../carrier.ts';
import { createGrant } from './auth.ts';
import { createFedexTrack } from './client.ts';
import { fedexFormats } from './formats.ts';
import { type CheckedFedexOptions, type FedexOptions, fedexOptions } from './options.ts';
import { parseFedex } from './parse.ts';
import { fedexStatusTables } from './status-tables.ts';

export type { FedexOptions } from './options.ts';
export { parseFedex } from './parse.ts';

/**
 * FedEx, asked with the host's own project of the FedEx developer portal. Sees any parcel; names and streets of the
 * account's own parcels alone.
 *
 * @throws ConfigurationError (`INVALID_OPTIONS`) naming each option that is missing, unknown or wrong.
 * @example const client = createTrackingClient({ carriers: [fedex({ clientId, clientSecret })] });
 */
export const fedex: (options: FedexOptions) => CarrierAdapter = defineCarrier<
  CheckedFedexOptions,
  FedexOptions
>({
  id: 'fedex',
  name: 'FedEx',
  formats: fedexFormats,
  // FedEx allows 1,400 calls in ten seconds, each with up to thirty numbers.
  capabilities: {
    batchSize: 30,
    concurrency: 4,
    push: true,
    needsAccount: true,
    scope: 'any_parcel',
    quota: { perSecond: 140, perDay: 100_000 },
  },
  options: fedexOptions,
  setup(options) {
    const grant = createGrant(options);
    return { credentialKey: grant.key, track: createFedexTrack(options, grant) };
  },
  parse: parseFedex,
  statusTables: fedexStatusTables,
  trackingUrl: (trackingNumber) =>
    `https://www.fedex.com/fedextrack/?trknbr=${encodeURIComponent(trackingNumber)}`,
});
