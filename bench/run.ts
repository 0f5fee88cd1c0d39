/** `npm run bench`: every measurement, one after the other. */

import { benchPackaging } from './packaging.ts';
import { benchParse } from './parse.ts';

benchParse();
await benchPackaging();
