/** Which room may import which, and which package belongs to whom, as data with seeded violations. */

import type { ArchitectureRule } from './architecture-rule.ts';
import type { SourceFile } from './source-file.ts';

/** Bottom first. A room imports from the lines below its own; rooms of one line don't meet. */
const LAYERS: readonly (readonly RegExp[])[] = [
  [/^errors\.ts$/, /^logger\.ts$/],
  [/^time\//],
  [/^model\//],
  [/^detection\//, /^normalization\//, /^timeline\//, /^http\//],
  [/^carriers\/(?:carrier|registry|wire|bounds|failure|credential-key|origin)\.ts$/, /^outbox\/message\.ts$/],
  [/^stores\/[^/]+\.ts$/],
  [/^carriers\/[^/]+\//, /^stores\/[^/]+\//, /^projections\/[^/]+\//],
  [/^asking\//, /^ingest\//],
  [/^following\//, /^polling\//, /^outbox\//],
  [/^following-client\.ts$/],
  [/^following-store\.ts$/],
  [/^client-options\.ts$/, /^define-store\.ts$/],
  [/^tracking-client\.ts$/, /^detect\.ts$/, /^(?:memory|sqlite|postgres)-store\.ts$/],
  [/^index\.ts$/],
];
const SIDE_ROOM = /^testing\//;
const WING = /^(?:carriers|stores|projections)\/[^/]+\//;
/** Who may know implementations by name. */
const COMPOSERS = /^(?:index\.ts|detect\.ts|(?:memory|sqlite|postgres)-store\.ts|testing\/)/;

/** Each package with the files that may import it. */
const OWNERS: Readonly<Record<string, RegExp>> = {
  ky: /^http\//,
  'date-fns': /^time\//,
  'date-fns-tz': /^time\//,
  'p-limit': /^(?:http|asking|polling|outbox)\//,
  zod: /^(?:model\/|carriers\/[^/]+\/(?:options|wire)\.ts$)/,
  'node:crypto': /./,
  'node:diagnostics_channel': /^polling\//,
  'node:events': /^time\/on-abort\.ts$/,
  'node:http': /^testing\//,
  'node:util': /^testing\//,
  'node:zlib': /^stores\/memory\//,
};

const layerOf = (path: string): number => LAYERS.findIndex((rooms) => rooms.some((room) => room.test(path)));

/** `carriers/ups/map.ts` lies in `carriers/ups`; `errors.ts` is a room of its own. */
const roomOf = (path: string): string => {
  const folders = path.split('/').slice(0, -1);
  return folders.length === 0 ? path : folders.slice(0, WING.test(path) ? 2 : 1).join('/');
};

const imports = (file: SourceFile, isWrong: (target: string) => boolean): string[] =>
  file.ownImports.filter(isWrong).map((target) => `imports ${target}`);

export const IMPORT_RULES: readonly ArchitectureRule[] = [
  {
    name: 'every file lies in a room that has a rank',
    violations: ({ path }) => (layerOf(path) < 0 && !SIDE_ROOM.test(path) ? ['has no rank'] : []),
    caught: [
      ['texts/words.ts', ''],
      ['carriers/names.ts', ''],
      ['common.ts', ''],
    ],
    accepted: [
      ['carriers/acme/map.ts', ''],
      ['testing/kit.ts', ''],
    ],
  },
  {
    name: 'imports point downward',
    violations: (file) =>
      imports(
        file,
        (target) =>
          !SIDE_ROOM.test(file.path) &&
          roomOf(target) !== roomOf(file.path) &&
          layerOf(target) >= layerOf(file.path),
      ),
    caught: [
      ['time/local-time.ts', "import { x } from '../model/status.ts';"],
      ['errors.ts', "import type { Instant } from './time/clock.ts';"],
      ['model/status.ts', "export { x } from '../detection/match.ts';"],
      ['detection/match.ts', "import { x } from '../normalization/normalize.ts';"],
      ['carriers/carrier.ts', "import { x } from './ups/map.ts';"],
      ['carriers/ups/map.ts', "import { x } from '../../polling/poller.ts';"],
      ['timeline/merge.ts', "const x = await import('../http/http-client.ts');"],
      ['http/retry.ts', "type X = import('../carriers/carrier.ts').X;"],
      ['asking/ask.ts', "import { x } from '../index.ts';"],
    ],
    accepted: [
      ['time/local-time.ts', "import { x } from '../errors.ts'; import { y } from './clock.ts';"],
      ['carriers/ups/map.ts', "import { x } from '../carrier.ts'; import { y } from './codes.ts';"],
      ['carriers/registry.ts', "import { x } from './carrier.ts';"],
      ['index.ts', "export { x } from './tracking-client.ts';"],
      ['testing/kit.ts', "import { x } from '../carriers/carrier.ts';"],
    ],
  },
  {
    name: 'siblings in a wing do not meet',
    violations: (file) =>
      imports(
        file,
        (target) => WING.test(file.path) && WING.test(target) && roomOf(target) !== roomOf(file.path),
      ),
    caught: [
      ['carriers/ups/map.ts', "import { x } from '../fedex/codes.ts';"],
      ['stores/sqlite/index.ts', "import { x } from '../memory/index.ts';"],
    ],
    accepted: [['carriers/ups/map.ts', "import { x } from './codes.ts';"]],
  },
  {
    name: 'shared rooms name no implementation',
    violations: (file) =>
      imports(
        file,
        (target) => WING.test(target) && roomOf(target) !== roomOf(file.path) && !COMPOSERS.test(file.path),
      ),
    caught: [
      ['tracking-client.ts', "import { ups } from './carriers/ups/index.ts';"],
      ['polling/poller.ts', "import { memoryStore } from '../stores/memory/index.ts';"],
    ],
    accepted: [['detect.ts', "import { formats } from './carriers/ups/formats.ts';"]],
  },
  {
    name: 'nothing imports the testing room',
    violations: (file) => imports(file, (target) => SIDE_ROOM.test(target) && !SIDE_ROOM.test(file.path)),
    caught: [
      ['index.ts', "export { x } from './testing/manual-clock.ts';"],
      ['carriers/sandbox/index.ts', "import { x } from '../../testing/seeded-random.ts';"],
    ],
    accepted: [['testing/index.ts', "export { x } from './manual-clock.ts';"]],
  },
  {
    name: 'each package has its owner',
    violations: (file) =>
      file.packageImports
        .filter((name) => !(Object.hasOwn(OWNERS, name) && OWNERS[name]?.test(file.path)))
        .map((name) => `imports ${name}`),
    caught: [
      ['carriers/ups/client.ts', "import ky from 'ky';"],
      ['carriers/ups/map.ts', "import { z } from 'zod';"],
      ['carriers/ups/map.ts', "import { z } from 'zod/mini';"],
      ['carriers/ups/zones.ts', "import { fromZonedTime } from 'date-fns-tz/fromZonedTime';"],
      ['model/event-time.ts', "import { format } from 'date-fns';"],
      ['tracking-client.ts', "const limit = await import('p-limit');"],
      ['http/http-client.ts', "import { got } from 'got';"],
      ['model/status.ts', "import { readFileSync } from 'node:fs';"],
      ['model/status.ts', "import { readFileSync } from 'fs';"],
      ['index.ts', "import x = require('constructor');"],
    ],
    accepted: [
      ['http/http-client.ts', "import ky from 'ky';"],
      ['carriers/ups/wire.ts', "import { z } from 'zod';"],
      ['time/local-time.ts', "import { fromZonedTime } from 'date-fns-tz/fromZonedTime';"],
    ],
  },
];
