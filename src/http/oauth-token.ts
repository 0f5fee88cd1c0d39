/** Keeps OAuth tokens: one request however many ask, renewed before its end, forgotten when a call shows it dead. */

import type { Clock } from '../time/clock.ts';
import type { GrantedToken } from './exchange.ts';
import { createSingleFlight } from './single-flight.ts';

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

export type TokenCacheOptions = {
  readonly clock: Clock;
  /** The token used longest ago goes first. @default 1000 */
  readonly maxEntries?: number | undefined;
};

type KeptToken = { readonly token: string; readonly renewAt: number };

const MINUTE_MS = 60_000;
/** For a lifetime that is missing or makes no sense; a token that ends sooner is renewed on its 401. */
const ASSUMED_LIFE_MS = 10 * MINUTE_MS;
const MAX_LIFE_MS = 24 * 60 * MINUTE_MS;

export function createTokenCache({ clock, maxEntries = 1_000 }: TokenCacheOptions): TokenCache {
  const kept = new Map<string, KeptToken>();
  const fetches = createSingleFlight<string>();

  /** Puts it last in the order of use. */
  function keep(key: string, entry: KeptToken): void {
    kept.delete(key);
    kept.set(key, entry);
    for (const oldest of kept.keys()) {
      if (kept.size <= maxEntries) break;
      kept.delete(oldest);
    }
  }

  return {
    async get(key, fetchToken, signal) {
      const entry = kept.get(key);
      if (entry && clock.now() < entry.renewAt) {
        keep(key, entry);
        return entry.token;
      }
      const fetchAndKeep = async (abandoned: AbortSignal): Promise<string> => {
        // Counted from before the call, since the carrier's count begins within it.
        const askedAt = clock.now();
        const { token, expiresInMs } = await fetchToken(abandoned);
        keep(key, { token, renewAt: askedAt + usableMs(expiresInMs) });
        return token;
      };
      return fetches.join(key, fetchAndKeep, signal);
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
