/** Puts the rooms together: carriers, network, clock, and what the host wants to hear. */

import { createAsker } from './asking/ask.ts';
import type { TrackItem } from './asking/question.ts';
import { createTrackBatch, type TrackBatch } from './asking/track-batch.ts';
import { createUnmappedCodeWatch } from './asking/unmapped-codes.ts';
import type { CarrierAdapter } from './carriers/carrier.ts';
import { createCarrierRegistry } from './carriers/registry.ts';
import { assertClientOptions, type TrackingClientOptions } from './client-options.ts';
import { createCarrierNetwork } from './http/carrier-network.ts';
import { contained } from './logger.ts';
import type { TrackResult } from './model/observation.ts';
import { systemClock } from './time/clock.ts';

/** What is known of a number beside itself. */
export type TrackOptions = Omit<TrackItem, 'trackingNumber'> & { readonly signal?: AbortSignal | undefined };

export type TrackingClient = {
  /**
   * Asks the number's carrier where the parcel is. Failures are outcomes, not exceptions.
   *
   * @throws only the signal's reason, when it aborts.
   * @example const result = await client.track('1Z999AA10123456784');
   */
  track(trackingNumber: string, options?: TrackOptions): Promise<TrackResult>;
  /**
   * Asks for many numbers, in as few calls as the carriers' batches allow. Await it for all results in the order
   * asked, or iterate it for each as it arrives. A bad number fails alone.
   *
   * @throws only the signal's reason, when it aborts.
   */
  trackMany(
    trackingNumbers: Iterable<string | TrackItem>,
    options?: { readonly signal?: AbortSignal | undefined },
  ): TrackBatch;
  /** The configured carriers. */
  readonly carriers: readonly CarrierAdapter[];
};

/**
 * Makes a client. Nothing happens until it is asked something, and nothing is left to close.
 *
 * @throws ConfigurationError (`INVALID_OPTIONS`) naming each option that is missing, unknown or wrong;
 * (`UNKNOWN_CARRIER`) when `overrides` or `concurrency` name a carrier that isn't among `carriers`.
 */
export function createTrackingClient(options: TrackingClientOptions): TrackingClient {
  assertClientOptions(options);
  const {
    clock = systemClock,
    logger,
    hooks,
    overrides,
    actionRequired,
    pii,
    keepRaw,
    onUnmappedCode,
  } = options;
  const registry = createCarrierRegistry(options.carriers);
  // A setting for a carrier that isn't there is a slip; it would otherwise just have no effect.
  for (const id of Object.keys({ ...overrides, ...options.concurrency })) registry.get(id);
  const concurrencyOf = (adapter: CarrierAdapter): number =>
    options.concurrency?.[adapter.id] ?? adapter.capabilities.concurrency;
  const network = createCarrierNetwork({
    clock,
    logger,
    fetch: options.fetch,
    deadlineMs: options.timeoutMs,
    onAttempt: contained(hooks?.['request.finished'], logger),
  });
  const asker = createAsker({
    registry,
    concurrencyOf,
    contextFor: (adapter, signal) => ({
      http: network(adapter.id, adapter.credentialKey, concurrencyOf(adapter)),
      httpOf: (credentialKey) => network(adapter.id, credentialKey, concurrencyOf(adapter)),
      clock,
      signal,
      policy: { overrides: overrides?.[adapter.id], actionRequired },
      pii,
      keepRaw,
    }),
    onResults: onUnmappedCode ? createUnmappedCodeWatch(contained(onUnmappedCode, logger)) : () => undefined,
  });
  return {
    track: (trackingNumber, { signal, ...known } = {}) => asker.one({ trackingNumber, ...known }, signal),
    trackMany: (trackingNumbers, { signal } = {}) =>
      createTrackBatch(asker.many(Array.from(trackingNumbers, toItem)), signal),
    carriers: registry.all,
  };
}

const toItem = (number: string | TrackItem): TrackItem =>
  typeof number === 'object' && number !== null ? number : { trackingNumber: number };
