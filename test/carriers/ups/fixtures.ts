/** The recorded-like bodies of UPS, and parcels built in a line where a whole body would hide the point. */

import type { ParseContext } from '../../../src/carriers/carrier.ts';
import { parseUps } from '../../../src/carriers/ups/index.ts';
import type { UpsActivity, UpsParcel } from '../../../src/carriers/ups/wire.ts';
import type { Observation } from '../../../src/model/observation.ts';
import { recordedBodies } from '../../support/recorded-bodies.ts';

export const OBSERVED_AT = '2026-03-10T12:00:00.000Z';
export const NUMBER = '1Z999AA10123456784';

const bodies = recordedBodies('ups', parseUps, OBSERVED_AT);
export const fixtureNames = bodies.names;
export const readFixture = bodies.read;
export const readExpected = bodies.expected;
export const parseFixture = bodies.parse;

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
