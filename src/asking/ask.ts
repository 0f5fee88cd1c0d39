/** Asks carriers for numbers: groups them, fills the carriers' batches, and turns every failure into a result. */

import pLimit from 'p-limit';
import type { CarrierAdapter, TrackContext, TrackRequest } from '../carriers/carrier.ts';
import type { CarrierRegistry } from '../carriers/registry.ts';
import { CarrierResponseError, isTrackingError } from '../errors.ts';
import type { TrackResult } from '../model/observation.ts';
import {
  createNumberGuide,
  type NumberGuide,
  type Question,
  type TrackItem,
  toQuestion,
} from './question.ts';
import type { BatchRun, IndexedResult } from './track-batch.ts';

export type Asker = {
  /** Rejects only when `signal` aborts. */
  one(item: TrackItem, signal?: AbortSignal): Promise<TrackResult>;
  many(items: readonly TrackItem[]): BatchRun;
};

export type AskerOptions = {
  readonly registry: CarrierRegistry;
  /** What an adapter is given for one call. */
  readonly contextFor: (adapter: CarrierAdapter, signal: AbortSignal | undefined) => TrackContext;
  /** Calls at once to one carrier. */
  readonly concurrencyOf: (adapter: CarrierAdapter) => number;
  /** Hears every result, before the host does. */
  readonly onResults: (results: readonly TrackResult[]) => void;
};

/** One number as it is asked, with the places in the host's list that wait for it. */
type Pending = Question & { readonly indexes: number[] };

export function createAsker(options: AskerOptions): Asker {
  const { onResults } = options;
  const guide = createNumberGuide(options.registry);

  async function askBatch(adapter: CarrierAdapter, requests: readonly TrackRequest[], signal?: AbortSignal) {
    const results = await answersOf(adapter, requests, options.contextFor(adapter, signal), signal);
    onResults(results);
    return results;
  }

  return {
    async one(item, signal) {
      signal?.throwIfAborted();
      const question = questionOrFailure(item, guide);
      if ('outcome' in question) return question;
      const [result] = await askBatch(question.adapter, [question.request], signal);
      return result as TrackResult;
    },
    many: (items) => async (deliver, signal) => {
      const { pending, failed } = sortOut(items, guide);
      failed.forEach(deliver);
      await Promise.all(
        [...pending].map(([adapter, questions]) => {
          const limit = pLimit(options.concurrencyOf(adapter));
          const calls = batchesOf(questions, adapter.capabilities.batchSize).map((batch) =>
            limit(async () => {
              signal.throwIfAborted();
              const results = await askBatch(
                adapter,
                batch.map(({ request }) => request),
                signal,
              );
              batch.forEach(({ indexes }, position) => {
                for (const index of indexes) deliver({ ...(results[position] as TrackResult), index });
              });
            }),
          );
          return Promise.all(calls);
        }),
      );
    },
  };
}

/** One result per request, whatever the adapter does; only the caller's own abort rejects. */
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
    const results = await adapter.track(requests, context);
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

function questionOrFailure(item: TrackItem, guide: NumberGuide): Question | TrackResult {
  try {
    return toQuestion(item, guide);
  } catch (error) {
    if (!isTrackingError(error)) throw error;
    const { carrier, trackingNumber } = item;
    return {
      outcome: 'failed',
      carrier: carrier ?? null,
      trackingNumber: typeof trackingNumber === 'string' ? trackingNumber.slice(0, 128) : '',
      error,
    };
  }
}

function sortOut(items: readonly TrackItem[], guide: NumberGuide) {
  const failed: IndexedResult[] = [];
  const byKey = new Map<string, Pending>();
  const pending = new Map<CarrierAdapter, Pending[]>();
  items.forEach((item, index) => {
    const question = questionOrFailure(item, guide);
    if ('outcome' in question) {
      failed.push({ ...question, index });
      return;
    }
    const { adapter, request } = question;
    const key = JSON.stringify([adapter.id, request]);
    const known = byKey.get(key);
    if (known) {
      known.indexes.push(index);
      return;
    }
    const fresh = { ...question, indexes: [index] };
    byKey.set(key, fresh);
    const group = pending.get(adapter) ?? [];
    group.push(fresh);
    pending.set(adapter, group);
  });
  return { pending, failed };
}

function batchesOf<Element>(elements: readonly Element[], size: number): Element[][] {
  const batches: Element[][] = [];
  for (let start = 0; start < elements.length; start += size)
    batches.push(elements.slice(start, start + size));
  return batches;
}
