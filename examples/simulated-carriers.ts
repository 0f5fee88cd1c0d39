/** The demo's five carriers: simulators on ports of this machine, asked through the real adapters. */

import { amazon } from 'parceltrail/carriers/amazon';
import { dhl } from 'parceltrail/carriers/dhl';
import { fedex } from 'parceltrail/carriers/fedex';
import { ups } from 'parceltrail/carriers/ups';
import { usps } from 'parceltrail/carriers/usps';
import {
  createAmazonSimulator,
  createDhlSimulator,
  createFedexSimulator,
  createUpsSimulator,
  createUspsSimulator,
  type ManualClock,
  type Scenario,
  serveSimulators,
} from 'parceltrail/testing';

const parcel = (trackingNumber: string, scenario: Scenario, startsAt: string) => ({
  trackingNumber,
  scenario,
  startsAt: `${startsAt}:00.000Z`,
});

/** Their parcels set out on the days around Monday, 2 March 2026. */
export async function simulatedCarriers(clock: ManualClock) {
  const simulators = {
    ups: createUpsSimulator({
      clock,
      seed: 7,
      parcels: [
        parcel('1Z5R89390357567127', 'delivered', '2026-03-02T15:00'),
        parcel('1Z999AA10123456784', 'pickup_point', '2026-03-03T15:00'),
        parcel('1Z999AA10123456793', 'returned', '2026-02-27T15:00'),
      ],
    }),
    fedex: createFedexSimulator({
      clock,
      seed: 7,
      parcels: [
        parcel('986578788855', 'delivered', '2026-03-03T20:00'),
        parcel('041441760228964', 'delayed_then_delivered', '2026-03-04T15:00'),
      ],
    }),
    usps: createUspsSimulator({
      clock,
      seed: 7,
      parcels: [parcel('9400111206206406260787', 'attempt_then_delivered', '2026-03-02T15:00')],
    }),
    dhl: createDhlSimulator({
      clock,
      seed: 7,
      parcels: [parcel('3318810025', 'international', '2026-03-03T15:00')],
    }),
    amazon: createAmazonSimulator({
      clock,
      seed: 7,
      parcels: [parcel('TBA010000000000', 'delivered', '2026-03-03T15:00')],
    }),
  };
  const servers = await serveSimulators(simulators);
  const { origins } = servers;
  return {
    // In production only the credentials differ: without `baseUrl` the adapters ask the carriers themselves.
    carriers: [
      ups({ ...simulators.ups.credentials, baseUrl: origins.ups }),
      fedex({ ...simulators.fedex.credentials, baseUrl: origins.fedex }),
      usps({ ...simulators.usps.credentials, baseUrl: origins.usps }),
      dhl({ apiKey: simulators.dhl.credentials.apiKey, baseUrl: origins.dhl }),
      amazon({
        ...simulators.amazon.credentials,
        businessId: 'AmazonShipping_US',
        baseUrl: origins.amazon,
      }),
    ],
    /** Tokens included. */
    calls: () => Object.values(simulators).reduce((sum, simulator) => sum + simulator.calls.length, 0),
    close: () => servers.close(),
  };
}
