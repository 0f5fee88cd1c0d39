/** The memory store's queue against a list that is searched from end to end. */

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createDueQueue } from '../../src/stores/memory/due-queue.ts';

const KEYS = 12;
const LANES = 3;
const instant = (minute: number): string => new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString();

const step = fc.record({
  key: fc.nat(KEYS - 1).map(String),
  lane: fc.nat(LANES - 1),
  minute: fc.option(fc.nat(40)),
});

it('gives what is due of each lane, however often keys were put elsewhere', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 600, size: 'max' }), fc.nat(40), (steps, minute) => {
      const queue = createDueQueue<number>();
      const places = new Map<string, { readonly lane: number; readonly dueAt: string }>();
      for (const { key, lane, minute: due } of steps) {
        const place = due === null ? null : { lane, dueAt: instant(due) };
        queue.set(key, place);
        if (place === null) places.delete(key);
        else places.set(key, place);
      }
      for (let lane = 0; lane < LANES; lane += 1) {
        const expected = [...places]
          .filter(([, place]) => place.lane === lane && place.dueAt <= instant(minute))
          .map(([key, { dueAt }]) => ({ key, dueAt }))
          .sort((a, b) => (a.dueAt === b.dueAt ? (a.key < b.key ? -1 : 1) : a.dueAt < b.dueAt ? -1 : 1));
        expect(queue.due(lane, instant(minute), KEYS)).toEqual(expected);
        expect(queue.due(lane, instant(minute), 2)).toEqual(expected.slice(0, 2));
      }
      expect(new Set(queue.lanes())).toEqual(new Set([...places.values()].map(({ lane }) => lane)));
    }),
    { numRuns: 300 },
  );
});
