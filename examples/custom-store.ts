/**
 * A store of your own, as short as it can be: two plain maps. Slow for many parcels, but right:
 * `storeConformance` of `parceltrail/testing` finds nothing wrong with it (test/stores/custom-store.test.ts).
 */

import { isDeepStrictEqual } from 'node:util';
import {
  ConfigurationError,
  type IngestCommit,
  type Instant,
  type Lease,
  type ListFilter,
  type OutboxMessage,
  type OutboxSelection,
  type Store,
  StoreConflictError,
  type Tracker,
} from 'parceltrail';

type Held = { readonly lease: string; readonly until: Instant } | null;
type KeptTracker = { readonly tracker: Tracker; readonly held: Held };
type KeptMessage = {
  readonly message: OutboxMessage;
  readonly state: 'waiting' | 'dead' | { readonly deliveredAt: Instant };
  readonly dueAt: Instant;
  readonly attempts: number;
  readonly held: Held;
};
type Spent = { readonly at: number; readonly calls: number };

/** A change must never reach what is kept through an object that a caller still has. */
const copy = <Value>(value: Value): Value => structuredClone(value);
const after = (now: Instant, ms: number): Instant => new Date(Date.parse(now) + ms).toISOString();
const isHeld = (held: Held, now: Instant, lease = held?.lease): boolean =>
  held !== null && held.lease === lease && held.until > now;
const fits = (value: unknown, wanted: unknown): boolean =>
  wanted === undefined || (Array.isArray(wanted) ? wanted.includes(value) : value === wanted);
const refuse = (problem: string): never => {
  throw new ConfigurationError('INVALID_OPTIONS', problem);
};
const checkTime = (time: Instant | undefined): void => {
  if (time !== undefined && !(Date.parse(time) >= 0 && time.length === 24)) refuse('No instant.');
};
const hasCondition = (selection: object): boolean =>
  Object.values(selection).some((value) => value !== undefined && value !== false);

export function mapStore(): Store {
  const trackers = new Map<string, KeptTracker>();
  const messages = new Map<string, KeptMessage>();
  return {
    name: 'map',
    migrate: async () => ({ from: 1, to: 1 }),
    close: async () => {},
    ...keeping(trackers, messages),
    ...committing(trackers, messages),
    ...leasing(trackers),
    ...telling(messages),
    ...budgeting(),
  };
}

type Trackers = Map<string, KeptTracker>;
type Messages = Map<string, KeptMessage>;

const addMessage = (messages: Messages, message: OutboxMessage): void => {
  if (messages.has(message.id)) return;
  messages.set(message.id, {
    message: copy(message),
    state: 'waiting',
    dueAt: message.createdAt,
    attempts: 0,
    held: null,
  });
};

const newestFirst = (a: Tracker, b: Tracker): number =>
  a.createdAt === b.createdAt ? (a.id < b.id ? 1 : -1) : a.createdAt < b.createdAt ? 1 : -1;

function keeping(trackers: Trackers, messages: Messages) {
  const all = (): Tracker[] => [...trackers.values()].map(({ tracker }) => tracker).sort(newestFirst);
  const remove = (ids: readonly string[]): number => {
    for (const [id, { message }] of messages) if (ids.includes(message.trackerId)) messages.delete(id);
    return ids.filter((id) => trackers.delete(id)).length;
  };
  const samePlace = (a: Tracker) => (b: Tracker) =>
    a.tenantId === b.tenantId &&
    a.carrier === b.carrier &&
    a.trackingNumber === b.trackingNumber &&
    a.generation === b.generation;

  return {
    async register(registrations) {
      const news: Tracker[] = [];
      for (const { tracker } of registrations) {
        if ([...all(), ...news].some(samePlace(tracker))) continue;
        if (trackers.has(tracker.id) || news.some(({ id }) => id === tracker.id)) {
          throw new StoreConflictError('STORE_CONFLICT', `Another parcel has the id ${tracker.id}.`);
        }
        news.push(tracker);
      }
      return registrations.map(({ tracker, message }) => {
        const kept = all().find(samePlace(tracker));
        if (kept) return { tracker: copy(kept), isNew: false };
        trackers.set(tracker.id, { tracker: copy(tracker), held: null });
        addMessage(messages, message);
        return { tracker: copy(tracker), isNew: true };
      });
    },
    get: async (id) => copy(trackers.get(id)?.tracker),
    find: async ({ tenantId, trackingNumber, carrier, generation }) =>
      copy(
        all()
          .filter((tracker) => tracker.tenantId === tenantId && tracker.trackingNumber === trackingNumber)
          .filter((tracker) => fits(tracker.carrier, carrier) && fits(tracker.generation, generation))
          .sort((a, b) => (carrier === undefined ? 0 : b.generation - a.generation))[0],
      ),
    async list({ filter, limit, after: place }) {
      if (!Number.isInteger(limit) || limit < 1 || limit > 1_000) refuse('limit: expected 1 to 1,000.');
      for (const time of [filter.updatedAfter, filter.createdAfter, filter.createdBefore, place?.createdAt])
        checkTime(time);
      const found = all()
        .filter((tracker) => isWanted(tracker, filter))
        .filter((tracker) => place === undefined || newestFirst(tracker, { ...tracker, ...place }) > 0)
        .filter((tracker) => tracker.id !== place?.id);
      const page = copy(found.slice(0, limit));
      const last = page.at(-1);
      return {
        trackers: page,
        next: found.length > limit && last ? { createdAt: last.createdAt, id: last.id } : undefined,
      };
    },
    async updateLabels(id, labels, now) {
      const kept = trackers.get(id);
      if (!kept) return undefined;
      const given = Object.fromEntries(
        Object.entries(copy(labels)).filter(([, value]) => value !== undefined),
      );
      const tracker = { ...kept.tracker, ...given, version: kept.tracker.version + 1, updatedAt: now };
      trackers.set(id, { ...kept, tracker });
      return copy(tracker);
    },
    remove: async (ids) => remove(ids),
    async purge({ limit, closedBefore, ...labels }) {
      if (!hasCondition({ closedBefore, ...labels })) refuse('Name at least one condition.');
      checkTime(closedBefore);
      const old = all()
        .filter(({ tenantId }) => fits(tenantId, labels.tenantId))
        .filter(
          ({ reference, orderId }) => fits(reference, labels.reference) && fits(orderId, labels.orderId),
        )
        .filter(
          ({ poll, updatedAt }) =>
            closedBefore === undefined || (poll.nextPollAt === null && updatedAt < closedBefore),
        );
      return remove(old.slice(0, limit).map(({ id }) => id));
    },
    loadForIngest: async (ids) => [...new Set(ids)].flatMap((id) => copy(trackers.get(id)?.tracker) ?? []),
  } satisfies Partial<Store>;
}

const isWanted = (tracker: Tracker, filter: ListFilter): boolean =>
  (
    [
      'tenantId',
      'carrier',
      'status',
      'substatus',
      'trackingNumber',
      'reference',
      'orderId',
      'actionRequired',
    ] as const
  ).every((name) => fits(tracker[name], filter[name])) &&
  fits(tracker.poll.nextPollAt !== null, filter.active) &&
  (filter.updatedAfter === undefined || tracker.updatedAt > filter.updatedAfter) &&
  (filter.createdAfter === undefined || tracker.createdAt > filter.createdAfter) &&
  (filter.createdBefore === undefined || tracker.createdAt < filter.createdBefore) &&
  Object.entries(filter.metadata ?? {}).every(
    ([key, value]) => Object.hasOwn(tracker.metadata, key) && isDeepStrictEqual(tracker.metadata[key], value),
  );

function committing(trackers: Trackers, messages: Messages) {
  const outcomeOf = ({ tracker, expectedVersion, lease }: IngestCommit, now: Instant) => {
    const kept = trackers.get(tracker.id);
    if (!kept) return 'missing';
    if (lease !== undefined && !isHeld(kept.held, now, lease)) return 'lease_lost';
    return kept.tracker.version === expectedVersion ? 'committed' : 'conflict';
  };
  return {
    commitIngest: async (commits, now) =>
      commits.map((commit) => {
        const outcome = outcomeOf(commit, now);
        const kept = trackers.get(commit.tracker.id);
        if (outcome !== 'committed' || !kept) return { outcome };
        const tracker = copy({ ...commit.tracker, poll: commit.poll ?? kept.tracker.poll });
        trackers.set(tracker.id, { tracker, held: commit.lease === undefined ? kept.held : null });
        for (const message of commit.messages) addMessage(messages, message);
        return { outcome };
      }),
  } satisfies Partial<Store>;
}

function leasing(trackers: Trackers) {
  let claims = 0;
  const dueAt = ({ tracker, held }: KeptTracker): string | null => {
    const { nextPollAt } = tracker.poll;
    return nextPollAt && held && held.until > nextPollAt ? held.until : nextPollAt;
  };
  const lost = <L extends Lease>(
    leases: readonly L[],
    now: Instant,
    work: (kept: KeptTracker, lease: L) => KeptTracker,
  ) =>
    leases.flatMap((lease) => {
      const kept = trackers.get(lease.id);
      if (!kept || !isHeld(kept.held, now, lease.lease)) return [lease.id];
      trackers.set(lease.id, work(kept, lease));
      return [];
    });

  return {
    async claimDue({ now, limit, leaseMs, owner, carriers, tenants }) {
      claims += 1;
      const due = [...trackers.values()]
        .map((kept) => ({ kept, tracker: kept.tracker, at: dueAt(kept) ?? '' }))
        .filter(
          ({ tracker, at }) =>
            at !== '' && at <= now && fits(tracker.carrier, carriers) && fits(tracker.tenantId, tenants),
        )
        .sort(
          (a, b) =>
            a.tracker.poll.urgency - b.tracker.poll.urgency || (a.at < b.at ? -1 : a.at > b.at ? 1 : 0),
        );
      const queues = [...new Set(due.map(({ tracker }) => tracker.tenantId))]
        .sort()
        .map((tenantId) => due.filter(({ tracker }) => tracker.tenantId === tenantId));
      // One of each tenant, then the second of each; where a claim can't take one of each, it begins elsewhere each time.
      const start = queues.length > limit ? (claims * limit) % queues.length : 0;
      const inTurn = [...queues.slice(start), ...queues.slice(0, start)];
      const turns = Array.from({ length: due.length }, (_, turn) =>
        inTurn
          .flatMap((queue) => queue[turn] ?? [])
          .sort((a, b) => (queues.length > limit ? 0 : due.indexOf(a) - due.indexOf(b))),
      );
      const held = { lease: `${owner}/${claims}`, until: after(now, leaseMs) };
      return turns
        .flat()
        .slice(0, limit)
        .map(({ kept, tracker }) => {
          trackers.set(tracker.id, { ...kept, held });
          const { id, tenantId, carrier, trackingNumber, shippedAfter, createdAt, carrierUniqueId, poll } =
            copy(tracker);
          const destinationPostalCode = tracker.destination?.postalCode ?? null;
          const { lease } = held;
          return {
            id,
            lease,
            tenantId,
            carrier,
            trackingNumber,
            shippedAfter,
            createdAt,
            carrierUniqueId,
            destinationPostalCode,
            poll,
          };
        });
    },
    async dueCounts(now) {
      const times = [...trackers.values()].flatMap((kept) => {
        const at = dueAt(kept);
        return at !== null && at <= now ? [{ carrier: kept.tracker.carrier, at }] : [];
      });
      return [...new Set(times.map(({ carrier }) => carrier))].map((carrier) => {
        const ofCarrier = times.filter((time) => time.carrier === carrier).map(({ at }) => at);
        return { carrier, due: ofCarrier.length, since: ofCarrier.sort()[0] ?? now };
      });
    },
    renew: async (leases, { now, leaseMs }) =>
      lost(leases, now, (kept, { lease }) => ({ ...kept, held: { lease, until: after(now, leaseMs) } })),
    release: async (releases, now) =>
      lost(releases, now, ({ tracker }, { poll = tracker.poll, ledger }) => ({
        tracker: copy({
          ...tracker,
          poll,
          ...(ledger?.expectedVersion === tracker.version && { ledger: ledger.value }),
        }),
        held: null,
      })),
    async reschedule(id, poll) {
      const kept = trackers.get(id);
      if (kept === undefined) return false;
      // News that is being merged meets another version, and is merged again.
      const version = kept.tracker.version + 1;
      trackers.set(id, { tracker: { ...kept.tracker, poll: copy(poll), version }, held: null });
      return true;
    },
  } satisfies Partial<Store>;
}

function telling(messages: Messages) {
  let claims = 0;
  /** The first waiting message of each tracker, where none of its messages is leased. */
  const firsts = (now: Instant): KeptMessage[] => {
    const waiting = [...messages.values()]
      .filter(({ state }) => state === 'waiting')
      .sort((a, b) => a.message.sequence - b.message.sequence);
    const busy = new Set(
      waiting.filter(({ held }) => isHeld(held, now)).map(({ message }) => message.trackerId),
    );
    const seen = new Set<string>();
    return waiting.filter(
      ({ message: { trackerId } }) => !busy.has(trackerId) && !seen.has(trackerId) && seen.add(trackerId),
    );
  };
  return {
    async claimOutbox({ now, limit, leaseMs, owner }) {
      claims += 1;
      const held = { lease: `${owner}/${claims}`, until: after(now, leaseMs) };
      const due = firsts(now)
        .filter(({ dueAt }) => dueAt <= now)
        .sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1));
      return due.slice(0, limit).map((kept) => {
        messages.set(kept.message.id, { ...kept, held, attempts: kept.attempts + 1 });
        return { message: copy(kept.message), lease: held.lease, attempts: kept.attempts };
      });
    },
    settleOutbox: async (settlements, now) =>
      settlements.flatMap((settlement) => {
        const kept = messages.get(settlement.id);
        if (kept?.state !== 'waiting' || !isHeld(kept.held, now, settlement.lease)) return [settlement.id];
        const { outcome } = settlement;
        messages.set(settlement.id, {
          ...kept,
          held: null,
          state: outcome === 'delivered' ? { deliveredAt: now } : outcome === 'dead' ? 'dead' : 'waiting',
          dueAt: outcome === 'retry' ? settlement.retryAt : kept.dueAt,
          attempts: outcome === 'unsent' ? kept.attempts - 1 : kept.attempts,
        });
        return [];
      }),
    async replayOutbox(selection, now) {
      if (!hasCondition(selection)) refuse('Name at least one condition.');
      const wanted = [...messages.values()].filter((kept) => isSelected(kept, selection));
      for (const kept of wanted)
        messages.set(kept.message.id, { ...kept, state: 'waiting', dueAt: now, attempts: 0 });
      return wanted.length;
    },
    async outboxCounts(now) {
      const waiting = [...messages.values()].filter(({ state }) => state === 'waiting');
      const leased = waiting.filter(({ held }) => isHeld(held, now)).length;
      const dead = [...messages.values()].filter(({ state }) => state === 'dead').length;
      return { waiting: waiting.length - leased, leased, dead };
    },
    async purgeOutbox(before) {
      const old = [...messages].filter(
        ([, { state }]) => typeof state === 'object' && state.deliveredAt < before,
      );
      for (const [id] of old) messages.delete(id);
      return old.length;
    },
  } satisfies Partial<Store>;
}

const isSelected = (
  { message, state }: KeptMessage,
  { ids, types, trackerId, tenantId, from, to, dead }: OutboxSelection,
) =>
  state !== 'waiting' &&
  fits(message.id, ids) &&
  fits(message.type, types) &&
  fits(message.trackerId, trackerId) &&
  fits(message.tenantId, tenantId) &&
  (from === undefined || message.createdAt >= from) &&
  (to === undefined || message.createdAt < to) &&
  (!dead || state === 'dead');

function budgeting() {
  const spent = new Map<string, readonly Spent[]>();
  const pauses = new Map<string, Instant>();
  return {
    async takeBudget({ key, now, calls, windows }) {
      const pausedUntil = pauses.get(key) ?? '';
      if (pausedUntil > now) return { granted: 0, left: 0, retryAt: pausedUntil };
      const at = Date.parse(now);
      const inWindow = (lengthMs: number) => (spent.get(key) ?? []).filter((each) => each.at + lengthMs > at);
      const used = (lengthMs: number) => inWindow(lengthMs).reduce((sum, each) => sum + each.calls, 0);
      const left = windows.map((window) => window.calls - used(window.lengthMs));
      const free = Math.min(Number.MAX_SAFE_INTEGER, ...left);
      const granted = Math.max(0, Math.min(calls, free));
      const longest = Math.max(...windows.map(({ lengthMs }) => lengthMs));
      if (granted > 0) spent.set(key, [...inWindow(longest), { at, calls: granted }]);
      const full = windows.filter((window) => window.calls <= used(window.lengthMs));
      const retryAt = Math.max(...full.map(({ lengthMs }) => (inWindow(lengthMs)[0]?.at ?? at) + lengthMs));
      const more = free > granted ? null : new Date(retryAt).toISOString();
      return { granted, left: Math.max(0, free - granted), retryAt: more };
    },
    async pauseBudget(key, until) {
      pauses.set(key, [until, pauses.get(key) ?? ''].sort().at(-1) ?? until);
    },
  } satisfies Partial<Store>;
}
