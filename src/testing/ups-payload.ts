/** A simulated parcel in UPS's words: the package of a Track answer, and the event of a Track Alert. */

import { type Instant, toInstant } from '../time/clock.ts';
import { expectedOn, type JourneyStep, stepsUntil } from './journey.ts';
import type { ParcelLife } from './parcel-register.ts';
import type { SimulatedPlace } from './routes.ts';
import { UPS_STEPS } from './ups-steps.ts';

/** What a package shows beside its own history. */
export type UpsExtras = {
  readonly packageCount: number;
  readonly withSignature: boolean;
  readonly withProofOfDelivery: boolean;
};

/** Vans are out between these times. */
const WINDOW = { startTime: '100000', endTime: '173000' };
const DAY_MS = 86_400_000;

/** A picture of one dot, as base64: enough to show that it arrives. */
const IMAGE = 'R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';

/** `package` of a Track answer; undefined where nothing has happened yet. */
export function toUpsPackage(
  { trackingNumber, journey }: ParcelLife,
  now: Instant,
  extras: UpsExtras,
): unknown {
  const steps = stepsUntil(journey, now);
  const newest = steps.at(-1);
  if (newest === undefined) return undefined;
  const step = UPS_STEPS[newest.kind];
  return {
    trackingNumber,
    ...deliveryTimes(journey.promisedOn, expectedOn(journey, now), newest),
    activity: steps.map(toActivity).reverse(),
    // The short form that is on the wire: the three-digit code, not the two letters of the documents.
    currentStatus: { description: step.current, code: step.statusCode },
    packageAddress: [
      { type: 'ORIGIN', address: toAddress(journey.origin, { upperCase: true }) },
      { type: 'DESTINATION', address: toAddress(journey.destination, { upperCase: true }) },
    ],
    weight: { unitOfMeasurement: 'LBS', weight: journey.pounds.toFixed(2) },
    dimension: { height: '6.00', length: '12.00', width: '9.00', unitOfDimension: 'IN' },
    service: { code: '518', levelCode: '003', description: 'UPS Ground' },
    // Repeated and void references are what the wire has.
    referenceNumber: [
      { type: 'SHIPMENT', number: journey.orderNumber },
      { type: 'SHIPMENT', number: journey.orderNumber },
      { type: 'PACKAGE', number: 'NA' },
    ],
    ...(newest.kind === 'pickup_available' && {
      accessPointInformation: { pickupByDate: compactDate(localDayAfter(newest, 7)) },
    }),
    ...(isHandOver(newest) && { deliveryInformation: handOver(journey.recipient, newest, extras) }),
    packageCount: extras.packageCount,
  };
}

/** The flat event that Track Alert (version 2) pushes; what it doesn't know is an empty text. */
export function toUpsTrackAlert({ trackingNumber, journey }: ParcelLife, now: Instant): unknown {
  const newest = stepsUntil(journey, now).at(-1);
  if (newest === undefined) throw new RangeError('UPS simulator: nothing to push yet');
  const { type, code, description, statusCode } = UPS_STEPS[newest.kind];
  const { place, at, utcOffset, localTime } = newest;
  const isDelivered = isHandOver(newest);
  const isOut = newest.kind === 'out_for_delivery';
  return {
    trackingNumber,
    localActivityDate: compactDate(localTime),
    localActivityTime: compactTime(localTime),
    activityLocation: {
      city: place.city,
      stateProvince: place.region,
      postalCode: isDelivered ? place.postalCode : '',
      country: place.country,
    },
    activityStatus: { type, code, description, descriptionCode: statusCode },
    scheduledDeliveryDate: compactDate(journey.promisedOn),
    actualDeliveryDate: isDelivered ? compactDate(localTime) : '',
    actualDeliveryTime: isDelivered ? compactTime(localTime) : '',
    gmtActivityDate: compactDate(at),
    gmtActivityTime: compactTime(at),
    // With a dot here, with a colon in Track.
    gmtOffset: utcOffset.replace(':', '.'),
    deliveryStartTime: isOut ? WINDOW.startTime : '',
    deliveryEndTime: isOut ? WINDOW.endTime : '',
    deliveryTimeDescription: isOut ? 'estimated delivery window' : 'end of day',
    deliveryPhoto: '',
  };
}

function deliveryTimes(promisedOn: string, expected: string | null, newest: JourneyStep) {
  if (isHandOver(newest)) {
    const { localTime } = newest;
    return {
      deliveryDate: [{ type: 'DEL', date: compactDate(localTime) }],
      deliveryTime: { type: 'DEL', endTime: compactTime(localTime) },
    };
  }
  const scheduled = { type: 'SDD', date: compactDate(promisedOn) };
  // Nothing is scheduled before UPS has the parcel.
  if (expected === null || newest.kind === 'label_created') return {};
  const isMoved = expected !== promisedOn;
  return {
    deliveryDate: isMoved ? [scheduled, { type: 'RDD', date: compactDate(expected) }] : [scheduled],
    deliveryTime: newest.kind === 'out_for_delivery' ? { type: 'EDW', ...WINDOW } : { type: 'EOD' },
  };
}

function toActivity({ kind, at, localTime, utcOffset, place }: JourneyStep): unknown {
  const { type, code, statusCode, description } = UPS_STEPS[kind];
  const location =
    kind === 'label_created'
      ? { address: { countryCode: place.country, country: place.country } }
      : { address: toAddress(place), slic: place.postalCode.replaceAll(' ', '').slice(0, 4) };
  return {
    location,
    status: { type, description, code, statusCode },
    date: compactDate(localTime),
    time: compactTime(localTime),
    gmtDate: compactDate(at),
    gmtOffset: utcOffset,
    // With colons, other than `time`.
    gmtTime: at.slice(11, 19),
  };
}

function handOver(
  recipient: string,
  { kind }: JourneyStep,
  { withSignature, withProofOfDelivery }: UpsExtras,
): unknown {
  return {
    location: kind === 'collected' ? 'UPS Access Point' : 'Front Door',
    receivedBy: recipient,
    ...(withSignature && { signature: { image: IMAGE } }),
    ...(withProofOfDelivery && { pod: { content: IMAGE } }),
  };
}

/** Scans name no postal code. */
const toAddress = ({ city, region, country }: SimulatedPlace, { upperCase = false } = {}) => ({
  city: upperCase ? city.toUpperCase() : city,
  stateProvince: region,
  countryCode: country,
  country,
});

const isHandOver = ({ kind }: JourneyStep): boolean => kind === 'delivered' || kind === 'collected';

const localDayAfter = ({ localTime }: JourneyStep, days: number): string =>
  toInstant(Date.parse(`${localTime}Z`) + days * DAY_MS);

const compactDate = (isoText: string): string => isoText.slice(0, 10).replaceAll('-', '');
const compactTime = (isoText: string): string => isoText.slice(11, 19).replaceAll(':', '');
