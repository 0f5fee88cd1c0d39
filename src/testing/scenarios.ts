/** What can happen to a simulated parcel, as plans of steps. Data. */

import type { Route } from './routes.ts';

/** What a step is, in no carrier's words. */
export type StepKind =
  | 'label_created'
  | 'picked_up'
  | 'arrived'
  | 'departed'
  | 'customs_cleared'
  | 'out_for_delivery'
  | 'delayed_by_weather'
  | 'address_problem'
  | 'delivery_attempted'
  | 'delivered'
  | 'pickup_available'
  | 'collected'
  | 'returning'
  | 'returned'
  | 'lost';

export type PlannedStep = { readonly kind: StepKind; readonly place: keyof Route } & (
  | {
      /** Hours after the step before, drawn between the two. */
      readonly hours: readonly [number, number];
    }
  | {
      /** The next time the place's clock shows an hour between the two. */
      readonly clock: readonly [number, number];
      /** So many days later. @default 0 */
      readonly days?: number;
    }
);

const LABEL: PlannedStep = { kind: 'label_created', place: 'origin', hours: [0, 0] };
const PICKUP: PlannedStep = { kind: 'picked_up', place: 'origin', clock: [16, 18] };

const TO_MIDDLE_HUB: readonly PlannedStep[] = [
  LABEL,
  PICKUP,
  { kind: 'arrived', place: 'originHub', hours: [2, 3] },
  { kind: 'departed', place: 'originHub', hours: [2, 4] },
  { kind: 'arrived', place: 'middleHub', hours: [10, 18] },
];

const TO_DEPOT: readonly PlannedStep[] = [
  { kind: 'departed', place: 'middleHub', hours: [2, 6] },
  { kind: 'arrived', place: 'depot', hours: [12, 20] },
];

const ON_VEHICLE: PlannedStep = { kind: 'out_for_delivery', place: 'depot', clock: [7, 9] };
const HAND_OVER: PlannedStep = { kind: 'delivered', place: 'destination', hours: [3, 7] };
const TO_VEHICLE: readonly PlannedStep[] = [...TO_MIDDLE_HUB, ...TO_DEPOT, ON_VEHICLE];
const ATTEMPT: PlannedStep = { kind: 'delivery_attempted', place: 'destination', hours: [3, 7] };

export const SCENARIOS = {
  /** The carrier never hears of it. */
  not_found: [],
  /** The label is made, and nothing more. */
  label_only: [LABEL],
  delivered: [...TO_VEHICLE, HAND_OVER],
  international: [
    ...TO_MIDDLE_HUB,
    { kind: 'customs_cleared', place: 'middleHub', hours: [3, 9] },
    ...TO_DEPOT,
    ON_VEHICLE,
    HAND_OVER,
  ],
  /** The address gives trouble, the parcel arrives all the same. */
  exception_then_delivered: [
    ...TO_VEHICLE,
    { kind: 'address_problem', place: 'depot', hours: [3, 7] },
    ON_VEHICLE,
    HAND_OVER,
  ],
  delayed_then_delivered: [
    ...TO_MIDDLE_HUB,
    { kind: 'delayed_by_weather', place: 'middleHub', hours: [2, 4] },
    { kind: 'departed', place: 'middleHub', hours: [40, 48] },
    { kind: 'arrived', place: 'depot', hours: [12, 20] },
    ON_VEHICLE,
    HAND_OVER,
  ],
  attempt_then_delivered: [...TO_VEHICLE, ATTEMPT, ON_VEHICLE, HAND_OVER],
  /** It waits at a shop and is collected on the next day. */
  pickup_point: [
    ...TO_VEHICLE,
    { kind: 'pickup_available', place: 'destination', hours: [4, 8] },
    { kind: 'collected', place: 'destination', hours: [20, 28] },
  ],
  /** Tried, sent back, and back with the sender. */
  returned: [
    ...TO_VEHICLE,
    ATTEMPT,
    { kind: 'returning', place: 'depot', clock: [9, 12] },
    { kind: 'returned', place: 'origin', clock: [10, 15], days: 3 },
  ],
  lost: [...TO_MIDDLE_HUB, { kind: 'lost', place: 'middleHub', clock: [9, 17], days: 7 }],
} as const satisfies Record<string, readonly PlannedStep[]>;

/** The name of what happens to a parcel. */
export type Scenario = keyof typeof SCENARIOS;
