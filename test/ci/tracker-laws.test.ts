/** The laws of what an answer may do to a tracker, on as many journeys as they are promised for. */

import { it } from 'vitest';
import { holdsAlways } from '../support/holds-always.ts';
import { TRACKER_LAWS } from '../support/merge-laws.ts';

it.each(Object.entries(TRACKER_LAWS))('%s, 10,000 times', { timeout: 600_000 }, holdsAlways);
