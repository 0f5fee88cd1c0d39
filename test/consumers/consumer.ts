/** A host as users write it, built by scripts/check-package.ts as ESM and as CommonJS from the packed package. */

import { createTrackingClient, isTrackingError, type Observation, type TrackResult } from 'parceltrail';
import { fedex, parseFedex } from 'parceltrail/carriers/fedex';
import { sandbox } from 'parceltrail/carriers/sandbox';
import { parseUps, ups } from 'parceltrail/carriers/ups';
import { createFedexSimulator, createManualClock, createUpsSimulator } from 'parceltrail/testing';

const UPS_NUMBER = '1Z5R89390357567127';
const FEDEX_NUMBER = '986578788855';

async function main(): Promise<void> {
  const clock = createManualClock('2026-03-02T15:00:00.000Z');
  const upsSimulator = createUpsSimulator({ clock });
  const fedexSimulator = createFedexSimulator({ clock });
  upsSimulator.addParcel({ trackingNumber: UPS_NUMBER, scenario: 'delivered' });
  fedexSimulator.addParcel({ trackingNumber: FEDEX_NUMBER, scenario: 'delivered' });
  const client = createTrackingClient({
    carriers: [
      sandbox(),
      ups({ ...upsSimulator.credentials, baseUrl: upsSimulator.origin }),
      fedex({ ...fedexSimulator.credentials, baseUrl: fedexSimulator.origin }),
    ],
    fetch: (input, init) =>
      String(input).startsWith(upsSimulator.origin)
        ? upsSimulator.fetch(input, init)
        : fedexSimulator.fetch(input, init),
    clock,
  });
  const results = await client.trackMany(['SANDBOX_DELIVERED', UPS_NUMBER, FEDEX_NUMBER, 'no parcel at all']);
  for (const result of results) console.log(summaryOf(result));
  if (results.filter(({ outcome }) => outcome === 'found').length !== 3) process.exitCode = 1;
  const pushed = [...parseUps(upsSimulator.pushBody(UPS_NUMBER)), ...parseFedex({})];
  console.log(`parsed ${pushed.length}: ${pushed.map(({ outcome }) => outcome).join(' ')}`);
}

function summaryOf(result: TrackResult): string {
  if (result.outcome === 'found') return `${result.trackingNumber} ${statusOf(result.observation)}`;
  if (result.outcome === 'not_found') return `${result.trackingNumber} not found`;
  return `${result.trackingNumber} ${isTrackingError(result.error)} ${result.error.code}`;
}

const statusOf = ({ status, substatus, events }: Observation): string =>
  `${status} ${substatus} ${events.length > 0}`;

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
