/** Whatever Amazon sends in one field, the others are read as before, and nothing is thrown. */

import { isDeepStrictEqual } from 'node:util';
import { expect, it } from 'vitest';
import { parseAmazon } from '../../../src/carriers/amazon/index.ts';
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
  parseAmazon(payload, { observedAt: OBSERVED_AT, ...readExpected(name).context });

it.each(NAMES)('reads %s with any one field spoiled as something sane', (name) => {
  const insane = [...mutantsOf(readFixture(name))].filter(({ payload }) => {
    const results = parse(name, payload);
    return results.length !== 1 || !results.every(isSane);
  });
  expect(insane.map(describeMutant)).toEqual([]);
});

// Where a number was asked for, what names it decides whether the body is an answer at all.
const PARCELS = NAMES.filter(
  (name) =>
    readExpected(name).context.trackingNumber === undefined &&
    onlyObservation(parse(name, readFixture(name))) !== undefined,
);

/** The field of a body from which alone a field of the observation is read, by its own name, wherever it lies. */
const SOURCES: Readonly<Partial<Record<keyof Observation, readonly string[]>>> = {
  originalEta: ['promisedDeliveryDate'],
  relatedNumbers: ['alternateLegTrackingId', 'trackingId'],
  references: ['identifier'],
  destination: ['shipToAddress'],
};

/** Not the whole of a parcel, nor what makes its body one, nor the number, which decides whose answer it is. */
const isOfOneField = ({ path }: Mutant): boolean => {
  const depth = path.filter((key) => !WRAPPERS.has(String(key))).length;
  return depth > 0 && !DECIDING.has(String(path.at(-1)));
};
const WRAPPERS: ReadonlySet<string> = new Set([
  'detail',
  'payload',
  'shipmentTrackingMilestoneChangedNotification',
  'trackingDetail',
]);
const DECIDING: ReadonlySet<string> = new Set([
  'trackingId',
  'trackingNumber',
  'eventHistory',
  'summary',
  'notificationType',
]);

it.each(PARCELS)('loses no other field of %s', (name) => {
  const payload = readFixture(name);
  const before = onlyObservation(parse(name, payload));
  const flaws = [...mutantsOf(payload)].filter(isOfOneField).flatMap((mutant) => {
    const after = onlyObservation(parse(name, mutant.payload));
    return Object.entries(SOURCES)
      .filter(([, sources]) => !sources.some((source) => mutant.path.includes(source)))
      .filter(([field]) => !isDeepStrictEqual(after?.[field as 'eta'], before?.[field as 'eta']))
      .map(([field]) => `${describeMutant(mutant)}: ${field}`);
  });
  expect(flaws).toEqual([]);
});

/** What of a body tells neither when a scan was nor what it means. */
const INDIFFERENT: readonly string[] = [
  'location',
  'eventAddress',
  'description',
  'eventDescription',
  'promisedDeliveryDate',
  'trackingDetailCodes',
  'proofOfDelivery',
  'trackingEstimates',
  'estimatedArrivalDate',
  'alternateLegTrackingId',
  'signedForBy',
];

it.each(PARCELS)('loses no scan of %s for what does not say when it was or what it means', (name) => {
  const payload = readFixture(name);
  const before = timesAndRules(onlyObservation(parse(name, payload)));
  const flaws = [...mutantsOf(payload)]
    .filter(({ path }) => INDIFFERENT.some((field) => path.includes(field)))
    .filter(({ payload: spoiled }) => timesAndRules(onlyObservation(parse(name, spoiled))) !== before)
    .map(describeMutant);
  expect(flaws).toEqual([]);
});

it('loses no other scan for one that is spoiled', () => {
  const name = 'in-transit-unsorted';
  const flaws = [...mutantsOf(readFixture(name))]
    .filter(({ path }) => path.includes('eventHistory') && path.length >= 3)
    .filter(({ payload }) => (onlyObservation(parse(name, payload))?.events.length ?? 0) < 4)
    .map(describeMutant);
  expect(flaws).toEqual([]);
});

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
    (observation.delivery !== null) === (observation.status === 'delivered') &&
    (observation.delivery?.placement?.length ?? 0) <= 100 &&
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
