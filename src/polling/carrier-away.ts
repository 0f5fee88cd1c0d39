/** Failures that tell of the carrier, not of a parcel, and for how long it is left alone after them. */

import type { AnyTrackingError } from '../errors.ts';
import type { TrackResult } from '../model/observation.ts';

/** A carrier is asked again after so long, whatever it asks for; so is a parcel. */
export const LONGEST_WAIT_MS = 24 * 3_600_000;
/** After a rate limit that names no wait. */
const DEFAULT_PAUSE_MS = 30_000;
/** A carrier that is away may be back sooner than it says. */
const LONGEST_AWAY_MS = 60_000;

/** They say that the carrier is down, asks to wait or refuses the credential; nothing of the parcel asked for. */
export const AWAY_CODES: ReadonlySet<AnyTrackingError['code']> = new Set([
  'CARRIER_RATE_LIMITED',
  'CARRIER_UNAVAILABLE',
  'CARRIER_AUTH',
]);

/** Asking for another parcel now brings nothing either. */
export const isAway = (result: TrackResult): boolean =>
  result.outcome === 'failed' && AWAY_CODES.has(result.error.code);

/** For how long nobody is to call with this credential. */
export const pauseMsOf = (result: TrackResult): number =>
  result.outcome === 'failed' && result.error.code === 'CARRIER_RATE_LIMITED'
    ? Math.min(result.error.retryAfterMs ?? DEFAULT_PAUSE_MS, LONGEST_WAIT_MS)
    : 0;

/** For how long this process needn't, as far as it can tell. */
export const awayMsOf = (result: TrackResult): number =>
  result.outcome === 'failed' && isAway(result)
    ? Math.min(result.error.retryAfterMs ?? 0, LONGEST_AWAY_MS)
    : 0;
