/** What FedEx says beside, or instead of, an answer: errors, notes, and that the sandbox made it up. */

import type { Warning } from '../../model/observation.ts';
import { readWire } from '../wire.ts';
import { codeOf, messageOf } from './failure.ts';
import { type FedexRefusal, fedexRefusal } from './wire.ts';

/** The sandbox's way to say that it made the parcel up. */
const CANNED_ANSWER = 'VIRTUAL.RESPONSE';

const LEADING_CODE = /^[A-Z]{2,40}(?:\.[A-Z]{2,40}){1,4}/;
const MAX_STATEMENTS = 20;

/** Alerts are a list of objects; the carrier's own example shows one plain text. */
export const alertsOf = (alerts: unknown): FedexRefusal[] =>
  statementsOf(Array.isArray(alerts) ? alerts : [alerts]);

/** The errors or alerts of a list that say something. */
export const statementsOf = (list: readonly unknown[] | null | undefined): FedexRefusal[] =>
  (list ?? [])
    .slice(0, MAX_STATEMENTS)
    .map(toStatement)
    .filter((statement) => (codeOf(statement) ?? messageOf(statement)) !== null);

const toStatement = (value: unknown): FedexRefusal =>
  typeof value === 'string'
    ? { code: LEADING_CODE.exec(value)?.[0], message: value }
    : (readWire(fedexRefusal, value).wire ?? {});

/** What a reader of the parcel should know of an alert. */
export function toWarning(alert: FedexRefusal): Warning {
  const code = codeOf(alert);
  const said = code === CANNED_ANSWER ? `${code}: the sandbox's canned answer, whatever the number` : null;
  return { path: 'output.alerts', message: said ?? messageOf(alert) ?? code ?? '' };
}
