/** `npm run bench`: every measurement, one after the other, of the built package. */

import { benchPackaging } from './packaging.ts';
import { benchParse } from './parse.ts';

benchParse();
await benchPackaging();
