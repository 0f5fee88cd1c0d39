/** USPS's pushes (Subscriptions-Tracking): a notification whose `payload` is a parcel's record as JSON in a text. */

import { readBody, readWire } from '../wire.ts';
import { uspsNotification } from './wire.ts';

/** The record of a push, null where it has none; undefined where a body is no push, nor anything of a subscription. */
export function recordOfPush(body: object): unknown {
  const isOfSubscription = 'payload' in body || 'subscriptionId' in body;
  // A parcel's own record has no such fields; should it ever, it stays one.
  if (!isOfSubscription || 'trackingNumber' in body || 'trackingEvents' in body) return undefined;
  return readBody(readWire(uspsNotification, body).wire?.payload ?? null);
}

/** Only pushes hold a scan under this name. */
export const isPushedRecord = (record: object): boolean => 'trackingEvent' in record;
