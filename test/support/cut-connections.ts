/** A pool whose connection breaks at one of its round trips: before the server hears of the query, or once it has run. */

import type { PostgresQueryable } from 'parceltrail/stores/postgres';
import type pg from 'pg';

export type Cut = { readonly trip: number; readonly when: 'before' | 'after' };

export type CutPool = PostgresQueryable & {
  /** Round trips so far. */
  trips(): number;
  wasCut(): boolean;
};

export type CutPoolOptions = {
  readonly cut?: Cut | undefined;
  /** For controls: what transactions begin and end with is not sent. */
  readonly hasTransactions?: boolean;
};

export function createCutPool(pool: pg.Pool, { cut, hasTransactions = true }: CutPoolOptions = {}): CutPool {
  let trips = 0;
  let severed: pg.PoolClient | undefined;

  const sever = (client: pg.PoolClient): void => {
    severed = client;
    pullCable(client);
  };

  async function send(client: pg.PoolClient, text: string, values?: unknown[]) {
    if (!hasTransactions && /^(?:begin|commit|rollback)\b/.test(text)) return { rows: [] };
    trips += 1;
    if (trips !== cut?.trip) return client.query(text, values);
    if (cut.when === 'after') await client.query(text, values).catch(() => undefined);
    sever(client);
    return client.query(text, values);
  }

  async function connect() {
    const client = await pool.connect();
    client.on('error', ignore);
    return {
      query: (text: string, values?: unknown[]) => send(client, text, values),
      release: (error?: Error) => {
        if (client !== severed) client.off('error', ignore);
        client.release(client === severed ? new Error('severed') : error);
      },
    };
  }

  return {
    trips: () => trips,
    wasCut: () => severed !== undefined,
    connect,
    async query(text, values) {
      const { query, release } = await connect();
      try {
        const result = await query(text, values);
        release();
        return result;
      } catch (error) {
        release(error as Error);
        throw error;
      }
    },
  };
}

const ignore = (): void => {};

/** Nobody says goodbye. */
const pullCable = (client: pg.PoolClient): void => {
  // A part of pg that its types leave out.
  (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
};
