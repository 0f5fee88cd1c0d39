/** From marks in time's order to where the parcel is: each moves the status on where the table of legal changes lets it. */

import type { Location } from '../model/location.ts';
import { partyOf } from '../model/reason.ts';
import { isRoutine, isTerminal, type NormalizedStatus, type Substatus } from '../model/status.ts';
import type { Moment, StatusName } from '../model/tracker.ts';
import { isEnd, isFinal, judge, type Stage, stageOf, type Verdict } from './legal-changes.ts';
import type { ReadPolicy } from './policy.ts';
import { isSameValue } from './same-value.ts';

/** Something that says where the parcel was at a time: an event, the carrier's summary, or the host. */
export type Mark = {
  readonly status: NormalizedStatus;
  /** What it says by itself; the parcel's course may give that another meaning. */
  readonly said: Substatus;
  readonly moment: Moment;
  /** Milliseconds since the epoch; minus infinity where no time is known. */
  readonly at: number;
  /** Null for the carrier's summary and for the host's word. */
  readonly eventId: string | null;
  readonly location: Location | null;
  /** The host's word needs no leave of the table. */
  readonly isHosts: boolean;
};

/** One change of status. */
export type Step = {
  readonly to: StatusName;
  readonly mark: Mark;
  /** Whether it takes back what was said before. */
  readonly takesBack: boolean;
};

/** Where a parcel is after some marks. */
export type Course = {
  readonly status: NormalizedStatus;
  readonly stage: Stage;
  /** What brought it to its status, substatus and stage, and the last that confirmed it. */
  readonly statusMark: Mark;
  readonly substatusMark: Mark;
  readonly stageMark: Mark;
  readonly lastMark: Mark;
  /** Whether more than its group says that it is over; and whether that was said so that nothing takes it back. */
  readonly isFirm: boolean;
  readonly isClosed: boolean;
  readonly steps: readonly Step[];
};

export type FoldContext = {
  readonly policy: ReadPolicy;
  readonly origin: Location | null;
  readonly destination: Location | null;
};

/** The course after one mark more; null before the first. */
export function advance(course: Course | null, told: Mark, context: FoldContext): Course {
  if (course === null) return begin(told);
  const mark = readOn(course, told, context);
  if (isForetold(mark, course)) return confirmed(course, mark);
  const verdict = verdictOn(course, mark, context);
  if (verdict === 'refused') return withTrace(course, mark);
  const { status } = mark;
  const isNewStatus = status.status !== course.status.status;
  const isNewSubstatus = status.substatus !== course.status.substatus;
  const isStep = isNewSubstatus || status.reason !== course.status.reason;
  const step = { to: toStatusName(status), mark, takesBack: verdict === 'takes_back' };
  const stage = stageOf(status);
  return {
    status,
    stage,
    statusMark: isNewStatus ? mark : course.statusMark,
    substatusMark: isNewSubstatus ? mark : course.substatusMark,
    stageMark: stage === course.stage ? course.stageMark : mark,
    lastMark: mark,
    isFirm: !isByGroup(mark),
    isClosed: isFinal(stage) || (course.isClosed && !mark.isHosts && !isTimeless(course)),
    steps: isStep ? [...course.steps, step] : course.steps,
  };
}

/**
 * That a parcel is over counts even where the table doesn't take a mark's word for how. So an older scan can't make it
 * go on by changing what a later one may say.
 */
function withTrace(course: Course, mark: Mark): Course {
  if (!isTerminal(course.status.status) || !isTerminal(mark.status.status)) return course;
  const isFirm = course.isFirm || !isByGroup(mark);
  const isClosed = course.isClosed || isFinal(stageOf(mark.status));
  return isFirm === course.isFirm && isClosed === course.isClosed ? course : { ...course, isFirm, isClosed };
}

const isByGroup = ({ status }: Mark): boolean => status.provenance.matchedBy === 'category';

const begin = (mark: Mark): Course => ({
  status: mark.status,
  stage: stageOf(mark.status),
  statusMark: mark,
  substatusMark: mark,
  stageMark: mark,
  lastMark: mark,
  isFirm: !isByGroup(mark),
  isClosed: isFinal(stageOf(mark.status)),
  steps: [{ to: toStatusName(mark.status), mark, takesBack: false }],
});

export const toStatusName = ({ status, substatus, reason }: StatusName): StatusName => ({
  status,
  substatus,
  reason,
});

/** A summary, unlike an event and the host's word, only stands in for scans that are not listed yet. */
export const isSummary = ({ eventId, isHosts }: Mark): boolean => eventId === null && !isHosts;

/** Whether it is the scan of which the summary told before it was listed. */
const isForetold = (mark: Mark, { status, steps }: Course): boolean => {
  const step = steps.at(-1);
  return (
    step !== undefined &&
    isSummary(step.mark) &&
    mark.eventId !== null &&
    mark.status.substatus === status.substatus &&
    (status.reason === null || mark.status.reason === status.reason)
  );
};

/** The scan takes the summary's place. */
function confirmed(course: Course, mark: Mark): Course {
  const step = course.steps.at(-1) as Step;
  const earlier = course.steps.slice(0, -1);
  const to = toStatusName(mark.status);
  const own = (known: Mark): Mark => (known === step.mark ? mark : known);
  return {
    status: mark.status,
    stage: stageOf(mark.status),
    statusMark: own(course.statusMark),
    substatusMark: own(course.substatusMark),
    stageMark: own(course.stageMark),
    lastMark: mark,
    isFirm: !isByGroup(mark) || (course.isFirm && !isByGroup(step.mark)),
    isClosed: course.isClosed || isFinal(stageOf(mark.status)),
    steps: isSameValue(earlier.at(-1)?.to, to) ? earlier : [...earlier, { ...step, to, mark }],
  };
}

/**
 * A scan whose code nobody knows is read by its group alone. That may move a parcel on, but it is too coarse to take
 * back what a better one said, to say it again within the same stage, or to reopen a parcel that has arrived. And a
 * summary that names no more than "on the way" says less than any scan.
 */
function isTooCoarse(mark: Mark, course: Course, verdict: Verdict): boolean {
  const isSameStage = stageOf(mark.status) === course.stage;
  if (isSameStage && isSummary(mark) && isRoutine(mark.status.substatus)) return true;
  const reopens = isTerminal(course.status.status) && !isTerminal(mark.status.status);
  return course.isFirm && isByGroup(mark) && (isSameStage || reopens || verdict === 'takes_back');
}

function verdictOn(course: Course, mark: Mark, context: FoldContext): Verdict {
  if (needsNoLeave(course, mark)) return 'moves_on';
  const verdict = judgeMark(course, mark, context);
  return isTooCoarse(mark, course, verdict) ? 'refused' : verdict;
}

/** What has no time can't hold back what has. */
const needsNoLeave = (course: Course, { isHosts }: Mark): boolean => isHosts || isTimeless(course);

const judgeMark = (course: Course, mark: Mark, { policy, ...places }: FoldContext): Verdict =>
  judge(
    {
      from: course.status,
      to: mark.status,
      elapsedMs: elapsedMs(course.statusMark, mark),
      isAtRecipient: isAtRecipient(mark.location, places),
    },
    policy,
    course.isClosed,
  );

/** A parcel on its way back, or back, that is handed over elsewhere than at the recipient's is at its sender's. */
export function readOn(course: Course | null, mark: Mark, context: FoldContext): Mark {
  if (mark.status.status !== 'delivered' || course === null || needsNoLeave(course, mark)) return mark;
  const isReturn = course.stage === 'returning' || course.stage === 'returned';
  const isBack = isReturn && judgeMark(course, mark, context) === 'refused';
  return isBack ? { ...mark, status: returned(mark.status) } : mark;
}

const isTimeless = ({ lastMark }: Course): boolean => !Number.isFinite(lastMark.at);

const returned = (status: NormalizedStatus): NormalizedStatus => ({
  ...status,
  status: 'returned',
  substatus: 'return_to_sender',
  actionRequired: false,
  reason: 'return_completed',
  party: partyOf('return_completed'),
});

const elapsedMs = (from: Mark, to: Mark): number | null =>
  Number.isFinite(from.at) && Number.isFinite(to.at) ? to.at - from.at : null;

/** In the town of the recipient, which is not the sender's too. */
function isAtRecipient(
  place: Location | null,
  { origin, destination }: Pick<FoldContext, 'origin' | 'destination'>,
): boolean | null {
  if (!place?.city || !destination?.city) return null;
  return isSameTown(place, destination) && !(origin?.city && isSameTown(place, origin));
}

const isSameTown = (a: Location, b: Location): boolean =>
  isSameName(a.city, b.city) &&
  (a.country === null || b.country === null || a.country === b.country) &&
  (a.region === null || b.region === null || isSameName(a.region, b.region));

const isSameName = (a: string | null, b: string | null): boolean =>
  a?.trim().toLowerCase() === b?.trim().toLowerCase();

export const hasEnded = (course: Course | null): course is Course => course !== null && isEnd(course.stage);
