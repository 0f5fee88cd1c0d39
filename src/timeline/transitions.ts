/** What is new in a parcel's course, as entries for the log: news, what happened before it, and what was taken back. */

import type { StatusName, TrackedEvent, Transition, TransitionMode } from '../model/tracker.ts';
import type { Instant } from '../time/clock.ts';
import { type Mark, type Step, toStatusName } from './fold.ts';
import { isSameValue } from './same-value.ts';

/** Who told of it, and when. */
export type Hearing = { readonly source: Transition['source']; readonly observedAt: Instant };

export type CourseChange = {
  /** The version of the tracker that it makes. */
  readonly version: number;
  readonly before: readonly Step[];
  readonly after: readonly Step[];
  /** As they stand now. */
  readonly events: readonly TrackedEvent[];
  /** What the host has just said; null where it has not. */
  readonly hostsWord: Mark | null;
};

/** The steps that are new; and the host's word, also where it says what was known: its note is for the log. */
export function newTransitions(change: CourseChange, hearing: Hearing): Transition[] {
  return newEntries(change, hearing).map((entry, place) => ({
    // A version is made once, so an id made of it can't be given to two entries.
    id: `${change.version}.${place + 1}`,
    ...entry,
  }));
}

type Entry = Omit<Transition, 'id'>;

function newEntries(change: CourseChange, hearing: Hearing): Entry[] {
  const entries = newSteps(change, hearing);
  const { hostsWord } = change;
  if (hostsWord === null || entries.some((entry) => isEntryOf(hostsWord, entry))) return entries;
  const to = toStatusName(hostsWord.status);
  const word = { to, mark: hostsWord, takesBack: false };
  return [...entries, toEntry(to, word, 'backfilled', hearing)];
}

const isEntryOf = ({ status, moment }: Mark, { to, eventId, text, occurredAt }: Entry): boolean =>
  eventId === null &&
  to.substatus === status.substatus &&
  text === status.provenance.text &&
  occurredAt === moment.occurredAt;

/**
 * Steps behind all that was known are news. Where there are none and the status changed nevertheless, it fell back to
 * a step known before.
 */
function newSteps({ before, after, events }: CourseChange, hearing: Hearing): Entry[] {
  const known = new Set(before.map(keyOf));
  const lastKnown = after.findLastIndex((step) => known.has(keyOf(step)));
  const current = before.at(-1);
  const entries: Entry[] = [];
  let from = current?.to ?? null;
  const isTakenBack = current !== undefined && isGone(current, after, events);
  for (const [index, step] of after.entries()) {
    if (index < lastKnown && !known.has(keyOf(step))) {
      entries.push(toEntry(after[index - 1]?.to ?? null, step, 'backfilled', hearing));
    }
    if (index <= lastKnown || isSameValue(step.to, from)) continue;
    const isCorrection = step.takesBack || (isTakenBack && from === current?.to);
    entries.push(toEntry(from, step, isCorrection ? 'corrected' : 'live', hearing));
    from = step.to;
  }
  const now = after.at(-1);
  if (isSameValue(now?.to, from ?? undefined)) return entries;
  return [...entries, toEntry(from, now, 'corrected', hearing)];
}

/** The same status from the same time on is the same step, whether a push told it, a poll or the summary. */
function keyOf({ to, mark }: Step): string {
  const { occurredAt, localTime } = mark.moment;
  const since = occurredAt ?? localTime ?? mark.eventId ?? 'summary';
  return `${since} ${to.substatus} ${to.reason ?? ''}${mark.isHosts ? ' host' : ''}`;
}

/** Whether what brought the status no longer says so; not where something else outweighs it. */
function isGone(step: Step, after: readonly Step[], events: readonly TrackedEvent[]): boolean {
  if (after.some((other) => keyOf(other) === keyOf(step))) return false;
  const event = events.find(({ id }) => id === step.mark.eventId);
  return event !== undefined && (event.standing !== 'listed' || event.substatus !== step.mark.said);
}

const UNKNOWN: StatusName = { status: 'unknown', substatus: 'other', reason: null };

function toEntry(
  from: StatusName | null,
  step: Step | undefined,
  mode: TransitionMode,
  { source, observedAt }: Hearing,
): Entry {
  const { code = null, text = null } = step?.mark.status.provenance ?? {};
  return {
    from,
    to: step?.to ?? UNKNOWN,
    occurredAt: step?.mark.moment.occurredAt ?? null,
    localTime: step?.mark.moment.localTime ?? null,
    eventId: step?.mark.eventId ?? null,
    code,
    text,
    source,
    mode,
    observedAt,
  };
}
