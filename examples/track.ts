/**
 * Asks the carriers in production where parcels are, with your own credentials.
 *
 *   UPS_CLIENT_ID=… UPS_CLIENT_SECRET=… FEDEX_CLIENT_ID=… FEDEX_CLIENT_SECRET=… \
 *     npx tsx examples/track.ts 1Z999AA10123456784 986578788855
 *
 * A carrier without credentials is left out.
 */

import { createTrackingClient } from 'parceltrail';
import { carriersFromEnvironment } from './carriers-from-environment.ts';
import { printResult } from './print-result.ts';

const carriers = carriersFromEnvironment();
const trackingNumbers = process.argv.slice(2);
if (carriers.length === 0 || trackingNumbers.length === 0) {
  console.error('Give the credentials of a carrier in the environment, and tracking numbers as arguments.');
  console.error('See the head of examples/track.ts.');
  process.exitCode = 1;
} else {
  const client = createTrackingClient({
    carriers,
    onUnmappedCode: ({ carrier, code, text }) =>
      console.error(`Unknown code of ${carrier}: ${code} (${text})`),
  });
  for await (const result of client.trackMany(trackingNumbers)) printResult(result);
}
