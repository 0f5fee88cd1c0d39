/** USPS's bodies as they travel: only what is read, every field optional, numbers and flags allowed for text. */

import { z } from 'zod';
import type { WireSchema } from '../wire.ts';

/** Text that may come as a number or, for flags, as a boolean. */
const text = z
  .union([z.string(), z.number(), z.boolean()], { error: 'expected text' })
  .transform((value) => (typeof value === 'string' ? value : String(value)))
  .nullish();

/** Text as it nearly always comes: zod reads it several times as fast. */
const plainText = z.string().nullish();

/** Flags are booleans in the published schema and text on the wire. */
const flag = z.union([z.boolean(), z.string()]).nullish();
const tolerantFlag = z.union([z.boolean(), z.string(), z.number()], { error: 'expected a flag' }).nullish();

const list = <Item extends z.ZodType>(item: Item) => z.array(item).nullish();

const texts = list(text);
const plainTexts = list(plainText);

/**
 * One parcel, from what stands for text and for a flag in it. Tracking v3, its batch (v3r2) and the pushes name the
 * same things differently; fields of all three are here.
 */
function parcelOf<
  Text extends typeof text | typeof plainText,
  Texts extends typeof texts | typeof plainTexts,
  Flag extends typeof flag | typeof tolerantFlag,
>(text: Text, texts: Texts, flag: Flag) {
  const scan = z.object({
    eventType: text,
    eventCode: text,
    eventTimestamp: text,
    GMTTimestamp: text,
    GMTOffset: text,
    eventCity: text,
    eventState: text,
    eventZIP: text,
    eventZIPCode: text,
    eventCountry: text,
    firm: text,
    name: text,
    recipientName: text,
    eventPartner: text,
    actionCode: text,
  });

  const expectation = {
    endOfDay: text,
    expectedDeliveryDate: text,
    guaranteedDeliveryDate: text,
    predictedDeliveryDate: text,
    predictedDeliveryWindowStartTime: text,
    predictedDeliveryWindowEndTime: text,
  };

  const eligibility = {
    proofOfDeliveryEnabled: flag,
    trackingProofOfDeliveryEnabled: flag,
    RREEnabled: flag,
  };

  return z.object({
    trackingNumber: text,
    status: text,
    statusCategory: text,
    statusSummary: text,
    mailClass: text,
    mailClassCode: text,
    mailType: text,
    serviceTypeCode: text,
    services: texts,
    originCity: text,
    originState: text,
    originZIP: text,
    originZIPCode: text,
    originCountry: text,
    destinationCity: text,
    destinationState: text,
    destinationZIP: text,
    destinationZIPCode: text,
    destinationCountry: text,
    destinationCountryCode: text,
    ...expectation,
    expectedDeliveryTimeStamp: text,
    expectedDeliveryTime: text,
    guaranteedDeliveryTimeStamp: text,
    predictedDeliveryTimeStamp: text,
    deliveryDateExpectation: z.object(expectation).nullish(),
    ...eligibility,
    RRAMEnabled: flag,
    RRAMenabled: flag,
    servicesEligibility: z.object(eligibility).nullish(),
    returnDateNotice: text,
    uniqueMailPieceId: text,
    uniqueMailPieceID: text,
    uniqueTrackingId: text,
    uniqueTrackingID: text,
    mailPieceIntakeDate: text,
    approximateIntakeDate: text,
    mailingDate: text,
    tableCode: text,
    associatedLabel: text,
    associatedTrackingNumber: text,
    relatedReturnReceiptID: text,
    editedLabelId: text,
    originalTrackingNumber: text,
    customerReferenceNumber: texts,
    mailerName: text,
    /** Newest first. */
    trackingEvents: list(scan),
    /** The pushed scan, as the schema of the pushes has it; their example has a list. */
    trackingEvent: list(scan),
    /** The whole record in sentences, newest first: what v3 answers unless it is asked for details. */
    eventSummaries: texts,
  });
}

const tolerantParcel = parcelOf(text, texts, tolerantFlag);
const plainParcel = parcelOf(plainText, plainTexts, flag);

/** One parcel; the plain reading goes first, and what it refuses is read tolerantly. */
export const uspsParcel: WireSchema<UspsParcel> = {
  safeParse(input) {
    const plain = plainParcel.safeParse(input);
    return plain.success ? plain : tolerantParcel.safeParse(input);
  },
};

/** A refusal of the API, of one number of a batch, or of the token endpoint, whose `error` is a word. */
export const uspsRefusal = z.object({
  statusCode: text,
  trackingNumber: text,
  error: z.unknown().optional(),
  error_description: text,
});

/** The `error` of the API. What it says of its `source` may be an object or text, and is not read. */
export const uspsError = z.object({
  code: text,
  message: text,
  errors: list(z.object({ status: text, code: text, title: text, detail: text })),
});

/** A push. `payload` is JSON in a text. */
export const uspsNotification = z.object({ payload: z.unknown().optional() });

/** The token endpoint's answer. */
export const uspsToken = z.object({ access_token: text, expires_in: text, scope: text });

export type UspsParcel = z.infer<typeof tolerantParcel>;
export type UspsScan = NonNullable<UspsParcel['trackingEvents']>[number];
export type UspsFlag = UspsParcel['proofOfDeliveryEnabled'];
