/** The built-in carriers as the conformance kit takes them: a line for each. */

import { amazon } from 'parceltrail/carriers/amazon';
import { dhl } from 'parceltrail/carriers/dhl';
import { fedex } from 'parceltrail/carriers/fedex';
import { sandbox } from 'parceltrail/carriers/sandbox';
import { ups } from 'parceltrail/carriers/ups';
import { usps } from 'parceltrail/carriers/usps';
import {
  type CarrierConformanceOptions,
  type ConformanceGap,
  type ConformancePlace,
  carrierConformance,
  createAmazonSimulator,
  createDhlSimulator,
  createFedexSimulator,
  createUpsSimulator,
  createUspsSimulator,
} from 'parceltrail/testing';
import { historyOf } from '../../src/carriers/sandbox/history.ts';
import { toWireParcel } from '../../src/carriers/sandbox/parcel.ts';
import { SHOWN } from '../carriers/sandbox/observe.ts';
import { codeTablesOf } from '../support/code-tables.ts';

/** Declares the tests of one carrier. */
type Declare = (it: CarrierConformanceOptions<never>['it']) => void;

const passes =
  <Options, Credentials>(subject: Omit<CarrierConformanceOptions<Options, Credentials>, 'it'>): Declare =>
  (it) =>
    carrierConformance({ ...subject, it });

/** The options of a carrier that takes its simulator's credentials as they are. */
const options = <Credentials>({ origin, credentials }: ConformancePlace<Credentials>) => ({
  ...credentials,
  baseUrl: origin,
});

// The simulator has parcels of these two divisions.
const DHL_ECOMMERCE = {
  known: ['GM295117494011169042', 'GM295117494011169043'],
  unknown: ['GM295117494011169044'],
};
const DHL_WAYBILLS = { known: ['3318810025', '3318810036'], unknown: ['3318810040'] };
const SANDBOX_NUMBERS = ['SANDBOX_DELIVERED_IN_PART', ...SHOWN];
/** The kit's own time, so that live answers are these. */
const NOW = '2026-03-02T15:00:00.000Z';
const SANDBOX_BODIES = SANDBOX_NUMBERS.slice(0, 2).map((number) => ({
  parcel: toWireParcel(number, historyOf(number.replace('SANDBOX_', ''), NOW), NOW),
}));
const inProcess = 'it answers in this process, so there is no wire to fail';
const SANDBOX_GAPS: readonly ConformanceGap[] = [
  { theme: 'faults', reason: inProcess },
  { theme: 'abort', case: 'rejects with the reason while it waits for another attempt', reason: inProcess },
  { theme: 'abort', case: 'rejects with the reason while the carrier is silent', reason: inProcess },
  { theme: 'secrets', case: 'shows no secret in what it says of failures', reason: inProcess },
];

export const BUILT_IN: Readonly<Record<string, Declare>> = {
  ups: passes({ carrier: ups, simulator: createUpsSimulator, options, codes: await codeTablesOf('ups') }),
  fedex: passes({
    carrier: fedex,
    simulator: createFedexSimulator,
    options,
    codes: await codeTablesOf('fedex'),
  }),
  usps: passes({ carrier: usps, simulator: createUspsSimulator, options, codes: await codeTablesOf('usps') }),
  amazon: passes({
    carrier: amazon,
    simulator: createAmazonSimulator,
    options,
    codes: await codeTablesOf('amazon'),
  }),
  dhl: passes({
    carrier: dhl,
    simulator: createDhlSimulator,
    options,
    codes: await codeTablesOf('dhl'),
    numbers: DHL_ECOMMERCE,
  }),
  'dhl, MyDHL': passes({ carrier: dhl, simulator: createDhlSimulator, options, numbers: DHL_WAYBILLS }),
  sandbox: passes({
    carrier: sandbox,
    options: () => ({ latencyMs: 10 }),
    codes: await codeTablesOf('sandbox'),
    numbers: { known: SANDBOX_NUMBERS, unknown: ['SANDBOX_NOT_FOUND', 'SANDBOX_NOT_FOUND_2'] },
    bodies: SANDBOX_BODIES,
    gaps: SANDBOX_GAPS,
  }),
};
