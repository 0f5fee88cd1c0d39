/** Keeps OAuth tokens: one request however many ask, renewed before its end, forgotten when a call shows it dead. */

import type { Clock } from '../time/clock.ts';
import { onAbort } from '../time/on-abort.ts';
import { untilAborted } from '../time/until-aborted.ts';
import type { GrantedToken } from './exchange.ts';

/** Gets a token from the carrier; the signal aborts when nobody waits for it any more. */
export type TokenFetch = (signal: AbortSignal) => Promise<GrantedToken>;

/** One per tracking client. Tokens are told apart by `OAuthGrant.key`. */
export type TokenCache = {
  /**
   * A token that should be good: the kept one, or the one of a fetch that all who ask meanwhile share.
   *
   * @throws what the fetch throws, to all who share it; and the signal's reason, to its caller alone.
   */
  get(key: string, fetchToken: TokenFetch, signal: AbortSignal): Promise<string>;
  /** Forgets this very token; one that replaced it stays. */
  invalidate(key: string, token: string): void;
};

type KeptToken = { readonly token: string; readonly renewAt: number };
type SharedFetch = { readonly token: Promise<string>; readonly abandoned: AbortController; waiting: number };

const MINUTE_MS = 60_000;
/** For a lifetime that is missing or makes no sense; a token that ends sooner is renewed on its 401. */
const ASSUMED_LIFE_MS = 10 * MINUTE_MS;
const MAX_LIFE_MS = 24 * 60 * MINUTE_MS;

export function createTokenCache({
  clock,
  maxEntries = 1_000,
}: {
  readonly clock: Clock;
  /** The token used longest ago goes first. @default 1000 */
  readonly maxEntries?: number | undefined;
}): TokenCache {
  const kept = new Map<string, KeptToken>();
  const fetches = new Map<string, SharedFetch>();

  function keep(key: string, entry: KeptToken): void {
    kept.delete(key);
    kept.set(key, entry);
    for (const oldest of kept.keys()) {
      if (kept.size <= maxEntries) break;
      kept.delete(oldest);
    }
  }

  async function fetchAndKeep(key: string, fetchToken: TokenFetch, signal: AbortSignal): Promise<string> {
    // Counted from before the call, since the carrier's count begins within it.
    const askedAt = clock.now();
    const { token, expiresInMs } = await fetchToken(signal);
    keep(key, { token, renewAt: askedAt + usableMs(expiresInMs) });
    return token;
  }

  function startFetch(key: string, fetchToken: TokenFetch): SharedFetch {
    const abandoned = new AbortController();
    const token = fetchAndKeep(key, fetchToken, abandoned.signal).finally(() => {
      if (fetches.get(key) === shared) fetches.delete(key);
    });
    const shared: SharedFetch = { token, abandoned, waiting: 0 };
    fetches.set(key, shared);
    return shared;
  }

  function leave(key: string, shared: SharedFetch): void {
    shared.waiting -= 1;
    if (shared.waiting > 0 || fetches.get(key) !== shared) return;
    fetches.delete(key);
    shared.abandoned.abort();
  }

  return {
    async get(key, fetchToken, signal) {
      signal.throwIfAborted();
      const entry = kept.get(key);
      if (entry && clock.now() < entry.renewAt) {
        keep(key, entry);
        return entry.token;
      }
      const shared = fetches.get(key) ?? startFetch(key, fetchToken);
      shared.waiting += 1;
      // Within the abort itself, so that the fetch sends nothing after it.
      const stopListening = onAbort(signal, () => leave(key, shared));
      return untilAborted(shared.token, signal).finally(stopListening);
    },
    invalidate(key, token) {
      if (kept.get(key)?.token === token) kept.delete(key);
    },
  };
}

/** How long a token is used: 80 % of its life or until a minute before its end, but half of a short life. */
function usableMs(expiresInMs: number | undefined): number {
  const isUsable = expiresInMs !== undefined && Number.isFinite(expiresInMs) && expiresInMs > 0;
  const lifeMs = isUsable ? Math.min(expiresInMs, MAX_LIFE_MS) : ASSUMED_LIFE_MS;
  return Math.min(0.8 * lifeMs, Math.max(lifeMs - MINUTE_MS, 0.5 * lifeMs));
}
