/** What UPS says of the delivery itself: when it is expected, how it went, where the parcel waits for its recipient. */

import type { ServicePoint } from '../../model/location.ts';
import type { Delivery, Eta, ProofOfDelivery } from '../../model/observation.ts';
import type { NormalizedStatus } from '../../model/status.ts';
import type { TrackingEvent } from '../../model/tracking-event.ts';
import { toPlainText } from '../../normalization/plain-text.ts';
import { filled, type WireText } from '../wire.ts';
import type { UpsParcel } from './wire.ts';
import { isDate, readDate, readDateTime, type Warn } from './zones.ts';

/** The estimate that stands. Dates and times are wall clock at the destination, UPS states no zone for them. */
export function readEta(parcel: UpsParcel, warn: Warn): Eta | null {
  // Once UPS lists a delivery, the dates beside it are past, even where the parcel went to a shop.
  if (listsDate(parcel, 'DEL')) return null;
  const source = listsDate(parcel, 'RDD') ? 'RDD' : 'SDD';
  const date = datesOf(parcel, source).at(-1);
  if (date === undefined) return null;
  const { from, to } = readWindow(parcel, date, warn) ?? { from: date, to: date };
  return { from, to, fromUtc: null, toUtc: null, precision: isDate(to) ? 'day' : 'minute', source };
}

/** The day UPS first promised. */
export function readOriginalEta(parcel: UpsParcel): Eta | null {
  const [date] = datesOf(parcel, 'SDD');
  if (date === undefined) return null;
  return { from: date, to: date, fromUtc: null, toUtc: null, precision: 'day', source: 'SDD' };
}

export function warnOfUnreadDates({ deliveryDate }: UpsParcel, warn: Warn): void {
  for (const [index, { date }] of (deliveryDate ?? []).entries()) {
    if (filled(date) !== null && readDate(date) === null) warn(`deliveryDate.${index}.date`, 'no date');
  }
}

const listsDate = ({ deliveryDate }: UpsParcel, type: string): boolean =>
  (deliveryDate ?? []).some((entry) => filled(entry.type) === type && filled(entry.date) !== null);

/** `YYYY-MM-DD`, earliest first. */
const datesOf = (parcel: UpsParcel, type: string): string[] =>
  (parcel.deliveryDate ?? [])
    .flatMap((entry) => (filled(entry.type) === type ? (readDate(entry.date) ?? []) : []))
    .sort();

const WINDOW_TYPES: ReadonlySet<string> = new Set(['EDW', 'CDW', 'IDW']);

function readWindow(parcel: UpsParcel, date: string, warn: Warn): { from: string; to: string } | null {
  const { type, startTime, endTime } = parcel.deliveryTime ?? {};
  const kind = filled(type) ?? '';
  if (!WINDOW_TYPES.has(kind) && kind !== 'CMT') return null;
  const to = readDateTime(date, endTime);
  // A commitment names its end alone.
  const from = kind === 'CMT' ? to : readDateTime(date, startTime);
  if (from !== null && to !== null && !isDate(from) && !isDate(to) && from <= to) return { from, to };
  warn('deliveryTime', 'no usable window; the day alone was read');
  return null;
}

/** A delivery, and the scan that recorded it where there is one. */
export type Handover = { readonly delivery: Delivery; readonly scan: TrackingEvent | undefined };

/** The handing over; to be asked only where the parcel is delivered. */
export function readHandover(parcel: UpsParcel, events: readonly TrackingEvent[]): Handover {
  const scan = handoverScan(events);
  const information = parcel.deliveryInformation ?? {};
  const place = toPlainText(filled(information.location));
  return {
    scan,
    delivery: {
      at: scan?.occurredAt ?? null,
      localTime: scan?.localTime ?? readStatedDelivery(parcel),
      signedBy: readPerson(information.receivedBy),
      placement: place !== null && PHOTO_MARKER.test(place) ? null : place,
      proof: readProof(parcel),
    },
  };
}

/** Receipts and corrections may follow it: the first of the delivery scans at the end. */
function handoverScan(events: readonly TrackingEvent[]): TrackingEvent | undefined {
  let first: TrackingEvent | undefined;
  for (const event of [...events].reverse()) {
    if (!event.movesStatus) continue;
    if (event.status !== 'delivered') break;
    first = event;
  }
  return first;
}

/** UPS's own date of delivery, for answers without the scan. */
function readStatedDelivery(parcel: UpsParcel): string | null {
  const date = datesOf(parcel, 'DEL').at(-1);
  if (date === undefined) return null;
  const time = filled(parcel.deliveryTime?.type) === 'DEL' ? parcel.deliveryTime?.endTime : null;
  return readDateTime(date, time);
}

/** Says that there is a photo, not where the parcel lies. */
const PHOTO_MARKER = /^delivery photo$/i;

/** "Signature not required", "Driver release", "Left at …" tell how it was left, not who took it. */
const NO_PERSON = /\b(?:signature|released?)\b|^left\b|^(?:n\/?a|none|unknown)$/i;

function readPerson(receivedBy: WireText): string | null {
  const name = toPlainText(filled(receivedBy));
  return name === null || NO_PERSON.test(name) ? null : name;
}

function readProof(parcel: UpsParcel): ProofOfDelivery | null {
  const { signature, pod, deliveryPhoto, location } = parcel.deliveryInformation ?? {};
  const disposition = filled(deliveryPhoto?.photoDispositionCode);
  const isMarked = PHOTO_MARKER.test(filled(location) ?? '');
  // V: can be viewed; N: can't; U: was not kept.
  const isViewable = disposition === 'V' || (isMarked && disposition !== 'N' && disposition !== 'U');
  const proof = {
    signatureImage: filled(signature?.image),
    photo: filled(deliveryPhoto?.photo),
    document: filled(pod?.content),
    available: isViewable ? ['deliveryPhoto'] : [],
  };
  const given = proof.signatureImage ?? proof.photo ?? proof.document ?? proof.available[0];
  return given === undefined ? null : proof;
}

/** What kind of place the rows of `pickup_available` speak of, where they say so and their reason doesn't. */
const PLACE_OF_RULE: Readonly<Record<string, ServicePoint['type']>> = {
  'ups.exception/54': 'carrier_facility',
  'ups.exception/5G': 'access_point',
  'ups.exception/8I': 'access_point',
  'ups.exception/I5': 'access_point',
  'ups.exception/LZ': 'carrier_facility',
  'ups.exception/UE': 'carrier_facility',
  'ups.exception/ZP': 'access_point',
  'ups.delivery/2Q': 'access_point',
  'ups.delivery/5F': 'access_point',
  'ups.delivery/ZI': 'shop',
  'ups.status_code/161': 'access_point',
  'ups.mail_innovations_vt/AU': 'carrier_facility',
  'ups.mail_innovations_h6/P0': 'access_point',
  'ups.mail_innovations_h6/PC': 'access_point',
  'ups.mail_innovations_h6/PE': 'access_point',
};

/** Where the parcel waits, or is going to wait. */
export function readServicePoint(
  parcel: UpsParcel,
  status: NormalizedStatus,
  events: readonly TrackingEvent[],
  warn: Warn,
): ServicePoint | null {
  const isWaiting = status.substatus === 'pickup_available';
  const pickupBy = parcel.accessPointInformation?.pickupByDate;
  if (!isWaiting && filled(pickupBy) === null) return null;
  const openUntil = readDate(pickupBy);
  if (openUntil === null && filled(pickupBy) !== null) warn('accessPointInformation.pickupByDate', 'no date');
  const scan = isWaiting ? events.findLast((event) => event.substatus === 'pickup_available') : undefined;
  return {
    type: placeType(isWaiting ? status : null, filled(pickupBy) !== null),
    name: null,
    code: null,
    address: scan?.location ?? null,
    openUntil,
  };
}

function placeType(waiting: NormalizedStatus | null, hasAccessPoint: boolean): ServicePoint['type'] {
  if (waiting?.reason === 'at_locker') return 'locker';
  if (waiting?.reason === 'at_post_office') return 'post_office';
  const said = PLACE_OF_RULE[waiting?.provenance.rule ?? ''];
  return said ?? (hasAccessPoint ? 'access_point' : 'unknown');
}
