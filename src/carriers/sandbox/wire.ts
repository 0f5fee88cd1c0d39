/** The sandbox's answers as they travel. Every field is optional: a recorded answer may have been cut or edited. */

import { z } from 'zod';

const text = z.string().nullish();

const place = z
  .looseObject({
    name: text,
    street: text,
    city: text,
    region: text,
    postalCode: text,
    country: text,
  })
  .nullish();

const status = z.looseObject({ code: text, text }).nullish();

const weight = z.looseObject({ value: z.number().nullish(), unit: text }).nullish();

const scan = z.looseObject({ id: text, code: text, text, at: text, place });

const piece = z.looseObject({ trackingNumber: text, status, weight });

const delivery = z
  .looseObject({
    at: text,
    signedBy: text,
    placement: text,
    proofs: z.array(z.string()).nullish(),
  })
  .nullish();

const servicePoint = z.looseObject({ type: text, code: text, address: place, openUntil: text }).nullish();

const parcel = z
  .looseObject({
    id: text,
    trackingNumber: text,
    status,
    /** Newest first. */
    scans: z.array(scan).nullish(),
    estimate: z.looseObject({ from: text, to: text }).nullish(),
    /** `YYYY-MM-DD` at the recipient. */
    promisedOn: text,
    delivery,
    servicePoint,
    service: z.looseObject({ code: text, name: text }).nullish(),
    sender: place,
    recipient: place,
    weight,
    pieceCount: z.number().int().nullish(),
    pieces: z.array(piece).nullish(),
    references: z.array(z.looseObject({ type: text, value: text })).nullish(),
    related: z.array(z.looseObject({ number: text, carrier: text, relation: text })).nullish(),
  })
  .nullish();

export const sandboxAnswer = z.looseObject({
  parcel,
  error: z.looseObject({ code: text, message: text }).nullish(),
});

export type SandboxAnswer = z.infer<typeof sandboxAnswer>;
export type WireParcel = NonNullable<SandboxAnswer['parcel']>;
export type WireScan = z.infer<typeof scan>;
export type WirePlace = NonNullable<z.infer<typeof place>>;
