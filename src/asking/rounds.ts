/** Asks for many numbers in rounds: in each, what every number wants to know next, in as few calls as batches allow. */

import pLimit from 'p-limit';
import type { CarrierAdapter } from '../carriers/carrier.ts';
import type { TrackResult } from '../model/observation.ts';
import type { CarrierCall } from './carrier-call.ts';
import type { Inquiry } from './inquiry.ts';
import type { Question, TrackItem } from './question.ts';
import type { IndexedResult } from './track-batch.ts';

export type RoundsOptions = {
  readonly inquire: (item: TrackItem) => Inquiry;
  readonly call: CarrierCall;
  /** Calls at once to one carrier. */
  readonly concurrencyOf: (adapter: CarrierAdapter) => number;
  readonly deliver: (result: IndexedResult) => void;
  readonly signal: AbortSignal;
};

/** A number's inquiry at a question, with the number's place in the host's list. */
type Open = { readonly index: number; readonly inquiry: Inquiry; readonly question: Question };

/** A question with all that wait for its answer. */
type Asked = { readonly key: string; readonly question: Question; readonly waiting: Open[] };

/**
 * Each result is delivered as soon as it is final. A round begins when the last answer of the one before is there, so
 * that its batches are as full. Nobody is asked the same twice.
 */
export async function askInRounds(items: readonly TrackItem[], options: RoundsOptions): Promise<void> {
  const { inquire, call, concurrencyOf, deliver, signal } = options;
  const heard = new Map<string, TrackResult>();
  let next: Open[] = [];
  const proceed = (inquiry: Inquiry, index: number, answer?: TrackResult): void => {
    // The first step has nothing to be told.
    const step = inquiry.next(answer as TrackResult);
    if (step.done) deliver({ ...step.value, index });
    else next.push({ index, inquiry, question: step.value });
  };
  const askBatch = async (adapter: CarrierAdapter, batch: readonly Asked[]): Promise<void> => {
    signal.throwIfAborted();
    const requests = batch.map(({ question }) => question.request);
    const results = await call(adapter, requests, signal);
    batch.forEach(({ key, waiting }, position) => {
      const answer = results[position] as TrackResult;
      heard.set(key, answer);
      for (const { inquiry, index } of waiting) proceed(inquiry, index, answer);
    });
  };

  for (const [index, item] of items.entries()) proceed(inquire(item), index);
  while (next.length > 0) {
    // In the order of the list, whichever carrier was fastest.
    const round = next.sort((a, b) => a.index - b.index);
    next = [];
    const { known, groups } = sortOut(round, heard);
    for (const { open, answer } of known) proceed(open.inquiry, open.index, answer);
    const calls = [...groups].flatMap(([adapter, questions]) => {
      const limit = pLimit(concurrencyOf(adapter));
      const batches = batchesOf(questions, adapter.capabilities.batchSize);
      return batches.map((batch) => limit(() => askBatch(adapter, batch)));
    });
    await Promise.all(calls);
  }
}

/** The questions by carrier, equal ones once, and those whose answer is known already. */
function sortOut(round: readonly Open[], heard: ReadonlyMap<string, TrackResult>) {
  const known: { open: Open; answer: TrackResult }[] = [];
  const byKey = new Map<string, Asked>();
  const groups = new Map<CarrierAdapter, Asked[]>();
  for (const open of round) {
    const { question } = open;
    const key = JSON.stringify([question.adapter.id, question.request]);
    const answer = heard.get(key);
    const same = byKey.get(key);
    if (answer !== undefined) known.push({ open, answer });
    else if (same !== undefined) same.waiting.push(open);
    else {
      const fresh = { key, question, waiting: [open] };
      byKey.set(key, fresh);
      const group = groups.get(question.adapter) ?? [];
      group.push(fresh);
      groups.set(question.adapter, group);
    }
  }
  return { known, groups };
}

function batchesOf<Element>(elements: readonly Element[], size: number): Element[][] {
  const batches: Element[][] = [];
  for (let start = 0; start < elements.length; start += size)
    batches.push(elements.slice(start, start + size));
  return batches;
}
