/** The sandbox's record of one parcel, as it goes on the wire: its history, and what follows from how far it has come. */

import { needsAction, statusOf } from '../../model/status.ts';
import { lookUp } from '../../normalization/code-table.ts';
import type { Instant } from '../../time/clock.ts';
import { sandboxCodes } from './codes.ts';
import { siblingOf } from './formats.ts';
import { type DatedScan, localTimeAt, offsetAt } from './history.ts';
import { type SandboxPlace, sandboxPlaces } from './places.ts';
import type { WireParcel, WirePlace, WireScan } from './wire.ts';

const DAY_MS = 86_400_000;
const HOME_DAYS = 3;
const OVERSEAS_DAYS = 6;
/** Vans bring parcels between these hours, on the recipient's clock. */
const WINDOW = { from: '13:00:00', to: '17:00:00' };
const { door } = sandboxPlaces;

type HandOver = {
  readonly signedBy: string | null;
  readonly placement: string;
  readonly proofs: readonly string[];
};

const HAND_OVERS: Readonly<Record<string, HandOver>> = {
  DELIVERED: { signedBy: 'R. SAMPLE', placement: 'Front door', proofs: ['PHOTO', 'SIGNATURE'] },
  DELIVERED_TO_NEIGHBOR: { signedBy: 'A. NEXTDOOR', placement: 'Neighbour at 36', proofs: ['SIGNATURE'] },
  DELIVERED_SAFE_PLACE: { signedBy: null, placement: 'Garden shed', proofs: ['PHOTO'] },
  DELIVERED_SIGNED: { signedBy: 'R. SAMPLE', placement: 'Front door', proofs: ['SIGNATURE'] },
  DELIVERED_COD_PAID: { signedBy: 'R. SAMPLE', placement: 'Front door', proofs: ['RECEIPT'] },
  COLLECTED_BY_RECIPIENT: { signedBy: 'R. SAMPLE', placement: 'Shop counter', proofs: ['SIGNATURE'] },
  DELIVERED_IN_PART: { signedBy: 'R. SAMPLE', placement: 'Front door', proofs: ['SIGNATURE'] },
  DELIVERED_DAMAGED: { signedBy: 'R. SAMPLE', placement: 'Front door', proofs: ['PHOTO'] },
};

const SERVICE_POINTS: Readonly<Record<string, { readonly type: string; readonly code: string }>> = {
  PICKUP_AVAILABLE: { type: 'shop', code: 'SBX-SHOP-5' },
  AT_LOCKER: { type: 'locker', code: 'SBX-LOCKER-7' },
  AT_POST_OFFICE: { type: 'post_office', code: 'SBX-POST-21' },
};

/** A parcel whose history is known, as the sandbox answers at `now`. */
export function toWireParcel(
  trackingNumber: string,
  history: readonly DatedScan[],
  now: Instant,
): WireParcel {
  const [first, last] = [history[0], history.at(-1)];
  // A history is never empty; without scans there is no parcel.
  if (first === undefined || last === undefined) return {};
  const overseas = first.place.country !== door.country;
  const promisedOn = addDays(dayAtDoor(first.at), overseas ? OVERSEAS_DAYS : HOME_DAYS);
  const inPart = last.key === 'DELIVERED_IN_PART';
  return {
    id: `sandbox-${trackingNumber}`,
    trackingNumber,
    status: { code: last.code, text: last.text },
    scans: history.map((scan) => toWireScan(trackingNumber, scan)).reverse(),
    estimate: estimateOf(last, promisedOn, now),
    promisedOn,
    delivery: deliveryOf(last),
    servicePoint: servicePointOf(last),
    service: overseas
      ? { code: 'OCEAN', name: 'Sandbox Overseas' }
      : { code: 'COAST', name: 'Sandbox Ground' },
    sender: toWirePlace(first.place),
    recipient: toWirePlace(door),
    weight: { value: 1.8, unit: 'kg' },
    pieceCount: inPart ? 2 : 1,
    pieces: inPart ? piecesOf(trackingNumber) : [],
    references: [{ type: 'ORDER', value: 'TEA-1001' }],
    related: relatedTo(trackingNumber, last),
  };
}

const toWireScan = (trackingNumber: string, { key, code, text, localTime, place }: DatedScan): WireScan => ({
  // Scans keep their ids as their times move on with the clock, so a follower sees amended scans, not new ones.
  id: `${trackingNumber}/${key}`,
  code,
  text,
  at: localTime,
  place: toWirePlace(place),
});

const toWirePlace = ({ timeZone: _timeZone, ...place }: SandboxPlace): WirePlace => place;

function estimateOf(last: DatedScan, promisedOn: string, now: Instant): WireParcel['estimate'] {
  const substatus = lookUp(sandboxCodes, last.code)?.substatus ?? 'other';
  if (substatus === 'pickup_available') return null;
  const status = statusOf(substatus);
  if (status === 'pre_transit') return { from: promisedOn, to: promisedOn };
  if (status !== 'in_transit') return null;
  const isLate = needsAction(substatus) || substatus === 'delayed' || substatus === 'delivery_rescheduled';
  const day = latest(isLate ? addDays(promisedOn, 1) : promisedOn, nextVanDay(now));
  // Noon in UTC is daytime at the door: the offset is that day's.
  const utcOffset = offsetAt(`${day}T12:00:00.000Z`, door.timeZone);
  return { from: `${day}T${WINDOW.from}${utcOffset}`, to: `${day}T${WINDOW.to}${utcOffset}` };
}

function deliveryOf(last: DatedScan): WireParcel['delivery'] {
  const handOver = HAND_OVERS[last.key];
  return handOver ? { at: last.localTime, ...handOver, proofs: [...handOver.proofs] } : null;
}

function servicePointOf({ key, at, place }: DatedScan): WireParcel['servicePoint'] {
  const point = SERVICE_POINTS[key];
  return point ? { ...point, address: toWirePlace(place), openUntil: addDays(dayAtDoor(at), 7) } : null;
}

const piecesOf = (trackingNumber: string): WireParcel['pieces'] => [
  { trackingNumber, status: { code: 'DELIVERED', text: 'Handed over' }, weight: { value: 1.1, unit: 'kg' } },
  {
    trackingNumber: siblingOf(trackingNumber, 'OUT_FOR_DELIVERY'),
    status: { code: 'OUT_FOR_DELIVERY', text: 'On the van' },
    weight: { value: 0.7, unit: 'kg' },
  },
];

const relatedTo = (trackingNumber: string, last: DatedScan): WireParcel['related'] =>
  last.key === 'HANDED_TO_PARTNER'
    ? [{ number: siblingOf(trackingNumber, 'OUT_FOR_DELIVERY'), carrier: 'sandbox', relation: 'last_mile' }]
    : [];

const dayAtDoor = (at: Instant): string => localTimeAt(at, door.timeZone).slice(0, 10);

/** The first day whose window is not over yet. */
function nextVanDay(now: Instant): string {
  const clock = localTimeAt(now, door.timeZone);
  const today = clock.slice(0, 10);
  return clock < `${today}T${WINDOW.to}` ? today : addDays(today, 1);
}

const latest = (a: string, b: string): string => (a > b ? a : b);

const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
