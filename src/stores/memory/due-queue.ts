/** Keys by lane and due time: setting one and finding a lane's earliest take logarithmic time. State; no clock. */

import type { Instant } from '../../time/clock.ts';

export type DueQueue<Lane> = {
  /** Puts a key where it belongs now, or takes it out. */
  set(key: string, place: { readonly lane: Lane; readonly dueAt: Instant } | null): void;
  /** The lanes that hold something. */
  lanes(): Lane[];
  /** Up to `limit` keys of a lane that are due, earliest first. */
  due(lane: Lane, now: Instant, limit: number): { readonly key: string; readonly dueAt: Instant }[];
};

type Entry = { readonly key: string; readonly dueAt: Instant };
type Queue<Lane> = { readonly lane: Lane; heap: Entry[]; sweepsAt: number };

const SMALLEST_SWEEP = 64;

/** Lanes are plain values, told apart by their JSON. */
export function createDueQueue<Lane>(): DueQueue<Lane> {
  const current = new Map<string, Entry>();
  const queues = new Map<string, Queue<Lane>>();

  const queueOf = (lane: Lane): Queue<Lane> => {
    const name = JSON.stringify(lane);
    const queue = queues.get(name) ?? { lane, heap: [], sweepsAt: SMALLEST_SWEEP };
    queues.set(name, queue);
    return queue;
  };

  const isCurrent = (entry: Entry): boolean => current.get(entry.key) === entry;

  /** Entries of keys that were put elsewhere since stay in the heap until they come to its top, or are half of it. */
  const dropOutdated = ({ heap }: Queue<Lane>): void => {
    while (heap[0] && !isCurrent(heap[0])) pop(heap);
  };

  function sweep(queue: Queue<Lane>): void {
    // In order, and so a heap.
    queue.heap = queue.heap.filter(isCurrent).sort((a, b) => (isBefore(a, b) ? -1 : 1));
    queue.sweepsAt = Math.max(SMALLEST_SWEEP, 2 * queue.heap.length);
  }

  return {
    set(key, place) {
      if (place === null) {
        current.delete(key);
        return;
      }
      const entry = { key, dueAt: place.dueAt };
      current.set(key, entry);
      const queue = queueOf(place.lane);
      push(queue.heap, entry);
      if (queue.heap.length >= queue.sweepsAt) sweep(queue);
    },
    lanes() {
      for (const [name, queue] of queues) {
        dropOutdated(queue);
        if (queue.heap.length === 0) queues.delete(name);
      }
      return [...queues.values()].map(({ lane }) => lane);
    },
    due(lane, now, limit) {
      const queue = queueOf(lane);
      const found: Entry[] = [];
      for (dropOutdated(queue); found.length < limit; dropOutdated(queue)) {
        const [first] = queue.heap;
        if (first === undefined || first.dueAt > now) break;
        found.push(first);
        pop(queue.heap);
      }
      for (const entry of found) push(queue.heap, entry);
      return found;
    },
  };
}

const isBefore = (a: Entry, b: Entry): boolean => a.dueAt < b.dueAt || (a.dueAt === b.dueAt && a.key < b.key);

function push(heap: Entry[], entry: Entry): void {
  let place = heap.length;
  while (place > 0) {
    const parent = (place - 1) >> 1;
    const above = heap[parent] as Entry;
    if (!isBefore(entry, above)) break;
    heap[place] = above;
    place = parent;
  }
  heap[place] = entry;
}

function pop(heap: Entry[]): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  let place = 0;
  for (let child = 1; child < heap.length; child = 2 * place + 1) {
    const right = heap[child + 1];
    if (right !== undefined && isBefore(right, heap[child] as Entry)) child += 1;
    const below = heap[child] as Entry;
    if (!isBefore(below, last)) break;
    heap[place] = below;
    place = child;
  }
  heap[place] = last;
}
