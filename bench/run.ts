/**
 * `npm run bench`: every measurement, one after the other, of the built package. `npm run bench -- 100000` polls so
 * many simulated parcels.
 */

import { benchCadence } from './cadence.ts';
import { benchDetection } from './detection.ts';
import { benchMerge } from './merge.ts';
import { benchPackaging } from './packaging.ts';
import { benchParse } from './parse.ts';
import { benchPollCycle } from './poll-cycle.ts';
import { benchStores } from './stores.ts';

benchParse();
await benchMerge();
benchDetection();
await benchPackaging();
await benchStores();
await benchPollCycle();
benchCadence(Number(process.argv[2]) || undefined);
