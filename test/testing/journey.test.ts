import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { createJourney, expectedOn, SCENARIOS, type Scenario, stepsUntil } from '../../src/testing/index.ts';

// Object.keys forgets the names it was given.
const SCENARIO_NAMES = Object.keys(SCENARIOS) as Scenario[];
const START = '2026-03-05T15:20:00.000Z';

const anyJourney = fc
  .record({
    scenario: fc.constantFrom(...SCENARIO_NAMES),
    seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
    start: fc.date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true }),
  })
  .map(({ scenario, seed, start }) => createJourney({ scenario, seed, startsAt: start.toISOString() }));

describe('a journey', () => {
  it('runs forward, with the time and offset each place has', () => {
    fc.assert(
      fc.property(anyJourney, ({ steps }) => {
        for (const [index, { at, localTime, utcOffset, place }] of steps.entries()) {
          expect(at > (steps[index - 1]?.at ?? '')).toBe(true);
          const there = Temporal.Instant.from(at).toZonedDateTimeISO(place.timeZone);
          expect(utcOffset).toBe(there.offset);
          expect(localTime).toBe(there.toPlainDateTime().toString({ smallestUnit: 'second' }));
        }
      }),
      { numRuns: 200 },
    );
  });

  it('takes the steps of its scenario', () => {
    for (const scenario of SCENARIO_NAMES) {
      const { steps } = createJourney({ scenario, startsAt: START });
      expect(steps.map(({ kind }) => kind)).toEqual(SCENARIOS[scenario].map(({ kind }) => kind));
    }
  });

  it('is the same for the same seed, and another for another', () => {
    const make = (seed: number) => createJourney({ scenario: 'delivered', startsAt: START, seed });
    expect(make(7)).toEqual(make(7));
    const variety = new Set(Array.from({ length: 20 }, (_, seed) => JSON.stringify(make(seed).steps)));
    expect(variety.size).toBe(20);
  });

  it('goes out for delivery in the morning of the place', () => {
    fc.assert(
      fc.property(anyJourney, ({ steps }) => {
        for (const { kind, localTime } of steps) {
          // A change of the clocks between the depot's arrival and the van moves it by an hour.
          if (kind === 'out_for_delivery') expect(localTime.slice(11, 13)).toMatch(/^(06|07|08|09|10)$/);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('begins at the second its label is made', () => {
    const { steps } = createJourney({ scenario: 'label_only', startsAt: '2026-03-05T15:20:00.789Z' });
    expect(steps[0]?.at).toBe(START);
  });

  it('tells what has happened until an instant, that instant included', () => {
    const journey = createJourney({ scenario: 'delivered', startsAt: START });
    const [first, second] = journey.steps;
    expect(stepsUntil(journey, '2026-03-05T15:19:59.999Z')).toEqual([]);
    expect(stepsUntil(journey, START)).toEqual([first]);
    expect(stepsUntil(journey, second?.at ?? '')).toEqual([first, second]);
  });

  it('promises the day on which it arrives when all goes well', () => {
    const journey = createJourney({ scenario: 'delivered', startsAt: START });
    expect(journey.steps.at(-1)?.localTime.slice(0, 10)).toBe(journey.promisedOn);
  });

  it.each(['exception_then_delivered', 'delayed_then_delivered', 'attempt_then_delivered'] as const)(
    'of %s keeps to its promise until the trouble, and then names the later day',
    (scenario) => {
      for (let seed = 0; seed < 50; seed += 1) {
        const journey = createJourney({ scenario, startsAt: START, seed });
        const trouble = journey.steps.findIndex(({ kind }) => /problem|delayed|attempted/.test(kind));
        const day = journey.steps.at(-1)?.localTime.slice(0, 10) ?? '';
        expect(expectedOn(journey, journey.steps[trouble - 1]?.at ?? '')).toBe(journey.promisedOn);
        expect(expectedOn(journey, journey.steps[trouble]?.at ?? '')).toBe(day);
        expect(day > journey.promisedOn).toBe(true);
        expect(expectedOn(journey, journey.steps.at(-1)?.at ?? '')).toBeNull();
      }
    },
  );
});
