/** What is asked of a store's messages by conditions that it doesn't know would be asked of all of them. */

import type { Store } from 'parceltrail';
import { expect, it } from 'vitest';
import { createMemoryStore } from '../../src/stores/memory/index.ts';

const NOW = '2026-03-02T09:00:00.000Z';

it.each([
  ['a misspelt name', { type: 'tracker.delivered' }, "type: messages can't be selected by it"],
  ['a type instead of a list', { types: 'tracker.delivered' }, 'types: expected a list'],
  ['an id instead of a list', { ids: 'm1' }, 'ids: expected a list'],
  ['no condition', { dead: false }, 'replayOutbox: name at least one condition'],
])('%s is refused', async (_, selection, problem) => {
  // As a host without types may say it.
  const asked = selection as Parameters<Store['replayOutbox']>[0];
  await expect(createMemoryStore().replayOutbox(asked, NOW)).rejects.toThrow(problem);
});
