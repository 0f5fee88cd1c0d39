/** A simulated parcel's life as steps at instants: the same seed, scenario and start give the same life. */

import { type Instant, toInstant } from '../time/clock.ts';
import { utcOffsetIn } from '../time/local-time.ts';
import { instantAt, wallClockAt } from '../time/wall-clock.ts';
import { DOMESTIC_ROUTES, INTERNATIONAL_ROUTES, type Route, type SimulatedPlace } from './routes.ts';
import { type PlannedStep, SCENARIOS, type Scenario, type StepKind } from './scenarios.ts';
import { type SeededRandom, seededRandom } from './seeded-random.ts';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const DAY_MS = 24 * 60 * MINUTE_MS;

export type JourneyStep = {
  readonly kind: StepKind;
  readonly at: Instant;
  /** The place's own clock, `YYYY-MM-DDTHH:mm:ss`. */
  readonly localTime: string;
  /** `-05:00`, true for the place and the moment. */
  readonly utcOffset: string;
  readonly place: SimulatedPlace;
};

export type Journey = {
  readonly scenario: Scenario;
  /** Oldest first. */
  readonly steps: readonly JourneyStep[];
  readonly origin: SimulatedPlace;
  readonly destination: SimulatedPlace;
  /** The day that was promised, at the destination. */
  readonly promisedOn: string;
  /** Who takes it. */
  readonly recipient: string;
  readonly pounds: number;
  readonly orderNumber: string;
};

export type JourneyOptions = {
  readonly scenario: Scenario;
  /** When the label is made. */
  readonly startsAt: Instant;
  /** @default 1 */
  readonly seed?: number | undefined;
};

const RECIPIENTS = ['SMITH', 'K. OKAFOR', 'ANA LIMA', 'J. NOVAK'] as const;

/** Plans a life. What carriers make of it is up to their simulators. */
export function createJourney({ scenario, startsAt, seed = 1 }: JourneyOptions): Journey {
  const facts = seededRandom(seed);
  const route = facts.pick(scenario === 'international' ? INTERNATIONAL_ROUTES : DOMESTIC_ROUTES);
  // Scanners print no fractions.
  const start = Math.floor(Date.parse(startsAt) / SECOND_MS) * SECOND_MS;
  // Drawn apart, so that the promise is that of the same parcel without trouble.
  const draw = (plan: Scenario): JourneyStep[] =>
    runPlan(SCENARIOS[plan], route, start, seededRandom(seed + 1));
  const smooth = draw(scenario === 'international' ? 'international' : 'delivered');
  return {
    scenario,
    steps: draw(scenario),
    origin: route.origin,
    destination: route.destination,
    promisedOn: smooth.at(-1)?.localTime.slice(0, 10) ?? startsAt.slice(0, 10),
    recipient: facts.pick(RECIPIENTS),
    pounds: facts.between(10, 300) / 10,
    orderNumber: `PO-${facts.between(1000, 9999)}`,
  };
}

/** The steps that have happened by `now`, oldest first. */
export const stepsUntil = (journey: Journey, now: Instant): JourneyStep[] =>
  journey.steps.filter(({ at }) => at <= now);

const TROUBLE: ReadonlySet<StepKind> = new Set([
  'delayed_by_weather',
  'address_problem',
  'delivery_attempted',
]);
const END_OF_WAITING: ReadonlySet<StepKind> = new Set([
  'delivered',
  'pickup_available',
  'collected',
  'returning',
  'returned',
  'lost',
]);

/**
 * The day a carrier names at `now`, at the destination: the promise, and after trouble the day of the next hand-over.
 * Null when none is awaited any more.
 */
export function expectedOn(journey: Journey, now: Instant): string | null {
  const past = stepsUntil(journey, now);
  if (past.some(({ kind }) => END_OF_WAITING.has(kind))) return null;
  if (!past.some(({ kind }) => TROUBLE.has(kind))) return journey.promisedOn;
  const next = journey.steps.find(({ kind, at }) => at > now && END_OF_WAITING.has(kind));
  return next?.kind === 'delivered' ? next.localTime.slice(0, 10) : null;
}

function runPlan(
  plan: readonly PlannedStep[],
  route: Route,
  start: number,
  random: SeededRandom,
): JourneyStep[] {
  let at = start;
  return plan.map((planned) => {
    const place = route[planned.place];
    if ('clock' in planned) {
      at = nextOnClock(at + (planned.days ?? 0) * DAY_MS, place, planned.clock, random);
    } else {
      const [from, to] = planned.hours;
      at += random.between(from * 3600, to * 3600) * SECOND_MS;
    }
    return toStep(planned.kind, toInstant(at), place);
  });
}

/** The first moment after `at` when the place's clock shows a drawn time between two hours. */
function nextOnClock(
  at: number,
  place: SimulatedPlace,
  [from, to]: readonly [number, number],
  random: SeededRandom,
): number {
  const utcOffset = offsetOf(place, toInstant(at));
  const midnight = `${wallClockAt(toInstant(at), utcOffset).slice(0, 10)}T00:00:00`;
  const drawn =
    Date.parse(instantAt(midnight, utcOffset) ?? '') + random.between(from * 60, to * 60) * MINUTE_MS;
  return drawn > at ? drawn : drawn + DAY_MS;
}

function toStep(kind: StepKind, at: Instant, place: SimulatedPlace): JourneyStep {
  const utcOffset = offsetOf(place, at);
  return { kind, at, localTime: wallClockAt(at, utcOffset), utcOffset, place };
}

/** In UTC where the platform was built without the zone. */
const offsetOf = ({ timeZone }: SimulatedPlace, at: Instant): string => utcOffsetIn(at, timeZone) ?? '+00:00';
