/** USPS in texts and on the web. */

import { type CarrierProfile, inAddress } from '../../detection/carrier-profile.ts';

export const uspsProfile: CarrierProfile = {
  carrier: 'usps',
  names: /\bUSPS|(?:U\.?S\.? |united states )postal service|informed delivery/gi,
  hosts: /(?:^|\.)usps\.com$/i,
  trackingUrl: (trackingNumber) =>
    `https://tools.usps.com/go/TrackConfirmAction?tLabels=${inAddress(trackingNumber)}`,
};
