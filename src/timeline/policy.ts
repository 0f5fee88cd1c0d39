/** What a host may decide about merging. */

import type { StatusName } from '../model/tracker.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** How answers are merged, where it differs from ours. */
export type MergePolicy = {
  /** How long after a delivery the carrier may still call the parcel undeliverable. @default 72 hours */
  readonly correctionWindowMs?: number | undefined;
  /**
   * Without `shippedAfter`: what is over this long before the tracker was made is of an older parcel with this
   * number. @default 14 days
   */
  readonly formerLifeMs?: number | undefined;
  /** A parcel that starts this long after the last one ended is the next one with this number. @default 30 days */
  readonly nextLifeMs?: number | undefined;
  /** How far a carrier's systems may lag behind one another. @default 1 hour */
  readonly settleMs?: number | undefined;
  /** Decides whether a newer event may change the status; undefined leaves it to the table of legal changes. */
  readonly allow?: ((change: ProposedChange) => boolean | undefined) | undefined;
};

/** A change of status that a newer event would bring. */
export type ProposedChange = {
  readonly from: StatusName;
  readonly to: StatusName;
  /** Between what brought the status and this event, in milliseconds; null where it can't be known. */
  readonly elapsedMs: number | null;
  /** Whether the event was seen in the recipient's town; null where one of both is not known. */
  readonly isAtRecipient: boolean | null;
};

export type ReadPolicy = {
  readonly correctionWindowMs: number;
  readonly formerLifeMs: number;
  readonly nextLifeMs: number;
  readonly settleMs: number;
  readonly allow: MergePolicy['allow'];
};

export const readPolicy = (policy: MergePolicy = {}): ReadPolicy => ({
  correctionWindowMs: policy.correctionWindowMs ?? 72 * HOUR_MS,
  formerLifeMs: policy.formerLifeMs ?? 14 * DAY_MS,
  nextLifeMs: policy.nextLifeMs ?? 30 * DAY_MS,
  settleMs: policy.settleMs ?? HOUR_MS,
  allow: policy.allow,
});
