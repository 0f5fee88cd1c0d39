/** One call to a carrier: one result per request, whatever its adapter does. */

import type { CarrierAdapter, TrackContext, TrackRequest } from '../carriers/carrier.ts';
import { type AnyTrackingError, CarrierResponseError, isTrackingError } from '../errors.ts';
import type { TrackResult } from '../model/observation.ts';
import { untilAborted } from '../time/until-aborted.ts';

/** Only the caller's own abort rejects: at once, also where the adapter doesn't listen to it. */
export type CarrierCall = (
  adapter: CarrierAdapter,
  requests: readonly TrackRequest[],
  signal: AbortSignal | undefined,
) => Promise<readonly TrackResult[]>;

export type CarrierCallOptions = {
  /** What an adapter is given for one call. */
  readonly contextFor: (adapter: CarrierAdapter, signal: AbortSignal | undefined) => TrackContext;
  /** Hears every result, before the host does. */
  readonly onResults: (results: readonly TrackResult[]) => void;
};

export const createCarrierCall =
  ({ contextFor, onResults }: CarrierCallOptions): CarrierCall =>
  async (adapter, requests, signal) => {
    const results = await answersOf(adapter, requests, contextFor(adapter, signal), signal);
    onResults(results);
    return results;
  };

async function answersOf(
  adapter: CarrierAdapter,
  requests: readonly TrackRequest[],
  context: TrackContext,
  signal: AbortSignal | undefined,
): Promise<readonly TrackResult[]> {
  const carrier = adapter.id;
  const failed = ({ trackingNumber }: TrackRequest, error: AnyTrackingError): TrackResult => ({
    outcome: 'failed',
    carrier,
    trackingNumber,
    error,
  });
  const unusable = (problem: string) => new CarrierResponseError(`${carrier}: ${problem}.`, { carrier });
  try {
    const asking = (async () => adapter.track(requests, context))();
    const results: readonly unknown[] = await untilAborted(asking, signal);
    if (results.length !== requests.length) {
      const error = unusable(`the adapter gave ${results.length} results for ${requests.length} numbers`);
      return requests.map((request) => failed(request, error));
    }
    const numbers = new Set<string>(requests.map(({ trackingNumber }) => trackingNumber));
    return requests.map((request, place) => {
      const result = results[place];
      if (!isResult(result)) return failed(request, unusable('the adapter gave no result for this number'));
      const isAnothers =
        result.trackingNumber !== request.trackingNumber && numbers.has(result.trackingNumber);
      return isAnothers ? failed(request, unusable("the adapter gave another number's result")) : result;
    });
  } catch (error) {
    signal?.throwIfAborted();
    // Not one of ours: a defect in an adapter. Its message may hold anything, so only its kind is told.
    const told = isTrackingError(error)
      ? error
      : unusable(`the adapter failed (${error instanceof Error ? error.name : typeof error})`);
    return requests.map((request) => failed(request, told));
  }
}

/** As far as others rely on it at once: an adapter may be anyone's. */
function isResult(value: unknown): value is TrackResult {
  if (typeof value !== 'object' || value === null) return false;
  const { outcome, observation, error } = value as Record<string, unknown>;
  if (outcome === 'found') return typeof observation === 'object' && observation !== null;
  return outcome === 'not_found' || (outcome === 'failed' && isTrackingError(error));
}
