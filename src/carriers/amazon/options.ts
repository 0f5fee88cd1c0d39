/** What the Amazon adapter can be told, and where it asks. */

import { z } from 'zod';
import type { OptionsSchema } from '../carrier.ts';
import { isOrigin } from '../origin.ts';

export type AmazonRegion = 'na' | 'eu' | 'fe';

/** The options of `amazon()` for an account that ships with Amazon Shipping. */
export type AmazonAccountOptions = {
  readonly ingestOnly?: false | undefined;
  /** Client id of your app's Login with Amazon credentials. */
  readonly clientId: string;
  /** Client secret of the same credentials; Amazon wants it renewed every 180 days. */
  readonly clientSecret: string;
  /** Refresh token that the seller's authorization of the app gave. */
  readonly refreshToken: string;
  /**
   * The country's shipping business, e.g. `AmazonShipping_US`. There is no default: under another business than
   * their own, Amazon calls parcels unknown.
   */
  readonly businessId: string;
  /** What `getRates` calls the carrier. @default `AMZN_US` or `AMZN_UK` for these two businesses; else required */
  readonly carrierId?: string | undefined;
  /** The region of Amazon's hosts. @default the one of the business; required for a business not known here */
  readonly region?: AmazonRegion | undefined;
  /** `test` is Amazon's sandbox. @default 'production' */
  readonly environment?: 'production' | 'test' | undefined;
  /** Origin to use instead of Amazon's, for a simulator or a proxy, e.g. `http://127.0.0.1:1234`. */
  readonly baseUrl?: string | undefined;
  /** Names the calling application to Amazon. @default 'parceltrail' */
  readonly userAgent?: string | undefined;
};

/** The options of `amazon()` without an account: nothing is asked, and pushes and records are read by `parse`. */
export type AmazonIngestOptions = { readonly ingestOnly: true };

export type AmazonOptions = AmazonAccountOptions | AmazonIngestOptions;

/** Checked, with the defaults in place. */
export type CheckedAmazonAccount = {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
  readonly businessId: string;
  readonly carrierId: string;
  readonly region: AmazonRegion;
  readonly environment: 'production' | 'test';
  readonly baseUrl?: string | undefined;
  readonly userAgent: string;
};

/** Null for an adapter that asks nothing. */
export type CheckedAmazonOptions = { readonly account: CheckedAmazonAccount | null };

const REGION_OF_BUSINESS: ReadonlyMap<string, AmazonRegion> = new Map([
  ['AmazonShipping_US', 'na'],
  ['AmazonShipping_IN', 'eu'],
  ['AmazonShipping_UK', 'eu'],
  ['AmazonShipping_UAE', 'eu'],
  ['AmazonShipping_SA', 'eu'],
  ['AmazonShipping_EG', 'eu'],
  ['AmazonShipping_IT', 'eu'],
  ['AmazonShipping_ES', 'eu'],
  ['AmazonShipping_FR', 'eu'],
  ['AmazonShipping_JP', 'fe'],
]);

/** The only ones that are known; `getRates` names the others. */
const CARRIER_OF_BUSINESS: ReadonlyMap<string, string> = new Map([
  ['AmazonShipping_US', 'AMZN_US'],
  ['AmazonShipping_UK', 'AMZN_UK'],
]);

/** The origin of the tracking API. */
export function apiOriginOf({ baseUrl, environment, region }: CheckedAmazonAccount): string {
  if (baseUrl !== undefined) return new URL(baseUrl).origin;
  return `https://${environment === 'test' ? 'sandbox.' : ''}sellingpartnerapi-${region}.amazon.com`;
}

/** The origin of Login with Amazon, which is one for all regions. */
export const tokenOriginOf = ({ baseUrl }: CheckedAmazonAccount): string =>
  baseUrl === undefined ? 'https://api.amazon.com' : new URL(baseUrl).origin;

/** A credential; the message says where it comes from and never repeats what was given. */
function credential(error: string): z.ZodString {
  return z.string({ error }).regex(/\S/, { error });
}

const FROM_THE_APP = 'copy it from the Login with Amazon (LWA) credentials of your SP-API app';

/** Sent as a header or in a query: printable ASCII. */
const plainText = z
  .string()
  .regex(/^[\x20-\x7e]{1,100}$/, { error: 'must be 1 to 100 printable ASCII characters' });

const accountOptions = z
  .strictObject({
    ingestOnly: z.literal(false).optional(),
    clientId: credential(`missing: ${FROM_THE_APP}; an adapter without account needs \`ingestOnly: true\``),
    clientSecret: credential(`missing: ${FROM_THE_APP}`),
    refreshToken: credential('missing: authorizing the app with the seller account gives it'),
    businessId: z
      .string({ error: 'missing: name the shipping business, e.g. AmazonShipping_US' })
      // Open, as Amazon adds countries.
      .regex(/^AmazonShipping_[A-Z]{2,4}$/, { error: 'must be a shipping business, e.g. AmazonShipping_US' }),
    carrierId: plainText.optional(),
    region: z.enum(['na', 'eu', 'fe']).optional(),
    environment: z.enum(['production', 'test']).default('production'),
    baseUrl: z
      .string()
      .refine(isOrigin, { error: 'must be an http(s) origin without a path, e.g. http://127.0.0.1:1234' })
      .optional(),
    userAgent: plainText.default('parceltrail'),
  })
  .refine(({ businessId, region }) => region !== undefined || REGION_OF_BUSINESS.has(businessId), {
    error: 'missing: na, eu or fe, as the region of this business is not known here',
    path: ['region'],
  })
  .refine(({ businessId, carrierId }) => carrierId !== undefined || CARRIER_OF_BUSINESS.has(businessId), {
    error: 'missing: give the carrier id that getRates names for this business',
    path: ['carrierId'],
  })
  .transform(({ ingestOnly: _asks, ...account }) => ({
    account: {
      ...account,
      region: account.region ?? REGION_OF_BUSINESS.get(account.businessId) ?? 'eu',
      carrierId: account.carrierId ?? CARRIER_OF_BUSINESS.get(account.businessId) ?? '',
    },
  }));

const ingestOptions = z.strictObject({ ingestOnly: z.literal(true) }).transform(() => ({ account: null }));

export const amazonOptions: OptionsSchema<CheckedAmazonOptions> = {
  safeParse: (input) =>
    asksNothing(input) ? ingestOptions.safeParse(input) : accountOptions.safeParse(input),
};

const asksNothing = (input: unknown): boolean =>
  typeof input === 'object' && input !== null && 'ingestOnly' in input && input.ingestOnly === true;
