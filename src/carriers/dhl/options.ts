/** What the DHL adapter can be told, and the hosts it asks. */

import { z } from 'zod';
import type { OptionsSchema } from '../carrier.ts';
import { isOrigin } from '../origin.ts';

/** DHL's divisions, by the names the Unified API has for them. */
const SERVICES = [
  'dgf',
  'dsc',
  'ecommerce',
  'ecommerce-europe',
  'ecommerce-ppl',
  'express',
  'freight',
  'parcel-de',
  'parcel-nl',
  'parcel-pl',
  'parcel-uk',
  'post-de',
  'svb',
] as const;

/** A division of DHL. */
export type DhlService = (typeof SERVICES)[number];

/** The options of `dhl()`. At least one of `apiKey` and `express` is needed. */
export type DhlOptions = {
  /** Consumer Key of an app with "Shipment Tracking - Unified" in the DHL developer portal: every division. */
  readonly apiKey?: string | undefined;
  /** User name and password of the MyDHL API, for customers of DHL Express. */
  readonly express?: { readonly username: string; readonly password: string } | undefined;
  /**
   * Which API is asked. `auto`: MyDHL for numbers of Express, where `express` is given, and Unified for the others.
   *
   * @default 'auto'
   */
  readonly api?: 'auto' | 'unified' | 'mydhl' | undefined;
  /** The division whose parcels these are; without it the number's form decides, where it can. */
  readonly service?: DhlService | undefined;
  /** `test` is MyDHL's test environment; Unified has none. @default 'production' */
  readonly environment?: 'production' | 'test' | undefined;
  /** Origin to use instead of DHL's, for a simulator or a proxy, e.g. `http://127.0.0.1:1234`. */
  readonly baseUrl?: string | undefined;
  /** Language of Unified's texts, ISO 639-1. In other languages Express's events can be read coarsely only. @default 'en' */
  readonly language?: string | undefined;
  /** The country the question comes from, ISO 3166 alpha-2. */
  readonly requesterCountryCode?: string | undefined;
  /** The country the parcels come from, ISO 3166 alpha-2. */
  readonly originCountryCode?: string | undefined;
};

/** Checked, with the defaults in place. */
export type CheckedDhlOptions = {
  readonly apiKey?: string | undefined;
  readonly express?: { readonly username: string; readonly password: string } | undefined;
  readonly api: 'auto' | 'unified' | 'mydhl';
  readonly service?: DhlService | undefined;
  readonly environment: 'production' | 'test';
  readonly baseUrl?: string | undefined;
  readonly language: string;
  readonly requesterCountryCode?: string | undefined;
  readonly originCountryCode?: string | undefined;
};

const UNIFIED_ORIGIN = 'https://api-eu.dhl.com';
const MYDHL_ORIGIN = 'https://express.api.dhl.com';

export const unifiedUrl = ({ baseUrl }: CheckedDhlOptions): string =>
  `${baseUrl === undefined ? UNIFIED_ORIGIN : new URL(baseUrl).origin}/track/shipments`;

/** What MyDHL's paths begin with. */
export const mydhlUrl = ({ baseUrl, environment }: CheckedDhlOptions): string =>
  `${baseUrl === undefined ? MYDHL_ORIGIN : new URL(baseUrl).origin}/mydhlapi${environment === 'test' ? '/test' : ''}`;

/** A credential; the message says where it comes from and never repeats what was given. */
const credential = (error: string): z.ZodString =>
  z.string({ error }).regex(/^\s{0,20}[\x21-\x7e][\x20-\x7e]{0,999}$/, { error });

const API_KEY =
  'missing: copy the Consumer Key of your app in the DHL developer portal (https://developer.dhl.com), or give express';
const EXPRESS =
  'missing: copy it from the MyDHL API app in the DHL developer portal (https://developer.dhl.com)';

const country = z
  .string()
  .regex(/^[A-Z]{2}$/, { error: 'must be the two capital letters of a country, e.g. DE' })
  .optional();

export const dhlOptions: OptionsSchema<CheckedDhlOptions> = z
  .strictObject({
    apiKey: credential(API_KEY).optional(),
    express: z.strictObject({ username: credential(EXPRESS), password: credential(EXPRESS) }).optional(),
    api: z.enum(['auto', 'unified', 'mydhl']).default('auto'),
    service: z.enum(SERVICES).optional(),
    environment: z.enum(['production', 'test']).default('production'),
    baseUrl: z
      .string()
      .refine(isOrigin, { error: 'must be an http(s) origin without a path, e.g. http://127.0.0.1:1234' })
      .optional(),
    language: z
      .string()
      .regex(/^[a-z]{2}$/, { error: 'must be the two letters of a language, e.g. en' })
      .default('en'),
    requesterCountryCode: country,
    originCountryCode: country,
  })
  .refine(
    ({ apiKey, express, api }) => apiKey !== undefined || (express !== undefined && api !== 'unified'),
    {
      error: API_KEY,
      path: ['apiKey'],
    },
  )
  .refine(({ express, api }) => express !== undefined || api !== 'mydhl', {
    error: EXPRESS,
    path: ['express'],
  });
