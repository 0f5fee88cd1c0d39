/** The laws that answers may come in any way, on as many journeys as they are promised for. */

import { it } from 'vitest';
import { holdsAlways } from '../support/holds-always.ts';
import { TELLING_LAWS } from '../support/merge-laws.ts';

it.each(Object.entries(TELLING_LAWS))('%s, 10,000 times', { timeout: 600_000 }, holdsAlways);
