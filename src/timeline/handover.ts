/** One timeline of what two carriers saw of one parcel: the one that took it in, and the one of the last mile. */

import type { Delivery, Observation, RelatedNumber, Warning } from '../model/observation.ts';
import { isTerminal, journeyRank, statusFieldsOf } from '../model/status.ts';
import type { TrackingEvent } from '../model/tracking-event.ts';
import { orderEvents } from './event-order.ts';
import { isSameDelivery, isSameMoment } from './same-delivery.ts';

/**
 * What `first` says, with what `lastMile` adds.
 *
 * Events of both in order; a delivery both saw is the last mile's event, as that carrier was at the door. The status is
 * that of the carrier with the newest scan. What stays true all the way (service, places, weight, pieces, carrier,
 * number) is the first carrier's, its gaps filled; the estimate and the service point are the last mile's where it has
 * any. Merging the same again changes nothing, and a last mile that says nothing adds nothing.
 */
export function mergeHandover(first: Observation, lastMile: Observation): Observation {
  const own = withoutRepeated(first.events, lastMile.events);
  const events = orderEvents([...own, ...lastMile.events]);
  const current = currentOf({ first, lastMile, own, events });
  const isOver = isTerminal(current.status);
  return {
    ...first,
    ...statusFieldsOf(current),
    events,
    eta: isOver ? current.eta : (lastMile.eta ?? first.eta),
    originalEta: first.originalEta ?? lastMile.originalEta,
    delivery: current.status === 'delivered' ? deliveryOf(first, lastMile, current) : current.delivery,
    servicePoint: isOver ? current.servicePoint : (lastMile.servicePoint ?? first.servicePoint),
    service: first.service ?? lastMile.service,
    origin: first.origin ?? lastMile.origin,
    destination: first.destination ?? lastMile.destination,
    weight: first.weight ?? lastMile.weight,
    references: union(first.references, lastMile.references, ({ type, value }) => `${type} ${value}`),
    relatedNumbers: union(first.relatedNumbers, otherNumbers(first, lastMile), ({ number }) => number),
    warnings: union(first.warnings, warningsOf(lastMile), ({ path, message }) => `${path} ${message}`),
  };
}

/** What both record is the second's, once. */
function withoutRepeated(
  events: readonly TrackingEvent[],
  others: readonly TrackingEvent[],
): readonly TrackingEvent[] {
  const identical = new Set(others.map((event) => JSON.stringify(event)));
  const deliveries = others.filter(({ status }) => status === 'delivered');
  return events.filter(
    (event) =>
      !identical.has(JSON.stringify(event)) &&
      !deliveries.some((delivery) => isSameDelivery(delivery, event)),
  );
}

type Sides = {
  readonly first: Observation;
  readonly lastMile: Observation;
  /** The first carrier's own events. */
  readonly own: readonly TrackingEvent[];
  /** All of them, oldest first. */
  readonly events: readonly TrackingEvent[];
};

/** The carrier whose word on the status holds: it has read its own scans by all it knows of them. */
function currentOf({ first, lastMile, own, events }: Sides): Observation {
  const lastMileMoves = lastMile.events.some(moves);
  if (own.some(moves) && lastMileMoves) {
    const newest = newestScan(events);
    const [witness, other] = lastMile.events.includes(newest) ? [lastMile, first] : [first, lastMile];
    // A scan known by its type alone doesn't reopen a parcel that has arrived.
    return newest.provenance.matchedBy === 'category' && isTerminal(other.status) ? other : witness;
  }
  const [scanned, unscanned] = lastMileMoves ? [lastMile, first] : [first, lastMile];
  return journeyRank(unscanned.substatus) > journeyRank(scanned.substatus) ? unscanned : scanned;
}

const moves = ({ movesStatus }: TrackingEvent): boolean => movesStatus;

/** The second carrier often learns of a parcel when the first has it already: that doesn't take back a scan. */
function newestScan(events: readonly TrackingEvent[]): TrackingEvent {
  const moving = events.filter(moves);
  // There is one: both carriers have such a scan.
  return (moving.findLast(({ status }) => status !== 'pre_transit') ?? moving.at(-1)) as TrackingEvent;
}

/** What each knows of the one handing over; of two different ones, the current one. */
function deliveryOf(first: Observation, lastMile: Observation, current: Observation): Delivery | null {
  const { delivery } = lastMile;
  const other = first.delivery;
  if (delivery === null || other === null) return delivery ?? other;
  if (!isSameMoment(momentOf(delivery), momentOf(other))) return current.delivery;
  const { at, localTime } = precision(other) > precision(delivery) ? other : delivery;
  return {
    at,
    localTime,
    signedBy: delivery.signedBy ?? other.signedBy,
    placement: delivery.placement ?? other.placement,
    proof: delivery.proof ?? other.proof,
  };
}

const momentOf = ({ at, localTime }: Delivery) => ({ occurredAt: at, localTime });

const precision = ({ at, localTime }: Delivery): number =>
  at === null ? (localTime?.length ?? 0) : Number.POSITIVE_INFINITY;

const otherNumbers = (first: Observation, { relatedNumbers }: Observation): RelatedNumber[] =>
  relatedNumbers.filter(({ number }) => number !== first.trackingNumber);

const warningsOf = ({ carrier, warnings }: Observation): Warning[] =>
  warnings.map(({ path, message }) => ({ path, message: `${carrier}: ${message}` }));

function union<Element>(
  elements: readonly Element[],
  others: readonly Element[],
  keyOf: (element: Element) => string,
): readonly Element[] {
  const known = new Set(elements.map(keyOf));
  return [...elements, ...others.filter((other) => !known.has(keyOf(other)))];
}
