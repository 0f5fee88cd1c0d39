import { AsyncLocalStorage } from 'node:async_hooks';
import { tracingChannel } from 'node:diagnostics_channel';
import { afterEach, describe, expect, it } from 'vitest';
import { CarrierUnavailableError } from '../../src/errors.ts';
import type { Logger } from '../../src/logger.ts';
import { fixedCadence } from '../../src/polling/cadence.ts';
import { createMemoryStore } from '../../src/stores/memory/index.ts';
import { failed } from '../support/fake-carrier.ts';
import {
  answering,
  createScene,
  dueTracker,
  HOUR_MS,
  inTransit,
  later,
  MINUTE_MS,
  numbers,
  SECOND_MS,
  steady,
} from './scene.ts';

const cadence = fixedCadence(HOUR_MS);
const down = new CarrierUnavailableError('bulk: 503');

/** A carrier that takes two seconds, and doesn't know the third number, and fails for the second. */
const bulk = () =>
  answering(
    'bulk',
    async ({ trackingNumber }, { clock }) => {
      await clock.sleep(2 * SECOND_MS);
      if (trackingNumber === 'BULK2') return failed('bulk', trackingNumber, down);
      return inTransit('bulk', trackingNumber);
    },
    { batchSize: 30 },
  );

describe('the hooks of polling', () => {
  it('tell of each call what it asked for and what came of it, and of each error whom it met', async () => {
    const heard: unknown[] = [];
    const { client, clock, keep } = createScene({
      carriers: [bulk()],
      cadence,
      hooks: {
        'poll.started': (event) => heard.push(['started', event]),
        'poll.finished': (event) => heard.push(['finished', event]),
        'poll.failed': (event) => heard.push(['failed', event]),
      },
    });
    await keep(dueTracker('BULK1', { poll: { nextPollAt: later(-MINUTE_MS) } }), dueTracker('BULK2'));
    const ticking = client.createPoller().tick();
    await clock.advance(2 * SECOND_MS);
    await ticking;
    const started = { carrier: 'bulk', trackerIds: ['BULK1', 'BULK2'], lagMs: MINUTE_MS };
    const outcomes = { found: 1, notFound: 0, failed: 1, lost: 0, changed: 1 };
    expect(heard).toEqual([
      ['started', started],
      ['failed', { carrier: 'bulk', trackerIds: ['BULK2'], error: down }],
      ['finished', { ...started, ...outcomes, durationMs: 2 * SECOND_MS }],
    ]);
  });

  it('break nothing when they throw or reject', async () => {
    const fault = () => {
      throw new Error('a listener broke');
    };
    const failures: unknown[] = [];
    const logger: Logger = { error: (_, { error }) => failures.push(error) };
    const { client, clock, keep } = createScene({
      carriers: [bulk()],
      cadence,
      logger,
      hooks: {
        'poll.started': fault,
        'poll.finished': () => Promise.reject(new Error('a listener broke')) as never,
        'poll.failed': fault,
      },
    });
    await keep(dueTracker('BULK1'), dueTracker('BULK2'));
    const ticking = client.createPoller().tick();
    await clock.advance(2 * SECOND_MS);
    expect(await ticking).toMatchObject({ bulk: { found: 1, failed: 1 } });
    expect(failures).toHaveLength(3);
  });

  it("tell of the store's failure only its name, and of no tracker where none was claimed", async () => {
    const heard: unknown[] = [];
    const logged: unknown[] = [];
    const { client } = createScene({
      carriers: [steady('acme')],
      store: {
        ...createMemoryStore(),
        claimDue: () => Promise.reject(new TypeError('postgres://user:secret@host')),
      },
      hooks: { 'poll.failed': (event) => heard.push(event) },
      logger: { warn: (message, fields) => logged.push([message, fields]) },
    });
    await expect(client.createPoller().tick()).rejects.toThrow(TypeError);
    expect(heard).toEqual([{ carrier: 'acme', trackerIds: [], error: { name: 'TypeError' } }]);
    expect(JSON.stringify(logged)).not.toContain('secret');
    expect(logged).toEqual([
      ['poll.failed', { carrier: 'acme', trackerIds: [], error: { name: 'TypeError' } }],
    ]);
  });

  it('tell of a call that was started and not committed that it failed', async () => {
    const heard: string[] = [];
    const { client, keep } = createScene({
      carriers: [steady('acme')],
      store: { ...createMemoryStore(), commitIngest: () => Promise.reject(new Error('down')) },
      hooks: {
        'poll.started': () => heard.push('started'),
        'poll.finished': () => heard.push('finished'),
        'poll.failed': ({ trackerIds }) => heard.push(`failed ${trackerIds}`),
      },
    });
    await keep(dueTracker('ACME1'));
    await expect(client.createPoller().tick()).rejects.toThrow('down');
    expect(heard).toEqual(['started', 'failed ACME1']);
  });

  it('are told of refreshes too', async () => {
    const heard: unknown[] = [];
    const { client, keep } = createScene({
      carriers: [steady('acme')],
      cadence,
      hooks: { 'poll.finished': (event) => heard.push(event) },
    });
    await keep(dueTracker('ACME1'));
    await client.refresh('ACME1');
    expect(heard).toMatchObject([{ carrier: 'acme', trackerIds: ['ACME1'], lagMs: 0, found: 1 }]);
  });
});

describe('the tracing channel of polling', () => {
  const channel = tracingChannel<unknown, Record<string, unknown>>('parceltrail:poll');
  const leaving: (() => void)[] = [];
  afterEach(() => {
    for (const leave of leaving.splice(0)) leave();
  });

  const listen = (heard: unknown[]) => {
    const note = (name: string) => (message: object) => heard.push([name, { ...message }]);
    const listeners = {
      start: note('start'),
      end: () => {},
      asyncStart: () => {},
      asyncEnd: note('asyncEnd'),
      error: note('error'),
    };
    channel.subscribe(listeners);
    leaving.push(() => channel.unsubscribe(listeners));
  };

  it('has one message for a poll, from its start to its result', async () => {
    const heard: unknown[] = [];
    listen(heard);
    const { client, keep } = createScene({ carriers: [steady('acme')], cadence });
    await keep(dueTracker('ACME1'));
    await client.createPoller().tick();
    const started = { carrier: 'acme', trackerIds: ['ACME1'], lagMs: 0 };
    const outcomes = { found: 1, notFound: 0, failed: 0, lost: 0, changed: 1 };
    expect(heard).toEqual([
      ['start', started],
      ['asyncEnd', { ...started, result: { ...started, ...outcomes, durationMs: 0 } }],
    ]);
  });

  it("has of the store's failure only the name, and the caller has all of it", async () => {
    const heard: unknown[] = [];
    listen(heard);
    const { client, keep } = createScene({
      carriers: [steady('acme')],
      store: {
        ...createMemoryStore(),
        commitIngest: () => Promise.reject(new TypeError('postgres://user:secret@host')),
      },
    });
    await keep(dueTracker('ACME1'));
    await expect(client.createPoller().tick()).rejects.toThrow('postgres://user:secret@host');
    const told = { carrier: 'acme', trackerIds: ['ACME1'], lagMs: 0, error: { name: 'TypeError' } };
    expect(heard.slice(1)).toEqual([
      ['error', told],
      ['asyncEnd', told],
    ]);
  });

  it('carries a span into the call, so that what is asked there belongs to it', async () => {
    const span = new AsyncLocalStorage<string>();
    channel.start.bindStore(span, (message) => `poll ${String(message['trackerIds'])}`);
    leaving.push(() => channel.start.unbindStore(span));
    const spans: (string | undefined)[] = [];
    const acme = answering(
      'acme',
      async ({ trackingNumber }) => {
        await undefined;
        spans.push(span.getStore());
        return inTransit('acme', trackingNumber);
      },
      { concurrency: 1 },
    );
    const { client, keep } = createScene({ carriers: [acme], cadence });
    await keep(...numbers('ACME', 2).map((number) => dueTracker(number)));
    await client.createPoller().tick();
    expect(spans).toEqual(['poll ACME1', 'poll ACME2']);
  });
});
