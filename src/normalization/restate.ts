/** What a stored scan means by today's tables. It names the row it was read by, so nothing has to be guessed again. */

import type { ObservationSource } from '../model/observation.ts';
import type { EventStatus, TrackingEvent } from '../model/tracking-event.ts';
import { type CodeTable, lookUp, readMeaning } from './code-table.ts';
import { findOverride, type Match, type StatusPolicy, toAnswer } from './normalize.ts';
import type { TextRule } from './text-rules.ts';

/** What is known of a stored scan beside itself. */
export type StatusTablesContext = {
  /** The number of its parcel. */
  readonly trackingNumber?: string | undefined;
  /** How it was first heard of. */
  readonly source?: ObservationSource | undefined;
  /** What the host says of codes, today. */
  readonly policy?: StatusPolicy | undefined;
};

/** Reads a stored scan's own code and words again. Gives what it says already where today's tables can't tell. */
export type Restate = (event: TrackingEvent, context?: StatusTablesContext) => EventStatus;

/** What a carrier's scans are read by. With the same tables a stored scan says the same again. */
export type StatusTables = {
  /** All that may have decided a scan. */
  readonly tables: readonly CodeTable[];
  readonly textRules?: readonly TextRule[];
  /** What the carrier's code, category and words alone say today; for scans that no code decided. */
  ask(event: TrackingEvent, context: StatusTablesContext): EventStatus;
};

/** Pure. */
export function createRestate({ tables, textRules = [], ask }: StatusTables): Restate {
  const tableById = new Map(tables.map((table) => [table.id, table]));
  const ruleById = new Map(textRules.map((rule) => [rule.id, rule]));

  function rowToday({ matchedBy, rule }: TrackingEvent['provenance']): Match | null {
    const textRule = ruleById.get(rule ?? '');
    if (rule === null || matchedBy === 'override') return null;
    if (textRule !== undefined) return { matchedBy, rule, meaning: readMeaning(textRule.means) };
    const slash = rule.indexOf('/');
    const table = tableById.get(rule.slice(0, slash));
    const meaning = table && lookUp(table, rule.slice(slash + 1));
    return meaning === undefined ? null : { matchedBy, rule, meaning };
  }

  return (event, context = {}) => {
    const { policy = {} } = context;
    const { provenance } = event;
    const overridden = provenance.matchedBy === 'override' && provenance.rule !== null;
    const override = findOverride(
      { ...provenance, overrideKeys: overridden ? [provenance.rule as string] : [] },
      policy,
    );
    if (override !== undefined) return worded(toAnswer(provenance, policy, override), event);
    const row = rowToday(provenance);
    if (provenance.matchedBy !== 'code') {
      const asked = ask(event, context);
      const knowsBetter = row === null ? asked.provenance.matchedBy !== 'none' : isByCode(asked);
      if (knowsBetter) return worded(asked, event);
    }
    return row === null ? event : worded(toAnswer(provenance, policy, row), event);
  };
}

const isByCode = ({ provenance }: EventStatus): boolean => provenance.matchedBy === 'code';

/** The carrier has said nothing new. And what its course has made of a scan stays, unless it means something else. */
const worded = (today: EventStatus, event: TrackingEvent): EventStatus => ({
  ...today,
  description: event.description,
  provenance: {
    ...event.provenance,
    matchedBy: today.provenance.matchedBy,
    rule: today.provenance.rule,
  },
  movesStatus:
    today.substatus === event.substatus && today.reason === event.reason
      ? event.movesStatus
      : today.movesStatus,
});
