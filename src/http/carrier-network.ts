/** A client's way to all its carriers: what credentials share, and what each has for itself. */

import { type CarrierHttpConfig, createCarrierHttp } from './carrier-http.ts';
import type { CarrierHttp } from './exchange.ts';
import { resolveHttpSettings } from './http-settings.ts';
import { createTokenCache } from './oauth-token.ts';
import { createRetryBudget, type RetryBudget } from './retry-budget.ts';

export type CarrierNetworkConfig = Omit<
  CarrierHttpConfig,
  'carrier' | 'concurrency' | 'perSecond' | 'tokens' | 'retryBudget'
>;

/** How much of a carrier's network one credential may use. */
export type CallLimits = Pick<CarrierHttpConfig, 'concurrency' | 'perSecond'>;

/** The same credential gets the same `CarrierHttp`, so that pauses, breaker and queue hold across calls. */
export type CarrierNetwork = (carrier: string, credentialKey: string, limits: CallLimits) => CarrierHttp;

/** @throws ConfigurationError (`INVALID_OPTIONS`) when a number is out of its bounds. */
export function createCarrierNetwork(config: CarrierNetworkConfig): CarrierNetwork {
  resolveHttpSettings(config);
  const tokens = createTokenCache({ clock: config.clock });
  const budgets = new Map<string, RetryBudget>();
  const credentials = new Map<string, CarrierHttp>();
  return (carrier, credentialKey, limits) => {
    const key = `${carrier}/${credentialKey}`;
    const known = credentials.get(key);
    if (known) return known;
    const retryBudget = budgets.get(carrier) ?? createRetryBudget();
    budgets.set(carrier, retryBudget);
    const created = createCarrierHttp({ ...config, ...limits, carrier, tokens, retryBudget });
    credentials.set(key, created);
    return created;
  };
}
