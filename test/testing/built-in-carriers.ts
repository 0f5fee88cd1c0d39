/** The built-in carriers as the conformance kit takes them: a line for each. */

import { fedex } from 'parceltrail/carriers/fedex';
import { sandbox } from 'parceltrail/carriers/sandbox';
import { ups } from 'parceltrail/carriers/ups';
import {
  type CarrierConformanceOptions,
  type ConformanceGap,
  type ConformancePlace,
  carrierConformance,
  createFedexSimulator,
  createUpsSimulator,
} from 'parceltrail/testing';
import * as fedexCodes from '../../src/carriers/fedex/codes.ts';
import { sandboxCodes } from '../../src/carriers/sandbox/codes.ts';
import { historyOf } from '../../src/carriers/sandbox/history.ts';
import { toWireParcel } from '../../src/carriers/sandbox/parcel.ts';
import * as upsCodes from '../../src/carriers/ups/codes.ts';
import { upsDeliveries } from '../../src/carriers/ups/codes-delivery.ts';
import { upsExceptions } from '../../src/carriers/ups/codes-exception.ts';
import { upsFreightActivities, upsFreightExceptions } from '../../src/carriers/ups/codes-freight.ts';
import { upsMailTables } from '../../src/carriers/ups/codes-mail-innovations.ts';
import { upsStatusCodes } from '../../src/carriers/ups/codes-status.ts';
import { SHOWN } from '../carriers/sandbox/observe.ts';

/** Declares the tests of one carrier. */
type Declare = (it: CarrierConformanceOptions<never>['it']) => void;

const passes =
  <Options>(subject: Omit<CarrierConformanceOptions<Options>, 'it'>): Declare =>
  (it) =>
    carrierConformance({ ...subject, it });
const withCredentials = ({ origin, credentials }: ConformancePlace) => ({ ...credentials, baseUrl: origin });

const { statusTexts: _texts, ...fedexTables } = fedexCodes;
const upsTables = [
  ...Object.values(upsCodes),
  upsDeliveries,
  upsExceptions,
  upsFreightActivities,
  upsFreightExceptions,
  upsStatusCodes,
  ...upsMailTables,
];

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
  ups: passes({ carrier: ups, simulator: createUpsSimulator, options: withCredentials, codes: upsTables }),
  fedex: passes({
    carrier: fedex,
    simulator: createFedexSimulator,
    options: withCredentials,
    codes: Object.values(fedexTables),
  }),
  sandbox: passes({
    carrier: sandbox,
    options: () => ({ latencyMs: 10 }),
    codes: [sandboxCodes],
    numbers: { known: SANDBOX_NUMBERS, unknown: ['SANDBOX_NOT_FOUND', 'SANDBOX_NOT_FOUND_2'] },
    bodies: SANDBOX_BODIES,
    gaps: SANDBOX_GAPS,
  }),
};
