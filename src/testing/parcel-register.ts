/** The parcels a simulator knows. One number may live more than once: carriers use numbers again. */

import { type Clock, type Instant, toInstant } from '../time/clock.ts';
import { createJourney, type Journey, stepsUntil } from './journey.ts';
import type { Scenario } from './scenarios.ts';
import { seedOf } from './seeded-random.ts';

/** A parcel to simulate. */
export type SimulatedParcel = {
  readonly trackingNumber: string;
  readonly scenario: Scenario;
  /** When its label is made. @default the clock's time at which it is added */
  readonly startsAt?: Instant | undefined;
  /** Draws its route, times and recipient. @default made of the simulator's seed and the number */
  readonly seed?: number | undefined;
  /** Parcels that share a name here are the pieces of one shipment; the first one's number is its master. */
  readonly shipment?: string | undefined;
};

/** One life of a number. */
export type ParcelLife = {
  readonly trackingNumber: string;
  /** Counts the number's lives from 0, in the order they were added. */
  readonly life: number;
  readonly journey: Journey;
  readonly shipment: string | undefined;
};

export type ParcelRegister = {
  add(parcel: SimulatedParcel): void;
  /** The lives of a number that have begun by now, newest first. */
  lives(trackingNumber: string): ParcelLife[];
  /** All pieces of the shipment, begun or not, in the order they were added; the parcel alone where it has none. */
  piecesWith(parcel: ParcelLife): readonly ParcelLife[];
};

export function createParcelRegister(clock: Clock, seed: number): ParcelRegister {
  const byNumber = new Map<string, ParcelLife[]>();
  const byShipment = new Map<string, ParcelLife[]>();
  return {
    add({ trackingNumber, scenario, startsAt = toInstant(clock.now()), seed: own, shipment }) {
      const lives = byNumber.get(trackingNumber) ?? [];
      const drawn = own ?? seedOf(`${trackingNumber}/${lives.length}`, seed);
      const journey = createJourney({ scenario, startsAt, seed: drawn });
      const parcel: ParcelLife = { trackingNumber, life: lives.length, journey, shipment };
      byNumber.set(trackingNumber, [...lives, parcel]);
      if (shipment !== undefined) byShipment.set(shipment, [...(byShipment.get(shipment) ?? []), parcel]);
    },
    lives(trackingNumber) {
      const now = toInstant(clock.now());
      const begun = (byNumber.get(trackingNumber) ?? []).filter(
        ({ journey }) => stepsUntil(journey, now).length > 0,
      );
      return begun.sort((a, b) => startOf(b).localeCompare(startOf(a)));
    },
    piecesWith(parcel) {
      return byShipment.get(parcel.shipment ?? '') ?? [parcel];
    },
  };
}

const startOf = ({ journey }: ParcelLife): Instant => journey.steps[0]?.at ?? '';
