/**
 * Follows parcels in PostgreSQL, a round each time it is run, and says when each is asked about again.
 *
 *   DATABASE_URL=postgres://… npx tsx examples/follow-postgres.ts SANDBOX_OUT_FOR_DELIVERY   follows one more parcel
 *   DATABASE_URL=postgres://… npx tsx examples/follow-postgres.ts                            asks about those that are due
 *
 * The sandbox's parcels need no account. For real ones, give credentials as examples/track.ts has them. Let
 * examples/poller-postgres.ts do the later rounds, in as many processes as you like.
 */

import { followRound } from './follow-round.ts';
import { postgresClient } from './postgres-client.ts';

const { client, close } = await postgresClient();
await followRound(client, process.argv.slice(2));
await close();
