/** USPS's pushes (Subscriptions-Tracking): a notification whose `payload` is a parcel's record as JSON in a text. */

import { readBody, readWire } from '../wire.ts';
import { uspsNotification } from './wire.ts';

/** The record of a push; undefined where a body is none. A parcel's own record has no such fields. */
export function recordOfPush(body: object): unknown {
  if (!('payload' in body) || 'trackingEvents' in body || 'statusCategory' in body) return undefined;
  return readBody(readWire(uspsNotification, body).wire?.payload ?? null);
}

/** Only pushes hold a scan under this name. */
export const isPushedRecord = (record: object): boolean => 'trackingEvent' in record;
