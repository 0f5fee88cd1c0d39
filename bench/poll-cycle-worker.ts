/** One process of the bench of polling: works until nothing is due, and says how many trackers it has done. */

import Libsql from 'libsql';
import { createTrackingClient, fixedCadence } from 'parceltrail';
import { fedex } from 'parceltrail/carriers/fedex';
import { postgresStore } from 'parceltrail/stores/postgres';
import { sqliteStore } from 'parceltrail/stores/sqlite';
import pg from 'pg';
import { barePostgres } from './bare-postgres.ts';
import { bareSqlite } from './bare-sqlite.ts';
import { commitOf, trackerOf } from './store-parcels.ts';

export type PollCycleOrder = {
  readonly work: 'poll' | 'bare';
  readonly database: 'sqlite' | 'postgres';
  /** The file, or the server's address. */
  readonly place: string;
  readonly carrierOrigin: string;
  readonly clientId: string;
  readonly clientSecret: string;
};

const order: PollCycleOrder = JSON.parse(process.argv[2] as string);
const HOUR_MS = 3_600_000;
/** A tracker as good as any: what is written is alike. */
const NEWS_OF = trackerOf(0, 0);

const work = order.work === 'poll' ? poll : bare;
process.once('message', async () => process.send?.(await work()));
process.send?.('ready');

async function poll(): Promise<number> {
  const { clientId, clientSecret, carrierOrigin: baseUrl } = order;
  const store =
    order.database === 'sqlite'
      ? sqliteStore(openSqlite())
      : postgresStore(new pg.Pool({ connectionString: order.place, max: 4 }));
  const client = createTrackingClient({
    carriers: [fedex({ clientId, clientSecret, baseUrl })],
    store,
    cadence: fixedCadence(HOUR_MS),
  });
  const counts = await client.createPoller().tick({ timeLimitMs: 120_000 });
  return counts['fedex']?.found ?? 0;
}

function openSqlite(): Libsql.Database {
  const database = new Libsql(order.place);
  database.exec('pragma busy_timeout = 30000');
  return database;
}

async function bare(): Promise<number> {
  const { claim, commit } =
    order.database === 'sqlite'
      ? bareSqlite(openSqlite())
      : barePostgres(new pg.Pool({ connectionString: order.place, max: 4 }));
  let done = 0;
  for (let round = 0; ; round += 1) {
    const claimed = await claim(`${process.pid} ${round}`);
    if (claimed.length === 0) return done;
    done += await commit(claimed.map(({ id, lease }) => commitOf({ ...NEWS_OF, id }, lease)));
  }
}
