/** Whatever USPS sends in one field, the others are read as before, and nothing is thrown. */

import { isDeepStrictEqual } from 'node:util';
import { expect, it } from 'vitest';
import { parseUsps } from '../../../src/carriers/usps/index.ts';
import { isTrackingError } from '../../../src/errors.ts';
import type { Observation, TrackResult } from '../../../src/model/observation.ts';
import { statusOf } from '../../../src/model/status.ts';
import type { TrackingEvent } from '../../../src/model/tracking-event.ts';
import { type Mutant, mutantsOf } from '../../support/mutants.ts';
import { OBSERVED_AT, readExpected, readFixture } from './fixtures.ts';

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const WALL_CLOCK = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2})?$/;

// One body of each kind: the others differ from these in words alone.
const NAMES = [
  'available-for-pickup',
  'batch-found-200',
  'delivered-signed',
  'delivered-to-sender',
  'false-z-and-local-gmt-date',
  'gateway-page',
  'in-transit',
  'international',
  'label-created',
  'no-tracking-scope',
  'not-authorized',
  'not-found-150002',
  'not-found-without-sub-code',
  'out-for-delivery-window',
  'partner-scans-without-zone',
  'puerto-rico',
  'push-category-alone',
  'push-delivered',
  'push-scan-extract',
  'returning',
  'reused-number',
  'short-answer',
  'status-ahead-of-scans',
  'token-refused',
  'unknown-code-category-tells',
  'wire-deviations',
];

const parse = (name: string, payload: unknown) =>
  parseUsps(payload, { observedAt: OBSERVED_AT, ...readExpected(name).context });

it.each(NAMES)('reads %s with any one field spoiled as something sane', (name) => {
  expect(flawsOf(name).insane).toEqual([]);
});

const PARCELS = NAMES.filter((name) => {
  const payload = readFixture(name);
  return !Array.isArray(payload) && onlyObservation(parse(name, payload))?.events.length;
});

it.each(PARCELS)('loses no other field of %s', (name) => {
  expect(flawsOf(name).lostFields).toEqual([]);
});

it.each(PARCELS)('loses no scan of %s for what does not say when it was or what it means', (name) => {
  expect(flawsOf(name).lostScans).toEqual([]);
});

/** A push is spoiled within its text as well. */
it.each(['push-delivered', 'push-scan-extract'])(
  'reads the record of %s with any one field spoiled as something sane',
  (name) => {
    const notification = readFixture(name) as { readonly payload: string };
    const flaws = [...mutantsOf(JSON.parse(notification.payload))].flatMap((mutant) =>
      insaneIn(parse(name, { ...notification, payload: JSON.stringify(mutant.payload) }), mutant),
    );
    expect(flaws).toEqual([]);
  },
);

it('reads the refusals of a batch with any one field spoiled as something sane', () => {
  const refused = (readFixture('batch-mixed-207') as unknown[]).filter((item) => 'error' in Object(item));
  const flaws = [...mutantsOf(refused)].flatMap((mutant) =>
    insaneIn(parse('batch-mixed-207', mutant.payload), mutant),
  );
  expect([refused.length, flaws]).toEqual([4, []]);
});

const insaneIn = (results: readonly TrackResult[], mutant: Mutant): string[] =>
  results.length > 0 && results.every(isSane) ? [] : [describeMutant(mutant)];

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
    flaws.insane.push(...insaneIn(results, mutant));
    if (before === undefined || DECISIVE.has(String(mutant.path[0]))) continue;
    const after = onlyObservation(results);
    flaws.lostFields.push(...lostFields(mutant, before, after));
    if (isIndifferent(mutant) && timesAndRules(after) !== scansBefore) {
      flaws.lostScans.push(describeMutant(mutant));
    }
  }
  return flaws;
}

/** The number decides whose answer it is, and what makes a push of one decides all. */
const DECISIVE: ReadonlySet<string> = new Set(['trackingNumber', 'payload', 'eventSummaries']);

const lostFields = (mutant: Mutant, before: Observation, after: Observation | undefined): string[] =>
  Object.entries(SOURCES)
    .filter(([, sources]) => !sources.some((source) => source.test(String(mutant.path[0]))))
    .filter(([field]) => !isDeepStrictEqual(after?.[field as 'service'], before[field as 'service']))
    .map(([field]) => `${describeMutant(mutant)}: ${field}`);

const BORDERS = /^(?:mailType|originCountry|destinationCountry|destinationCountryCode)$/;

/** The fields from which a field of the observation is read; no other may change it. */
const SOURCES: Readonly<Partial<Record<keyof Observation, readonly RegExp[]>>> = {
  service: [/^mailClass|^serviceTypeCode$/],
  extraServices: [/^services$/],
  origin: [/^origin|^mailerName$/, BORDERS],
  destination: [/^destination/, BORDERS],
  originalEta: [/^expected|^guaranteed|^deliveryDateExpectation$|^endOfDay$|^destination/, BORDERS],
  carrierUniqueId: [/^unique/],
  references: [/^customerReferenceNumber$/],
  relatedNumbers: [/^associated|^related|^edited|^original/],
};

/** What of a scan says neither when it was nor what it means; its place may tell a zone, or a return. */
const isIndifferent = ({ path }: Mutant): boolean =>
  path[0] === 'trackingEvents'
    ? /^(?:firm|name|authorizedAgent|veriPoint|additionalProp)$/.test(String(path[2]))
    : !/^(?:origin|destination|mailType|trackingEvents)/.test(String(path[0]));

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
    (observation.servicePoint?.openUntil ?? '2026-01-01').length === 10 &&
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
