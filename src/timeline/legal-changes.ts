/** The table of legal changes of a parcel's status, in time's order. What is not here leaves the status as it is. */

import type { Reason } from '../model/reason.ts';
import { isTerminal } from '../model/status.ts';
import type { StatusName, Tracker } from '../model/tracker.ts';
import type { ProposedChange, ReadPolicy } from './policy.ts';

/** What the table tells apart. */
export type Stage =
  | 'unknown'
  | 'pre_transit'
  | 'in_transit'
  | 'delivered'
  | 'unclaimed'
  | 'returning'
  | 'returned'
  | 'undeliverable'
  | 'lost'
  | 'disposed'
  | 'cancelled';

type Condition = 'always' | 'within_correction_window' | 'at_recipient';

/** Forward, unless it takes back what was said. */
type Legality = Condition | { readonly when: Condition; readonly takesBack: true };

/** A label is no news of a parcel that has been seen. */
const ANYTHING_BUT_A_LABEL = {
  in_transit: 'always',
  delivered: 'always',
  unclaimed: 'always',
  returning: 'always',
  returned: 'always',
  undeliverable: 'always',
  lost: 'always',
  disposed: 'always',
  cancelled: 'always',
} as const;

const ANYTHING = { pre_transit: 'always', ...ANYTHING_BUT_A_LABEL } as const;

export const LEGAL_CHANGES: Readonly<Record<Stage, Readonly<Partial<Record<Stage, Legality>>>>> = {
  unknown: ANYTHING,
  pre_transit: ANYTHING,
  in_transit: ANYTHING_BUT_A_LABEL,
  delivered: {
    delivered: 'always',
    unclaimed: 'always',
    returning: 'always',
    returned: 'always',
    undeliverable: { when: 'within_correction_window', takesBack: true },
  },
  unclaimed: {
    delivered: 'always',
    unclaimed: 'always',
    returning: 'always',
    returned: 'always',
    lost: 'always',
    disposed: 'always',
  },
  // Elsewhere than at the recipient's it is the sender who got it.
  returning: {
    delivered: 'at_recipient',
    unclaimed: 'always',
    returning: 'always',
    returned: 'always',
    lost: 'always',
    disposed: 'always',
  },
  returned: { returned: 'always' },
  undeliverable: ANYTHING_BUT_A_LABEL,
  lost: ANYTHING_BUT_A_LABEL,
  disposed: { disposed: 'always' },
  cancelled: { cancelled: 'always' },
};

/** Whether a newer event changes the status, and if so, whether it takes back what was said before. */
export type Verdict = 'refused' | 'moves_on' | 'takes_back';

/** A parcel that `isClosed` doesn't go on its way any more, whatever the words for its end. */
export function judge(
  change: ProposedChange,
  { allow, correctionWindowMs }: ReadPolicy,
  isClosed: boolean,
): Verdict {
  const legality = LEGAL_CHANGES[stageOf(change.from)][stageOf(change.to)];
  const reopens = isTerminal(change.from.status) && !isTerminal(change.to.status);
  const takesBack = typeof legality === 'object' || reopens;
  const condition = typeof legality === 'object' ? legality.when : legality;
  const isLegal =
    allow?.(change) ??
    (condition !== undefined && !(reopens && isClosed) && holds(condition, change, correctionWindowMs));
  if (!isLegal) return 'refused';
  return takesBack && legality !== 'always' ? 'takes_back' : 'moves_on';
}

function holds(condition: Condition, change: ProposedChange, correctionWindowMs: number): boolean {
  if (condition === 'at_recipient') return change.isAtRecipient === true;
  return condition === 'always' || (change.elapsedMs !== null && change.elapsedMs <= correctionWindowMs);
}

const CANCELLATIONS: ReadonlySet<Reason | null> = new Set(['cancelled_by_shipper', 'cancelled_by_carrier']);

export function stageOf({ status, substatus, reason }: StatusName): Stage {
  switch (substatus) {
    case 'package_unclaimed':
      return 'unclaimed';
    case 'return_to_sender':
      return reason === 'return_completed' ? 'returned' : 'returning';
    case 'package_lost':
      return 'lost';
    case 'package_disposed':
      return 'disposed';
    case 'package_undeliverable':
      return CANCELLATIONS.has(reason) ? 'cancelled' : 'undeliverable';
    default:
      return status === 'returned' ? 'returning' : status === 'failure' ? 'undeliverable' : status;
  }
}

/** Where a parcel's life can be taken to have ended, should its number appear on another one. */
const ENDS: ReadonlySet<Stage> = new Set([
  'delivered',
  'returned',
  'undeliverable',
  'lost',
  'disposed',
  'cancelled',
]);

/** What nothing takes back. */
const FINAL: ReadonlySet<Stage> = new Set(['returned', 'disposed', 'cancelled']);

export const isFinal = (stage: Stage): boolean => FINAL.has(stage);

export const isEnd = (stage: Stage): boolean => ENDS.has(stage);

export const returnStateOf = (stage: Stage): Tracker['returnState'] => {
  if (stage === 'returned') return 'completed';
  return stage === 'returning' || stage === 'unclaimed' ? 'in_progress' : null;
};
