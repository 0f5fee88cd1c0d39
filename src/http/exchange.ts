/** What adapters and the HTTP room say to each other. */

import type { TrackingError } from '../errors.ts';

export type HttpRequest = {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly query?: Readonly<Record<string, string>> | undefined;
  /** Sent as it is; set `content-type` yourself. */
  readonly body?: string | undefined;
};

/** A carrier's answer of any status; reading it is the adapter's business. */
export type HttpReply = {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The parsed JSON, or the text where it is none; null for an empty body. */
  readonly body: unknown;
  /**
   * The carrier's `Retry-After`, in milliseconds, where it sent a readable one; with a 429, what is left of the
   * pause, if that is longer.
   */
  readonly retryAfterMs: number | undefined;
};

/** A token as the carrier gave it. */
export type GrantedToken = { readonly token: string; readonly expiresInMs: number | undefined };

/** How to get an OAuth token; the HTTP room caches, refreshes and replays. */
export type OAuthGrant = {
  /** Tells credentials apart without holding them, see `credentialKey`. */
  readonly key: string;
  request(): HttpRequest;
  /** Reads the token endpoint's reply. Throws a member of the error family when it holds no token. */
  read(reply: HttpReply): GrantedToken;
  /** The headers that carry the token. @default `authorization: Bearer …` */
  authorize?(token: string): Readonly<Record<string, string>>;
  /** The statuses by which the carrier refuses a token. @default 401 alone */
  readonly refusalStatuses?: readonly number[] | undefined;
};

/** What one call may say beside the request. */
export type HttpCallOptions = {
  /** Adds the token; where the carrier refuses it, it is renewed once and the call replayed once. */
  readonly grant?: OAuthGrant | undefined;
  readonly signal?: AbortSignal | undefined;
};

/**
 * One carrier credential's way to the network: deadline, size cap, retries within a budget, pause after 429,
 * circuit breaker and concurrency limit are inside.
 */
export type CarrierHttp = {
  /**
   * Gives the carrier's last answer, of any status: a 429, a 5xx or a 401 that stayed is a reply, for the adapter
   * to name. Calls must bear repeating. The deadline covers the token, all attempts and the waits between them,
   * and not the wait for a turn in the queue, which is bounded in length instead.
   *
   * @throws CarrierUnavailableError (no answer in time, network, breaker open), CarrierRateLimitError (paused
   * after a 429, or too many calls in the queue), CarrierAuthError (credentials refused several times in a row),
   * CarrierResponseError (body over the cap, nested too deep, redirect), ConfigurationError (a request that can't
   * be sent), what `grant.read` throws, and the signal's reason when it aborts.
   */
  request(request: HttpRequest, options?: HttpCallOptions): Promise<HttpReply>;
};

/**
 * What instrumentation can hear of each attempt. Never holds headers, bodies, queries or credentials. Without
 * `status` and `error`, the caller gave up.
 */
export type HttpAttempt = {
  readonly carrier: string;
  readonly method: string;
  /** Origin and path, without query. */
  readonly url: string;
  readonly attempt: number;
  readonly durationMs: number;
  readonly status?: number | undefined;
  readonly error?: TrackingError | undefined;
};
