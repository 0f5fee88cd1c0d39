/** The facts about statuses and reasons, held against one another. */

import { expect, it } from 'vitest';
import { isReason, partyOf, REASONS } from '../../src/model/reason.ts';
import {
  isSubstatus,
  isTerminal,
  journeyRank,
  needsAction,
  STATUSES,
  SUBSTATUSES,
  type Substatus,
  statusOf,
  type TrackingStatus,
} from '../../src/model/status.ts';

// Object.keys has no type for the keys of a closed record.
const substatuses = Object.keys(SUBSTATUSES) as Substatus[];
const statuses = Object.keys(STATUSES) as TrackingStatus[];

it('has six statuses, 27 substatuses and 51 reasons', () => {
  expect([statuses.length, substatuses.length, Object.keys(REASONS).length]).toEqual([6, 27, 51]);
});

it('has a substatus for every status', () => {
  expect(new Set(substatuses.map(statusOf))).toEqual(new Set(statuses));
});

it('expects nothing more once a parcel is delivered, returned or lost', () => {
  expect(statuses.filter(isTerminal)).toEqual(['delivered', 'returned', 'failure']);
});

it('ranks every terminal substatus behind every one on the way', () => {
  const ranks = (terminal: boolean) =>
    substatuses.filter((substatus) => isTerminal(statusOf(substatus)) === terminal).map(journeyRank);
  expect(Math.min(...ranks(true))).toBeGreaterThan(Math.max(...ranks(false)));
});

it('ranks the label before the journey, and what is unknown before everything', () => {
  const lowest = [...substatuses].sort((a, b) => journeyRank(a) - journeyRank(b)).slice(0, 3);
  expect(lowest).toEqual(['other', 'information_received', 'package_accepted']);
});

it('asks someone to act in exactly these states', () => {
  expect(substatuses.filter(needsAction).sort()).toEqual([
    'address_issue',
    'contact_carrier',
    'delivery_attempted',
    'location_inaccessible',
    'notice_left',
    'package_damaged',
    'package_lost',
    'package_unclaimed',
    'package_undeliverable',
    'pickup_available',
    'reschedule_delivery',
  ]);
});

it('asks nobody to act before the carrier has the parcel or once it is delivered', () => {
  const calm = substatuses.filter((substatus) =>
    ['pre_transit', 'delivered', 'unknown'].includes(statusOf(substatus)),
  );
  expect(calm.filter(needsAction)).toEqual([]);
});

it.each(['', 'Delivered', 'outfordelivery', '__proto__', 'constructor', 'toString'])(
  'takes %j for neither a substatus nor a reason',
  (word) => expect([isSubstatus(word), isReason(word)]).toEqual([false, false]),
);

it('holds nobody to account where there is no reason', () => expect(partyOf(null)).toBe('none'));

it('knows who caused a reason', () => {
  expect([partyOf('refused'), partyOf('weather'), partyOf('lost')]).toEqual([
    'recipient',
    'external',
    'carrier',
  ]);
});
