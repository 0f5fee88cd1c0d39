/** A simulated parcel in Amazon's words: a tracking result, and what a milestone notification tells. */

import { type Instant, toInstant } from '../time/clock.ts';
import { instantAt } from '../time/wall-clock.ts';
import { AMAZON_STEPS, type AmazonStep } from './amazon-steps.ts';
import { expectedOn, type Journey, type JourneyStep, stepsUntil } from './journey.ts';
import type { ParcelLife } from './parcel-register.ts';
import type { SimulatedPlace } from './routes.ts';

const DAY_MS = 86_400_000;
/** So long Amazon keeps the whole history; then the last status alone. */
const HISTORY_MS = 45 * DAY_MS;

type Scan = { readonly step: JourneyStep; readonly words: AmazonStep };

const scansUntil = (journey: Journey, now: Instant): Scan[] =>
  stepsUntil(journey, now).flatMap((step) => {
    const words = AMAZON_STEPS[step.kind];
    return words ? [{ step, words }] : [];
  });

/** What Amazon says of an id it doesn't know, or not yet. */
export const unknownParcel = (trackingId: string): unknown => ({
  trackingId,
  alternateLegTrackingId: null,
  promisedDeliveryDate: null,
  eventHistory: [],
  summary: { status: null, trackingDetailCodes: { forward: [], returns: [] } },
});

/** `payload` of a tracking answer; undefined where nothing has happened yet. */
export function toTrackingResult({ trackingNumber, journey }: ParcelLife, now: Instant): unknown {
  const scans = scansUntil(journey, now);
  const newest = scans.at(-1);
  const first = scans[0];
  if (newest === undefined || first === undefined) return undefined;
  const isKept = Date.parse(now) - Date.parse(first.step.at) < HISTORY_MS;
  return {
    trackingId: trackingNumber,
    // The word, for want of a number.
    alternateLegTrackingId: newest.words.leg === 'RETURNS' ? returnNumberOf(trackingNumber) : 'null',
    promisedDeliveryDate: promiseOf(journey),
    eventHistory: isKept ? scans.map(toEvent) : [],
    summary: {
      status: newest.words.status,
      trackingDetailCodes: { forward: detailsOf(scans, 'FORWARD'), returns: detailsOf(scans, 'RETURNS') },
    },
  };
}

/** `trackingDetail` of a notification; undefined where it would tell nothing. */
export function toTrackingDetail({ trackingNumber, journey }: ParcelLife, now: Instant): unknown {
  const milestones = scansUntil(journey, now).flatMap(toMilestone).reverse();
  const [latestMilestone] = milestones;
  if (latestMilestone === undefined) return undefined;
  const expected = expectedOn(journey, now);
  return {
    identifier: { carrierTracking: { trackingNumber, carrierCode: 'AMZN_US' } },
    latestMilestone,
    milestoneHistory: milestones,
    trackingEstimates: expected === null ? [] : [toEstimate(expected, journey, latestMilestone.occurredAt)],
    trackingUrl: `https://track.simulator.test/${trackingNumber}`,
  };
}

/** Another number of the same form. */
const returnNumberOf = (trackingNumber: string): string =>
  `${trackingNumber.slice(0, 3)}${[...trackingNumber.slice(3)].reverse().join('')}`;

/** The details of a leg stay, whatever happens later. */
const detailsOf = (scans: readonly Scan[], leg: AmazonStep['leg']): string[] => [
  ...new Set(scans.flatMap(({ words }) => (words.leg === leg && words.detail ? [words.detail] : []))),
];

const toEvent = ({ step, words }: Scan) => ({
  eventCode: words.eventCode,
  eventTime: step.at,
  shipmentType: words.leg,
  location: toLocation(step),
});

/** At stations Amazon names no city. */
const toLocation = ({ kind, place }: JourneyStep) => {
  const { city, region, postalCode, country } = place;
  const isStation = kind === 'arrived' || kind === 'departed';
  return isStation
    ? { postalCode, countryCode: country }
    : { city: city.toUpperCase(), stateOrRegion: region, postalCode, countryCode: country };
};

/** Ten in the evening of the promised day, at the destination. */
function promiseOf({ promisedOn, destination, steps }: Journey): Instant {
  const utcOffset = steps.find(({ place }) => place === destination)?.utcOffset ?? '+00:00';
  return instantAt(`${promisedOn}T22:00:00`, utcOffset) ?? toInstant(0);
}

function toMilestone({ step, words }: Scan) {
  const { milestone } = words;
  if (milestone === undefined) return [];
  return [
    { status: milestone, location: { address: toAddress(step.place) }, occurredAt: inSeconds(step.at) },
  ];
}

const toAddress = ({ city, region, country }: SimulatedPlace) => ({ city, region, countryCode: country });

function toEstimate(expected: string, journey: Journey, lastUpdatedTime: string) {
  const endTime = inSeconds(promiseOf({ ...journey, promisedOn: expected }));
  return {
    type: 'ESTIMATED_DELIVERY_DATE',
    estimatedInterval: { startTime: endTime, endTime },
    lastUpdatedTime,
  };
}

/** Notifications have no fractions of a second. */
const inSeconds = (instant: Instant): string => instant.replace('.000Z', 'Z');
