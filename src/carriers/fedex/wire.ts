/** FedEx's answers and pushes as they travel: only what is read, every field optional, numbers allowed for text. */

import { z } from 'zod';
import type { WireSchema } from '../wire.ts';

const flag = z.boolean().nullish();

const list = <Item extends z.ZodType>(item: Item) => z.array(item).nullish();

/** Text that may come as a number. */
const text = z
  .union([z.string(), z.number()], { error: 'expected text' })
  .transform((value) => (typeof value === 'string' ? value : String(value)))
  .nullish();

/** The published schema calls it `value`, the wire `values`; its examples show one text instead of a list. */
const texts = z.preprocess(
  (value) => (typeof value === 'string' || typeof value === 'number' ? [value] : value),
  list(text),
);

/** Text as it nearly always comes: zod reads it several times as fast. */
const plainText = z.string().nullish();
const plainTexts = list(z.string());

/** An error, of a call or of one number, or an alert. */
export const fedexRefusal = z.object({ code: text, message: text });

/** One number of an answer, from what stands for text in it. Several results are several parcels that carried the number. */
function trackOf<Text extends typeof text | typeof plainText, Texts extends typeof texts | typeof plainTexts>(
  text: Text,
  texts: Texts,
) {
  const address = z
    .object({
      streetLines: texts,
      city: text,
      stateOrProvinceCode: text,
      postalCode: text,
      countryCode: text,
    })
    .nullish();

  const contact = z.object({ personName: text, companyName: text }).nullish();

  const place = z.object({ contact, address }).nullish();

  const station = z
    .object({ locationId: text, locationType: text, locationContactAndAddress: place })
    .nullish();

  const delay = z.object({ type: text, subType: text, status: text }).nullish();

  const scan = z.object({
    date: text,
    eventType: text,
    eventDescription: text,
    exceptionCode: text,
    exceptionDescription: text,
    derivedStatusCode: text,
    derivedStatus: text,
    scanLocation: address,
    locationType: text,
    delayDetail: delay,
  });

  const latestStatus = z
    .object({
      code: text,
      derivedCode: text,
      statusByLocale: text,
      description: text,
      ancillaryDetails: list(z.object({ reason: text, reasonDescription: text })),
      delayDetail: delay,
    })
    .nullish();

  const timeWindow = z
    .object({ type: text, window: z.object({ begins: text, ends: text }).nullish() })
    .nullish();

  const identifier = z.object({ type: text, values: texts, value: texts });

  const weights = list(z.object({ value: text, unit: text }));

  const result = z.object({
    error: z.object({ code: text, message: text }).nullish(),
    trackingNumberInfo: z
      .object({ trackingNumber: text, trackingNumberUniqueId: text, carrierCode: text })
      .nullish(),
    additionalTrackingInfo: z
      .object({ hasAssociatedShipments: flag, packageIdentifiers: list(identifier) })
      .nullish(),
    latestStatusDetail: latestStatus,
    scanEvents: list(scan),
    dateAndTimes: list(z.object({ type: text, dateTime: text })),
    estimatedDeliveryTimeWindow: timeWindow,
    standardTransitTimeWindow: timeWindow,
    serviceCommitMessage: z.object({ type: text }).nullish(),
    serviceDetail: z.object({ type: text, description: text }).nullish(),
    deliveryDetails: z
      .object({
        receivedByName: text,
        signedByName: text,
        locationType: text,
        locationDescription: text,
        actualDeliveryAddress: address,
      })
      .nullish(),
    availableImages: list(z.object({ type: text })),
    packageDetails: z
      .object({ count: text, weightAndDimensions: z.object({ weight: weights }).nullish() })
      .nullish(),
    /** One fact under two names, with opposite sense: the first is the wire's, the second the schema's. */
    shipmentDetails: z.object({ possessionStatus: flag, beforePossessionStatus: flag }).nullish(),
    shipperInformation: place,
    recipientInformation: place,
    originLocation: station,
    destinationLocation: station,
    lastUpdatedDestinationAddress: address,
    holdAtLocation: station,
    returnDetail: z.object({ authorizationName: text, reasonDetail: list(z.unknown()) }).nullish(),
  });

  return z.object({ trackingNumber: text, trackResults: list(result) });
}

const tolerantTrack = trackOf(text, texts);
const plainTrack = trackOf(plainText, plainTexts);

/** One number of an answer; the plain reading goes first, and what it refuses is read tolerantly. */
export const fedexTrack: WireSchema<FedexTrack> = {
  safeParse(input) {
    const plain = plainTrack.safeParse(input);
    return plain.success ? plain : tolerantTrack.safeParse(input);
  },
};

/** What surrounds the numbers. */
export const fedexEnvelope = z.object({
  transactionId: text,
  output: z
    .object({
      completeTrackResults: list(z.unknown()),
      alerts: z.unknown().optional(),
      outputMetaData: z.unknown().optional(),
    })
    .nullish(),
  outputMetaData: z.unknown().optional(),
  errors: list(z.unknown()),
});

/** The token endpoint's answer. */
export const fedexToken = z.object({ access_token: text, expires_in: text });

export type FedexEnvelope = z.infer<typeof fedexEnvelope>;
export type FedexTrack = z.infer<typeof tolerantTrack>;
export type FedexResult = NonNullable<FedexTrack['trackResults']>[number];
export type FedexScan = NonNullable<FedexResult['scanEvents']>[number];
export type FedexLatestStatus = NonNullable<FedexResult['latestStatusDetail']>;
export type FedexAddress = FedexScan['scanLocation'];
export type FedexPlace = FedexResult['shipperInformation'];
export type FedexStation = NonNullable<FedexResult['originLocation']>;
export type FedexDelay = FedexScan['delayDetail'];
export type FedexTimeWindow = FedexResult['estimatedDeliveryTimeWindow'];
export type FedexRefusal = z.infer<typeof fedexRefusal>;
