/** Amazon: Shipping v2 of the Selling Partner API, and reading its pushes and notifications. Wiring only. */

import { type CarrierAdapter, defineCarrier } from '../carrier.ts';
import { createGrant, credentialKeyOf } from './auth.ts';
import { createAmazonTrack, trackNothing } from './client.ts';
import { amazonFormats } from './formats.ts';
import { type AmazonOptions, amazonOptions, type CheckedAmazonOptions } from './options.ts';
import { parseAmazon } from './parse.ts';
import { amazonProfile } from './profile.ts';
import { amazonStatusTables } from './status-tables.ts';

export type { AmazonAccountOptions, AmazonIngestOptions, AmazonOptions, AmazonRegion } from './options.ts';
export { parseAmazon } from './parse.ts';

/**
 * Amazon, asked with the host's own app and a seller's authorization of it. Sees the parcels whose labels the seller
 * bought from Amazon Shipping, and no others: parcels of Amazon's own shop (`TBA…`) can't be asked for by anybody
 * else; hosts that follow those give Amazon's notifications to `parse`, with `ingestOnly` where they have no account.
 * The whole history is kept for 45 days, then the last status alone.
 *
 * @throws ConfigurationError (`INVALID_OPTIONS`) naming each option that is missing, unknown or wrong.
 * @example amazon({ clientId, clientSecret, refreshToken, businessId: 'AmazonShipping_US' })
 * @example amazon({ ingestOnly: true })
 */
export const amazon: (options: AmazonOptions) => CarrierAdapter = defineCarrier<
  CheckedAmazonOptions,
  AmazonOptions
>({
  id: 'amazon',
  name: 'Amazon',
  formats: amazonFormats,
  // Amazon takes one number per call, and eighty calls a second from one app and seller.
  capabilities: {
    batchSize: 1,
    concurrency: 8,
    push: true,
    needsAccount: true,
    scope: 'own_labels',
    pushOnly: amazonFormats.map(({ id }) => id),
    quota: { perSecond: 80 },
  },
  options: amazonOptions,
  setup: ({ account }) => ({
    credentialKey: credentialKeyOf(account),
    track: account === null ? trackNothing : createAmazonTrack(account, createGrant(account)),
  }),
  parse: parseAmazon,
  statusTables: amazonStatusTables,
  trackingUrl: (trackingNumber) => amazonProfile.trackingUrl(trackingNumber, undefined),
});
