/**
 * Follows parcels in a SQLite file, a round each time it is run, and says when each is asked about again.
 *
 *   npx tsx examples/follow-sqlite.ts parcels.db SANDBOX_OUT_FOR_DELIVERY   follows one more parcel
 *   npx tsx examples/follow-sqlite.ts parcels.db                            asks about those that are due
 *
 * The sandbox's parcels need no account. For real ones, give credentials as examples/track.ts has them. Let
 * examples/cron.ts do the later rounds.
 */

import { followRound } from './follow-round.ts';
import { sqliteClient } from './sqlite-client.ts';

const [file = 'parcels.db', ...trackingNumbers] = process.argv.slice(2);
const { client, close } = await sqliteClient(file);
await followRound(client, trackingNumbers);
await close();
