/**
 * `npm run demo`: reads a list of numbers, asks five simulated carriers over HTTP on this machine through the real
 * adapters, and prints where each parcel is and what to do. No credentials, no network beyond this machine.
 *
 *   npm run demo                 the parcels of examples/parcels.txt
 *   npm run demo -- my-list.txt  your own list, one number a line
 */

import { readFileSync } from 'node:fs';
import { createTrackingClient } from 'parceltrail';
import { amazon } from 'parceltrail/carriers/amazon';
import { dhl } from 'parceltrail/carriers/dhl';
import { fedex } from 'parceltrail/carriers/fedex';
import { ups } from 'parceltrail/carriers/ups';
import { usps } from 'parceltrail/carriers/usps';
import {
  createAmazonSimulator,
  createDhlSimulator,
  createFedexSimulator,
  createManualClock,
  createUpsSimulator,
  createUspsSimulator,
  serveSimulators,
} from 'parceltrail/testing';
import { printResult } from './print-result.ts';

const [file = new URL('parcels.txt', import.meta.url)] = process.argv.slice(2);
const numbers = readFileSync(file, 'utf8')
  .split('\n')
  .map((line) => line.split('  ')[0]?.trim() ?? '')
  .filter((number) => number !== '' && !number.startsWith('#'));

// The simulated carriers live on this noon; their parcels set out on the days before.
const clock = createManualClock('2026-03-06T17:30:00.000Z');
const upsSimulator = createUpsSimulator({
  clock,
  seed: 7,
  parcels: [
    { trackingNumber: '1Z5R89390357567127', scenario: 'delivered', startsAt: '2026-03-02T15:00:00.000Z' },
    { trackingNumber: '1Z999AA10123456784', scenario: 'pickup_point', startsAt: '2026-03-03T15:00:00.000Z' },
    { trackingNumber: '1Z999AA10123456793', scenario: 'returned', startsAt: '2026-02-27T15:00:00.000Z' },
  ],
});
const fedexSimulator = createFedexSimulator({
  clock,
  seed: 7,
  parcels: [
    { trackingNumber: '986578788855', scenario: 'delivered', startsAt: '2026-03-03T20:00:00.000Z' },
    {
      trackingNumber: '041441760228964',
      scenario: 'delayed_then_delivered',
      startsAt: '2026-03-04T15:00:00.000Z',
    },
  ],
});
const uspsSimulator = createUspsSimulator({
  clock,
  seed: 7,
  parcels: [
    {
      trackingNumber: '9400111206206406260787',
      scenario: 'attempt_then_delivered',
      startsAt: '2026-03-02T15:00:00.000Z',
    },
  ],
});
const dhlSimulator = createDhlSimulator({
  clock,
  seed: 7,
  parcels: [
    { trackingNumber: '3318810025', scenario: 'international', startsAt: '2026-03-03T15:00:00.000Z' },
  ],
});
const amazonSimulator = createAmazonSimulator({
  clock,
  seed: 7,
  parcels: [
    { trackingNumber: 'TBA010000000000', scenario: 'delivered', startsAt: '2026-03-03T15:00:00.000Z' },
  ],
});
const simulators = {
  ups: upsSimulator,
  fedex: fedexSimulator,
  usps: uspsSimulator,
  dhl: dhlSimulator,
  amazon: amazonSimulator,
};

const servers = await serveSimulators(simulators);

// In production only the credentials differ: without `baseUrl` the adapters ask the carriers themselves.
const client = createTrackingClient({
  carriers: [
    ups({ ...upsSimulator.credentials, baseUrl: servers.origins.ups }),
    fedex({ ...fedexSimulator.credentials, baseUrl: servers.origins.fedex }),
    usps({ ...uspsSimulator.credentials, baseUrl: servers.origins.usps }),
    dhl({ apiKey: dhlSimulator.credentials.apiKey, baseUrl: servers.origins.dhl }),
    amazon({
      ...amazonSimulator.credentials,
      businessId: 'AmazonShipping_US',
      baseUrl: servers.origins.amazon,
    }),
  ],
});

for (const result of await client.trackMany(numbers)) printResult(result);
await servers.close();

const calls = Object.values(simulators).reduce((sum, simulator) => sum + simulator.calls.length, 0);
console.log(`\n${numbers.length} parcels, ${calls} calls to the carriers, tokens included.`);
