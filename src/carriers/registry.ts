/** The carriers a client was given, by id. A value, not a global. */

import { ConfigurationError } from '../errors.ts';
import type { CarrierAdapter } from './carrier.ts';

export type CarrierRegistry = {
  readonly all: readonly CarrierAdapter[];
  /** @throws ConfigurationError (`UNKNOWN_CARRIER`), listing the registered carriers. */
  get(id: string): CarrierAdapter;
};

/** @throws ConfigurationError (`INVALID_OPTIONS`) when two adapters share an id, or something is no adapter. */
export function createCarrierRegistry(adapters: readonly CarrierAdapter[]): CarrierRegistry {
  const byId = new Map<string, CarrierAdapter>();
  for (const adapter of adapters) {
    if (typeof adapter?.id !== 'string' || typeof adapter.track !== 'function') {
      throw invalid(
        'carriers: each entry must be a configured adapter, e.g. `ups({ clientId, clientSecret })`.',
      );
    }
    if (byId.has(adapter.id)) throw invalid(`carriers: \`${adapter.id}\` is given twice.`);
    byId.set(adapter.id, adapter);
  }
  return {
    all: [...byId.values()],
    get(id) {
      const adapter = byId.get(id);
      if (adapter) return adapter;
      const known = [...byId.keys()].join(', ') || 'none';
      throw new ConfigurationError('UNKNOWN_CARRIER', `Unknown carrier \`${id}\`; registered: ${known}.`, {
        carrier: id,
      });
    },
  };
}

const invalid = (message: string): ConfigurationError =>
  new ConfigurationError('INVALID_OPTIONS', message, { path: 'carriers' });
