/**
 * One round, for whatever calls it now and then: cron, a systemd timer, a serverless function. It ends by itself, and
 * with an error where the database failed. A round that meets the one before takes other parcels than that one.
 *
 *   * * * * *  cd /srv/shop && npx tsx examples/cron.ts parcels.db
 *
 * The parcels are those that examples/follow-sqlite.ts has begun to follow.
 */

import { handOver } from './hand-over.ts';
import { printCounts } from './print-counts.ts';
import { printNews } from './print-news.ts';
import { sqliteClient } from './sqlite-client.ts';

const { client, close } = await sqliteClient(process.argv[2] ?? 'parcels.db');
try {
  // What a minute has no room for is due in the next one.
  const counts = await client.createPoller().tick({ timeLimitMs: 40_000 });
  printCounts(counts);
  console.log(`${await handOver(client, printNews)} messages handed over`);
} finally {
  await close();
}
