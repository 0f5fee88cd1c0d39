/** Who took a parcel, where it was left and what proves it; kept by delivery, so that a wrong one lends nothing to the right one. */

import type { Delivery, Observation, ProofOfDelivery } from '../model/observation.ts';
import type { AskedEach, DeliveryDetails, DeliveryRecord, Moment } from '../model/tracker.ts';
import type { Instant } from '../time/clock.ts';
import { joinEach, joinLists, saidValues } from './registers.ts';
import { roughTimeOf } from './time-span.ts';

export function toDeliveryRecords({ delivery, events, observedAt }: Observation): readonly DeliveryRecord[] {
  if (delivery === null) return [];
  const { at, localTime } = delivery;
  const scan = events.findLast((event) => event.status === 'delivered' && event.movesStatus);
  const hasTime = at !== null || localTime !== null;
  return [
    {
      occurredAt: hasTime ? at : (scan?.occurredAt ?? null),
      localTime: hasTime ? localTime : (scan?.localTime ?? null),
      details: saidValues<DeliveryDetails>(detailsOf(delivery), observedAt),
    },
  ];
}

export const joinDeliveries = (
  a: readonly DeliveryRecord[],
  b: readonly DeliveryRecord[],
): readonly DeliveryRecord[] =>
  joinLists(a, b, momentKey, (one, other) => ({ ...one, details: joinEach(one.details, other.details) }));

const momentKey = ({ occurredAt, localTime }: Moment): string => `${occurredAt ?? ''} ${localTime ?? ''}`;

const detailsOf = ({ signedBy, placement, proof }: Delivery) => ({
  signedBy,
  placement,
  signatureImage: proof?.signatureImage ?? null,
  photo: proof?.photo ?? null,
  document: proof?.document ?? null,
  available: proof?.available ?? null,
});

/** A scan of a delivery, or what else told of it. */
export type DeliveryScan = Moment & { readonly signedBy: string | null };

/** What is known of one delivery: of its scans, and of the records that are not nearer to another delivery's scan. */
export function deliveryOf(
  scans: readonly DeliveryScan[],
  others: readonly Moment[],
  records: readonly DeliveryRecord[],
): Delivery {
  const own = records.filter((record) => nearest(record, scans) <= nearest(record, others));
  const details = own.reduce<AskedEach<DeliveryDetails>>((all, record) => joinEach(all, record.details), {});
  const { occurredAt = null, localTime = null } = finest([...scans, ...own]) ?? {};
  return {
    at: occurredAt,
    localTime,
    signedBy: details.signedBy?.value ?? scans.find(({ signedBy }) => signedBy !== null)?.signedBy ?? null,
    placement: details.placement?.value ?? null,
    proof: proofOf(details),
  };
}

/** The first of those whose time is known best. */
const finest = (moments: readonly Moment[]): Moment | undefined =>
  moments.find(({ occurredAt }) => occurredAt !== null) ??
  moments.find(({ localTime }) => localTime !== null && localTime.length > 10) ??
  moments.find(({ localTime }) => localTime !== null);

/** Milliseconds to the nearest; a record without any time is near to all. */
function nearest(record: Moment, scans: readonly Moment[]): number {
  if (roughTimeOf(record) === null) return 0;
  return Math.min(...scans.map((scan) => distance(record, scan)));
}

function distance(a: Moment, b: Moment): number {
  const bothInstants = a.occurredAt !== null && b.occurredAt !== null;
  const [one, other] =
    !bothInstants && a.localTime !== null && b.localTime !== null
      ? sameFineness(a.localTime, b.localTime)
      : [roughTimeOf(a), roughTimeOf(b)];
  return one === null || other === null
    ? Number.POSITIVE_INFINITY
    : Math.abs(Date.parse(one) - Date.parse(other));
}

/** A date alone is compared with the other's date. */
const sameFineness = (a: string, b: string): readonly [Instant, Instant] => {
  const length = Math.min(a.length, b.length);
  return [a, b].map((time) => `${time.slice(0, length)}${length === 10 ? 'T00:00:00' : ''}Z`) as [
    string,
    string,
  ];
};

function proofOf({
  signatureImage,
  photo,
  document,
  available,
}: AskedEach<DeliveryDetails>): ProofOfDelivery | null {
  const proof = {
    signatureImage: signatureImage?.value ?? null,
    photo: photo?.value ?? null,
    document: document?.value ?? null,
    available: available?.value ?? [],
  };
  return Object.values(proof).some((part) => part !== null && part.length > 0) ? proof : null;
}
