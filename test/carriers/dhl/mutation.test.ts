/** Whatever DHL sends in one field, the others are read as before, and nothing is thrown. */

import { isDeepStrictEqual } from 'node:util';
import { expect, it } from 'vitest';
import { parseDhl } from '../../../src/carriers/dhl/index.ts';
import { isTrackingError } from '../../../src/errors.ts';
import type { Observation, TrackResult } from '../../../src/model/observation.ts';
import { statusOf } from '../../../src/model/status.ts';
import type { TrackingEvent } from '../../../src/model/tracking-event.ts';
import { type Mutant, mutantsOf } from '../../support/mutants.ts';
import { fixtureNames, OBSERVED_AT, readExpected, readFixture } from './fixtures.ts';

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const WALL_CLOCK = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2})?$/;

// The measured ones repeat in bulk what the others have once.
const NAMES = fixtureNames.filter((name) => !name.endsWith('twenty-scans'));

const parse = (name: string, payload: unknown) =>
  parseDhl(payload, { observedAt: OBSERVED_AT, ...readExpected(name).context });

it.each(NAMES)('reads %s with any one field spoiled as something sane', (name) => {
  expect(flawsOf(name).insane).toEqual([]);
});

/** Alone in its body, and asked for by its own number: a piece's number says whose shipment it is. */
const PARCELS = NAMES.filter((name) => {
  const payload = readFixture(name);
  const { trackingNumber = '' } = readExpected(name).context;
  return (
    onlyObservation(parse(name, payload)) &&
    shipmentsOf(payload).length === 1 &&
    !trackingNumber.startsWith('J')
  );
});

it.each(PARCELS)('loses no other field of %s', (name) => {
  expect(flawsOf(name).lostFields).toEqual([]);
});

it.each(PARCELS)('loses neither time nor status of a scan of %s for what says nothing of them', (name) => {
  expect(flawsOf(name).lostScans).toEqual([]);
});

type Flaws = Readonly<Record<'insane' | 'lostFields' | 'lostScans', string[]>>;

const known = new Map<string, Flaws>();

/** Each body is spoiled and read once, for all that is asked about it. */
function flawsOf(name: string): Flaws {
  const flaws = known.get(name) ?? findFlaws(name);
  known.set(name, flaws);
  return flaws;
}

function findFlaws(name: string): Flaws {
  const payload = readFixture(name);
  const before = onlyObservation(parse(name, payload));
  const flaws: Flaws = { insane: [], lostFields: [], lostScans: [] };
  for (const mutant of mutantsOf(payload)) {
    const results = parse(name, mutant.payload);
    if (results.length === 0 || !results.every(isSane)) flaws.insane.push(describeMutant(mutant));
    if (before === undefined || !isWithinShipment(mutant)) continue;
    const after = onlyObservation(results);
    flaws.lostFields.push(...lostFields(mutant, before, after));
    if (isIndifferent(mutant) && timesAndRules(after) !== timesAndRules(before)) {
      flaws.lostScans.push(describeMutant(mutant));
    }
  }
  return flaws;
}

const lostFields = (mutant: Mutant, before: Observation, after: Observation | undefined): string[] =>
  Object.entries(SOURCES)
    .filter(([, sources]) => !sources.includes(partOf(mutant)))
    .filter(([field]) => !isDeepStrictEqual(after?.[field as 'service'], before[field as 'service']))
    .map(([field]) => `${describeMutant(mutant)}: ${field}`);

/** The part of a shipment that is spoiled; details are apart. */
const partOf = ({ path }: Mutant): string =>
  path[2] === 'details' && path[3] !== undefined ? `details.${path[3]}` : String(path[2]);

/** The parts from which a field of the observation is read; no other may change it. */
const SOURCES: Readonly<Partial<Record<keyof Observation, readonly string[]>>> = {
  service: ['service', 'details', 'details.product', 'productCode'],
  weight: ['details', 'details.weight', 'totalWeight', 'unitOfMeasurements'],
  // What the pieces are is counted where their count is missing.
  pieceCount: ['details', 'details.totalNumberOfPieces', 'details.pieceIds', 'numberOfPieces', 'pieces'],
  references: ['details', 'details.references', 'shipperReferences', 'pieces'],
  // Two letters may be a state's or a country's: the other end and the division help to tell.
  origin: ['origin', 'destination', 'service', 'details', 'details.sender', 'shipperDetails'],
  destination: ['origin', 'destination', 'service', 'details', 'details.receiver', 'receiverDetails'],
};

/** What of a shipment tells nothing of the course of the parcel. */
const INDIFFERENT: ReadonlySet<string> = new Set([
  'details.product',
  'details.provider',
  'details.sender',
  'details.receiver',
  'details.weight',
  'details.references',
  'estimatedTimeOfDelivery',
  'estimatedDeliveryTimeFrame',
  'estimatedDeliveryDate',
  'totalWeight',
  'unitOfMeasurements',
  'shipperDetails',
  'shipperReferences',
  'productCode',
]);

const isIndifferent = (mutant: Mutant): boolean =>
  INDIFFERENT.has(partOf(mutant)) ||
  ['remark', 'nextSteps', 'remarks', 'signedBy'].includes(String(mutant.path[4]));

/** Below `shipments.0`, but not what decides whose shipment it is, or of which API. */
const isWithinShipment = ({ path }: Mutant): boolean =>
  path[0] === 'shipments' && path.length > 2 && !['id', 'shipmentTrackingNumber'].includes(String(path[2]));

const describeMutant = ({ path, kind }: Mutant): string => `${path.join('.')} ${kind}`;

function onlyObservation([result]: TrackResult[]): Observation | undefined {
  return result?.outcome === 'found' ? result.observation : undefined;
}

function shipmentsOf(payload: unknown): readonly unknown[] {
  const { shipments } = { shipments: [], ...Object(payload) };
  return Array.isArray(shipments) ? shipments : [];
}

const timesAndRules = (observation: Observation | undefined): string =>
  (observation?.events ?? [])
    .map(({ occurredAt, localTime, provenance }) => `${occurredAt} ${localTime} ${provenance.rule}`)
    .join();

function isSane(result: TrackResult): boolean {
  if (typeof result.trackingNumber !== 'string') return false;
  if (result.outcome === 'failed')
    return isTrackingError(result.error) && result.error.message.length < 1_000;
  if (result.outcome === 'not_found') return typeof result.observedAt === 'string';
  const { observation } = result;
  return (
    isSaneStatus(observation) &&
    observation.events.every(isSaneEvent) &&
    [observation.eta, observation.originalEta].every(
      (eta) => eta === null || (WALL_CLOCK.test(eta.from) && WALL_CLOCK.test(eta.to)),
    ) &&
    (observation.weight === null || observation.weight.value > 0) &&
    (observation.delivery !== null) === (observation.status === 'delivered') &&
    observation.warnings.every(({ path, message }) => typeof path === 'string' && message !== '')
  );
}

const isSaneStatus = ({
  status,
  substatus,
  actionRequired,
  provenance,
}: Observation | TrackingEvent): boolean =>
  statusOf(substatus) === status && typeof actionRequired === 'boolean' && provenance.matchedBy !== undefined;

const isSaneEvent = (event: TrackingEvent): boolean =>
  isSaneStatus(event) &&
  (event.occurredAt === null || INSTANT.test(event.occurredAt)) &&
  (event.localTime === null || WALL_CLOCK.test(event.localTime)) &&
  (event.occurredAt === null) === (event.timeSource === 'unknown');
