/** An asker over fake carriers, without a network. */

import { type Asker, type AskerOptions, createAsker } from '../../src/asking/ask.ts';
import type { TrackItem } from '../../src/asking/question.ts';
import type { CarrierAdapter, TrackContext } from '../../src/carriers/carrier.ts';
import { createCarrierRegistry } from '../../src/carriers/registry.ts';
import { systemClock } from '../../src/time/clock.ts';

const noHttp = { request: () => Promise.reject(new Error('no network here')) };

export const askerOf = (
  adapters: readonly CarrierAdapter[],
  options: Partial<Pick<AskerOptions, 'onResults' | 'defaults'>> = {},
): Asker =>
  createAsker({
    registry: createCarrierRegistry(adapters),
    contextFor: (_adapter, signal): TrackContext => ({ http: noHttp, clock: systemClock, signal }),
    concurrencyOf: (adapter) => adapter.capabilities.concurrency,
    onResults: () => undefined,
    ...options,
  });

export const items = (...numbers: string[]): TrackItem[] =>
  numbers.map((trackingNumber) => ({ trackingNumber }));
