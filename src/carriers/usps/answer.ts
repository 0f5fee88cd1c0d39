/** Takes one body apart: what it says of each number, or why USPS refused the whole call. */

import type { TrackResult, Warning } from '../../model/observation.ts';
import { systemClock, toInstant } from '../../time/clock.ts';
import type { ParseContext } from '../carrier.ts';
import { canonicalNumber, readBody, readWire } from '../wire.ts';
import {
  anotherNumber,
  type Circumstances,
  noAnswer,
  readRefusal,
  toRefusedResult,
  type UspsRefusal,
} from './failure.ts';
import { withLists } from './lists.ts';
import { chooseLife, type LifeHints } from './lives.ts';
import { toObservation } from './map.ts';
import { isSameNumber } from './parcel-facts.ts';
import { withScansOfSummary } from './summary.ts';
import { isPushedRecord, recordOfPush } from './webhook.ts';
import { type UspsParcel, uspsParcel } from './wire.ts';

/** Far more than USPS answers at once. */
const MAX_ENTRIES = 200;

export type UspsAnswer = {
  /** Why USPS refused the call, where it did. */
  readonly refusal: UspsRefusal | null;
  /** One for each number of the body, and at least one. */
  results(): TrackResult[];
  /** What the body says of one number; a failure where it says nothing of it. */
  resultFor(trackingNumber: string, hints?: LifeHints): TrackResult;
};

/** One parcel or one refusal of a body. */
type Entry = { readonly number: string | null; readonly record: unknown } & (
  | { readonly parcel: UspsParcel; readonly warnings: readonly Warning[]; readonly path: string }
  | { readonly parcel: null; readonly refusal: UspsRefusal | null }
);
type ParcelEntry = Entry & { readonly parcel: UspsParcel };

/** Reads a body of any shape; never throws on data. */
export function readAnswer(payload: unknown, context: ParseContext): UspsAnswer {
  const body = readBody(payload);
  const pushed = isRecord(body) ? recordOfPush(body) : undefined;
  const content = pushed === undefined ? body : pushed;
  const isList = Array.isArray(content);
  const records: readonly unknown[] = isList ? content.slice(0, MAX_ENTRIES) : [content];
  const prefix = pushed === undefined ? '' : 'payload.';
  const entries = records.map((record, index) => readEntry(record, isList ? `${prefix}${index}.` : prefix));
  const isPush = pushed !== undefined || (isRecord(content) && isPushedRecord(content));
  const reader = createReader(
    entries,
    { ...context, source: context.source ?? (isPush ? 'push' : 'poll') },
    body,
  );
  const [only] = entries;
  return {
    refusal: entries.length === 1 && only?.parcel === null ? only.refusal : null,
    results: reader.all,
    resultFor: reader.about,
  };
}

function readEntry(record: unknown, path: string): Entry {
  if (!isRecord(record)) return { parcel: null, refusal: null, number: null, record };
  const refusal = readRefusal(record);
  if (refusal !== null) return { parcel: null, refusal, number: refusal.trackingNumber, record };
  const usable = withLists(record);
  const { wire, warnings } = readWire(uspsParcel, usable.record);
  const number = canonicalNumber(wire?.trackingNumber);
  if (wire === undefined || !hasNews(wire)) return { parcel: null, refusal: null, number, record };
  return {
    parcel: withScansOfSummary(wire),
    number,
    record,
    path,
    warnings: [...usable.warnings, ...warnings].map((warning) => ({
      ...warning,
      path: `${path}${warning.path}`,
    })),
  };
}

/** Whether a parcel says anything beside its number. */
function hasNews(parcel: UspsParcel): boolean {
  for (const name in parcel) {
    const value = parcel[name as keyof UspsParcel];
    const isEmpty = Array.isArray(value) ? value.length === 0 : (value ?? '') === '';
    if (!isEmpty && name !== 'trackingNumber') return true;
  }
  return false;
}

function createReader(entries: readonly Entry[], context: ParseContext, body: unknown) {
  const observedAt = context.observedAt ?? toInstant(systemClock.now());
  const { httpStatus, retryAfterMs } = context;
  const isAlone = entries.length === 1;

  const circumstancesOf = (trackingNumber: string): Circumstances => ({
    trackingNumber,
    observedAt,
    httpStatus,
    retryAfterMs,
  });

  function found(trackingNumber: string, lives: readonly [ParcelEntry, ...ParcelEntry[]], hints: LifeHints) {
    const life = chooseLife(lives, hints);
    const observation = toObservation(life.parcel, {
      trackingNumber,
      observedAt,
      source: context.source ?? 'poll',
      policy: context.policy,
      pii: context.pii,
      path: life.path,
      warnings: [...life.warnings, ...warningsOf(lives)],
      raw: context.keepRaw ? (isAlone ? body : [life.record]) : undefined,
    });
    return { outcome: 'found', carrier: 'usps', trackingNumber, observation } as const;
  }

  function unread(trackingNumber: string, entry: Entry | undefined): TrackResult {
    const circumstances = circumstancesOf(trackingNumber);
    if (entry?.parcel === null && entry.refusal !== null)
      return toRefusedResult(entry.refusal, circumstances);
    // USPS documents 404 for an unknown number; a text under 404 is a page of somebody else.
    if (httpStatus === 404 && typeof body !== 'string') {
      return {
        outcome: 'not_found',
        carrier: 'usps',
        trackingNumber,
        carrierCode: null,
        message: null,
        observedAt,
      };
    }
    return noAnswer(circumstances);
  }

  function about(asked: string, hints: LifeHints = context): TrackResult {
    const number = canonicalNumber(asked) ?? '';
    // What names no number is about the one that was asked for, where it stands alone.
    const own = entries.filter((entry) =>
      entry.number === null ? isAlone : isSameNumber(entry.number, number),
    );
    const [first, ...others] = own.filter(isParcel);
    if (first !== undefined) return found(number, [first, ...others], hints);
    if (own.length > 0 || entries.every((entry) => entry.number === null)) {
      return unread(number, own[0] ?? entries[0]);
    }
    return anotherNumber(circumstancesOf(number));
  }

  function all(): TrackResult[] {
    if (entries.length === 0) return [unread('', undefined)];
    const byNumber = new Map<string | Entry, Entry[]>();
    for (const entry of entries) {
      // Refusals are told one by one; parcels of one number are its lives.
      const key = isParcel(entry) ? (entry.number ?? '') : entry;
      byNumber.set(key, [...(byNumber.get(key) ?? []), entry]);
    }
    return [...byNumber.values()].map((own) => {
      const number = own[0]?.number ?? '';
      const [first, ...others] = own.filter(isParcel);
      return first ? found(number, [first, ...others], context) : unread(number, own[0]);
    });
  }

  return { about, all };
}

const isParcel = (entry: Entry): entry is ParcelEntry => entry.parcel !== null;

const warningsOf = ({ length }: readonly ParcelEntry[]): Warning[] =>
  length === 1 ? [] : [{ path: '', message: `${length} parcels carried this number; one was read` }];

const isRecord = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
