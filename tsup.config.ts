import { defineConfig, type Options } from 'tsup';

/** The named entries: one per subpath of package.json's `exports` (test/exports.test.ts compares them). */
export const entry = {
  index: 'src/index.ts',
  detection: 'src/detect.ts',
  testing: 'src/testing/index.ts',
  'carriers/ups': 'src/carriers/ups/index.ts',
  'carriers/fedex': 'src/carriers/fedex/index.ts',
  'carriers/dhl': 'src/carriers/dhl/index.ts',
  'carriers/amazon': 'src/carriers/amazon/index.ts',
  'carriers/usps': 'src/carriers/usps/index.ts',
  'carriers/sandbox': 'src/carriers/sandbox/index.ts',
  'stores/memory': 'src/memory-store.ts',
  'stores/postgres': 'src/postgres-store.ts',
  'stores/sqlite': 'src/sqlite-store.ts',
};

const shared: Options = {
  entry,
  target: 'node20',
  platform: 'node',
  dts: true,
  sourcemap: true,
  splitting: true,
  // None of our dependencies does anything on import; an import whose use was shaken out must not load it.
  treeshake: { moduleSideEffects: 'no-external' },
  minify: false,
};

// ky and p-limit are ESM only. The ESM build leaves them as dependencies; the CommonJS build carries them,
// so `require('parceltrail')` works on every Node from 20.0, where `require` can't load ESM.
export default defineConfig([
  { ...shared, format: ['esm'], clean: true },
  { ...shared, format: ['cjs'], noExternal: ['ky', 'p-limit', 'yocto-queue'] },
]);
