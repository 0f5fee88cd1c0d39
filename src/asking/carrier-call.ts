/** One call to a carrier: one result per request, whatever its adapter does. */

import type { CarrierAdapter, TrackContext, TrackRequest } from '../carriers/carrier.ts';
import { CarrierResponseError, isTrackingError } from '../errors.ts';
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
  const fail = (error: Extract<TrackResult, { outcome: 'failed' }>['error']) =>
    requests.map(
      ({ trackingNumber }): TrackResult => ({
        outcome: 'failed',
        carrier: adapter.id,
        trackingNumber,
        error,
      }),
    );
  try {
    const asking = (async () => adapter.track(requests, context))();
    const results = await untilAborted(asking, signal);
    if (results.length === requests.length) return results;
    return fail(
      new CarrierResponseError(
        `${adapter.id}: the adapter gave ${results.length} results for ${requests.length} numbers.`,
        { carrier: adapter.id },
      ),
    );
  } catch (error) {
    signal?.throwIfAborted();
    if (isTrackingError(error)) return fail(error);
    // Not one of ours: a defect in an adapter. Its message may hold anything, so only its kind is told.
    const kind = error instanceof Error ? error.name : typeof error;
    return fail(
      new CarrierResponseError(`${adapter.id}: the adapter failed (${kind}).`, { carrier: adapter.id }),
    );
  }
}
