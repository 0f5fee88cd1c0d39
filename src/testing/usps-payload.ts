/** A simulated parcel in USPS's words: the answer of v3 in detail or in short, and the record of v3r2 and of a push. */

import { type Instant, toInstant } from '../time/clock.ts';
import { expectedOn, type Journey, type JourneyStep, stepsUntil } from './journey.ts';
import type { ParcelLife } from './parcel-register.ts';
import { USPS_STEPS } from './usps-steps.ts';

const DAY_MS = 86_400_000;
/** How long the post office keeps an item. */
const DAYS_OF_KEEPING = 15;

/** Carriers are out between these times. */
const WINDOW = {
  predictedDeliveryWindowStartTime: '10:00am',
  predictedDeliveryWindowEndTime: '5:30pm',
};

/** Tells the lives of a number apart. */
export const uspsUniqueId = ({ life }: ParcelLife): string => String(110_158_946 + life);

/** The day of mailing, by which USPS tells the lives of a number apart; the label's until the item is there. */
export const uspsMailingDate = ({ journey }: ParcelLife): string =>
  (journey.steps.find(({ kind }) => kind === 'picked_up') ?? journey.steps[0])?.localTime.slice(0, 10) ?? '';

/** What v3 answers to `expand=DETAIL`: flags as text, names with HTML, and GMT with the local date. */
export function toUspsDetail(parcel: ParcelLife, now: Instant): unknown {
  const { trackingNumber, journey } = parcel;
  const steps = stepsUntil(journey, now);
  const newest = newestOf(steps);
  const { origin, destination } = journey;
  const expected = expectedOn(journey, now);
  return {
    trackingNumber,
    mailClass: 'USPS Ground Advantage<SUP>&#153;</SUP>',
    mailType: 'DM',
    serviceTypeCode: '001',
    services: ['USPS Tracking<SUP>&#174;</SUP>'],
    originCity: upperCase(origin.city),
    originState: origin.region,
    // A postal code of another country does not fit the field.
    ...(origin.country === 'US' ? { originZIP: origin.postalCode } : { originCountry: origin.country }),
    destinationCity: upperCase(destination.city),
    destinationState: destination.region,
    destinationZIP: destination.postalCode,
    ...statusOf(newest),
    emailEnabled: 'true',
    proofOfDeliveryEnabled: String(isHandOver(newest)),
    RRAMEnabled: 'false',
    uniqueMailPieceID: uspsUniqueId(parcel),
    mailPieceIntakeDate: `${journey.steps[0]?.localTime.replace('T', ' ')}.000000`,
    tableCode: 'T',
    expectedDeliveryTimeStamp: expected === null ? null : `${journey.promisedOn}T21:00:00`,
    ...(expected !== null && { expectedDeliveryType: 'By' }),
    ...(expected !== null && { predictedDeliveryDate: expected }),
    ...(newest.kind === 'out_for_delivery' && WINDOW),
    ...returnNotice(newest),
    trackingEvents: steps.map((step) => toDetailEvent(step, journey)).reverse(),
  };
}

/** What v3 answers unless details are asked for. */
export function toUspsSummary({ trackingNumber, journey }: ParcelLife, now: Instant): unknown {
  const expected = expectedOn(journey, now);
  return {
    trackingNumber,
    ...(expected !== null && { expectedDeliveryDate: expected, expectedDeliveryTime: '9:00 pm' }),
    eventSummaries: stepsUntil(journey, now)
      .map(({ kind, localTime, place }) => {
        const [, month, day] = localTime.slice(0, 10).split('-');
        const date = `${month}/${day}/${localTime.slice(0, 4)}`;
        return `${USPS_STEPS[kind].eventType}, ${date}, ${toTwelveHours(localTime)}, ${upperCase(place.city)}, ${place.region} ${place.postalCode}`;
      })
      .reverse(),
  };
}

/** The record of v3r2: other names, real booleans, and offsets behind the times. A push has the newest scan alone. */
export function toUspsRecord(parcel: ParcelLife, now: Instant, { newestOnly = false } = {}): object {
  const { trackingNumber, journey } = parcel;
  const steps = stepsUntil(journey, now);
  const newest = newestOf(steps);
  const { origin, destination } = journey;
  const expected = expectedOn(journey, now);
  return {
    trackingNumber,
    mailClass: 'USPS Ground Advantage<SUP>&trade;</SUP>',
    mailClassCode: 'GA',
    mailingDate: uspsMailingDate(parcel),
    mailType: 'DM',
    serviceTypeCode: '001',
    services: ['USPS Tracking<SUP>&#174;</SUP>'],
    originCity: upperCase(origin.city),
    originState: origin.region,
    originZIPCode: origin.postalCode,
    originCountry: origin.country,
    destinationCity: upperCase(destination.city),
    destinationState: destination.region,
    destinationZIPCode: destination.postalCode,
    destinationCountry: destination.country,
    ...statusOf(newest),
    uniqueTrackingID: uspsUniqueId(parcel),
    deliveryDateExpectation: {
      ...(expected !== null && {
        expectedDeliveryDate: journey.promisedOn,
        endOfDay: 'by 9:00 pm',
        predictedDeliveryDate: expected,
      }),
      ...(newest.kind === 'out_for_delivery' && WINDOW),
    },
    servicesEligibility: {
      proofOfDeliveryEnabled: isHandOver(newest),
      RREEnabled: false,
      trackingProofOfDeliveryEnabled: isHandOver(newest),
    },
    ...returnNotice(newest),
    trackingEvents: (newestOnly ? [newest] : steps).map((step) => toRecordEvent(step, journey)).reverse(),
  };
}

const statusOf = ({ kind }: JourneyStep) => {
  const { eventType: status, statusCategory, statusSummary } = USPS_STEPS[kind];
  return { status, statusCategory, statusSummary };
};

/** Facilities stand in place of the city. */
function toDetailEvent(step: JourneyStep, { recipient }: Journey): unknown {
  const { kind, localTime, place, at, utcOffset } = step;
  const { eventType, eventCode } = USPS_STEPS[kind];
  const isFacility = kind === 'arrived' || kind === 'departed';
  return {
    eventType,
    // To the minute; the seconds are GMT's.
    eventTimestamp: `${localTime.slice(0, 16)}:00`,
    GMTTimestamp: withLocalDate(at, localTime),
    GMTOffset: utcOffset,
    eventCountry: place.country === 'US' ? null : upperCase(place.countryName),
    eventCity: upperCase(isFacility ? `${place.city} ${place.region} distribution center` : place.city),
    eventState: isFacility ? null : place.region,
    eventZIP: isFacility ? null : place.postalCode,
    firm: null,
    name: isHandOver(step) ? recipient : null,
    authorizedAgent: 'false',
    ...(eventCode && { eventCode }),
    additionalProp: null,
  };
}

function toRecordEvent(step: JourneyStep, { recipient }: Journey): unknown {
  const { kind, localTime, place, at, utcOffset } = step;
  const { eventType, eventCode } = USPS_STEPS[kind];
  return {
    eventType,
    ...(eventCode && { eventCode }),
    eventTimestamp: `${localTime}${utcOffset}`,
    GMTTimestamp: withLocalDate(at, localTime),
    // Without the zero that v3 has before the hour.
    GMTOffset: utcOffset.replace(/^([+-])0/, '$1'),
    eventCity: upperCase(place.city),
    eventState: place.region,
    eventZIPCode: place.postalCode,
    eventCountry: place.country,
    recipientName: isHandOver(step) ? recipient : '',
  };
}

/** The time of day is GMT's; the date stays the local one over midnight. */
const withLocalDate = (at: Instant, localTime: string): string =>
  `${localTime.slice(0, 10)}T${at.slice(11, 19)}Z`;

function returnNotice({ kind, localTime }: JourneyStep): object {
  if (kind !== 'delivery_attempted' && kind !== 'pickup_available') return {};
  return { returnDateNotice: toInstant(Date.parse(`${localTime}Z`) + DAYS_OF_KEEPING * DAY_MS).slice(0, 10) };
}

function newestOf(steps: readonly JourneyStep[]): JourneyStep {
  const newest = steps.at(-1);
  if (newest === undefined) throw new RangeError('USPS simulator: nothing has happened yet');
  return newest;
}

function toTwelveHours(localTime: string): string {
  const hours = Number(localTime.slice(11, 13));
  return `${hours % 12 || 12}:${localTime.slice(14, 16)} ${hours < 12 ? 'am' : 'pm'}`;
}

const isHandOver = ({ kind }: JourneyStep): boolean => kind === 'delivered' || kind === 'collected';

const upperCase = (text: string): string => text.toUpperCase();
