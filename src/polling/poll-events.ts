/** What polling tells of itself: to the host's hooks, and as a tracing channel of `node:diagnostics_channel`. */

import { tracingChannel } from 'node:diagnostics_channel';
import { type ToldError, toldError } from '../errors.ts';
import { contained, type Logger, log } from '../logger.ts';

/** One carrier call is about to be made. */
export type PollStarted = {
  readonly carrier: string;
  readonly trackerIds: readonly string[];
  /** By how much the tracker that waited longest is late; 0 for one that is refreshed. */
  readonly lagMs: number;
};

/** What asking for trackers came to; each counts once. */
export type PollOutcomes = {
  readonly found: number;
  readonly notFound: number;
  readonly failed: number;
  /** No longer this poller's, by a lease that ran out, a removal, or the host's stop: nothing was written. */
  readonly lost: number;
  /** How many of those found have changed. */
  readonly changed: number;
};

/** It was made, and what it brought is committed. */
export type PollFinished = PollStarted & PollOutcomes & { readonly durationMs: number };

/**
 * Something failed, and is told once for each error: a call, one number of it, an answer that can't be merged, or the
 * store. Without trackers, none could be claimed.
 */
export type PollFailed = {
  readonly carrier: string;
  readonly trackerIds: readonly string[];
  readonly error: ToldError;
};

export type PollHooks = {
  readonly 'poll.started'?: ((event: PollStarted) => void) | undefined;
  readonly 'poll.finished'?: ((event: PollFinished) => void) | undefined;
  readonly 'poll.failed'?: ((event: PollFailed) => void) | undefined;
};

export type TellPoll = {
  /** Tells that a poll has started, traces it, and tells that it has finished or, where it rejects, failed. */
  around(started: PollStarted, poll: () => Promise<PollFinished>): Promise<PollFinished>;
  failed(event: Omit<PollFailed, 'error'> & { readonly error: unknown }): void;
};

/**
 * The tracing channel is `parceltrail:poll`; its messages are a copy of {@link PollStarted}, which gets a
 * {@link PollFinished} as its `result`, or an `error` as `poll.failed` has it. A hook that throws breaks nothing.
 */
export function createTellPoll(hooks: PollHooks | undefined, logger: Logger | undefined): TellPoll {
  const tracing = tracingChannel('parceltrail:poll');
  const hearStarted = contained(hooks?.['poll.started'], logger);
  const hearFinished = contained(hooks?.['poll.finished'], logger);
  const hearFailed = contained(hooks?.['poll.failed'], logger);
  const failed: TellPoll['failed'] = ({ error, ...event }) => {
    const told = { ...event, error: toldError(error) };
    log(logger, 'warn', 'poll.failed', told);
    hearFailed(told);
  };
  return {
    async around(started, poll) {
      const { carrier, trackerIds } = started;
      hearStarted(started);
      let failure: { readonly error: unknown } | undefined;
      // The channel's subscribers get what it rejects with.
      const traced = (): Promise<PollFinished> =>
        poll().catch((error) => {
          failure = { error };
          throw toldError(error);
        });
      try {
        const finished = await tracing.tracePromise(traced, { ...started });
        hearFinished(finished);
        return finished;
      } catch (told) {
        const { error } = failure ?? { error: told };
        failed({ carrier, trackerIds, error });
        throw error;
      }
    },
    failed,
  };
}
