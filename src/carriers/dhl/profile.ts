/** DHL in texts and on the web. */

import type { CarrierProfile } from '../../detection/carrier-profile.ts';

export const dhlProfile: CarrierProfile = {
  carrier: 'dhl',
  names: /\bDHL|deutsche post/gi,
  hosts:
    /(?:^|\.)(?:dhl\.(?:com|[a-z]{2}|co\.uk)|dhlparcel\.[a-z]{2}|dhlecs\.com|dhlglobalmail\.com|deutschepost\.de)$/i,
  trackingUrl: (trackingNumber, locale) => {
    const [language = 'en', region = 'global'] = (locale ?? '')
      .toLowerCase()
      .split('-')
      .filter((part) => part !== '');
    return `https://www.dhl.com/${region}-${language}/home/tracking.html?tracking-id=${encodeURIComponent(trackingNumber)}`;
  },
};
