/** One of the processes that write the same: registers all parcels and takes in all answers, as if it were alone. */

import { once } from 'node:events';
import Libsql from 'libsql';
import { createTrackingClient } from 'parceltrail';
import pg from 'pg';
import { defineStore } from '../../../src/define-store.ts';
import { createIngest } from '../../../src/ingest/ingest.ts';
import { createPostgresStore } from '../../../src/stores/postgres/index.ts';
import { createSqliteStore } from '../../../src/stores/sqlite/index.ts';
import { unfenced } from '../unfenced-store.ts';
import { ANSWERS, createSettings, numbersOf } from './parcel-life.ts';

export type WriterOrder = {
  readonly parcels: number;
  readonly database: { readonly url: string; readonly schema: string } | { readonly file: string };
  readonly isFenced: boolean;
};

/** What one process was told it did: over all of them, each thing must have been done once. */
export type WriterReport = { readonly registered: number; readonly changes: number };

const BATCH = 20;
const { parcels, database, isFenced, place }: WriterOrder & { place: number } = JSON.parse(
  process.argv[2] as string,
);
process.on('disconnect', () => process.exit());

const plain =
  'file' in database
    ? createSqliteStore(new Libsql(database.file), { busyTimeoutMs: 60_000 })
    : createPostgresStore(new pg.Pool({ connectionString: database.url }), { schema: database.schema });
const store = isFenced ? plain : unfenced(plain);
const settings = createSettings();
const client = createTrackingClient({ ...settings, store: defineStore(store) });
const ingest = createIngest({ store, clock: settings.clock });
// Two go side by side from the first parcel on, two from the middle.
const numbers = numbersOf(parcels);
numbers.push(...numbers.splice(0, place % 2 === 0 ? 0 : parcels / 2));

// Connected before any begins, so that none is done before another has started.
await store.get('nothing');
process.send?.('ready');
await once(process, 'message');
const results = await client.registerMany(numbers.map((trackingNumber) => ({ trackingNumber })));
const ids = results.flatMap((result) => (result.outcome === 'failed' ? [] : [result.tracker.id]));
let changes = 0;
for (let first = 0; first < parcels; first += BATCH) {
  for (const answer of ANSWERS) {
    const items = numbers.slice(first, first + BATCH).map((trackingNumber, index) => ({
      trackerId: ids[first + index] ?? '',
      news: { ...answer, trackingNumber },
    }));
    changes += (await ingest(items)).filter(({ outcome }) => outcome === 'changed').length;
  }
}
const registered = results.filter(({ outcome }) => outcome === 'registered').length;
process.send?.({ registered, changes } satisfies WriterReport, () => process.exit());
