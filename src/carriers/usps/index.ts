/** USPS: Tracking v3 and its batch v3r2, and reading the pushes of Subscriptions-Tracking. Wiring only. */

import { type CarrierAdapter, type CarrierCapabilities, defineCarrier } from '../carrier.ts';
import { createGrant } from './auth.ts';
import { createUspsTrack } from './client.ts';
import { uspsFormats } from './formats.ts';
import { type CheckedUspsOptions, originOf, type UspsOptions, uspsOptions } from './options.ts';
import { parseUsps } from './parse.ts';
import { uspsProfile } from './profile.ts';
import { type ProofRecipient, type ProofRequest, toProofRequest } from './proof-of-delivery.ts';
import { uspsStatusTables } from './status-tables.ts';

export type { UspsOptions } from './options.ts';
export { parseUsps } from './parse.ts';
export type { ProofRecipient, ProofRequest } from './proof-of-delivery.ts';

/** What USPS can do beside tracking. */
export type UspsExtras = {
  /**
   * The request with which USPS e-mails the proof of a delivery, made of an answer of v3 in full detail (`raw`). Nothing
   * is sent: give it a token of the app and send it. Null where USPS offers no proof for the parcel.
   *
   * @throws ConfigurationError (`INVALID_OPTIONS`) for a recipient without a name or with other than 1 to 3 addresses.
   */
  proofOfDeliveryRequest(payload: unknown, recipient: ProofRecipient): ProofRequest | null;
};

// USPS grants an app 60 calls an hour, until it is asked for more.
const CAPABILITIES: CarrierCapabilities = {
  batchSize: 35,
  concurrency: 2,
  push: true,
  needsAccount: true,
  scope: 'own_labels',
  quota: { perHour: 60 },
};

/**
 * USPS, asked with the host's own app of the USPS developer portal. Sees parcels whose label bears a Mailer ID that the
 * account owns or was authorized for, others by agreement alone; the rest is refused as `NOT_AUTHORIZED`.
 *
 * @throws ConfigurationError (`INVALID_OPTIONS`) naming each option that is missing, unknown or wrong.
 * @example const client = createTrackingClient({ carriers: [usps({ clientId, clientSecret })] });
 */
export const usps: (options: UspsOptions) => CarrierAdapter & UspsExtras = defineCarrier<
  CheckedUspsOptions,
  UspsOptions,
  UspsExtras
>({
  id: 'usps',
  name: 'USPS',
  formats: uspsFormats,
  capabilities: CAPABILITIES,
  options: uspsOptions,
  setup(options) {
    const grant = createGrant(options);
    return {
      credentialKey: grant.key,
      // Budgets count calls, and without the batch each number is one.
      capabilities: options.bulk ? CAPABILITIES : { ...CAPABILITIES, batchSize: 1 },
      track: createUspsTrack(options, grant),
      proofOfDeliveryRequest: (payload, recipient) => toProofRequest(originOf(options), payload, recipient),
    };
  },
  parse: parseUsps,
  statusTables: uspsStatusTables,
  trackingUrl: (trackingNumber) => uspsProfile.trackingUrl(trackingNumber, undefined),
});
