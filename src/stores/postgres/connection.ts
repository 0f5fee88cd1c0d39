/** What is asked of the host's PostgreSQL client, and one way to use a pool and a single connection. */

import { systemClock } from '../../time/clock.ts';

export type PostgresRow = Readonly<Record<string, unknown>>;

/**
 * A pool or a client of `pg`, or anything that has the same two methods. It stays the host's: the store never ends it. A
 * single connection must be one store's alone, as what others send over it would fall into its transactions.
 */
export type PostgresQueryable = {
  query(text: string, values?: unknown[]): Promise<{ readonly rows: readonly unknown[] }>;
  /** Of a pool: a connection for a transaction, with a `release`. Left out, there is one connection. */
  connect?: (() => Promise<unknown>) | undefined;
};

export type Query = (text: string, values?: unknown[]) => Promise<readonly PostgresRow[]>;

export type Connections = {
  readonly query: Query;
  /** Runs work in a transaction: its writes happen together or not at all. */
  transaction<Result>(work: (query: Query) => Promise<Result>): Promise<Result>;
};

/** One connection, until it is given back; with an error when it is of no more use. */
type Lent = { readonly query: Query; release(error?: Error): void };

/** What a client of `pg` has besides. */
type Telling = {
  on?: (event: 'error', listener: () => void) => unknown;
  off?: (event: 'error', listener: () => void) => unknown;
};

/** Deadlock, and a transaction that another one's writes have overtaken: PostgreSQL asks to try again. */
const TO_BE_RETRIED = new Set(['40P01', '40001']);
const ATTEMPTS = 5;
const RETRY_WAIT_MS = 20;

export function createConnections(queryable: PostgresQueryable): Connections {
  const lend = isPool(queryable) ? () => lendOf(queryable) : lendInTurn(queryable);

  async function alone(text: string, values?: unknown[]): Promise<readonly PostgresRow[]> {
    const { query, release } = await lend();
    let failure: unknown;
    try {
      return await query(text, values);
    } catch (error) {
      failure = error;
      throw error;
    } finally {
      release(failure as Error | undefined);
    }
  }

  async function attempt<Result>(work: (query: Query) => Promise<Result>): Promise<Result> {
    const { query, release } = await lend();
    let failure: Error | undefined;
    try {
      await query('begin isolation level read committed');
      const result = await work(query);
      await query('commit');
      return result;
    } catch (error) {
      await query('rollback').catch((reason: Error) => {
        failure = reason;
      });
      throw error;
    } finally {
      release(failure);
    }
  }

  return {
    query: alone,
    async transaction(work) {
      for (let attempts = 1; ; attempts += 1) {
        try {
          return await attempt(work);
        } catch (error) {
          if (attempts === ATTEMPTS || !TO_BE_RETRIED.has(sqlStateOf(error) ?? '')) throw error;
          await systemClock.sleep(attempts * RETRY_WAIT_MS);
        }
      }
    },
  };
}

/** PostgreSQL's five characters, where it was PostgreSQL that refused. */
export function sqlStateOf(error: unknown): string | undefined {
  const code = (error as { readonly code?: unknown } | null)?.code;
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? code : undefined;
}

/** A client of `pg` has a `connect` too, which is not a pool's. */
const isPool = (queryable: PostgresQueryable): boolean =>
  typeof queryable.connect === 'function' && !('processID' in queryable) && !('release' in queryable);

async function lendOf(pool: PostgresQueryable): Promise<Lent> {
  // What a pool's `connect` gives; a client's was told apart before.
  const connection = (await pool.connect?.()) as PostgresQueryable & Pick<Lent, 'release'> & Telling;
  // One that breaks says so by an event as well, which ends the process where nobody hears it; its queries tell us.
  connection.on?.('error', overheard);
  return {
    query: queryOf(connection),
    release(error) {
      // One that is given back broken may say so once more.
      if (error === undefined) connection.off?.('error', overheard);
      connection.release(error);
    },
  };
}

const overheard = (): void => {};

/** One connection is lent to one after the other. */
function lendInTurn(connection: PostgresQueryable): () => Promise<Lent> {
  let last: Promise<void> = Promise.resolve();
  return async () => {
    const before = last;
    let release = (): void => {};
    last = new Promise((resolve) => {
      release = resolve;
    });
    await before;
    return { query: queryOf(connection), release };
  };
}

const queryOf =
  (connection: Pick<PostgresQueryable, 'query'>): Query =>
  async (text, values) =>
    // Rows are plain objects in every client.
    (await connection.query(text, values)).rows as readonly PostgresRow[];
