/** Tells the host of each carrier code that no table knows, once. */

import type { TrackResult } from '../model/observation.ts';
import type { Provenance } from '../model/status.ts';

/** A code no table knows, as the carrier sent it. */
export type UnmappedCode = {
  readonly carrier: string;
  readonly code: string;
  readonly category: string | null;
  readonly text: string | null;
};

/** Beyond this many distinct codes a payload is noise, and remembering more would only eat memory. */
const MAX_REMEMBERED = 10_000;

/** Returns what looks through results; `onUnmappedCode` hears each distinct code once, and may throw. */
export function createUnmappedCodeWatch(
  onUnmappedCode: (code: UnmappedCode) => void,
): (results: readonly TrackResult[]) => void {
  const heard = new Set<string>();
  const look = (carrier: string, { code, category, text, matchedBy }: Provenance): void => {
    if (code === null || matchedBy === 'code' || matchedBy === 'override') return;
    const key = JSON.stringify([carrier, category, code]);
    if (heard.has(key) || heard.size >= MAX_REMEMBERED) return;
    heard.add(key);
    onUnmappedCode({ carrier, code, category, text });
  };
  return (results) => {
    for (const result of results) {
      if (result.outcome !== 'found') continue;
      for (const event of result.observation.events) look(event.carrier, event.provenance);
      look(result.carrier, result.observation.provenance);
    }
  };
}
