/** Four processes write the same parcels and answers into one database; then everything is counted. */

import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { Store } from 'parceltrail';
import { bundle } from '../bundle.ts';
import { keptLife, told, undisturbedLife } from './parcel-life.ts';
import type { WriterOrder, WriterReport } from './worker.ts';

const PROCESSES = 4;
const PAGE = 1_000;

export type WritersReport = {
  /** Each with what one gets that is written once by one process. */
  readonly trackers: number;
  readonly expectedTrackers: number;
  readonly events: number;
  readonly expectedEvents: number;
  readonly messages: number;
  readonly expectedMessages: number;
  /** Trackers that have other events or another history than one that nobody disturbed. */
  readonly wrong: number;
  /** Messages that tell what another one tells. */
  readonly repeated: number;
  /** How often a process was told that it was the one to register a parcel, or to change one. */
  readonly registered: number;
  readonly changes: number;
  readonly expectedChanges: number;
  /** Processes that changed something. With one alone the run has shown nothing. */
  readonly writers: number;
  readonly seconds: number;
};

/** The store is one over the same database, migrated and empty. */
export async function runWriters(order: WriterOrder, store: Store): Promise<WritersReport> {
  const expected = await undisturbedLife();
  const { script, remove } = await bundle('test/support/many-writers/worker.ts');
  const children: ChildProcess[] = [];
  try {
    for (let place = 0; place < PROCESSES; place += 1)
      children.push(fork(script, [JSON.stringify({ ...order, place })]));
    await Promise.all(children.map(messageOf));
    const startedAt = Date.now();
    const reports = children.map((child) => messageOf(child) as Promise<WriterReport>);
    for (const child of children) child.send('go');
    const done = await Promise.all(reports);
    const seconds = (Date.now() - startedAt) / 1_000;
    return {
      ...(await countTrackers(store, JSON.stringify(expected.life))),
      ...(await countMessages(store)),
      expectedTrackers: order.parcels,
      expectedEvents: order.parcels * expected.life.events.length,
      expectedMessages: order.parcels * expected.messages,
      registered: done.reduce((sum, { registered }) => sum + registered, 0),
      changes: done.reduce((sum, { changes }) => sum + changes, 0),
      expectedChanges: order.parcels * expected.changes,
      writers: done.filter(({ changes }) => changes > 0).length,
      seconds,
    };
  } finally {
    for (const child of children) child.kill('SIGKILL');
    remove();
  }
}

/** What a process says next; rejects where it ends without a word. */
async function messageOf(child: ChildProcess): Promise<unknown> {
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`A process ended with ${code}.`);
  });
  const [message] = await Promise.race([once(child, 'message'), ended]);
  return message;
}

async function countTrackers(store: Store, expectedLife: string) {
  let [trackers, events, wrong] = [0, 0, 0];
  let after: Awaited<ReturnType<Store['list']>>['next'];
  do {
    const page = await store.list({ filter: {}, limit: PAGE, after });
    trackers += page.trackers.length;
    events += page.trackers.reduce((sum, tracker) => sum + tracker.events.length, 0);
    wrong += page.trackers.filter((tracker) => JSON.stringify(keptLife(tracker)) !== expectedLife).length;
    after = page.next;
  } while (after);
  return { trackers, events, wrong };
}

/** Takes all messages out of the outbox. */
async function countMessages(store: Store) {
  const facts = new Set<string>();
  let messages = 0;
  for (;;) {
    const now = new Date().toISOString();
    const claimed = await store.claimOutbox({ now, limit: PAGE, leaseMs: 600_000, owner: 'audit' });
    if (claimed.length === 0) return { messages, repeated: messages - facts.size };
    messages += claimed.length;
    for (const { message } of claimed) facts.add(`${message.trackerId} ${told(message)}`);
    await store.settleOutbox(
      claimed.map(({ message: { id }, lease }) => ({ id, lease, outcome: 'delivered' })),
      now,
    );
  }
}
