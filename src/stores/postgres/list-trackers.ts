/** A page of the list, newest first. Relies on the indexes by creation; an order or a reference has one of its own. */

import type { Json } from '../../model/tracker.ts';
import { checkListQuery } from '../checks.ts';
import { type Dialect, listConditions } from '../conditions.ts';
import { writeJson, writeText } from '../portable-text.ts';
import { joinSql, sql } from '../sql.ts';
import type { Store } from '../store.ts';
import type { Database } from './database.ts';
import { selectTrackers, toTracker } from './tracker-reading.ts';

export const isOneOf: Dialect['isOneOf'] = (column, texts) => sql`${column} = any(${texts})`;

const DIALECT: Dialect = {
  isOneOf,
  // What is equal is contained too: asked first, as an index that the host may make can answer it.
  hasMetadata: (wanted) =>
    joinSql(
      [
        sql`trackers.metadata @> ${writeJson(wanted)}::jsonb`,
        ...Object.entries(wanted).map(
          ([key, value]) =>
            sql`trackers.metadata -> ${writeText(key)}::text = ${writeJson(value as Json)}::jsonb`,
        ),
      ],
      ' and ',
    ),
};

export const createList =
  ({ all, tables }: Database): Store['list'] =>
  async (query) => {
    checkListQuery(query);
    const { filter, limit, after } = query;
    const conditions = listConditions(filter, after, DIALECT);
    // One more than the page tells whether there is another.
    const rows = await all(
      selectTrackers(
        tables,
        sql`where ${conditions} order by trackers.created_at desc, trackers.id desc limit ${limit + 1}`,
      ),
    );
    const trackers = rows.slice(0, limit).map(toTracker);
    const last = trackers.at(-1);
    return {
      trackers,
      next: rows.length > limit && last ? { createdAt: last.createdAt, id: last.id } : undefined,
    };
  };
