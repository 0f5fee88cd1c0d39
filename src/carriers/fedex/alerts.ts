/** What FedEx says beside, or instead of, an answer: errors, notes, and that the sandbox made it up. */

import type { Warning } from '../../model/observation.ts';
import { readWire } from '../wire.ts';
import { messageOf } from './failure.ts';
import { type FedexRefusal, fedexRefusal, filled } from './wire.ts';

/** The sandbox's way to say that it made the parcel up. */
const CANNED_ANSWER = 'VIRTUAL.RESPONSE';

const LEADING_CODE = /^[A-Z]{2,40}(?:\.[A-Z]{2,40}){1,4}/;
const MAX_STATEMENTS = 20;

/** Alerts come as objects; the carrier's own example shows one plain text. */
export function alertsOf(alerts: unknown): FedexRefusal[] {
  if (typeof alerts === 'string') return [ofText(alerts)];
  return Array.isArray(alerts) ? statementsOf(alerts) : [];
}

/** The errors or alerts of a list that say something. */
export const statementsOf = (list: readonly unknown[] | null | undefined): FedexRefusal[] =>
  (list ?? []).slice(0, MAX_STATEMENTS).flatMap((each): FedexRefusal[] => {
    if (typeof each === 'string') return [ofText(each)];
    const { wire } = readWire(fedexRefusal, each);
    return wire && (filled(wire.code) ?? filled(wire.message)) !== null ? [wire] : [];
  });

const ofText = (text: string): FedexRefusal => ({ code: LEADING_CODE.exec(text)?.[0], message: text });

/** What a reader of the parcel should know of an alert. */
export function toWarning(alert: FedexRefusal): Warning {
  const code = filled(alert.code);
  if (code === CANNED_ANSWER) {
    return { path: 'output.alerts', message: `${code}: the sandbox's canned answer, whatever the number` };
  }
  return { path: 'output.alerts', message: messageOf(alert) ?? code ?? '' };
}
