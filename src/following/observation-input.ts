/** Observations that hosts make or pass on: checked for all that merging relies on. */

import type { Observation, ObservationSource } from '../model/observation.ts';
import { isReason } from '../model/reason.ts';
import { isSubstatus, statusOf } from '../model/status.ts';
import { isInstant } from '../stores/instants.ts';
import { refusal, toObject } from './refusal.ts';

type Check = { readonly expected: string; readonly holds: (value: unknown, whole: Parts) => boolean };
type Parts = Readonly<Record<string, unknown>>;
type Checks = Readonly<Record<string, Check>>;

const SOURCES: ReadonlySet<unknown> = new Set<ObservationSource>(['poll', 'push', 'import']);

const isText = (value: unknown): value is string => typeof value === 'string';
const isTime = (value: unknown): boolean => isText(value) && isInstant(value);
const isObject = (value: unknown): value is Parts =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;

const orNull = ({ expected, holds }: Check): Check => ({
  expected: `${expected}, or null`,
  holds: (value, whole) => value === null || holds(value, whole),
});
const some = ({ expected, holds }: Check): Check => ({
  expected: `a list, each ${expected}`,
  holds: (value, whole) => Array.isArray(value) && value.every((each) => holds(each, whole)),
});
/** An object whose parts of these names hold. */
const withParts = (parts: Checks): Check => ({
  expected: `an object with ${Object.keys(parts).join(', ')}`,
  holds: (value) =>
    isObject(value) && Object.keys(parts).every((name) => parts[name]?.holds(value[name], value)),
});

const TEXT: Check = { expected: 'a text', holds: isText };
const NAME: Check = { expected: 'a text that is not empty', holds: (value) => isText(value) && value !== '' };
const OBJECT: Check = { expected: 'an object', holds: isObject };
const FLAG: Check = { expected: 'true or false', holds: (value) => typeof value === 'boolean' };
const INSTANT: Check = { expected: 'an instant like `2026-03-02T09:00:00.000Z`', holds: isTime };
const SUBSTATUS: Check = {
  expected: 'a known substatus',
  holds: (value) => isText(value) && isSubstatus(value),
};

const STATUS_CHECKS: Checks = {
  substatus: SUBSTATUS,
  status: {
    expected: 'the status of its substatus',
    holds: (value, { substatus }) =>
      isText(substatus) && isSubstatus(substatus) && value === statusOf(substatus),
  },
  actionRequired: FLAG,
  reason: orNull({ expected: 'a known reason', holds: (value) => isText(value) && isReason(value) }),
  description: orNull(TEXT),
  provenance: OBJECT,
};

const ETA = orNull(
  withParts({ from: NAME, to: NAME, fromUtc: orNull(INSTANT), toUtc: orNull(INSTANT), precision: NAME }),
);

const CHECKS: Checks = {
  carrier: NAME,
  ...STATUS_CHECKS,
  events: { expected: 'a list', holds: Array.isArray },
  eta: ETA,
  originalEta: ETA,
  delivery: orNull(withParts({ at: orNull(INSTANT), localTime: orNull(TEXT) })),
  servicePoint: orNull(OBJECT),
  service: orNull(OBJECT),
  origin: orNull(OBJECT),
  destination: orNull(OBJECT),
  weight: orNull(OBJECT),
  pieces: some(withParts({ trackingNumber: NAME, substatus: orNull(SUBSTATUS) })),
  pieceCount: orNull({ expected: 'a whole number', holds: isCount }),
  references: some(withParts({ value: NAME, type: orNull(TEXT) })),
  relatedNumbers: some(withParts({ number: NAME, relation: NAME, carrier: orNull(NAME) })),
  carrierUniqueId: orNull(TEXT),
  observedAt: INSTANT,
  source: { expected: `one of ${[...SOURCES].join(', ')}`, holds: (value) => SOURCES.has(value) },
} satisfies { readonly [Name in keyof Observation]?: Check };

const EVENT_CHECKS: Checks = {
  ...STATUS_CHECKS,
  carrier: NAME,
  movesStatus: FLAG,
  occurredAt: orNull(INSTANT),
  localTime: orNull(TEXT),
  eventId: orNull(TEXT),
  location: orNull(OBJECT),
  signedBy: orNull(TEXT),
};

/** @throws ConfigurationError (`INVALID_OPTIONS`) naming the first part that is wrong. The number is checked where it is looked up. */
export function checkObservation(observation: Observation): void {
  checkParts(observation, 'observation', CHECKS);
  for (const [place, event] of observation.events.entries())
    checkParts(event, `observation.events.${place}`, EVENT_CHECKS);
}

function checkParts(value: object, path: string, checks: Checks): void {
  const parts: Parts = { ...toObject(path, value) };
  for (const [name, { expected, holds }] of Object.entries(checks)) {
    if (!holds(parts[name], parts)) throw refusal(`${path}.${name}`, `expected ${expected}`);
  }
}
