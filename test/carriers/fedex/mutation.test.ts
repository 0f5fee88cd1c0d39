/** Whatever FedEx sends in one field, the others are read as before, and nothing is thrown. */

import { isDeepStrictEqual } from 'node:util';
import { expect, it } from 'vitest';
import { parseFedex } from '../../../src/carriers/fedex/index.ts';
import { isTrackingError } from '../../../src/errors.ts';
import type { Observation, TrackResult } from '../../../src/model/observation.ts';
import { statusOf } from '../../../src/model/status.ts';
import type { TrackingEvent } from '../../../src/model/tracking-event.ts';
import { type Mutant, mutantsOf } from '../../support/mutants.ts';
import { fixtureNames, OBSERVED_AT, readExpected, readFixture } from './fixtures.ts';

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const WALL_CLOCK = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2})?$/;

// The measured one repeats in bulk what the others have once.
const NAMES = fixtureNames.filter((name) => name !== 'twenty-scans');

const parse = (name: string, payload: unknown) =>
  parseFedex(payload, { observedAt: OBSERVED_AT, ...readExpected(name).context });

it.each(NAMES)('reads %s with any one field spoiled as something sane', (name) => {
  expect(flawsOf(name).insane).toEqual([]);
});

const PARCELS = NAMES.filter((name) => {
  const results = parse(name, readFixture(name));
  return results.length === 1 && onlyObservation(results)?.events.length;
});

it.each(PARCELS)('loses no other field of %s', (name) => {
  expect(flawsOf(name).lostFields).toEqual([]);
});

it.each(PARCELS)('loses no scan of %s for what does not say when it was or what it means', (name) => {
  expect(flawsOf(name).lostScans).toEqual([]);
});

it('loses no other scan for one that is spoiled', () => {
  const flaws = [...mutantsOf(readFixture('in-transit'))]
    .filter(({ path }) => path[5] === 'scanEvents' && path.length >= 7)
    .filter(({ payload }) => (onlyObservation(parse('in-transit', payload))?.events.length ?? 0) < 3)
    .map(describeMutant);
  expect(flaws).toEqual([]);
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
  const scansBefore = timesAndRules(before);
  const flaws: Flaws = { insane: [], lostFields: [], lostScans: [] };
  for (const mutant of mutantsOf(payload)) {
    const results = parse(name, mutant.payload);
    if (results.length === 0 || !results.every(isSane)) flaws.insane.push(describeMutant(mutant));
    if (before === undefined || !isWithinResult(mutant)) continue;
    const after = onlyObservation(results);
    flaws.lostFields.push(...lostFields(mutant, before, after));
    if (isIndifferent(mutant) && timesAndRules(after) !== scansBefore) {
      flaws.lostScans.push(describeMutant(mutant));
    }
  }
  return flaws;
}

const lostFields = (mutant: Mutant, before: Observation, after: Observation | undefined): string[] =>
  Object.entries(SOURCES)
    .filter(([, sources]) => !sources.includes(String(mutant.path[5])))
    .filter(([field]) => !isDeepStrictEqual(after?.[field as 'service'], before[field as 'service']))
    .map(([field]) => `${describeMutant(mutant)}: ${field}`);

/** The fields of a result from which a field of the observation is read; no other may change it. */
const SOURCES: Readonly<Partial<Record<keyof Observation, readonly string[]>>> = {
  service: ['serviceDetail'],
  weight: ['packageDetails'],
  pieceCount: ['packageDetails'],
  references: ['additionalTrackingInfo'],
  origin: ['shipperInformation', 'originLocation'],
  destination: ['recipientInformation', 'destinationLocation', 'lastUpdatedDestinationAddress'],
  originalEta: ['standardTransitTimeWindow', 'dateAndTimes'],
};

/** What of a scan says neither when it was nor what it means; its place can tell a return from a delivery. */
const INDIFFERENT: ReadonlySet<string> = new Set(['exceptionDescription', 'locationId', 'derivedStatus']);

const isIndifferent = ({ path }: Mutant): boolean =>
  path[5] === 'scanEvents' ? INDIFFERENT.has(String(path[7])) : INDIFFERENT_PARTS.has(String(path[5]));

/** What of a result tells nothing of the course of the parcel. */
const INDIFFERENT_PARTS: ReadonlySet<string> = new Set([
  'availableImages',
  'dateAndTimes',
  'estimatedDeliveryTimeWindow',
  'holdAtLocation',
  'latestStatusDetail',
  'packageDetails',
  'serviceDetail',
  'standardTransitTimeWindow',
]);

/** Below `output.completeTrackResults.0.trackResults.N`, but not the number, which decides whose result it is. */
const isWithinResult = ({ path }: Mutant): boolean =>
  path.length > 5 && path[2] === 0 && path[5] !== 'trackingNumberInfo' && path[5] !== 'error';

const describeMutant = ({ path, kind }: Mutant): string => `${path.join('.')} ${kind}`;

function onlyObservation([result]: TrackResult[]): Observation | undefined {
  return result?.outcome === 'found' ? result.observation : undefined;
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
      (eta) => eta === null || (WALL_CLOCK.test(eta.from) && WALL_CLOCK.test(eta.to) && eta.from <= eta.to),
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
