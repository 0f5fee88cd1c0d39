/** Hands out a simulator's tokens and lets them expire by its clock. */

import type { Clock } from '../time/clock.ts';

export type TokenOffice = {
  issue(): string;
  check(authorization: string | null): 'good' | 'missing' | 'unknown' | 'expired';
  /** Calls every token handed out so far expired. */
  expireAll(): void;
};

export function createTokenOffice(clock: Clock, carrier: string, lifeMs: number): TokenOffice {
  const expiries = new Map<string, number>();
  return {
    issue() {
      const token = `simulated-${carrier}-token-${expiries.size + 1}`;
      expiries.set(token, clock.now() + lifeMs);
      return token;
    },
    check(authorization) {
      const [, token] = /^Bearer (\S{1,200})$/i.exec(authorization ?? '') ?? [];
      if (token === undefined) return 'missing';
      const expiresAt = expiries.get(token);
      if (expiresAt === undefined) return 'unknown';
      return clock.now() < expiresAt ? 'good' : 'expired';
    },
    expireAll() {
      for (const token of expiries.keys()) expiries.set(token, clock.now());
    },
  };
}
