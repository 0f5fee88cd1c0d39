/**
 * `npm run bench`: every measurement, one after the other, of the built package. `npm run bench -- 100000` polls so
 * many simulated parcels.
 */

import { benchCadence } from './cadence.ts';
import { benchDetection } from './detection.ts';
import { benchMerge } from './merge.ts';
import { benchPackaging } from './packaging.ts';
import { benchParse } from './parse.ts';
import { benchStores } from './stores.ts';

benchParse();
await benchMerge();
benchDetection();
await benchPackaging();
await benchStores();
benchCadence(Number(process.argv[2]) || undefined);
