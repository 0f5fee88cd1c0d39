/** What polling tells of itself: to the host's hooks, and as a tracing channel of `node:diagnostics_channel`. */

import { tracingChannel } from 'node:diagnostics_channel';
import { type AnyTrackingError, isTrackingError } from '../errors.ts';
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
  /** Of errors that aren't ours only the name is told, as their messages may hold anything. */
  readonly error: AnyTrackingError | { readonly name: string };
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
 * {@link PollFinished} as its `result`, or an `error`. A hook that throws breaks nothing.
 */
export function createTellPoll(hooks: PollHooks | undefined, logger: Logger | undefined): TellPoll {
  const tracing = tracingChannel('parceltrail:poll');
  const hearStarted = contained(hooks?.['poll.started'], logger);
  const hearFinished = contained(hooks?.['poll.finished'], logger);
  const hearFailed = contained(hooks?.['poll.failed'], logger);
  const failed: TellPoll['failed'] = ({ error, ...event }) => {
    const told = { ...event, error: nameable(error) };
    log(logger, 'warn', 'poll.failed', told);
    hearFailed(told);
  };
  return {
    async around(started, poll) {
      hearStarted(started);
      try {
        const finished = await tracing.tracePromise(poll, { ...started });
        hearFinished(finished);
        return finished;
      } catch (error) {
        failed({ carrier: started.carrier, trackerIds: started.trackerIds, error });
        throw error;
      }
    },
    failed,
  };
}

const nameable = (error: unknown): PollFailed['error'] =>
  isTrackingError(error) ? error : { name: error instanceof Error ? error.name : typeof error };
