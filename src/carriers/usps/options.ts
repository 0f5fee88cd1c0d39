/** What the USPS adapter can be told, and the hosts it asks. */

import { z } from 'zod';
import type { OptionsSchema } from '../carrier.ts';
import { isOrigin } from '../origin.ts';

/** The options of `usps()`. */
export type UspsOptions = {
  /** Consumer Key of an app in the USPS developer portal that has the Tracking product. */
  readonly clientId: string;
  /** Consumer Secret of the same app. */
  readonly clientSecret: string;
  /** `test` is USPS's Testing Environment for Mailers. @default 'production' */
  readonly environment?: 'production' | 'test' | undefined;
  /** Origin to use instead of USPS's, for a simulator or a proxy, e.g. `http://127.0.0.1:1234`. */
  readonly baseUrl?: string | undefined;
  /** Ask for several numbers in one call of Tracking v3r2; without it each number costs a call of v3. @default true */
  readonly bulk?: boolean | undefined;
};

/** Checked, with the defaults in place. */
export type CheckedUspsOptions = {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly environment: 'production' | 'test';
  readonly baseUrl?: string | undefined;
  readonly bulk: boolean;
};

const ORIGINS = {
  production: 'https://apis.usps.com',
  test: 'https://apis-tem.usps.com',
} as const;

/** The origin from which both the API and the token endpoint derive. */
export const originOf = ({ baseUrl, environment }: CheckedUspsOptions): string =>
  baseUrl === undefined ? ORIGINS[environment] : new URL(baseUrl).origin;

/** A credential; the message says where it comes from and never repeats what was given. */
function credential(name: string): z.ZodString {
  const error = `missing: copy the ${name} of your app in the USPS developer portal (https://developers.usps.com)`;
  return z.string({ error }).regex(/\S/, { error });
}

export const uspsOptions: OptionsSchema<CheckedUspsOptions> = z.strictObject({
  clientId: credential('Consumer Key'),
  clientSecret: credential('Consumer Secret'),
  environment: z.enum(['production', 'test']).default('production'),
  baseUrl: z
    .string()
    .refine(isOrigin, { error: 'must be an http(s) origin without a path, e.g. http://127.0.0.1:1234' })
    .optional(),
  bulk: z.boolean().default(true),
});
