/**
 * Keeps new trackers. Relies on the unique index of addresses; rows go in by address, so that two lists that overlap
 * wait for one another in one order.
 */

import { StoreConflictError } from '../../errors.ts';
import type { Tracker } from '../../model/tracker.ts';
import { writeTenant, writeText } from '../portable-text.ts';
import { toMessageRow, toPollRow, toTrackerRow } from '../rows.ts';
import { sql } from '../sql.ts';
import type { Registered, Registration, Store } from '../store.ts';
import type { Tables } from '../tables.ts';
import { givenNamesOf, givenRows, givenRowsOf, namesOf } from './columns.ts';
import type { Database, Session } from './database.ts';
import { toEventRow, toTransitionRow } from './timeline-rows.ts';
import { selectTrackers, toTracker } from './tracker-reading.ts';

/** A kept tracker may be removed before it is read. */
const ATTEMPTS = 5;

export const createRegister =
  ({ write, tables }: Database): Store['register'] =>
  async (registrations) => {
    if (registrations.length === 0) return [];
    const firsts = new Map(registrations.toReversed().map((each) => [addressOf(each.tracker), each]));
    for (let attempts = 1; ; attempts += 1) {
      const registered = await write((session) => registerAll(session, tables, firsts));
      if (registered) return inOrder(registrations, registered);
      if (attempts === ATTEMPTS) {
        throw new StoreConflictError(
          'STORE_CONFLICT',
          'The same parcels were registered and removed over and over.',
        );
      }
    }
  };

type ByAddress<Value> = ReadonlyMap<string, Value>;

/** Undefined where a tracker that was there is there no more. */
async function registerAll(
  session: Session,
  tables: Tables,
  wanted: ByAddress<Registration>,
): Promise<ByAddress<Registered> | undefined> {
  const ids = await insertTrackers(session, tables, [...wanted.values()]);
  const fresh = [...wanted].filter(([, { tracker }]) => ids.has(tracker.id));
  const others = [...wanted]
    .filter(([, { tracker }]) => !ids.has(tracker.id))
    .map(([, { tracker }]) => tracker);
  const kept = new Map((await readTrackers(session, tables, others)).map((each) => [addressOf(each), each]));
  const missing = others.find((tracker) => !kept.has(addressOf(tracker)));
  if (missing) {
    const [taken] = await session.all(
      sql`select 1 from ${tables.trackers} where id = ${writeText(missing.id)}`,
    );
    if (!taken) return undefined;
    const id = JSON.stringify(missing.id);
    throw new StoreConflictError('STORE_CONFLICT', `Another parcel has the tracker id ${id}.`);
  }
  return new Map<string, Registered>([
    ...fresh.map(([address, { tracker }]) => [address, { tracker, isNew: true }] as const),
    ...[...kept].map(([address, tracker]) => [address, { tracker, isNew: false }] as const),
  ]);
}

/** The ids of those that were new. */
async function insertTrackers(
  { all }: Session,
  tables: Tables,
  registrations: readonly Registration[],
): Promise<ReadonlySet<string>> {
  const trackers = registrations.map(({ tracker }) => tracker);
  const events = trackers.flatMap(({ id, events: each }) => each.map((event) => toEventRow(id, event)));
  const transitions = trackers.flatMap(({ id, transitions: each }) =>
    each.map((transition, position) => toTransitionRow(id, transition, position)),
  );
  const rows = await all(sql`
    with new_trackers as (
      insert into ${tables.trackers} (${namesOf('trackers')})
      select ${givenNamesOf('trackers')} from ${givenRowsOf('trackers', trackers.map(toTrackerRow))}
      order by tenant_id, tracking_number, carrier, generation
      on conflict do nothing returning id
    ), new_polls as (
      insert into ${tables.polls} (${namesOf('polls')})
      select ${givenNamesOf('polls')} from ${givenRowsOf(
        'polls',
        trackers.map((each) => toPollRow(each, each.poll)),
      )}
      join new_trackers on new_trackers.id = given.tracker_id
    ), new_events as (
      insert into ${tables.events} (${namesOf('events')})
      select ${givenNamesOf('events')} from ${givenRowsOf('events', events)}
      join new_trackers on new_trackers.id = given.tracker_id
    ), new_transitions as (
      insert into ${tables.transitions} (${namesOf('transitions')})
      select ${givenNamesOf('transitions')} from ${givenRowsOf('transitions', transitions)}
      join new_trackers on new_trackers.id = given.tracker_id
    ), new_messages as (
      insert into ${tables.outbox} (${namesOf('outbox')})
      select ${givenNamesOf('outbox')} from ${givenRowsOf(
        'outbox',
        registrations.map(({ message }) => toMessageRow(message)),
      )}
      join new_trackers on new_trackers.id = given.tracker_id
      on conflict (id) do nothing
    )
    select id from new_trackers`);
  const written = new Map(trackers.map(({ id }) => [writeText(id), id]));
  return new Set(rows.flatMap((row) => written.get(row['id'] as string) ?? []));
}

async function readTrackers(
  { all }: Session,
  tables: Tables,
  wanted: readonly Tracker[],
): Promise<readonly Tracker[]> {
  if (wanted.length === 0) return [];
  const addresses = wanted.map(({ tenantId, carrier, trackingNumber, generation }) => ({
    tenant: writeTenant(tenantId),
    carrier: writeText(carrier),
    number: writeText(trackingNumber),
    generation,
  }));
  const columns = { tenant: 'text', carrier: 'text', number: 'text', generation: 'integer' };
  const rows = await all(
    selectTrackers(
      tables,
      sql`where (trackers.tenant_id, tracking_number, trackers.carrier, generation) in
      (select tenant, number, carrier, generation from ${givenRows(addresses, columns)})`,
    ),
  );
  return rows.map(toTracker);
}

/** A parcel that is twice in the list is new where it is first. */
function inOrder(registrations: readonly Registration[], registered: ByAddress<Registered>): Registered[] {
  const seen = new Set<string>();
  return registrations.map(({ tracker }) => {
    const address = addressOf(tracker);
    // Each address has been registered.
    const { tracker: kept, isNew } = registered.get(address) as Registered;
    const isFirst = !seen.has(address);
    seen.add(address);
    return { tracker: kept, isNew: isNew && isFirst };
  });
}

const addressOf = ({ tenantId, carrier, trackingNumber, generation }: Tracker): string =>
  JSON.stringify([tenantId, carrier, trackingNumber, generation]);
