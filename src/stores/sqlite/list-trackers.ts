/** A page of the list, newest first. Relies on the indexes by creation; an order or a reference has one of its own. */

import type { Metadata } from '../../model/tracker.ts';
import { hasMetadata } from '../canonical-json.ts';
import { checkListQuery } from '../checks.ts';
import { readJson, readText } from '../portable-text.ts';
import type { ListFilter, ListQuery, PagePosition, Store, TrackerPage } from '../store.ts';
import { conditionsOf } from './conditions.ts';
import type { Database, SqliteRow } from './database.ts';
import { TRACKER_COLUMNS, toTracker } from './tracker-reading.ts';

export const createList =
  (database: Database): Store['list'] =>
  async (query) => {
    checkListQuery(query);
    return database.read(() => pageOf(database, query));
  };

function pageOf(database: Database, { filter, limit, after }: ListQuery): TrackerPage {
  const rows: SqliteRow[] = [];
  // One more than the page tells whether there is another. Of what looks right, metadata may turn out to be another's.
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

function rowsOf(
  database: Database,
  filter: ListFilter,
  limit: number,
  after: PagePosition | undefined,
): SqliteRow[] {
  const { conditions, parameters } = conditionsOf(filter, after);
  return database.all(
    `select ${TRACKER_COLUMNS} from ${database.tables.trackers}
    where ${['true', ...conditions].join(' and ')} order by created_at desc, id desc limit ?`,
    ...parameters,
    limit,
  );
}

const isWanted = (row: SqliteRow, wanted: Metadata | undefined): boolean =>
  wanted === undefined || hasMetadata(readJson(row['metadata'] as string) as Metadata, wanted);

const positionOf = (row: SqliteRow | undefined): PagePosition | undefined =>
  row && { createdAt: row['created_at'] as string, id: readText(row['id'] as string) };
