/** A simulated parcel in DHL's words: a shipment of the Unified API, and one of MyDHL. */

import type { Instant } from '../time/clock.ts';
import { ECOMMERCE_STEPS, EXPRESS_STEPS, type ExpressStep } from './dhl-steps.ts';
import { expectedOn, type Journey, type JourneyStep, stepsUntil } from './journey.ts';
import type { ParcelLife } from './parcel-register.ts';
import type { SimulatedPlace } from './routes.ts';

const WAYBILL = /^\d{10,11}$/;
const PIECE = /^J/;

/** The division whose parcel it is; pieces are those of an Express waybill. */
export const dhlServiceOf = (trackingNumber: string): 'express' | 'ecommerce' =>
  WAYBILL.test(trackingNumber) || PIECE.test(trackingNumber) ? 'express' : 'ecommerce';

export type DhlView = {
  readonly now: Instant;
  /** The pieces of the parcel's shipment, itself among them; the first one's number is the shipment's. */
  readonly pieces: readonly ParcelLife[];
};

/** One entry of Unified's `shipments`; undefined where nothing has happened yet. */
export function toUnifiedShipment(parcel: ParcelLife, view: DhlView): unknown {
  const service = dhlServiceOf(parcel.trackingNumber);
  const events = service === 'express' ? expressEvents(view) : ecommerceEvents(parcel, view);
  const [newest] = events;
  if (newest === undefined) return undefined;
  const { journey } = parcel;
  const expected = expectedOn(journey, view.now);
  return {
    id: view.pieces[0]?.trackingNumber ?? parcel.trackingNumber,
    service,
    origin: { address: toAddress(journey.origin, service) },
    destination: { address: toAddress(journey.destination, service) },
    status: newest.summary,
    ...(expected !== null && {
      estimatedDeliveryTimeFrame: {
        estimatedFrom: `${expected}T00:00:00`,
        estimatedThrough: `${expected}T23:59:00`,
      },
      estimatedTimeOfDeliveryRemark: 'By End of Day',
    }),
    serviceUrl: 'https://www.dhl.com/',
    details: unifiedDetails(parcel, view, service),
    events: events.map(({ event }) => event),
  };
}

/** An event, and the same as the shipment's latest status. */
type UnifiedEvent = { readonly at: Instant; readonly event: object; readonly summary: object };

/** Newest first: the scans of all pieces, each naming its own, in local time without offset. */
function expressEvents({ now, pieces }: DhlView): UnifiedEvent[] {
  const events = pieces.flatMap((piece) =>
    expressSteps(piece.journey, now).map(({ step, words }): UnifiedEvent => {
      const told = {
        timestamp: step.localTime,
        location: { address: toAddress(step.place, 'express') },
        description: `${words.description} ${localityOf(step.place)}`,
      };
      const code = words.isWordsAlone ? {} : { statusCode: words.statusCode, status: words.typeCode };
      const status = words.isWordsAlone ? words.statusCode : words.typeCode;
      return {
        at: step.at,
        event: { ...told, ...code, pieceIds: [pieceIdOf(piece)] },
        summary: { ...told, statusCode: words.statusCode, status },
      };
    }),
  );
  return events.sort((a, b) => b.at.localeCompare(a.at));
}

/** Newest first, with offsets, and fractions longer than a clock needs. */
const ecommerceEvents = ({ journey }: ParcelLife, { now }: DhlView): UnifiedEvent[] =>
  stepsUntil(journey, now)
    .map((step) => {
      const { code, description, statusCode } = ECOMMERCE_STEPS[step.kind];
      const event = {
        timestamp: `${step.localTime}.331986369${step.utcOffset}`,
        location: { address: toAddress(step.place, 'ecommerce') },
        statusCode,
        status: code,
        description,
      };
      return { at: step.at, event, summary: event };
    })
    .reverse();

function unifiedDetails(parcel: ParcelLife, { now, pieces }: DhlView, service: string): unknown {
  const { journey, trackingNumber } = parcel;
  const newest = stepsUntil(journey, now).at(-1);
  const isExpress = service === 'express';
  return {
    product: { productName: isExpress ? 'UNKNOWN - Product unknown' : 'DHL Parcel Ground' },
    weight: { value: journey.pounds, unitText: 'lb' },
    // One reference stands alone, several in a list.
    references: isExpress
      ? { number: journey.orderNumber, type: 'customer-reference' }
      : [
          { number: journey.orderNumber, type: 'customer-reference' },
          { number: postalNumberOf(trackingNumber), type: 'local-tracking-number' },
        ],
    ...(isExpress && { totalNumberOfPieces: pieces.length, pieceIds: pieces.map(pieceIdOf) }),
    ...(newest && isHandOver(newest) && { proofOfDelivery: toProof(journey, newest) }),
  };
}

/** Its time is the wall clock dressed as UTC: so it is on the wire. */
const toProof = ({ recipient }: Journey, { localTime }: JourneyStep): unknown => ({
  timestamp: `${localTime}Z`,
  documentUrl: 'https://webpod.dhl.com/webPOD/DHLePODRequest',
  signed: { '@type': 'Person', familyName: '', givenName: '', name: recipient },
});

/** The postal service's number for the last mile; made up, without a right check digit. */
const postalNumberOf = (trackingNumber: string): string =>
  `92612901${trackingNumber.replaceAll(/\D/g, '').slice(-14).padStart(14, '0')}`;

/** Express packs all into one text. */
const toAddress = (place: SimulatedPlace, service: string): unknown =>
  service === 'express'
    ? { addressLocality: localityOf(place) }
    : {
        countryCode: place.country,
        postalCode: place.postalCode,
        addressLocality: `${place.city}, ${place.region}, ${place.country}`,
      };

const localityOf = ({ city, region, country, countryName }: SimulatedPlace): string =>
  `${city}, ${region} - ${country === 'US' ? 'USA' : countryName}`.toUpperCase();

export type MydhlView = DhlView & {
  readonly withOffsets: boolean;
  readonly withShipment: boolean;
  readonly withPieces: boolean;
};

/** One entry of MyDHL's `shipments`; undefined where nothing has happened yet. */
export function toMydhlShipment({ trackingNumber, journey }: ParcelLife, view: MydhlView): unknown {
  const { now, pieces, withPieces, withShipment } = view;
  const [first] = pieces
    .map((piece) => expressSteps(piece.journey, now)[0])
    .filter((each) => each !== undefined);
  if (first === undefined) return undefined;
  const expected = expectedOn(journey, now);
  const all = pieces.flatMap((piece) => expressSteps(piece.journey, now));
  return {
    shipmentTrackingNumber: pieces[0]?.trackingNumber ?? trackingNumber,
    // Of the call, not of the parcel.
    status: 'Success',
    shipmentTimestamp: first.step.localTime,
    productCode: journey.scenario === 'international' ? 'P' : 'N',
    description: 'Books',
    shipperDetails: toParty(journey.origin),
    receiverDetails: toParty(journey.destination),
    totalWeight: kilograms(journey) * pieces.length,
    unitOfMeasurements: 'metric',
    shipperReferences: [{ value: journey.orderNumber, typeCode: 'CU' }],
    // Oldest first.
    events: withShipment
      ? all
          .sort((a, b) => a.step.at.localeCompare(b.step.at))
          .map((each) => toCheckpoint(each, journey, view))
      : [],
    numberOfPieces: pieces.length,
    ...(withPieces && { pieces: pieces.map((piece, index) => toMydhlPiece(piece, index, view)) }),
    ...(expected !== null && { estimatedDeliveryDate: `${expected}T23:59:00` }),
  };
}

const toMydhlPiece = (piece: ParcelLife, index: number, view: MydhlView): unknown => ({
  number: index + 1,
  typeCode: 'SMF',
  shipmentTrackingNumber: view.pieces[0]?.trackingNumber ?? piece.trackingNumber,
  trackingNumber: pieceIdOf(piece),
  weight: kilograms(piece.journey),
  dimensions: { length: 40, width: 30, height: 10 },
  unitOfMeasurements: 'metric',
  events: expressSteps(piece.journey, view.now).map((each) => toCheckpoint(each, piece.journey, view)),
});

type ExpressScan = { readonly step: JourneyStep; readonly words: ExpressStep };

const expressSteps = (journey: Journey, now: Instant): ExpressScan[] =>
  stepsUntil(journey, now).flatMap((step) => {
    const words = EXPRESS_STEPS[step.kind];
    return words ? [{ step, words }] : [];
  });

function toCheckpoint(
  { step, words }: ExpressScan,
  { recipient }: Journey,
  { withOffsets }: MydhlView,
): unknown {
  const isDelivery = isHandOver(step);
  return {
    date: step.localTime.slice(0, 10),
    time: step.localTime.slice(11),
    ...(withOffsets && { GMTOffset: step.utcOffset }),
    typeCode: words.typeCode,
    // The name hides in the words, and the field for it stays empty.
    description: isDelivery ? `Delivered : ${recipient}` : `${words.description}- ${areaOf(step.place)}`,
    serviceArea: [toArea(step.place)],
    ...(isDelivery && { signedBy: '' }),
  };
}

/** Names and cities are withheld; the service area isn't. */
const toParty = (place: SimulatedPlace): unknown => ({
  name: '',
  postalAddress: { cityName: '', postalCode: '', countryCode: place.country },
  serviceArea: [toArea(place)],
});

const toArea = (place: SimulatedPlace) => ({
  code: place.city.slice(0, 3).toUpperCase(),
  description: areaOf(place),
});

const areaOf = ({ city, country }: SimulatedPlace): string => `${city.toUpperCase()}-${country}`;

const pieceIdOf = ({ trackingNumber }: ParcelLife): string =>
  PIECE.test(trackingNumber) ? trackingNumber : `JD01${trackingNumber.padStart(16, '0')}`;

const kilograms = ({ pounds }: Journey): number => Math.max(1, Math.round(pounds * 0.45359237));

const isHandOver = ({ kind }: JourneyStep): boolean => kind === 'delivered' || kind === 'collected';
