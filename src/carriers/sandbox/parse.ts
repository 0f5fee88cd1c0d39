/** Reads any answer of the sandbox, a parcel or a refusal. Never throws on data. */

import {
  type AnyTrackingError,
  CarrierAuthError,
  CarrierRateLimitError,
  CarrierUnavailableError,
  InvalidTrackingNumberError,
  NotAuthorizedError,
  type TrackingErrorDetails,
} from '../../errors.ts';
import type { TrackResult } from '../../model/observation.ts';
import { applyPiiPolicy } from '../../normalization/pii.ts';
import { toPlainText } from '../../normalization/plain-text.ts';
import { systemClock, toInstant } from '../../time/clock.ts';
import type { ParseContext } from '../carrier.ts';
import { failureOfStatus } from '../failure.ts';
import { readWire } from '../wire.ts';
import type { SandboxRefusal } from './codes.ts';
import { toObservation } from './map.ts';
import { sandboxAnswer, type WireParcel } from './wire.ts';

/** Reads a recorded answer of the sandbox, as JSON text or parsed; always one result. */
export function parseSandbox(payload: unknown, context: ParseContext = {}): TrackResult[] {
  const { wire, warnings } = readWire(sandboxAnswer, readText(payload));
  const observedAt = context.observedAt ?? toInstant(systemClock.now());
  if (wire?.parcel && isAnswer(wire.parcel)) {
    const trackingNumber = wire.parcel.trackingNumber || context.trackingNumber || '';
    const observation = toObservation(wire.parcel, { trackingNumber, observedAt, warnings }, context);
    const kept = context.keepRaw ? { ...observation, raw: payload } : observation;
    return [
      {
        outcome: 'found',
        carrier: 'sandbox',
        trackingNumber,
        observation: applyPiiPolicy(kept, context.pii),
      },
    ];
  }
  const asked = { carrier: 'sandbox', trackingNumber: context.trackingNumber ?? '' };
  const code = wire?.error?.code ?? null;
  const message = toPlainText(wire?.error?.message)?.slice(0, 200) ?? null;
  if (code === 'NOT_FOUND') {
    return [{ outcome: 'not_found', ...asked, carrierCode: code, message, observedAt }];
  }
  return [{ outcome: 'failed', ...asked, error: toError(code, message, context) }];
}

/** Without a status and a scan there is nothing to observe. */
const isAnswer = ({ status, scans }: WireParcel): boolean =>
  Boolean(status?.code) || (scans ?? []).length > 0;

function readText(payload: unknown): unknown {
  if (typeof payload !== 'string') return payload;
  try {
    return JSON.parse(payload);
  } catch {
    return undefined;
  }
}

const REFUSALS = {
  INVALID_NUMBER: InvalidTrackingNumberError,
  AUTH_FAILED: CarrierAuthError,
  NOT_AUTHORIZED: NotAuthorizedError,
  RATE_LIMITED: CarrierRateLimitError,
  UNAVAILABLE: CarrierUnavailableError,
} satisfies Record<Exclude<SandboxRefusal, 'NOT_FOUND'>, unknown>;

const isRefusal = (code: string | null): code is keyof typeof REFUSALS =>
  code !== null && Object.hasOwn(REFUSALS, code);

function toError(code: string | null, message: string | null, context: ParseContext): AnyTrackingError {
  const { httpStatus, retryAfterMs } = context;
  const details: TrackingErrorDetails = {
    carrier: 'sandbox',
    carrierCode: code ?? undefined,
    httpStatus,
    retryAfterMs,
  };
  const said = [code, message].filter((part) => part !== null).join(' ');
  const what = `sandbox: ${said || 'the answer is no tracking answer'}`;
  return isRefusal(code) ? new REFUSALS[code](what, details) : failureOfStatus(httpStatus, what, details);
}
