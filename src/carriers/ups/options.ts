/** What the UPS adapter can be told, and the hosts it asks. */

import { z } from 'zod';
import type { OptionsSchema } from '../carrier.ts';
import { isOrigin } from '../origin.ts';

/** The options of `ups()`. */
export type UpsOptions = {
  /** Client ID of an app in the UPS developer portal; the Tracking product must be added to it. */
  readonly clientId: string;
  /** Client Secret of the same app. */
  readonly clientSecret: string;
  /** `test` is UPS's Customer Integration Environment. @default 'production' */
  readonly environment?: 'production' | 'test' | undefined;
  /** Origin to use instead of UPS's, for a simulator or a proxy, e.g. `http://127.0.0.1:1234`. */
  readonly baseUrl?: string | undefined;
  /** Names the calling application to UPS. @default 'parceltrail' */
  readonly transactionSrc?: string | undefined;
  /** The six-character UPS account number, sent when a token is asked for. */
  readonly merchantId?: string | undefined;
  /** Language of UPS's texts, e.g. `de_DE`; without it UPS writes English. */
  readonly locale?: string | undefined;
  /** Ask for the image of the signature; UPS gives it to parties of the shipment alone. @default false */
  readonly signature?: boolean | undefined;
  /** Ask for the proof-of-delivery document; UPS gives it to parties of the shipment alone. @default false */
  readonly proofOfDelivery?: boolean | undefined;
  /** Ask for milestones; they are kept on `raw` only. @default false */
  readonly milestones?: boolean | undefined;
  /** Fetch the other pieces of a shipment, with at least one more call per parcel. @default false */
  readonly pieces?: boolean | undefined;
};

/** Checked, with the defaults in place. */
export type CheckedUpsOptions = {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly environment: 'production' | 'test';
  readonly baseUrl?: string | undefined;
  readonly transactionSrc: string;
  readonly merchantId?: string | undefined;
  readonly locale?: string | undefined;
  readonly signature: boolean;
  readonly proofOfDelivery: boolean;
  readonly milestones: boolean;
  readonly pieces: boolean;
};

const ORIGINS = {
  production: 'https://onlinetools.ups.com',
  test: 'https://wwwcie.ups.com',
} as const;

/** The origin from which both the API and the token endpoint derive. */
export const originOf = ({ baseUrl, environment }: CheckedUpsOptions): string =>
  baseUrl === undefined ? ORIGINS[environment] : new URL(baseUrl).origin;

/** A credential; the message says where it comes from and never repeats what was given. */
function credential(name: string): z.ZodString {
  const error = `missing: copy the ${name} of your app in the UPS developer portal (https://developer.ups.com)`;
  return z.string({ error }).regex(/\S/, { error });
}

/** Sent as a header: printable ASCII. */
const headerText = z
  .string()
  .regex(/^[\x20-\x7e]{1,100}$/, { error: 'must be 1 to 100 printable ASCII characters' });

export const upsOptions: OptionsSchema<CheckedUpsOptions> = z.strictObject({
  clientId: credential('Client ID'),
  clientSecret: credential('Client Secret'),
  environment: z.enum(['production', 'test']).default('production'),
  baseUrl: z
    .string()
    .refine(isOrigin, { error: 'must be an http(s) origin without a path, e.g. http://127.0.0.1:1234' })
    .optional(),
  transactionSrc: headerText.default('parceltrail'),
  merchantId: headerText.optional(),
  locale: z
    .string()
    .regex(/^[a-z]{2}_[A-Z]{2}$/, { error: 'must be a language and a country, e.g. en_US' })
    .optional(),
  signature: z.boolean().default(false),
  proofOfDelivery: z.boolean().default(false),
  milestones: z.boolean().default(false),
  pieces: z.boolean().default(false),
});
