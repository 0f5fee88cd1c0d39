/** Asks carriers for numbers, one or many, and turns every failure into a result. */

import type { CarrierAdapter } from '../carriers/carrier.ts';
import type { CarrierRegistry } from '../carriers/registry.ts';
import type { TrackResult } from '../model/observation.ts';
import { type AskingOptions, type CallOptions, policyFor } from './asking-options.ts';
import { type CarrierCallOptions, createCarrierCall } from './carrier-call.ts';
import { type ClientTrackResult, inquire, planInquiries } from './inquiry.ts';
import { createNumberGuide } from './number-guide.ts';
import { type Question, type TrackItem, toQuestions } from './question.ts';
import { askInRounds } from './rounds.ts';
import type { BatchRun } from './track-batch.ts';

export type Asker = {
  /** Rejects only when the signal aborts. */
  one(
    item: TrackItem,
    options?: CallOptions & { readonly signal?: AbortSignal | undefined },
  ): Promise<ClientTrackResult>;
  many(items: readonly TrackItem[], options?: CallOptions): BatchRun;
  /**
   * Whom `one` would ask, in this order, and for which number; at least one.
   *
   * @throws InvalidTrackingNumberError, ConfigurationError (`UNKNOWN_CARRIER`, `INVALID_OPTIONS`)
   */
  candidatesFor(item: TrackItem, options?: AskingOptions): readonly Question[];
};

export type AskerOptions = CarrierCallOptions & {
  readonly registry: CarrierRegistry;
  /** Calls at once to one carrier. */
  readonly concurrencyOf: (adapter: CarrierAdapter) => number;
  /** What holds for calls that don't say otherwise. */
  readonly defaults?: AskingOptions;
};

export function createAsker({ registry, concurrencyOf, defaults = {}, ...calling }: AskerOptions): Asker {
  const call = createCarrierCall(calling);
  const guide = createNumberGuide(registry);

  return {
    async one(item, { signal, ...options } = {}) {
      signal?.throwIfAborted();
      const inquiry = inquire(item, planInquiries(options, defaults, guide));
      for (let step = inquiry.next(); ; ) {
        if (step.done) return step.value;
        signal?.throwIfAborted();
        const { adapter, request } = step.value;
        const [answer] = await call(adapter, [request], signal);
        step = inquiry.next(answer as TrackResult);
      }
    },
    many:
      (items, options = {}) =>
      (deliver, signal) => {
        const plan = planInquiries(options, defaults, guide);
        return askInRounds(items, {
          inquire: (item) => inquire(item, plan),
          call,
          concurrencyOf,
          deliver,
          signal,
        });
      },
    candidatesFor: (item, options = {}) => toQuestions(item, guide, policyFor(options, defaults)),
  };
}
