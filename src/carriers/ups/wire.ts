/** UPS's bodies as they travel: only what is read, every field optional, numbers allowed where text is meant. */

import { z } from 'zod';

const text = z.union([z.string(), z.number()]).nullish();

const address = z
  .object({
    addressLine1: text,
    addressLine2: text,
    addressLine3: text,
    city: text,
    stateProvince: text,
    postalCode: text,
    countryCode: text,
    country: text,
  })
  .nullish();

const status = z
  .object({
    type: text,
    code: text,
    statusCode: text,
    description: text,
    simplifiedTextDescription: text,
  })
  .nullish();

const activity = z.object({
  date: text,
  time: text,
  gmtDate: text,
  gmtTime: text,
  gmtOffset: text,
  status,
  location: z.object({ address }).nullish(),
});

const parcel = z.object({
  trackingNumber: text,
  packageCount: text,
  currentStatus: status,
  statusCode: text,
  statusDescription: text,
  /** Newest first, though not strictly so. */
  activity: z.array(activity).nullish(),
  deliveryDate: z.array(z.object({ type: text, date: text })).nullish(),
  deliveryTime: z.object({ type: text, startTime: text, endTime: text }).nullish(),
  deliveryInformation: z
    .object({
      location: text,
      receivedBy: text,
      signature: z.object({ image: text }).nullish(),
      pod: z.object({ content: text }).nullish(),
      deliveryPhoto: z.object({ photo: text, photoCaptureInd: text, photoDispositionCode: text }).nullish(),
    })
    .nullish(),
  packageAddress: z.array(z.object({ type: text, name: text, attentionName: text, address })).nullish(),
  service: z.object({ code: text, levelCode: text, description: text }).nullish(),
  weight: z.object({ weight: text, unitOfMeasurement: text }).nullish(),
  referenceNumber: z.array(z.object({ type: text, number: text })).nullish(),
  alternateTrackingNumber: z.array(z.object({ type: text, number: text })).nullish(),
  accessPointInformation: z.object({ pickupByDate: text }).nullish(),
});

const notice = z.object({ code: text, message: text });

const shipment = z.object({
  inquiryNumber: text,
  pickupDate: text,
  /** Missing altogether where UPS knows nothing. */
  package: z.array(parcel).nullish(),
  warnings: z.array(notice).nullish(),
});

/** An answer of the Track API. */
export const upsAnswer = z.object({
  trackResponse: z.object({ shipment: z.array(shipment).nullish() }).nullish(),
});

/** An error of any UPS API, the token endpoint's included. */
export const upsRefusal = z.object({
  response: z.object({ errors: z.array(notice).nullish() }).nullish(),
});

/** A push of Track Alert: one event, flat. */
export const upsPush = z.object({
  trackingNumber: text,
  localActivityDate: text,
  localActivityTime: text,
  gmtActivityDate: text,
  gmtActivityTime: text,
  gmtOffset: text,
  activityLocation: z.object({ city: text, stateProvince: text, postalCode: text, country: text }).nullish(),
  activityStatus: z.object({ type: text, code: text, description: text, descriptionCode: text }).nullish(),
  scheduledDeliveryDate: text,
  actualDeliveryDate: text,
  actualDeliveryTime: text,
  deliveryStartTime: text,
  deliveryEndTime: text,
  deliveryPhoto: text,
  receivedBy: text,
  alternateTrackingNumber: text,
});

/** The token endpoint's answer; UPS writes every value as text. */
export const upsToken = z.object({ access_token: text, expires_in: text });

export type UpsAddress = z.infer<typeof address>;
export type UpsStatus = NonNullable<z.infer<typeof status>>;
export type UpsActivity = z.infer<typeof activity>;
export type UpsParcel = z.infer<typeof parcel>;
export type UpsNotice = z.infer<typeof notice>;
export type UpsShipment = z.infer<typeof shipment>;
export type UpsPush = z.infer<typeof upsPush>;
