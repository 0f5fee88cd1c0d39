/** DHL's bodies as they travel: only what is read, every field optional, numbers allowed where text is meant. */

import { z } from 'zod';

const text = z.union([z.string(), z.number()]).nullish();

const list = <Item extends z.ZodType>(item: Item) => z.array(item).nullish();

const address = z
  .object({ countryCode: text, postalCode: text, addressLocality: text, streetAddress: text })
  .nullish();

const place = z.object({ address }).nullish();

const person = z.object({ organizationName: text, familyName: text, givenName: text, name: text }).nullish();

const event = z.object({
  timestamp: text,
  location: place,
  statusCode: text,
  status: text,
  description: text,
  pieceIds: list(text),
});

/** One shipment of the Unified API, polled or pushed. */
export const dhlShipment = z.object({
  id: text,
  service: text,
  origin: place,
  destination: place,
  status: event.nullish(),
  /** Newest first. */
  events: list(event),
  estimatedTimeOfDelivery: text,
  estimatedDeliveryTimeFrame: z.object({ estimatedFrom: text, estimatedThrough: text }).nullish(),
  details: z
    .object({
      product: z.object({ productName: text }).nullish(),
      provider: z.object({ destinationProvider: text }).nullish(),
      sender: person,
      receiver: person,
      proofOfDelivery: z
        .object({ timestamp: text, signatureUrl: text, documentUrl: text, signed: person })
        .nullish(),
      totalNumberOfPieces: text,
      pieceIds: list(text),
      weight: z.object({ value: text, unitText: text }).nullish(),
      references: list(z.object({ number: text, type: text })),
    })
    .nullish(),
});

const serviceArea = list(z.object({ code: text, description: text }));

const checkpoint = z.object({
  date: text,
  time: text,
  GMTOffset: text,
  typeCode: text,
  description: text,
  serviceArea,
  signedBy: text,
});

const party = z
  .object({
    name: text,
    postalAddress: z
      .object({ cityName: text, postalCode: text, provinceCode: text, countryCode: text })
      .nullish(),
    serviceArea,
  })
  .nullish();

const shipperReferences = list(z.object({ value: text, typeCode: text }));

/** One shipment of the MyDHL API. */
export const expressShipment = z.object({
  shipmentTrackingNumber: text,
  shipmentTimestamp: text,
  productCode: text,
  shipperDetails: party,
  receiverDetails: party,
  totalWeight: text,
  unitOfMeasurements: text,
  shipperReferences,
  /** Oldest first. */
  events: list(checkpoint),
  numberOfPieces: text,
  pieces: list(
    z.object({
      trackingNumber: text,
      weight: text,
      actualWeight: text,
      unitOfMeasurements: text,
      shipperReferences,
      events: list(checkpoint),
    }),
  ),
  estimatedDeliveryDate: text,
  /** The same under the name it had before. */
  estimatedTimeOfDelivery: text,
  childrenShipmentIdentificationNumbers: list(text),
  controlledAccessDataCodes: list(text),
});

/** What surrounds the shipments. */
export const dhlEnvelope = z.object({ scope: text, possibleAdditionalShipmentsUrl: list(text) });

/** An error of either API; `status` is a number in one, a text in the other. */
export const dhlRefusal = z.object({
  title: text,
  detail: text,
  message: text,
  instance: text,
  status: text,
});

export type DhlAddress = z.infer<typeof address>;
export type DhlPerson = z.infer<typeof person>;
export type DhlEvent = z.infer<typeof event>;
export type DhlShipment = z.infer<typeof dhlShipment>;
export type ExpressCheckpoint = z.infer<typeof checkpoint>;
export type ExpressParty = z.infer<typeof party>;
export type ExpressShipment = z.infer<typeof expressShipment>;
export type ExpressPiece = NonNullable<ExpressShipment['pieces']>[number];
export type DhlEnvelope = z.infer<typeof dhlEnvelope>;
export type DhlRefusal = z.infer<typeof dhlRefusal>;
