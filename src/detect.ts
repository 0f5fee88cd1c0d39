/** The subpath `parceltrail/detection`: reads numbers of the built-in carriers. Loads no other package. */

import { amazonFormats } from './carriers/amazon/formats.ts';
import { amazonProfile } from './carriers/amazon/profile.ts';
import { dhlFormats } from './carriers/dhl/formats.ts';
import { dhlProfile } from './carriers/dhl/profile.ts';
import { fedexFormats } from './carriers/fedex/formats.ts';
import { fedexProfile } from './carriers/fedex/profile.ts';
import { s10Formats } from './carriers/s10/formats.ts';
import { upsFormats } from './carriers/ups/formats.ts';
import { upsProfile } from './carriers/ups/profile.ts';
import { uspsFormats } from './carriers/usps/formats.ts';
import { uspsProfile } from './carriers/usps/profile.ts';
import * as detecting from './detection/detector.ts';
import * as extracting from './detection/extractor.ts';
import type { NumberFormat } from './detection/format.ts';
import { once } from './detection/once.ts';

export {
  defineFormat,
  type Evidence,
  type FormatDetails,
  type NumberFormat,
} from './detection/format.ts';

/** The built-in carriers' formats. */
export const builtInFormats = [
  ...upsFormats,
  ...uspsFormats,
  ...fedexFormats,
  ...dhlFormats,
  ...amazonFormats,
  ...s10Formats,
];
/** Whose numbers are known; `s10` is any post but that of the United States. */
export type BuiltInCarrier = (typeof builtInFormats)[number]['carrier'];

/** One reading of a number. */
export type Candidate<Carrier extends string = BuiltInCarrier> = detecting.Candidate<Carrier>;
/** Why a format refused a number, or `match`. */
export type Verdict<Carrier extends string = BuiltInCarrier> = detecting.Verdict<Carrier>;
/** A number found in a text. */
export type Extraction<Carrier extends string = BuiltInCarrier> = extracting.Extraction<Carrier>;
export type ExtractOptions<Carrier extends string = BuiltInCarrier> = extracting.ExtractOptions<Carrier>;
/** A number of an order, as a shop's notification names it. */
export type OrderParcel<Carrier extends string = BuiltInCarrier> = extracting.OrderParcel<Carrier>;

const profiles = [upsProfile, fedexProfile, uspsProfile, dhlProfile, amazonProfile];
const profileOf = new Map(profiles.map((profile) => [profile.carrier, profile]));

/** The carrier's page for a number, or null for a carrier without one. `locale` is a BCP 47 tag. */
export function trackingUrl(
  carrier: string,
  trackingNumber: string,
  { locale }: { readonly locale?: string | undefined } = {},
): string | null {
  return profileOf.get(carrier)?.trackingUrl(trackingNumber, locale) ?? null;
}

/** What reads numbers and texts. */
export type Detection<Carrier extends string> = Pick<detecting.Detector<Carrier>, 'detect' | 'explain'> &
  extracting.Extractor<Carrier>;

/**
 * Detection that knows formats of your own beside the built-in ones.
 *
 * @example const { detect, extract } = createDetection({ formats: [defineFormat({ id: 'acme_8', carrier: 'acme', … })] });
 */
export function createDetection<Own extends string>({
  formats,
}: {
  readonly formats: readonly NumberFormat<Own>[];
}): Detection<BuiltInCarrier | Own> {
  const detector = createDetector(formats);
  const { detect, explain } = detector;
  return { detect, explain, ...createExtractor(detector) };
}

const createDetector = <Own extends string>(formats: readonly NumberFormat<Own>[]) =>
  detecting.createDetector<BuiltInCarrier | Own>({
    formats: [...builtInFormats, ...formats],
    trackingUrl,
    carrierOfHost: (host) => profiles.find(({ hosts }) => hosts.test(host))?.carrier,
  });

const createExtractor = <Carrier extends string>(detector: detecting.Detector<Carrier>) =>
  extracting.createExtractor(detector, profiles);

// Made when they are needed: a host that reads numbers alone doesn't bundle what reads texts.
const builtInDetector = /* @__PURE__ */ once(() => createDetector<never>([]));
const builtInExtractor = /* @__PURE__ */ once(() => createExtractor(builtInDetector()));

/** Candidates, best first; none for what is no number. Never throws. */
export function detect(input: string): readonly Candidate[] {
  return builtInDetector().detect(input);
}

/** What each format says of the number. */
export function explain(input: string): readonly Verdict[] {
  return builtInDetector().explain(input);
}

/** Every tracking number, once each, in order of appearance. Never throws. */
export function extract(text: string, options?: ExtractOptions): readonly Extraction[] {
  return builtInExtractor().extract(text, options);
}

/** The parcels of one order: numbers that name the same parcel are one. */
export function extractOrder(text: string, options?: ExtractOptions): readonly OrderParcel[] {
  return builtInExtractor().extractOrder(text, options);
}
