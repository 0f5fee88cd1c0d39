/** The carriers whose credentials the environment holds: `UPS_CLIENT_ID`, `UPS_CLIENT_SECRET`, and FedEx's alike. */

import type { CarrierAdapter } from 'parceltrail';
import { fedex } from 'parceltrail/carriers/fedex';
import { ups } from 'parceltrail/carriers/ups';

export function carriersFromEnvironment(): CarrierAdapter[] {
  const upsCredentials = credentialsOf('UPS');
  const fedexCredentials = credentialsOf('FEDEX');
  return [
    ...(upsCredentials ? [ups(upsCredentials)] : []),
    ...(fedexCredentials ? [fedex(fedexCredentials)] : []),
  ];
}

function credentialsOf(carrier: string) {
  const clientId = process.env[`${carrier}_CLIENT_ID`];
  const clientSecret = process.env[`${carrier}_CLIENT_SECRET`];
  return clientId && clientSecret ? { clientId, clientSecret } : undefined;
}
