import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const source = (path: string) => fileURLToPath(new URL(`./src/${path}`, import.meta.url));

export default defineConfig({
  resolve: {
    // The package's own names resolve to its sources, so that tests and examples import what users import.
    alias: [
      { find: /^parceltrail\/detection$/, replacement: source('detect.ts') },
      { find: /^parceltrail\/testing$/, replacement: source('testing/index.ts') },
      { find: /^parceltrail\/carriers\/(\w+)$/, replacement: source('carriers/$1/index.ts') },
      { find: /^parceltrail\/stores\/(\w+)$/, replacement: source('$1-store.ts') },
      { find: /^parceltrail$/, replacement: source('index.ts') },
    ],
  },
  test: {
    include: ['test/**/*.test.ts'],
    // These read the carriers' documents, which only the project's own checks have beside the checkout.
    exclude: ['test/ci/**'],
    globalSetup: ['test/support/postgres-on-demand.ts'],
    // Many tests wait, for sockets and processes: one more of them runs than there are cores.
    maxWorkers: availableParallelism() + 1,
    testTimeout: 20_000,
    // The first that asks for PostgreSQL waits for its start.
    hookTimeout: 60_000,
  },
});
