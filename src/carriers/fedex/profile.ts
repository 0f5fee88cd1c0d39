/** FedEx in texts and on the web. */

import { type CarrierProfile, inAddress } from '../../detection/carrier-profile.ts';

export const fedexProfile: CarrierProfile = {
  carrier: 'fedex',
  names: /\bfed ?ex|federal express|smartpost|ground economy/gi,
  hosts: /(?:^|\.)fedex\.com$/i,
  trackingUrl: (trackingNumber, locale) =>
    `https://www.fedex.com/fedextrack/?trknbr=${inAddress(trackingNumber)}${locale === undefined ? '' : `&locale=${locale.replace('-', '_')}`}`,
};
