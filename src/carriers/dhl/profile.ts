/** DHL in texts and on the web. */

import { type CarrierProfile, inAddress } from '../../detection/carrier-profile.ts';

export const dhlProfile: CarrierProfile = {
  carrier: 'dhl',
  names: /\bDHL|deutsche post/gi,
  hosts:
    /(?:^|\.)(?:dhl\.(?:com|[a-z]{2}|co\.uk)|dhlparcel\.[a-z]{2}|dhlecs\.com|dhlglobalmail\.com|deutschepost\.de)$/i,
  trackingUrl: (trackingNumber, locale) =>
    `https://www.dhl.com/${pathOf(locale)}/home/tracking.html?tracking-id=${inAddress(trackingNumber)}`,
};

/** `de-de` for `de-DE`: the country goes first. */
function pathOf(locale: string | undefined): string {
  if (locale === undefined) return 'global-en';
  const [language = 'en', region = 'global'] = locale
    .toLowerCase()
    .split('-')
    .filter((part) => part !== '');
  return `${region}-${language}`;
}
