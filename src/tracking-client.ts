/** Puts the rooms together: carriers, network, clock, and what the host wants to hear. */

import { createAsker } from './asking/ask.ts';
import type { CallOptions } from './asking/asking-options.ts';
import { type CarrierCallOptions, createCarrierCall } from './asking/carrier-call.ts';
import type { ClientTrackResult } from './asking/inquiry.ts';
import type { TrackItem } from './asking/question.ts';
import { createTrackBatch, type TrackBatch } from './asking/track-batch.ts';
import { createUnmappedCodeWatch } from './asking/unmapped-codes.ts';
import type { CallQuota, CarrierAdapter } from './carriers/carrier.ts';
import { createCarrierRegistry } from './carriers/registry.ts';
import { assertClientOptions, type TrackingClientOptions } from './client-options.ts';
import type { FollowingParts } from './following-client.ts';
import { FOLLOW, type FollowingStore } from './following-store.ts';
import { createCarrierNetwork } from './http/carrier-network.ts';
import type { CarrierHttp } from './http/exchange.ts';
import { resolveHttpSettings } from './http/http-settings.ts';
import { contained } from './logger.ts';
import type { StatusPolicy } from './normalization/normalize.ts';
import { systemClock } from './time/clock.ts';

/** What is known of a number beside itself, and how to ask. */
export type TrackOptions = Omit<TrackItem, 'trackingNumber'> & TrackManyOptions;

/** How to ask for numbers. */
export type TrackManyOptions = CallOptions & { readonly signal?: AbortSignal | undefined };

export type TrackingClient = {
  /**
   * Asks where the parcel is. Failures are outcomes, not exceptions.
   *
   * A number of one carrier is asked there. Where its form fits several, or it names a second carrier that has a part
   * in the parcel, they are asked in order until one knows it (`maxCandidates`, `autoPickConfidence`), and `asked`
   * says which. If none does: a failure that leaves open whether its carrier knows the number is the result, first one
   * that is `retryable`; else the likeliest carrier's `not_found` or `NOT_AUTHORIZED`; `INVALID_TRACKING_NUMBER` only
   * where all say so.
   *
   * @throws only the signal's reason, when it aborts.
   * @example const result = await client.track('1Z999AA10123456784');
   */
  track(trackingNumber: string, options?: TrackOptions): Promise<ClientTrackResult>;
  /**
   * Asks for many numbers as `track` does, in as few calls as the carriers' batches allow: first the likeliest carrier
   * of each, then, in full batches again, the next ones of those that were not found or were handed over. Await it for
   * all results in the order asked, or iterate it for each as soon as it is final. A bad number fails alone.
   *
   * @throws only the signal's reason, when it aborts.
   */
  trackMany(trackingNumbers: Iterable<string | TrackItem>, options?: TrackManyOptions): TrackBatch;
  /** The configured carriers. */
  readonly carriers: readonly CarrierAdapter[];
};

/** A client with a store: it also follows parcels. */
export type FollowingClient = TrackingClient & FollowingParts;

/**
 * Makes a client. Nothing happens until it is asked something, and nothing is left to close.
 *
 * @throws ConfigurationError (`INVALID_OPTIONS`) naming each option that is missing, unknown or wrong;
 * (`UNKNOWN_CARRIER`) when `overrides`, `concurrency` or `quotas` name a carrier that isn't among `carriers`.
 */
export function createTrackingClient(
  options: TrackingClientOptions & { readonly store: FollowingStore },
): FollowingClient;
export function createTrackingClient(options: TrackingClientOptions): TrackingClient;
export function createTrackingClient(options: TrackingClientOptions): TrackingClient | FollowingClient {
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
  for (const id of Object.keys({ ...overrides, ...options.concurrency, ...options.quotas })) registry.get(id);
  const concurrencyOf = (adapter: CarrierAdapter): number =>
    options.concurrency?.[adapter.id] ?? adapter.capabilities.concurrency;
  const network = createCarrierNetwork({
    clock,
    logger,
    fetch: options.fetch,
    deadlineMs: options.timeoutMs,
    onAttempt: contained(hooks?.['request.finished'], logger),
  });
  const quotaOf = (adapter: CarrierAdapter): CallQuota | undefined =>
    options.quotas?.[adapter.id] ?? adapter.capabilities.quota;
  const networkOf = (adapter: CarrierAdapter, credentialKey: string): CarrierHttp =>
    network(adapter.id, credentialKey, {
      concurrency: concurrencyOf(adapter),
      perSecond: quotaOf(adapter)?.perSecond,
    });
  const statusPolicyOf = (adapter: CarrierAdapter): StatusPolicy => ({
    overrides: overrides?.[adapter.id],
    actionRequired,
  });
  const calling: CarrierCallOptions = {
    contextFor: (adapter, signal) => ({
      http: networkOf(adapter, adapter.credentialKey),
      httpOf: (credentialKey) => networkOf(adapter, credentialKey),
      clock,
      signal,
      policy: statusPolicyOf(adapter),
      pii,
      keepRaw,
    }),
    onResults: onUnmappedCode ? createUnmappedCodeWatch(contained(onUnmappedCode, logger)) : () => undefined,
  };
  const asker = createAsker({
    ...calling,
    registry,
    defaults: { maxCandidates: options.maxCandidates, autoPickConfidence: options.autoPickConfidence },
    concurrencyOf,
  });
  const client: TrackingClient = {
    track: (trackingNumber, options = {}) => {
      const { carrier, shipDate, destinationPostalCode, carrierUniqueId, ...how } = options;
      return asker.one({ trackingNumber, carrier, shipDate, destinationPostalCode, carrierUniqueId }, how);
    },
    trackMany: (trackingNumbers, { signal, ...how } = {}) =>
      createTrackBatch(asker.many(Array.from(trackingNumbers, toItem), how), signal),
    carriers: registry.all,
  };
  if (options.store === undefined) return client;
  const parts = options.store[FOLLOW]({
    store: options.store,
    clock,
    logger,
    hooks,
    registry,
    asker,
    call: createCarrierCall(calling),
    policy: options.mergePolicy,
    statusPolicyOf,
    cadence: options.cadence,
    limiter: options.limiter,
    concurrencyOf,
    quotaOf,
    callTimeoutMs: resolveHttpSettings({ deadlineMs: options.timeoutMs }).deadlineMs,
  });
  return { ...client, ...parts };
}

const toItem = (number: string | TrackItem): TrackItem =>
  typeof number === 'object' && number !== null ? number : { trackingNumber: number };
