/** How long DHL's lists can be; Unified lists scans newest first, MyDHL oldest first. */

import type { Bounds } from '../bounds.ts';

const LISTS = { scans: 'events', maxScans: 1_000, maxOthers: 1_000 } as const;

export const UNIFIED_LISTS: Bounds = LISTS;

export const MYDHL_LISTS: Bounds = { ...LISTS, newest: (scans, max) => scans.slice(-max) };
