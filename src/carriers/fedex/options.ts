/** What the FedEx adapter can be told, and the hosts it asks. */

import { z } from 'zod';
import type { OptionsSchema } from '../carrier.ts';
import { isOrigin } from '../origin.ts';

/** The options of `fedex()`. */
export type FedexOptions = {
  /** API Key of a project in the FedEx developer portal that has the Track API. */
  readonly clientId: string;
  /** Secret Key of the same project. */
  readonly clientSecret: string;
  /** `test` is FedEx's sandbox, which may answer any number with one made-up parcel. @default 'production' */
  readonly environment?: 'production' | 'test' | undefined;
  /** Origin to use instead of FedEx's, for a simulator or a proxy, e.g. `http://127.0.0.1:1234`. */
  readonly baseUrl?: string | undefined;
  /** Language of FedEx's texts. @default 'en_US' */
  readonly locale?: string | undefined;
  /** `csp_credentials` for integrators, `client_pc_credentials` for parent and child. @default 'client_credentials' */
  readonly grantType?: 'client_credentials' | 'csp_credentials' | 'client_pc_credentials' | undefined;
  /** The customer's key, with the two grant types that have one. */
  readonly childKey?: string | undefined;
  /** The secret of `childKey`. */
  readonly childSecret?: string | undefined;
  /** Fetch the other pieces of a shipment, with one more call per parcel that has some. @default false */
  readonly pieces?: boolean | undefined;
};

/** Checked, with the defaults in place. */
export type CheckedFedexOptions = {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly environment: 'production' | 'test';
  readonly baseUrl?: string | undefined;
  readonly locale: string;
  readonly grantType: 'client_credentials' | 'csp_credentials' | 'client_pc_credentials';
  readonly childKey?: string | undefined;
  readonly childSecret?: string | undefined;
  readonly pieces: boolean;
};

const ORIGINS = {
  production: 'https://apis.fedex.com',
  test: 'https://apis-sandbox.fedex.com',
} as const;

/** The origin from which both the API and the token endpoint derive. */
export const originOf = ({ baseUrl, environment }: CheckedFedexOptions): string =>
  baseUrl === undefined ? ORIGINS[environment] : new URL(baseUrl).origin;

/** A credential; the message says where it comes from and never repeats what was given. */
function credential(name: string): z.ZodString {
  const error = `missing: copy the ${name} of your project in the FedEx developer portal (https://developer.fedex.com)`;
  return z.string({ error }).regex(/\S/, { error });
}

export const fedexOptions: OptionsSchema<CheckedFedexOptions> = z
  .strictObject({
    clientId: credential('API Key'),
    clientSecret: credential('Secret Key'),
    environment: z.enum(['production', 'test']).default('production'),
    baseUrl: z
      .string()
      .refine(isOrigin, { error: 'must be an http(s) origin without a path, e.g. http://127.0.0.1:1234' })
      .optional(),
    locale: z
      .string()
      .regex(/^[a-z]{2}_[A-Z]{2}$/, { error: 'must be a language and a country, e.g. en_US' })
      .default('en_US'),
    grantType: z
      .enum(['client_credentials', 'csp_credentials', 'client_pc_credentials'])
      .default('client_credentials'),
    childKey: credential('child key').optional(),
    childSecret: credential('child secret').optional(),
    pieces: z.boolean().default(false),
  })
  .refine(({ childKey, childSecret }) => (childKey === undefined) === (childSecret === undefined), {
    error: 'childKey and childSecret belong together: give both or neither',
    path: ['childKey'],
  })
  .refine(({ childKey, grantType }) => childKey === undefined || grantType !== 'client_credentials', {
    error: 'needs grantType csp_credentials or client_pc_credentials',
    path: ['childKey'],
  });
