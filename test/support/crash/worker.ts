/** One process of the crash experiment, a poller or a dispatcher. It works until it is killed or its parent is gone. */

import { appendFileSync } from 'node:fs';
import { createTrackingClient, fixedCadence } from 'parceltrail';
import { fedex } from 'parceltrail/carriers/fedex';
import pg from 'pg';
import { defineStore } from '../../../src/define-store.ts';
import { createPostgresStore } from '../../../src/stores/postgres/index.ts';
import type { Store } from '../../../src/stores/store.ts';
import { unfenced } from '../unfenced-store.ts';
import type { WorkerOrder } from './processes.ts';

const order: WorkerOrder = JSON.parse(process.argv[2] as string);
process.stdin.on('end', () => process.exit()).resume();

const pool = new pg.Pool({
  connectionString: order.databaseUrl,
  max: 4,
  // A process that is stopped amid a transaction would keep its rows from all others.
  idle_in_transaction_session_timeout: order.leaseMs,
});
pool.on('error', () => {});
const noted = noting(createPostgresStore(pool));
const store = stoppable(order.isFenced ? noted : unfenced(noted));

const client = createTrackingClient({
  carriers: [
    fedex({ clientId: order.clientId, clientSecret: order.clientSecret, baseUrl: order.carrierOrigin }),
  ],
  store: defineStore(store),
  cadence: fixedCadence(3_600_000),
  timeoutMs: order.leaseMs / 2,
});

if (order.role === 'poller') {
  await client.createPoller({ leaseMs: order.leaseMs, idleMs: 250 }).start();
} else {
  const deliver = ({ id }: { readonly id: string }) => note('delivered', id);
  const dispatcher = client.createDispatcher({
    deliver,
    idleMs: 250,
    leaseMs: order.leaseMs,
    deliveryTimeoutMs: Math.floor(order.leaseMs / 10),
  });
  dispatcher.start();
}

/** One line for each, that is there whole or not at all, whatever becomes of this process. */
function note(what: 'delivered' | 'refused', detail: string): void {
  appendFileSync(order.journal, `${JSON.stringify({ what, detail, pid: process.pid })}\n`);
}

/** On a signal, stands still at the worst moment: an answer is merged, and about to be written. */
function stoppable(inner: Store): Store {
  let isToStop = false;
  process.on('SIGUSR2', () => {
    isToStop = true;
  });
  return {
    ...inner,
    async commitIngest(commits, now) {
      if (isToStop) process.kill(process.pid, 'SIGSTOP');
      isToStop = false;
      return inner.commitIngest(commits, now);
    },
  };
}

/** Notes each write that came too late. */
function noting(inner: Store): Store {
  return {
    ...inner,
    async commitIngest(commits, now) {
      const results = await inner.commitIngest(commits, now);
      results.forEach(({ outcome }, place) => {
        if (outcome === 'lease_lost') note('refused', commits[place]?.tracker.id ?? '');
      });
      return results;
    },
  };
}
