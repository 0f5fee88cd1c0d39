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
import { createDetector } from './detection/detector.ts';
import { createExtractor } from './detection/extractor.ts';

/** The built-in carriers' formats. */
export const builtInFormats = [
  ...upsFormats,
  ...uspsFormats,
  ...fedexFormats,
  ...dhlFormats,
  ...amazonFormats,
  ...s10Formats,
];
const profiles = [upsProfile, fedexProfile, uspsProfile, dhlProfile, amazonProfile];

/** The carrier's page for a number, or null for a carrier that isn't built in. */
export function trackingUrl(
  carrier: string,
  trackingNumber: string,
  { locale }: { readonly locale?: string } = {},
): string | null {
  return profiles.find((profile) => profile.carrier === carrier)?.trackingUrl(trackingNumber, locale) ?? null;
}

const detector = createDetector({
  formats: builtInFormats,
  trackingUrl,
  carrierOfHost: (host) => profiles.find(({ hosts }) => hosts.test(host))?.carrier,
});
const extractor = createExtractor(detector, profiles);

export const { detect, explain } = detector;
export const { extract, extractOrder } = extractor;
