/** UPS in texts and on the web. */

import { type CarrierProfile, inAddress } from '../../detection/carrier-profile.ts';

export const upsProfile: CarrierProfile = {
  carrier: 'ups',
  names: /\bUPS\b|united parcel service|mail innovations|surepost/gi,
  hosts: /(?:^|\.)ups\.com$/i,
  trackingUrl: (trackingNumber, locale) =>
    `https://www.ups.com/track?loc=${locale?.replace('-', '_') ?? 'en_US'}&tracknum=${inAddress(trackingNumber)}`,
};
