/** What the host says instead of the carrier, as a mark among the events. */

import { partyOf } from '../model/reason.ts';
import { needsAction, statusOf } from '../model/status.ts';
import type { StatusOverrideEntry } from '../model/tracker.ts';
import type { Mark } from './fold.ts';

export const hostsMark = ({ substatus, reason, at, note }: StatusOverrideEntry): Mark => ({
  status: {
    status: statusOf(substatus),
    substatus,
    actionRequired: needsAction(substatus),
    reason,
    party: partyOf(reason),
    description: note,
    provenance: { matchedBy: 'override', rule: null, code: null, category: null, text: note },
  },
  said: substatus,
  moment: { occurredAt: at, localTime: null },
  at: Date.parse(at),
  eventId: null,
  location: null,
  isHosts: true,
});
