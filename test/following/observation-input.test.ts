import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { checkObservation } from '../../src/following/observation-input.ts';
import type { TrackResult } from '../../src/model/observation.ts';

const FIXTURES = new URL('../fixtures/', import.meta.url);

/** What the carriers' adapters make of every body that was recorded. */
const observations = readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.expected.json'))
  .flatMap((path) => {
    const { results = [] } = JSON.parse(readFileSync(new URL(path, FIXTURES), 'utf8')) as {
      readonly results?: readonly TrackResult[];
    };
    return results.flatMap((result) => (result.outcome === 'found' ? [{ path, ...result }] : []));
  });

it('takes every observation that a carrier’s adapter makes', () => {
  expect(observations.length).toBeGreaterThan(200);
  for (const { path, observation } of observations) {
    expect(() => checkObservation(observation), path).not.toThrow();
  }
});
