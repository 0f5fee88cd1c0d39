/**
 * What the carrier's full answers vouch for. A poll lists everything from its oldest event on, as of when it was
 * asked; a carrier's systems don't agree at once, so of what would be newer than its newest event a little less.
 */

import type { Observation } from '../model/observation.ts';
import type { FullAnswer } from '../model/tracker.ts';
import type { TrackingEvent } from '../model/tracking-event.ts';
import { type Instant, toInstant } from '../time/clock.ts';
import { earliestOf, latestOf } from './time-span.ts';

/** Null where the observation is no full answer: a push, an import, or a poll that lists nothing with a time. */
export function fullAnswerOf({ source, events, observedAt }: Observation): FullAnswer | null {
  if (source !== 'poll') return null;
  let from: Instant | null = null;
  let to: Instant | null = null;
  for (const event of events) {
    const [earliest, latest] = [earliestOf(event), latestOf(event)];
    if (earliest === null || latest === null) continue;
    if (from === null || latest < from) from = latest;
    if (to === null || earliest > to) to = earliest;
  }
  return from === null || to === null ? null : { askedAt: observedAt, from, to };
}

/** Keeps those answers that no other says more than. */
export function withAnswer(known: readonly FullAnswer[], answer: FullAnswer | null): readonly FullAnswer[] {
  if (answer === null || known.some((other) => saysMore(other, answer))) return known;
  const left = known.filter((other) => !saysMore(answer, other));
  return [...left, answer].sort((a, b) => compare(a.askedAt, b.askedAt) || compare(a.from, b.from));
}

const saysMore = (a: FullAnswer, b: FullAnswer): boolean =>
  a.askedAt >= b.askedAt && a.from <= b.from && a.to >= b.to;

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The time up to which a carrier would have told of an event; an event not told since then it took back. */
export type Vouching = (event: TrackingEvent) => Instant | null;

export function vouchingOf(answers: readonly FullAnswer[], settleMs: number): Vouching {
  const known = answers.map((answer) => ({
    ...answer,
    settledAt: toInstant(Date.parse(answer.askedAt) - settleMs),
  }));
  return (event) => {
    const [earliest, latest] = [earliestOf(event), latestOf(event)];
    if (earliest === null || latest === null) return null;
    let vouchedAt: Instant | null = null;
    for (const { askedAt, settledAt, from, to } of known) {
      if (earliest < from) continue;
      const until = latest <= to ? askedAt : settledAt;
      if (vouchedAt === null || until > vouchedAt) vouchedAt = until;
    }
    return vouchedAt;
  };
}
