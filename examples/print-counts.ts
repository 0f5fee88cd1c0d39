/** Prints what polling came to, a line for each carrier that was asked; what a tick gives, or a poller's statistics. */

import type { PollCounts } from 'parceltrail';

export function printCounts(counts: { readonly [carrier: string]: PollCounts }): void {
  for (const [carrier, { claimed, found, changed, notFound, failed, lost, returned }] of Object.entries(
    counts,
  )) {
    if (claimed === 0) continue;
    const unanswered = `${notFound} not known yet, ${failed} failed, ${lost + returned} left to others`;
    console.log(`${carrier}: ${claimed} due, ${found} found, ${changed} of them with news, ${unanswered}`);
  }
}
