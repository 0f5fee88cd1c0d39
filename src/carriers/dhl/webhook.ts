/** DHL's pushes: the same shipments as an answer's, inside an envelope that says what the push is for. */

import { filled } from '../wire.ts';
import type { DhlEnvelope } from './wire.ts';

const DATA = 'subscription.push';

/** What a push is for, e.g. `subscription.validate`; null for an answer. */
export const scopeOf = ({ scope }: DhlEnvelope): string | null => filled(scope)?.slice(0, 100) ?? null;

/** Whether a push is about the subscription, and no shipment. */
export const isHandshake = (scope: string | null): boolean => scope !== null && scope.toLowerCase() !== DATA;
