/** Whatever UPS sends in one field, the others are read as before, and nothing is thrown. */

import { expect, it } from 'vitest';
import { parseUps } from '../../../src/carriers/ups/index.ts';
import { isTrackingError } from '../../../src/errors.ts';
import type { Observation, TrackResult } from '../../../src/model/observation.ts';
import { statusOf } from '../../../src/model/status.ts';
import type { TrackingEvent } from '../../../src/model/tracking-event.ts';
import { type Mutant, mutantsOf, type Path } from '../../support/mutants.ts';
import { fixtureNames, OBSERVED_AT, readExpected, readFixture } from './fixtures.ts';

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const WALL_CLOCK = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2})?$/;

// The measured one repeats in bulk what the others have once.
const NAMES = fixtureNames.filter((name) => name !== 'twenty-scans');

const parse = (name: string, payload: unknown) =>
  parseUps(payload, { observedAt: OBSERVED_AT, ...readExpected(name).context });

it.each(NAMES)('reads %s with any one field spoiled as something sane', (name) => {
  const flaws = [...mutantsOf(readFixture(name))].flatMap((mutant) => {
    const results = parse(name, mutant.payload);
    return results.length > 0 && results.every(isSane) ? [] : [describeMutant(mutant)];
  });
  expect(flaws).toEqual([]);
});

const POLLS = NAMES.filter((name) => {
  const [result, ...others] = parse(name, readFixture(name));
  return result?.outcome === 'found' && result.observation.source === 'poll' && others.length === 0;
});

/** Which field of the observation comes from which field of a parcel alone. */
const OWN_FIELDS = {
  service: 'service',
  weight: 'weight',
  origin: 'packageAddress',
  destination: 'packageAddress',
  references: 'referenceNumber',
  originalEta: 'deliveryDate',
  pieceCount: 'packageCount',
} as const satisfies Partial<Record<keyof Observation, string>>;

it.each(POLLS)('loses no other field of %s', (name) => {
  const payload = readFixture(name);
  const before = onlyObservation(parse(name, payload));
  const flaws = [...mutantsOf(payload)].filter(isWithinParcel).flatMap((mutant) => {
    const after = onlyObservation(parse(name, mutant.payload));
    const lost = Object.entries(OWN_FIELDS)
      .filter(([, wireField]) => mutant.path[5] !== wireField)
      .filter(([field]) => !isEqual(after?.[field as 'service'], before?.[field as 'service']));
    return lost.map(([field]) => `${describeMutant(mutant)}: ${field}`);
  });
  expect(flaws).toEqual([]);
});

it.each(POLLS)('loses neither time nor status of a scan of %s for its other fields', (name) => {
  const payload = readFixture(name);
  const before = timesAndRules(onlyObservation(parse(name, payload)));
  const flaws = [...mutantsOf(payload)]
    .filter(({ path }) => path[5] === 'activity' && (path[7] === 'location' || path[8] === 'description'))
    .filter(({ payload: spoiled }) => !isEqual(timesAndRules(onlyObservation(parse(name, spoiled))), before))
    .map(describeMutant);
  expect(flaws).toEqual([]);
});

/** Below `trackResponse.shipment.N.package.N`, but not the number, which decides whose answer it is. */
const isWithinParcel = ({ path }: Mutant): boolean => path.length > 5 && path[5] !== 'trackingNumber';

const describeMutant = ({ path, kind }: { path: Path; kind: string }): string => `${path.join('.')} ${kind}`;

const isEqual = (first: unknown, second: unknown): boolean =>
  JSON.stringify(first) === JSON.stringify(second);

const onlyObservation = ([result]: TrackResult[]): Observation | undefined =>
  result?.outcome === 'found' ? result.observation : undefined;

// The words of a scan decide its status only where neither code nor type does.
const timesAndRules = (observation: Observation | undefined) =>
  observation?.events.map(({ occurredAt, localTime, provenance }) => [
    occurredAt,
    localTime,
    provenance.rule,
  ]);

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
    (observation.delivery === null || observation.status === 'delivered') &&
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
