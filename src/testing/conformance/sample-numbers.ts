/** Numbers of an adapter to ask for: made from its formats' examples by changing digits until the format agrees. */

import type { CarrierAdapter } from '../../carriers/carrier.ts';
import { createDetector } from '../../detection/detector.ts';
import type { NumberFormat } from '../../detection/format.ts';

export type SampleNumbers = {
  /** Numbers the carrier knows, or comes to know when a parcel is added. */
  readonly known: readonly string[];
  /** Numbers the carrier does not know. */
  readonly unknown: readonly string[];
};

/** Beyond the batch that is asked for whole. */
const SPARE = 3;
const MAX_TRIES = 20_000;

export function sampleNumbers(adapter: CarrierAdapter): SampleNumbers {
  const { batchSize } = adapter.capabilities;
  const wanted = 2 * batchSize + SPARE;
  const formats = [...adapter.formats].sort((first, second) => second.confidence - first.confidence);
  const numbers = new Set<string>();
  for (const format of formats) {
    for (const number of numbersLike(format, adapter, wanted)) numbers.add(number);
    if (numbers.size >= wanted) break;
  }
  const all = [...numbers];
  const known = all.slice(0, Math.max(1, Math.min(batchSize + SPARE - 1, all.length - 1)));
  return { known, unknown: all.slice(known.length) };
}

function numbersLike(format: NumberFormat, adapter: CarrierAdapter, wanted: number): string[] {
  const detector = createDetector({ formats: [format], trackingUrl: adapter.trackingUrl });
  const numbers = new Set<string>();
  for (const example of format.examples.valid) {
    for (let step = 0; step < MAX_TRIES && numbers.size < wanted; step += 1) {
      const [candidate] = detector.detect(withDigits(example, step));
      if (candidate !== undefined) numbers.add(candidate.trackingNumber);
    }
  }
  return [...numbers];
}

/** The example with its last digits moved on by `step`; what stands between them stays. */
function withDigits(example: string, step: number): string {
  let rest = step;
  return [...example]
    .reverse()
    .map((character) => {
      if (rest === 0 || !/\d/.test(character)) return character;
      const sum = Number(character) + (rest % 10);
      rest = Math.floor(rest / 10) + (sum > 9 ? 1 : 0);
      return String(sum % 10);
    })
    .reverse()
    .join('');
}
