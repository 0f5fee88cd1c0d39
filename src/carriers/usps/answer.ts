/** What a body says of each number, or why USPS refused the whole call. */

import type { TrackResult, Warning } from '../../model/observation.ts';
import { type Instant, systemClock, toInstant } from '../../time/clock.ts';
import type { ParseContext } from '../carrier.ts';
import { canonicalNumber, readBody } from '../wire.ts';
import { contentOf, type Entry, isParcel, type ParcelEntry } from './entries.ts';
import { anotherNumber, noAnswer, nothingKnown, toRefusedResult, type UspsRefusal } from './failure.ts';
import { chooseLife, type LifeHints } from './lives.ts';
import { toObservation } from './map.ts';
import { isSameNumber } from './parcel-facts.ts';

export type UspsAnswer = {
  /** Why USPS refused the call, where it did. */
  readonly refusal: UspsRefusal | null;
  /** One for each number of the body, and at least one. */
  results(): TrackResult[];
  /** What the body says of one number; a failure where it says nothing of it. */
  resultFor(trackingNumber: string, hints?: LifeHints): TrackResult;
};

/** Reads a body of any shape; never throws on data. */
export function readAnswer(payload: unknown, context: ParseContext): UspsAnswer {
  const body = readBody(payload);
  const { entries, isPush } = contentOf(body);
  const reading: Reading = {
    body,
    entries,
    observedAt: context.observedAt ?? toInstant(systemClock.now()),
    context: { ...context, source: context.source ?? (isPush ? 'push' : 'poll') },
  };
  const [only] = entries;
  return {
    refusal: entries.length === 1 && only?.parcel === null ? only.refusal : null,
    results: () => toResults(reading),
    resultFor: (trackingNumber, hints = context) =>
      toResultAbout(canonicalNumber(trackingNumber) ?? '', hints, reading),
  };
}

type Reading = {
  readonly body: unknown;
  readonly entries: readonly Entry[];
  readonly observedAt: Instant;
  readonly context: ParseContext;
};

function toResults(reading: Reading): TrackResult[] {
  const byNumber = new Map<string | Entry, Entry[]>();
  for (const entry of reading.entries) {
    // Parcels of one number are its lives; refusals, and parcels without a number, stand for themselves.
    const key = isParcel(entry) ? (entry.number ?? entry) : entry;
    byNumber.set(key, [...(byNumber.get(key) ?? []), entry]);
  }
  const results = [...byNumber.values()].map((own) =>
    toResult(own[0]?.number ?? '', own, reading.context, reading),
  );
  return results.length > 0 ? results : [toResult('', [], reading.context, reading)];
}

function toResultAbout(asked: string, hints: LifeHints, reading: Reading): TrackResult {
  const { entries } = reading;
  // What names no number is about the one that was asked for, where it stands alone.
  const own = entries.filter(({ number }) =>
    number === null ? entries.length === 1 : isSameNumber(number, asked),
  );
  if (own.length === 0 && entries.some(({ number }) => number !== null)) {
    return anotherNumber(circumstancesOf(asked, reading));
  }
  return toResult(asked, own.length > 0 ? own : entries.filter((entry) => !isParcel(entry)), hints, reading);
}

/** The result of a number from all that is said of it. */
function toResult(
  trackingNumber: string,
  own: readonly Entry[],
  hints: LifeHints,
  reading: Reading,
): TrackResult {
  const [first, ...others] = own.filter(isParcel);
  if (first !== undefined) return toFound(trackingNumber, [first, ...others], hints, reading);
  const circumstances = circumstancesOf(trackingNumber, reading);
  const [refused] = own;
  if (refused?.parcel === null && refused.refusal !== null) {
    return toRefusedResult(refused.refusal, circumstances);
  }
  // USPS documents 404 for an unknown number; who says something else under it is not USPS.
  return reading.context.httpStatus === 404 && isSilent(reading.body)
    ? nothingKnown(circumstances)
    : noAnswer(circumstances);
}

function toFound(
  trackingNumber: string,
  lives: readonly [ParcelEntry, ...ParcelEntry[]],
  hints: LifeHints,
  { body, entries, observedAt, context }: Reading,
): TrackResult {
  const life = chooseLife(lives, hints);
  const observation = toObservation(life.parcel, {
    trackingNumber,
    observedAt,
    source: context.source ?? 'poll',
    policy: context.policy,
    pii: context.pii,
    path: life.path,
    warnings: [...life.warnings, ...warningsOf(lives)],
    // A batch holds other people's parcels.
    raw: context.keepRaw ? (entries.length === 1 ? body : [life.record]) : undefined,
  });
  return { outcome: 'found', carrier: 'usps', trackingNumber, observation };
}

const circumstancesOf = (trackingNumber: string, { observedAt, context }: Reading) => ({
  trackingNumber,
  observedAt,
  httpStatus: context.httpStatus,
  retryAfterMs: context.retryAfterMs,
});

const warningsOf = ({ length }: readonly ParcelEntry[]): Warning[] =>
  length === 1 ? [] : [{ path: '', message: `${length} parcels carried this number; one was read` }];

const isSilent = (body: unknown): boolean =>
  body === null || (typeof body === 'object' && Object.keys(body).length === 0);
