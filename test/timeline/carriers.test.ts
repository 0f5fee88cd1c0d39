/** Trackers fed by the carriers' own answers, polled and pushed: simulated lives, and recorded bodies. */

import { createTrackingClient, type Observation, type TrackResult } from 'parceltrail';
import { fedex, parseFedex } from 'parceltrail/carriers/fedex';
import { parseUps, ups } from 'parceltrail/carriers/ups';
import {
  createFedexSimulator,
  createManualClock,
  createUpsSimulator,
  SCENARIOS,
  type Scenario,
} from 'parceltrail/testing';
import { describe, expect, it } from 'vitest';
import { isRoutine, type NormalizedStatus } from '../../src/model/status.ts';
import { createTracker } from '../../src/timeline/create-tracker.ts';
import { merge } from '../../src/timeline/merge.ts';
import { follow, standings } from '../support/following.ts';
import { recordedBodies } from '../support/recorded-bodies.ts';

const START = '2026-03-05T15:20:00.000Z';
const HOUR_MS = 3_600_000;

const settings = {
  ups: {
    number: '1Z5R89390357567127',
    create: createUpsSimulator,
    adapter: ups,
    parse: parseUps,
  },
  fedex: {
    number: '986578788855',
    create: createFedexSimulator,
    adapter: fedex,
    parse: parseFedex,
  },
};
type Carrier = keyof typeof settings;

const trackerOf = (carrier: string, createdAt = START) =>
  createTracker({
    id: 't1',
    tenantId: null,
    carrier,
    trackingNumber: 'ANY',
    generation: 1,
    createdAt,
  });

const observations = (results: readonly TrackResult[]): Observation[] =>
  results.flatMap((result) => (result.outcome === 'found' ? [result.observation] : []));

type Watched = { readonly polls: readonly Observation[]; readonly pushes: readonly Observation[] };

const watched = new Map<string, Promise<Watched>>();

/** As {@link watchAlong}; each life is watched once. */
function watch(carrier: Carrier, scenario: Scenario): Promise<Watched> {
  const key = `${carrier} ${scenario}`;
  const life = watched.get(key) ?? watchAlong(carrier, scenario);
  watched.set(key, life);
  return life;
}

/** What two weeks of a life look like to a client that polls every three hours, and to a receiver of pushes. */
async function watchAlong(carrier: Carrier, scenario: Scenario): Promise<Watched> {
  const { number, create, adapter, parse } = settings[carrier];
  const clock = createManualClock(START);
  const simulator = create({ clock, parcels: [{ trackingNumber: number, scenario }] });
  const { credentials, origin } = simulator;
  const client = createTrackingClient({
    carriers: [adapter({ ...credentials, baseUrl: origin })],
    fetch: simulator.fetch,
    clock,
  });
  const polls: Observation[] = [];
  const pushes: Observation[] = [];
  for (let hours = 0; hours < 24 * 14; hours += 3) {
    const [polled] = observations([await client.track(number)]);
    const isNews = polled !== undefined && polled.events.length > (polls.at(-1)?.events.length ?? 0);
    const observedAt = new Date(clock.now()).toISOString();
    if (isNews) pushes.push(...observations(parse(simulator.pushBody(number), { observedAt })));
    if (polled) polls.push(polled);
    await clock.advance(3 * HOUR_MS);
  }
  return { polls, pushes };
}

const cases = (Object.keys(settings) as Carrier[]).flatMap((carrier) =>
  (Object.keys(SCENARIOS) as Scenario[])
    .filter((scenario) => scenario !== 'not_found')
    .map((scenario) => [carrier, scenario] as const),
);

it.each(cases)(
  'tells one story of %s’s %s, polled often, seldom, or with pushes',
  async (carrier, scenario) => {
    const { polls, pushes } = await watch(carrier, scenario);
    const last = polls.slice(-1);
    const often = follow(trackerOf(carrier), polls);
    const { transitions: _log, version: _version, updatedAt: _updatedAt, ledger: _ledger, ...story } = often;
    const withPushes = follow(trackerOf(carrier), [...[...pushes].reverse(), ...last]);
    const { events, milestones, attempts, delivery, status, substatus, statusSince } = story;
    expect(withPushes).toMatchObject({ milestones, attempts, delivery, status, substatus, statusSince });
    expect(withPushes.events.map(({ id, standing }) => [id, standing])).toEqual(
      events.map(({ id, standing }) => [id, standing]),
    );
    expect(follow(trackerOf(carrier), last)).toMatchObject({
      status,
      substatus,
      milestones,
      attempts,
      delivery,
    });
    expect(often.status).toBe(last[0]?.status);
    expect(standings(often).every((standing) => standing.endsWith('listed'))).toBe(true);
  },
);

it.each(cases)('calls nothing of %s’s %s a correction', async (carrier, scenario) => {
  const { polls } = await watch(carrier, scenario);
  const { transitions } = follow(trackerOf(carrier), polls);
  expect(transitions.filter(({ mode }) => mode !== 'live')).toEqual([]);
});

describe.each(Object.keys(settings) as Carrier[])('%s’s recorded bodies', (carrier) => {
  const bodies = recordedBodies(carrier, settings[carrier].parse, '2026-03-10T12:00:00.000Z');
  const found = bodies.names.flatMap((name) =>
    observations(bodies.parse(name)).map((observation, index) => [`${name} ${index}`, observation] as const),
  );

  const known = found.filter(([, { status }]) => status !== 'unknown');

  it.each(known)('leaves %s at the status its answer has', (_name, observation) => {
    const oldest = observation.events.find(({ occurredAt }) => occurredAt !== null)?.occurredAt;
    const { tracker } = merge(trackerOf(carrier, oldest ?? START), observation);
    // A summary that names no more than the way says less than a scan does.
    const nameOf = ({ status, substatus }: NormalizedStatus) => (isRoutine(substatus) ? status : substatus);
    expect(nameOf(tracker)).toBe(nameOf(observation));
  });

  it.each(found)('merges %s again without any change', (_name, observation) => {
    const { tracker } = merge(trackerOf(carrier), observation);
    expect(merge(tracker, observation).tracker).toBe(tracker);
    const later = merge(tracker, { ...observation, observedAt: '2026-03-11T12:00:00.000Z' });
    expect(later.changes).toEqual([]);
  });
});
