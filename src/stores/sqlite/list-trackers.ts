/** A page of the list, newest first. Relies on the indexes by creation; an order or a reference has one of its own. */

import type { Json, Metadata } from '../../model/tracker.ts';
import { canonical, hasMetadata } from '../canonical-json.ts';
import { checkListQuery } from '../checks.ts';
import { type Dialect, listConditions } from '../conditions.ts';
import { readJson, readText, writeJson } from '../portable-text.ts';
import { joinSql, sql } from '../sql.ts';
import type { ListFilter, ListQuery, PagePosition, Store, TrackerPage } from '../store.ts';
import type { Database, SqliteRow } from './database.ts';
import { selectTrackers, toTracker } from './tracker-reading.ts';

/** A list is one parameter. */
export const isOneOf: Dialect['isOneOf'] = (column, texts) =>
  sql`${column} in (select value from json_each(${texts}))`;

const DIALECT: Dialect = {
  isOneOf,
  // The text must be there; only reading the metadata shows whether it is at the top.
  hasMetadata: (wanted) =>
    joinSql(
      [sql`true`, ...partsOf(wanted).map((part) => sql`instr(trackers.metadata, ${part}) > 0`)],
      ' and ',
    ),
};

const partsOf = (wanted: Metadata): string[] =>
  Object.entries(wanted).map(([key, value]) => writeJson({ [key]: canonical(value as Json) }).slice(1, -1));

export const createList =
  (database: Database): Store['list'] =>
  async (query) => {
    checkListQuery(query);
    return database.read(() => pageOf(database, query));
  };

function pageOf(database: Database, { filter, limit, after }: ListQuery): TrackerPage {
  const rows: SqliteRow[] = [];
  // One more than the page tells whether there is another.
  for (let from = after, isLast = false; rows.length <= limit && !isLast; ) {
    const found = rowsOf(database, filter, limit + 1, from);
    rows.push(...found.filter((row) => isWanted(row, filter.metadata)));
    isLast = found.length <= limit;
    from = positionOf(found.at(-1));
  }
  const page = rows.slice(0, limit);
  return {
    trackers: page.map((row) => toTracker(database, row)),
    next: rows.length > limit ? positionOf(page.at(-1)) : undefined,
  };
}

const rowsOf = (
  database: Database,
  filter: ListFilter,
  limit: number,
  after: PagePosition | undefined,
): SqliteRow[] =>
  database.all(
    selectTrackers(
      database.tables,
      sql`where ${listConditions(filter, after, DIALECT)} order by created_at desc, id desc limit ${limit}`,
    ),
  );

const isWanted = (row: SqliteRow, wanted: Metadata | undefined): boolean =>
  wanted === undefined || hasMetadata(readJson(row['metadata'] as string) as Metadata, wanted);

const positionOf = (row: SqliteRow | undefined): PagePosition | undefined =>
  row && { createdAt: row['created_at'] as string, id: readText(row['id'] as string) };
