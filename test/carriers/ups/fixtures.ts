/** The recorded-like bodies of UPS, and parcels built in a line where a whole body would hide the point. */

import { readdirSync, readFileSync } from 'node:fs';
import type { ParseContext } from '../../../src/carriers/carrier.ts';
import { parseUps } from '../../../src/carriers/ups/index.ts';
import type { UpsActivity, UpsParcel } from '../../../src/carriers/ups/wire.ts';
import type { Observation, TrackResult } from '../../../src/model/observation.ts';

export const OBSERVED_AT = '2026-03-10T12:00:00.000Z';
export const NUMBER = '1Z999AA10123456784';

const FOLDER = new URL('../../fixtures/ups/', import.meta.url);

const readJson = (file: string): unknown => JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8'));

export const fixtureNames: readonly string[] = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.json') && !file.endsWith('.expected.json'))
  .map((file) => file.replace('.json', ''))
  .sort();

export const readFixture = (name: string): unknown => readJson(`${name}.json`);

export type Expected = { readonly context: ParseContext; readonly results: readonly unknown[] };

/** The reviewed half of a pair. */
export const readExpected = (name: string): Expected => readJson(`${name}.expected.json`) as Expected;

export const parseFixture = (name: string): TrackResult[] =>
  parseUps(readFixture(name), { observedAt: OBSERVED_AT, ...readExpected(name).context });

/** Results as plain JSON, errors by their own `toJSON`. */
export const toPlain = (results: readonly TrackResult[]): unknown => JSON.parse(JSON.stringify(results));

export const answerOf = (parcel: UpsParcel): unknown => ({
  trackResponse: { shipment: [{ inquiryNumber: NUMBER, package: [{ trackingNumber: NUMBER, ...parcel }] }] },
});

/** A scan by `type`, `code` and `statusCode`, an hour after the one before it. */
export const scan = (
  hour: number,
  type: string | null,
  code: string | null,
  statusCode: string | null = null,
  description: string | null = null,
): UpsActivity => ({
  gmtDate: '20260304',
  gmtTime: `${String(hour).padStart(2, '0')}:00:00`,
  status: { type, code, statusCode, description },
});

export function observe(payload: unknown, context: ParseContext = {}): Observation {
  const [result] = parseUps(payload, { observedAt: OBSERVED_AT, ...context });
  if (result?.outcome !== 'found') throw new Error(`not found: ${JSON.stringify(result)}`);
  return result.observation;
}

export const observeParcel = (parcel: UpsParcel, context: ParseContext = {}): Observation =>
  observe(answerOf(parcel), context);

/** The observation of scans given newest first. */
export const observeScans = (...activity: UpsActivity[]): Observation => observeParcel({ activity });
