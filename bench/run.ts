/** `npm run bench`: every measurement, one after the other, of the built package. */

import { benchDetection } from './detection.ts';
import { benchPackaging } from './packaging.ts';
import { benchParse } from './parse.ts';

benchParse();
benchDetection();
await benchPackaging();
