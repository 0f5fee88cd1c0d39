/** A simulated parcel in FedEx's words: one entry of `trackResults`. */

import type { Instant } from '../time/clock.ts';
import { FEDEX_STEPS, type FedexStep } from './fedex-steps.ts';
import { expectedOn, type Journey, type JourneyStep, stepsUntil } from './journey.ts';
import type { ParcelLife } from './parcel-register.ts';
import type { SimulatedPlace } from './routes.ts';

/** A scan with what FedEx calls it. */
export type FedexScan = { readonly step: JourneyStep; readonly words: FedexStep };

/** What FedEx shows of a life by `now`, oldest first. */
export const fedexScans = (journey: Journey, now: Instant): FedexScan[] =>
  stepsUntil(journey, now).flatMap((step) => {
    const words = FEDEX_STEPS[step.kind];
    return words ? [{ step, words }] : [];
  });

/** Tells the lives of a number apart. */
export const fedexUniqueId = ({ trackingNumber, life }: ParcelLife): string =>
  `${12028 + life}~${trackingNumber}~FDEG`;

export type FedexView = {
  readonly now: Instant;
  /** The pieces of the parcel's shipment, itself among them. */
  readonly pieces: readonly ParcelLife[];
  readonly newest: FedexScan;
  /** The scans to list. */
  readonly listed: readonly FedexScan[];
};

/** One entry of `trackResults`. */
export function toFedexTrackResult(parcel: ParcelLife, { now, pieces, newest, listed }: FedexView): unknown {
  const { trackingNumber, journey } = parcel;
  return {
    trackingNumberInfo: {
      trackingNumber,
      trackingNumberUniqueId: fedexUniqueId(parcel),
      carrierCode: 'FDXG',
    },
    additionalTrackingInfo: {
      nickname: '',
      packageIdentifiers: identifiers(parcel, pieces, newest),
      hasAssociatedShipments: pieces.length > 1,
    },
    // Contacts are empty outside FedEx's secured flow.
    shipperInformation: { contact: {}, address: toAddress(journey.origin) },
    recipientInformation: { contact: {}, address: toAddress(journey.destination) },
    latestStatusDetail: latestStatus(newest),
    dateAndTimes: dateAndTimes(journey, now),
    availableImages: isHandOver(newest.step) ? [{ type: 'SIGNATURE_PROOF_OF_DELIVERY' }] : [],
    packageDetails: packageDetails(parcel, pieces),
    shipmentDetails: { possessionStatus: newest.step.kind !== 'label_created' },
    scanEvents: listed.map(toScanEvent).sort((a, b) => b.date.localeCompare(a.date)),
    deliveryDetails: deliveryDetails(journey, newest.step),
    serviceDetail: { type: 'FEDEX_GROUND', description: 'FedEx Ground', shortDescription: 'FG' },
    standardTransitTimeWindow: { window: { ends: dateOnly(journey.promisedOn) } },
    estimatedDeliveryTimeWindow: estimatedWindow(newest.step, expectedOn(journey, now)),
    goodsClassificationCode: '',
    returnDetail: {},
    ...(newest.step.kind === 'pickup_available' && { holdAtLocation: holdAtLocation(newest.step.place) }),
    ...(newest.words.serviceCommit && {
      serviceCommitMessage: { message: newest.words.eventDescription, type: newest.words.serviceCommit },
    }),
  };
}

function identifiers(
  { trackingNumber, journey }: ParcelLife,
  [master, ...others]: readonly ParcelLife[],
  { step }: FedexScan,
): unknown[] {
  // `values` and `carrierCode` are what the wire has; the documents say `value` alone.
  const identifier = (type: string, value: string) => ({
    type,
    values: [value],
    trackingNumberUniqueId: '',
    carrierCode: '',
  });
  const reference = identifier('CUSTOMER_REFERENCE', journey.orderNumber);
  return [
    reference,
    // Repeated, as it comes.
    reference,
    ...(master && others.length > 0 ? [identifier('STANDARD_MPS', master.trackingNumber)] : []),
    ...(step.kind === 'returning'
      ? [identifier('RETURNED_TO_SHIPPER_TRACKING_NUMBER', returnNumberOf(trackingNumber))]
      : []),
  ];
}

/** Another number of the same length: the way back has its own. */
const returnNumberOf = (trackingNumber: string): string => [...trackingNumber].reverse().join('');

function latestStatus({ step, words }: FedexScan): unknown {
  const { exceptionCode, exceptionDescription, derivedStatusCode, derivedStatus, delayDetail } = words;
  return {
    code: words.eventType,
    derivedCode: words.latest?.derivedCode ?? derivedStatusCode,
    statusByLocale: words.latest?.statusByLocale ?? derivedStatus,
    description: words.eventDescription,
    scanLocation: step.kind === 'label_created' ? { residential: false } : toAddress(step.place),
    ...(exceptionCode && {
      ancillaryDetails: [
        { reason: exceptionCode, reasonDescription: exceptionDescription, action: '', actionDescription: '' },
      ],
    }),
    ...(delayDetail && { delayDetail }),
  };
}

function toScanEvent({ step, words }: FedexScan) {
  const { kind, localTime, utcOffset, place } = step;
  return {
    // Pickups of Ground parcels are a date alone, dressed as a midnight without offset.
    date: kind === 'picked_up' ? `${localTime.slice(0, 10)}T00:00:00` : `${localTime}${utcOffset}`,
    eventType: words.eventType,
    eventDescription: words.eventDescription,
    exceptionCode: words.exceptionCode ?? '',
    exceptionDescription: words.exceptionDescription ?? '',
    scanLocation:
      kind === 'label_created'
        ? {
            streetLines: [''],
            postalCode: place.postalCode,
            countryCode: place.country,
            residential: false,
            countryName: place.countryName,
          }
        : { streetLines: [''], ...toAddress(place), postalCode: place.postalCode },
    ...(kind !== 'label_created' && { locationId: `0${place.postalCode.slice(0, 3)}` }),
    locationType: words.locationType,
    derivedStatusCode: words.derivedStatusCode,
    derivedStatus: words.derivedStatus,
    ...(words.delayDetail && { delayDetail: words.delayDetail }),
  };
}

function dateAndTimes(journey: Journey, now: Instant): unknown[] {
  const steps = stepsUntil(journey, now);
  const dayOf = (step: JourneyStep): string => step.localTime.slice(0, 10);
  const entry = (type: string, dateTime: string) => ({ type, dateTime });
  const pickup = steps.find(({ kind }) => kind === 'picked_up');
  const [label] = steps;
  if (pickup === undefined) return label ? [entry('ANTICIPATED_TENDER', dateOnly(dayOf(label)))] : [];
  const shipped = dateOnly(dayOf(pickup));
  const attempt = steps.find(({ kind }) => kind === 'delivery_attempted');
  const handOver = steps.find(isHandOver);
  const expected = expectedOn(journey, now);
  return [
    ...(handOver ? [entry('ACTUAL_DELIVERY', `${handOver.localTime}${handOver.utcOffset}`)] : []),
    ...(attempt ? [entry('ATTEMPTED_DELIVERY', `${attempt.localTime}${attempt.utcOffset}`)] : []),
    entry('ACTUAL_PICKUP', shipped),
    entry('SHIP', shipped),
    entry('ACTUAL_TENDER', shipped),
    ...(expected ? [entry('ESTIMATED_DELIVERY', dateOnly(expected))] : []),
  ];
}

/** Vans are out between these times. */
function estimatedWindow(newest: JourneyStep, expected: string | null): unknown {
  if (newest.kind !== 'out_for_delivery' || expected === null) return { window: {} };
  const at = (time: string): string => `${expected}T${time}${newest.utcOffset}`;
  return { window: { begins: at('10:00:00'), ends: at('17:30:00') }, type: 'ESTIMATED_DELIVERY' };
}

function deliveryDetails(journey: Journey, newest: JourneyStep): unknown {
  // Stays `0`, whatever was tried: so it does on the wire.
  const attempts = { deliveryAttempts: '0' };
  if (newest.kind === 'out_for_delivery') return { ...attempts, deliveryToday: true };
  if (!isHandOver(newest)) return attempts;
  const isResidence = newest.kind === 'delivered';
  return {
    ...attempts,
    actualDeliveryAddress: toAddress(newest.place),
    receivedByName: journey.recipient,
    locationType: isResidence ? 'RESIDENCE' : 'FEDEX_LOCATION',
    locationDescription: isResidence ? 'Residence' : 'FedEx Location',
  };
}

/** Counts as text, and the same weight twice. */
const packageDetails = (parcel: ParcelLife, pieces: readonly ParcelLife[]): unknown => ({
  packagingDescription: { type: 'YOUR_PACKAGING', description: 'Package' },
  physicalPackagingType: 'PACKAGE',
  sequenceNumber: String(pieces.indexOf(parcel) + 1),
  count: String(pieces.length),
  weightAndDimensions: {
    weight: [
      { value: parcel.journey.pounds.toFixed(1), unit: 'LB' },
      { value: (parcel.journey.pounds * 0.45359237).toFixed(2), unit: 'KG' },
    ],
    dimensions: [
      { length: 12, width: 9, height: 6, units: 'IN' },
      { length: 30, width: 22, height: 15, units: 'CM' },
    ],
  },
  packageContent: [],
});

const holdAtLocation = (place: SimulatedPlace): unknown => ({
  locationId: `${place.region}KX`,
  locationContactAndAddress: {
    address: { streetLines: ['100 Specimen Street'], ...toAddress(place), postalCode: place.postalCode },
  },
  locationType: 'FEDEX_OFFICE',
});

const toAddress = ({ city, region, country, countryName }: SimulatedPlace) => ({
  city,
  stateOrProvinceCode: region,
  countryCode: country,
  residential: false,
  countryName,
});

const isHandOver = ({ kind }: JourneyStep): boolean => kind === 'delivered' || kind === 'collected';

/** FedEx writes a date as this midnight, whatever the place and the season. */
const dateOnly = (day: string): string => `${day}T00:00:00-06:00`;
