import { defineConfig } from 'vitest/config';
import base from './vitest.config.ts';

/** The checks that need the carriers' documents beside the checkout; a user's clone doesn't have them. */
export default defineConfig({
  ...base,
  test: { ...base.test, include: ['test/ci/**/*.test.ts'], exclude: [] },
});
