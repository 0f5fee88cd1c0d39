/** What FedEx says beside an answer: notes, warnings, and that the sandbox made it up. */

import type { Warning } from '../../model/observation.ts';
import { readWire } from '../wire.ts';
import { messageOf } from './failure.ts';
import { type FedexRefusal, fedexRefusal, filled } from './wire.ts';

/** The sandbox's way to say that it made the parcel up. */
const CANNED_ANSWER = 'VIRTUAL.RESPONSE';

const LEADING_CODE = /^[A-Z]{2,40}(?:\.[A-Z]{2,40}){1,4}/;
const MAX_ALERTS = 20;

/** Alerts come as objects; the carrier's own example shows one plain text. */
export function alertsOf(alerts: unknown): FedexRefusal[] {
  const list = Array.isArray(alerts) ? alerts.slice(0, MAX_ALERTS) : [alerts];
  return list.flatMap((alert): FedexRefusal[] => {
    if (typeof alert === 'string') return [{ code: LEADING_CODE.exec(alert)?.[0], message: alert }];
    const { wire } = readWire(fedexRefusal, alert);
    return wire && (filled(wire.code) ?? filled(wire.message)) !== null ? [wire] : [];
  });
}

/** What a reader of the parcel should know of an alert. */
export function toWarning(alert: FedexRefusal): Warning {
  const code = filled(alert.code);
  if (code === CANNED_ANSWER) {
    return { path: 'output.alerts', message: `${code}: the sandbox's canned answer, whatever the number` };
  }
  return { path: 'output.alerts', message: messageOf(alert) ?? code ?? '' };
}
