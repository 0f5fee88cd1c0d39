/** What Amazon pushes: EventBridge events, and the webhook of Amazon Shipping, which looks like one. Both carry a `detail`. */

import { readBody } from '../wire.ts';

/** What a push is about, to be read as any other body; null for a body that was not pushed so. */
export function contentOfPush(body: object): object | null {
  const detail = 'detail' in body ? readBody(body.detail) : null;
  return typeof detail === 'object' && detail !== null && !Array.isArray(detail) ? detail : null;
}
