/** Reads a body without trusting its length: compressed bombs and endless streams stop at the cap. */

import { untilAborted } from '../time/until-aborted.ts';

/** The decoded bytes, or undefined when there are more than `maxBytes`. Always lets go of the connection. */
export async function readCapped(
  body: ReadableStream<Uint8Array> | null,
  maxBytes: number,
  signal: AbortSignal,
): Promise<Uint8Array | undefined> {
  if (body === null) return new Uint8Array();
  const reader = body.getReader();
  try {
    const chunks: Uint8Array[] = [];
    let size = 0;
    for (;;) {
      const { done, value } = await untilAborted(reader.read(), signal);
      if (done) return Buffer.concat(chunks, size);
      size += value.byteLength;
      if (size > maxBytes) return undefined;
      chunks.push(value);
    }
  } finally {
    // Of no effect on a body that was read to its end.
    reader.cancel().catch(() => {
      // It broke already; there is nothing left to let go of.
    });
  }
}
