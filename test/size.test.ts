/** What a host carries with it stays small. */

import { expect, it } from 'vitest';
import { bundleSize, sizeWithCarrier } from '../bench/bundle-size.ts';
import { entry } from '../tsup.config.ts';

const KB = 1_024;
const carriers = Object.entries(entry).filter(([name]) => name.startsWith('carriers/'));

it.each(carriers)('the client with %s is under 60 kB, compressed, without zod', async (_name, source) => {
  const { gzip } = await sizeWithCarrier('./src/index.ts', `./${source}`);
  expect(gzip).toBeLessThan(60_000);
});

it('the tables of location zones are under 8 kB, compressed', async () => {
  const { gzip } = await bundleSize("export * from './src/model/location-zone.ts';", 'all');
  expect(gzip).toBeLessThan(8 * KB);
});

it('a host that places no wall clocks carries no table of zones', async () => {
  const code = "export { createTrackingClient } from './src/index.ts';";
  const before = await bundleSize(code, 'all');
  const after = await bundleSize(`${code} export { zoneOfLocation } from './src/index.ts';`, 'all');
  expect(after.gzip - before.gzip).toBeGreaterThan(5 * KB);
});

it('a host without a store carries nothing that follows parcels', async () => {
  const code = "export { createTrackingClient } from './src/index.ts';";
  const asking = await bundleSize(code, 'all');
  const following = await bundleSize(`${code} export { memoryStore } from './src/memory-store.ts';`, 'all');
  expect(following.gzip).toBeGreaterThan(1.8 * asking.gzip);
});

it.each([
  ['detection', '*', 13_500],
  ['reading numbers alone', '{ detect }', 6_000],
])('%s is small, compressed, and loads no package', async (_name, exports, most) => {
  const { gzip } = await bundleSize(`export ${exports} from './src/detect.ts';`, []);
  expect(gzip).toBeLessThan(most);
});
