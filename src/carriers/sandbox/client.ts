/** Asking the sandbox: it answers in this process, by its clock, and its answers take the road of all others. */

import type { TrackResult } from '../../model/observation.ts';
import { type Instant, toInstant } from '../../time/clock.ts';
import type { CarrierAdapter, TrackContext, TrackRequest } from '../carrier.ts';
import { isSandboxRefusal, type SandboxRefusal, sandboxRefusals } from './codes.ts';
import { shownBy } from './formats.ts';
import { historyOf } from './history.ts';
import type { CheckedSandboxOptions } from './options.ts';
import { toWireParcel } from './parcel.ts';
import { parseSandbox } from './parse.ts';

export function createSandboxTrack({ latencyMs }: CheckedSandboxOptions): CarrierAdapter['track'] {
  return async (requests, context) => {
    context.signal?.throwIfAborted();
    if (latencyMs > 0) await context.clock.sleep(latencyMs, context.signal);
    const now = toInstant(context.clock.now());
    return requests.flatMap((request) => askOne(request, now, context));
  };
}

function askOne({ trackingNumber }: TrackRequest, now: Instant, context: TrackContext): TrackResult[] {
  const { body, httpStatus, retryAfterMs } = answerFor(trackingNumber, now);
  const { policy, pii, keepRaw } = context;
  return parseSandbox(body, {
    trackingNumber,
    httpStatus,
    retryAfterMs,
    observedAt: now,
    source: 'poll',
    policy,
    pii,
    keepRaw,
  });
}

type SandboxReply = {
  readonly body: unknown;
  readonly httpStatus: number;
  readonly retryAfterMs?: number | undefined;
};

/** Same number and instant, same answer. */
function answerFor(trackingNumber: string, now: Instant): SandboxReply {
  const shown = shownBy(trackingNumber);
  if (shown === null) return refusal('NOT_FOUND');
  if (shown === 'BAD_RESPONSE') return { httpStatus: 200, body: '<html><body>Welcome</body></html>' };
  if (isSandboxRefusal(shown)) return refusal(shown);
  const history = historyOf(shown, now);
  if (history.length === 0) return refusal('NOT_FOUND');
  return { httpStatus: 200, body: { parcel: toWireParcel(trackingNumber, history, now) } };
}

function refusal(code: SandboxRefusal): SandboxReply {
  const { httpStatus, message, ...rest }: { httpStatus: number; message: string; retryAfterMs?: number } =
    sandboxRefusals[code];
  return { httpStatus, body: { error: { code, message } }, ...rest };
}
