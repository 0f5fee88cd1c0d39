/** What a host carries with it stays small. */

import { expect, it } from 'vitest';
import { bundleSize, sizeWithCarrier } from '../bench/bundle-size.ts';
import { entry } from '../tsup.config.ts';

const KB = 1024;
const carriers = Object.entries(entry).filter(([name]) => name.startsWith('carriers/'));

it.each(carriers)(
  'the client with %s that also follows is under 90 kB, compressed, without zod',
  async (_name, source) => {
    const { gzip } = await sizeWithCarrier('./src/index.ts', `./${source}`);
    expect(gzip).toBeLessThan(90 * KB);
  },
);

it('the tables of location zones are under 8 kB, compressed', async () => {
  const { gzip } = await bundleSize("export * from './src/model/location-zone.ts';", 'all');
  expect(gzip).toBeLessThan(8 * KB);
});
