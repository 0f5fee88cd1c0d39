/** Which time zone a place's clocks show, as far as its country, region and postal code decide. */

import type { Location } from './location.ts';

const SINGLE_ZONES: Readonly<Record<string, string>> = {
  DE: 'Europe/Berlin',
  GB: 'Europe/London',
  FR: 'Europe/Paris',
  NL: 'Europe/Amsterdam',
  JP: 'Asia/Tokyo',
  PR: 'America/Puerto_Rico',
};
const US_STATES: Readonly<Record<string, string>> = {
  CA: 'America/Los_Angeles',
  IL: 'America/Chicago',
  NY: 'America/New_York',
  OH: 'America/New_York',
  WA: 'America/Los_Angeles',
};

/** The IANA zone of a place; null where its parts leave more than one. */
export function zoneOfLocation(location: Location | null): string | null {
  if (location?.country === 'US') return US_STATES[location.region?.toUpperCase() ?? ''] ?? null;
  return SINGLE_ZONES[location?.country ?? ''] ?? null;
}
