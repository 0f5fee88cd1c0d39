/** Amazon's bodies as they travel: only what is read, every field optional, numbers allowed where text is meant. */

import { z } from 'zod';

const text = z.union([z.string(), z.number()], { error: 'expected text' }).nullish();

const list = <Item extends z.ZodType>(item: Item) => z.array(item).nullish();

const location = z.object({ stateOrRegion: text, city: text, countryCode: text, postalCode: text }).nullish();

const eventFields = {
  eventCode: text,
  eventTime: text,
  shipmentType: text,
  location,
  /** In records of the public page alone; where it lies in them is not documented. */
  localisedStringId: text,
  statusSummary: z.object({ localisedStringId: text }).nullish(),
};

const shippingEvent = z.object(eventFields);

/** An answer of Amazon Shipping, v2 or v1, or what its webhook sends, which may also be one event alone. */
export const amazonShipment = z.object({
  trackingId: text,
  alternateLegTrackingId: text,
  promisedDeliveryDate: text,
  summary: z
    .object({
      status: text,
      trackingDetailCodes: z.object({ forward: list(text), returns: list(text) }).nullish(),
      /** Not documented; seen to be read by others. */
      proofOfDelivery: z.object({ receivedBy: text, deliveryPhotoUrl: text }).nullish(),
    })
    .nullish(),
  eventHistory: list(shippingEvent),
  ...eventFields,
});

const milestone = z
  .object({
    status: z.object({ code: text, subCode: text, description: text }).nullish(),
    location: z
      .object({ address: z.object({ city: text, region: text, countryCode: text }).nullish() })
      .nullish(),
    occurredAt: text,
  })
  .nullish();

/** `trackingDetail` of a milestone notification. */
export const amazonMilestones = z.object({
  identifier: z
    .object({
      id: text,
      acsin: text,
      aftn: text,
      containerNumber: text,
      houseBillOfLadingNumber: text,
      carrierTracking: z.object({ trackingNumber: text, carrierCode: text }).nullish(),
    })
    .nullish(),
  latestMilestone: milestone,
  milestoneHistory: list(milestone),
  trackingEstimates: list(
    z.object({
      type: text,
      estimatedInterval: z.object({ startTime: text, endTime: text }).nullish(),
      lastUpdatedTime: text,
    }),
  ),
});

const fulfillmentAddress = z.object({ city: text, state: text, country: text }).nullish();

/** What Multi-Channel Fulfilment tells of a package. */
export const amazonPackage = z.object({
  trackingNumber: text,
  currentStatus: text,
  currentStatusDescription: text,
  estimatedArrivalDate: text,
  shipToAddress: fulfillmentAddress,
  signedForBy: text,
  additionalLocationInfo: text,
  trackingEvents: list(
    z.object({
      eventDate: text,
      eventCode: text,
      eventDescription: text,
      eventAddress: fulfillmentAddress,
    }),
  ),
});

/** One error of the Selling Partner API. */
export const amazonRefusal = z.object({ code: text, message: text, details: text });

/** Login with Amazon's refusal; its description is not read, since it is an answer to credentials. */
export const amazonTokenRefusal = z.object({ error: text });

/** Login with Amazon's answer; one of its pages shows the lifetime as text. */
export const amazonToken = z.object({ access_token: text, expires_in: text });

export type AmazonShipment = z.infer<typeof amazonShipment>;
export type AmazonShippingEvent = z.infer<typeof shippingEvent>;
export type AmazonMilestones = z.infer<typeof amazonMilestones>;
export type AmazonMilestone = z.infer<typeof milestone>;
export type AmazonPackage = z.infer<typeof amazonPackage>;
export type AmazonRefusal = z.infer<typeof amazonRefusal>;
