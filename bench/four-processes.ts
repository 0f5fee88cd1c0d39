/**
 * `npm run bench:processes`: four processes register the same 10,000 parcels and take in the same answers on PostgreSQL;
 * beside it the same without the fence. `npm run bench:processes -- 1000` writes so many.
 */

import { postgresStore } from 'parceltrail/stores/postgres';
import pg from 'pg';
import { runWriters, type WritersReport } from '../test/support/many-writers/experiment.ts';
import { startPostgres } from '../test/support/postgres-server.ts';
import { printTable } from './measure.ts';

const parcels = Number(process.argv[2]) || 10_000;
const server = await startPostgres({ isDurable: true });
const pool = new pg.Pool({ connectionString: server.url, max: 2 });
const reports: [string, WritersReport][] = [];
try {
  for (const [name, isFenced] of [
    ['with the fence', true],
    ['control: without it', false],
  ] as const) {
    const schema = isFenced ? 'fenced' : 'unfenced';
    const store = postgresStore(pool, { schema });
    await store.migrate();
    reports.push([
      name,
      await runWriters({ parcels, database: { url: server.url, schema }, isFenced }, store),
    ]);
  }
} finally {
  await pool.end();
  await server.stop();
}

const row = (name: string, tell: (report: WritersReport) => string | number): string[] => [
  name,
  ...reports.map(([, report]) => String(tell(report))),
];
printTable(
  `${parcels} parcels, written by 4 processes on PostgreSQL`,
  ['', ...reports.map(([name]) => name)],
  [
    row('trackers (expected)', ({ trackers, expectedTrackers }) => `${trackers} (${expectedTrackers})`),
    row('events (expected)', ({ events, expectedEvents }) => `${events} (${expectedEvents})`),
    row('outbox rows (expected)', ({ messages, expectedMessages }) => `${messages} (${expectedMessages})`),
    row('outbox rows that repeat another', ({ repeated }) => repeated),
    row('trackers with another history', ({ wrong }) => wrong),
    row('changes told to processes (expected)', (each) => `${each.changes} (${each.expectedChanges})`),
    row('processes that changed something', ({ writers }) => writers),
    row('seconds', ({ seconds }) => seconds.toFixed(1)),
  ],
);
