/** What a poller tells of itself: to the host's hooks, and on `node:diagnostics_channel` for tracing. */

import { channel } from 'node:diagnostics_channel';
import type { AnyTrackingError } from '../errors.ts';
import { contained, type Logger } from '../logger.ts';

/** One carrier call is about to be made. */
export type PollStarted = {
  readonly carrier: string;
  readonly trackerIds: readonly string[];
  /** By how much the tracker that waited longest is late. */
  readonly lagMs: number;
};

/** It was made, and what it brought is committed. */
export type PollFinished = PollStarted & {
  readonly durationMs: number;
  /** How many trackers have changed. */
  readonly changed: number;
  readonly found: number;
  readonly notFound: number;
  readonly failed: number;
  /** Leases that were lost meanwhile; what came for them was not written. */
  readonly lost: number;
};

/** It failed as a whole, at the carrier or in the store. */
export type PollFailed = {
  readonly carrier: string;
  readonly error: AnyTrackingError | { readonly name: string };
};

export type PollHooks = {
  readonly 'poll.started'?: ((event: PollStarted) => void) | undefined;
  readonly 'poll.finished'?: ((event: PollFinished) => void) | undefined;
  readonly 'poll.failed'?: ((event: PollFailed) => void) | undefined;
};

type Events = {
  readonly 'poll.started': PollStarted;
  readonly 'poll.finished': PollFinished;
  readonly 'poll.failed': PollFailed;
};

export type TellPoll = <Name extends keyof Events>(name: Name, event: Events[Name]) => void;

/** Channels are named `parceltrail:poll.started` and so on. Nobody's listener breaks anything. */
export function createTellPoll(hooks: PollHooks | undefined, logger: Logger | undefined): TellPoll {
  return (name, event) => {
    contained(hooks?.[name] as ((heard: typeof event) => void) | undefined, logger)(event);
    const tracing = channel(`parceltrail:${name}`);
    if (tracing.hasSubscribers) tracing.publish(event);
  };
}
