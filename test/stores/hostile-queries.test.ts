/** Hostile text in every place of a query finds in a database what it finds in memory, and changes nothing. */

import Libsql from 'libsql';
import { isTrackingError, type ListFilter, type ListQuery, type Store } from 'parceltrail';
import { memoryStore } from 'parceltrail/stores/memory';
import { postgresStore } from 'parceltrail/stores/postgres';
import { sqliteStore } from 'parceltrail/stores/sqlite';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aRegistration, aTracker } from '../../src/testing/store-conformance/fixtures.ts';
import { HOSTILE_STRINGS, LONG_STRINGS } from '../support/hostile-strings.ts';
import { createPool, postgresUrl, schemaName } from '../support/postgres.ts';

const ALL = [...HOSTILE_STRINGS, ...LONG_STRINGS];
const START_MS = Date.parse('2026-03-01T00:00:00.000Z');
const at = (minute: number): string => new Date(START_MS + minute * 60_000).toISOString();

/** One that is made of each text, and plain ones that no query for such a text may find. */
const TRACKERS = [
  ...HOSTILE_STRINGS.map((text, place) =>
    aTracker(`h-${text}`, {
      tenantId: text,
      carrier: text,
      trackingNumber: text,
      reference: text,
      orderId: text,
      metadata: { [text]: text, shop: text, nested: { [text]: [text] } },
      createdAt: at(place),
    }),
  ),
  ...Array.from({ length: 20 }, (_, place) =>
    aTracker(`plain${place}`, { metadata: { shop: place }, createdAt: at(place) }),
  ),
];

/** What a query gives: the ids, or the code of the refusal. */
async function outcomeOf(query: Promise<readonly (string | undefined)[]>): Promise<unknown> {
  return query.catch((error: unknown) => {
    if (!isTrackingError(error)) throw error;
    return error.code;
  });
}

const listed = (store: Store, query: Partial<ListQuery>) =>
  store
    .list({ filter: {}, limit: 100, after: undefined, ...query })
    .then(({ trackers }) => trackers.map(({ id }) => id));
const filtered = (store: Store, filter: ListFilter) => listed(store, { filter });

const PLACES: Readonly<
  Record<string, (store: Store, text: string) => Promise<readonly (string | undefined)[]>>
> = {
  tenantId: (store, text) => filtered(store, { tenantId: text }),
  carrier: (store, text) => filtered(store, { carrier: text }),
  'one of carriers': (store, text) => filtered(store, { carrier: ['acme', text] }),
  // Stores are also called by what has no compiler.
  status: (store, text) => filtered(store, { status: text as never }),
  'one of substatuses': (store, text) => filtered(store, { substatus: [text as never] }),
  trackingNumber: (store, text) => filtered(store, { trackingNumber: text }),
  reference: (store, text) => filtered(store, { reference: text }),
  orderId: (store, text) => filtered(store, { orderId: text }),
  updatedAfter: (store, text) => filtered(store, { updatedAfter: text }),
  createdAfter: (store, text) => filtered(store, { createdAfter: text }),
  createdBefore: (store, text) => filtered(store, { createdBefore: text }),
  'a key of metadata': (store, text) => filtered(store, { metadata: { [text]: text } }),
  'a key of metadata alone': (store, text) => filtered(store, { metadata: { [text]: null } }),
  'a value of metadata': (store, text) => filtered(store, { metadata: { shop: text } }),
  'a key in metadata': (store, text) => filtered(store, { metadata: { nested: { [text]: [text] } } }),
  'all conditions': (store, text) =>
    filtered(store, { tenantId: text, carrier: text, reference: text, orderId: text, active: true }),
  "the cursor's time": (store, text) => listed(store, { after: { createdAt: text, id: 'a' } }),
  // Of the two trackers of that minute it is before the one and after the other.
  "the cursor's id": (store, text) =>
    listed(store, { limit: 7, after: { createdAt: at(10), id: `i${text}` } }),
  'find, by number': (store, text) =>
    store.find({ tenantId: null, trackingNumber: text }).then((found) => [found?.id]),
  "find, by a tenant's number": (store, text) =>
    store.find({ tenantId: text, trackingNumber: text, carrier: text }).then((found) => [found?.id]),
  get: (store, text) => store.get(text).then((found) => [found?.id]),
  loadForIngest: (store, text) =>
    store.loadForIngest([text, `h-${text}`]).then((loaded) => loaded.map(({ id }) => id)),
};

describe('hostile text in queries', () => {
  const memory = memoryStore();
  const schema = schemaName();
  let pool: pg.Pool;
  let handle: Libsql.Database;
  const stores: Record<string, Store> = {};

  beforeAll(async () => {
    pool = createPool({ connectionString: await postgresUrl(), max: 2 });
    handle = new Libsql(':memory:');
    stores['PostgreSQL'] = postgresStore(pool, { schema });
    stores['SQLite'] = sqliteStore(handle);
    for (const store of [memory, ...Object.values(stores)]) {
      await store.migrate();
      await store.register(TRACKERS.map(aRegistration));
    }
  });
  afterAll(async () => {
    handle.close();
    await pool.query(`drop schema "${schema}" cascade`);
    await pool.end();
  });

  describe.each(['PostgreSQL', 'SQLite'])('to %s', (name) => {
    it.each(Object.keys(PLACES))('finds the same as in memory: %s', async (place) => {
      const ask = PLACES[place] as (typeof PLACES)[string];
      for (const text of ALL) {
        const expected = await outcomeOf(ask(memory, text));
        const found = await outcomeOf(ask(stores[name] as Store, text));
        expect([text.slice(0, 50), found]).toEqual([text.slice(0, 50), expected]);
      }
    });

    it('finds what is made of a text, and nothing else, by each of its labels', async () => {
      for (const text of HOSTILE_STRINGS) {
        for (const label of ['tenantId', 'trackingNumber', 'reference', 'orderId'] as const) {
          expect(await filtered(stores[name] as Store, { [label]: text })).toEqual([`h-${text}`]);
        }
      }
    });

    it('has changed nothing', async () => {
      const query = { filter: {}, limit: 1_000, after: undefined };
      const { trackers } = await (stores[name] as Store).list(query);
      expect(trackers).toHaveLength(TRACKERS.length);
      expect(new Map(trackers.map((tracker) => [tracker.id, tracker]))).toEqual(
        new Map(TRACKERS.map((tracker) => [tracker.id, tracker])),
      );
    });
  });
});

describe('hostile text as the name of a schema or a table', () => {
  const handle = new Libsql(':memory:');
  afterAll(() => {
    handle.close();
  });
  const invalid = expect.objectContaining({ code: 'INVALID_OPTIONS' });
  // All letters: quoted, it is a name like any other.
  const names = ALL.filter((text) => !/^[a-z_]+$/.test(text));
  const query = () => Promise.reject(new Error('Nothing may be asked.'));

  it('is refused', () => {
    for (const name of names) {
      expect(() => postgresStore({ query }, { schema: name })).toThrow(invalid);
      expect(() => postgresStore({ query }, { tablePrefix: name })).toThrow(invalid);
      expect(() => sqliteStore(handle, { tablePrefix: name })).toThrow(invalid);
    }
    expect(() => postgresStore({ query }, { schema: '' })).toThrow(invalid);
    expect(names.length).toBeGreaterThan(ALL.length - 10);
  });

  it('is quoted where it is a name', async () => {
    const store = sqliteStore(handle, { tablePrefix: 'select' });
    await store.migrate();
    expect(await store.get('nobody')).toBeUndefined();
  });
});
