/** FedEx in texts and on the web. */

import type { CarrierProfile } from '../../detection/carrier-profile.ts';

export const fedexProfile: CarrierProfile = {
  carrier: 'fedex',
  names: /\bfed ?ex|federal express|smartpost|ground economy/gi,
  hosts: /(?:^|\.)fedex\.com$/i,
  trackingUrl: (trackingNumber, locale) =>
    `https://www.fedex.com/fedextrack/?trknbr=${encodeURIComponent(trackingNumber)}${locale === undefined ? '' : `&locale=${locale.replace('-', '_')}`}`,
};
