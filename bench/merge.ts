/** Merging a 20-scan answer into a 20-scan tracker, as a ratio to reading it. Aims: ≤ 2 with nothing new, ≤ 3 with news. */

import { readFileSync } from 'node:fs';
import { parseFedex } from 'parceltrail/carriers/fedex';
import { parseUps } from 'parceltrail/carriers/ups';
import type { Observation } from '../src/model/observation.ts';
import { statusFieldsOf } from '../src/model/status.ts';
import type { Tracker } from '../src/model/tracker.ts';
import { createTracker } from '../src/timeline/create-tracker.ts';
import { merge } from '../src/timeline/merge.ts';
import { callTimes, printTable } from './measure.ts';
import { millisecondsPerPiece } from './rounds.ts';

const OBSERVED_AT = '2026-03-10T12:00:00.000Z';
const LATER = '2026-03-10T18:00:00.000Z';

const carriers = [
  { name: 'UPS', parse: parseUps, fixture: 'ups/twenty-scans.json' },
  { name: 'FedEx', parse: parseFedex, fixture: 'fedex/twenty-scans.json' },
];

/** Calls per round: reading and merging are timed in turn, so that their ratio holds on a busy machine. */
const CALLS = 100;
const ROUNDS = 41;

export async function benchMerge(): Promise<void> {
  const rows: string[][] = [];
  for (const { name, parse, fixture } of carriers) {
    const payload: unknown = JSON.parse(
      readFileSync(new URL(`../test/fixtures/${fixture}`, import.meta.url), 'utf8'),
    );
    const [result] = parse(payload, { observedAt: OBSERVED_AT });
    if (result?.outcome !== 'found') throw new Error(`${fixture} holds no parcel.`);
    const { observation } = result;
    const full = trackerOf(observation);
    const shorter = trackerOf(withoutNewest(observation));
    const { reading, again, news } = await millisecondsPerPiece(
      {
        reading: repeated(() => parse(payload, { observedAt: OBSERVED_AT })),
        again: repeated(() => merge(full, { ...observation, observedAt: LATER })),
        news: repeated(() => merge(shorter, { ...observation, observedAt: LATER })),
      },
      ROUNDS,
    );
    rows.push(
      row(`${name}, nothing new`, reading, again, 2),
      row(`${name}, one scan more`, reading, news, 3),
    );
  }
  printTable(
    'Merging an answer of 20 scans, as a ratio to reading it',
    ['', 'reading', 'merging', 'ratio', 'aim'],
    rows,
  );
}

const repeated = (work: () => unknown) => (): number => callTimes(CALLS, work);

/** The answer before the newest scan was known. */
function withoutNewest(observation: Observation): Observation {
  const events = observation.events.slice(0, -1);
  const newest = events.findLast(({ movesStatus }) => movesStatus);
  return { ...observation, ...(newest && statusFieldsOf(newest)), delivery: null, events };
}

function trackerOf(observation: Observation): Tracker {
  const empty = createTracker({
    id: 't1',
    tenantId: null,
    carrier: observation.carrier,
    trackingNumber: observation.trackingNumber,
    generation: 1,
    createdAt: observation.events[0]?.occurredAt ?? OBSERVED_AT,
  });
  return merge(empty, observation).tracker;
}

const row = (name: string, reading: number, merging: number, aim: number): string[] => [
  name,
  `${(reading * 1000).toFixed(1)} µs`,
  `${(merging * 1000).toFixed(1)} µs`,
  (merging / reading).toFixed(2),
  merging / reading <= aim ? `≤ ${aim} ok` : `≤ ${aim} above`,
];
