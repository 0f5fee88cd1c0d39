/** Amazon's deliveries in texts and on the web. */

import { type CarrierProfile, inAddress } from '../../detection/carrier-profile.ts';

export const amazonProfile: CarrierProfile = {
  carrier: 'amazon',
  names: /\bamazon|\bamzl/gi,
  hosts: /(?:^|\.)amazon\.(?:com|ca|de|fr|it|es|nl|in|co\.uk|co\.jp|com\.mx|com\.br|com\.au)$/i,
  trackingUrl: (trackingNumber) => `https://track.amazon.com/tracking/${inAddress(trackingNumber)}`,
};
