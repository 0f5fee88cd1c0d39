/** Budgets of calls that all processes share. */

import type { BudgetGrant, BudgetRequest } from '../../stores/budget-windows.ts';
import type { Store } from '../../stores/store.ts';
import { HOUR_MS, holds, MINUTE_MS, same, themeOf } from './conformance-case.ts';

const TEN_A_MINUTE = [{ lengthMs: MINUTE_MS, calls: 10 }];

const take = (
  store: Store,
  now: string,
  calls: number,
  rest: Partial<BudgetRequest> = {},
): Promise<BudgetGrant> => store.takeBudget({ key: 'acme', now, calls, windows: TEN_A_MINUTE, ...rest });

export const BUDGETS = themeOf('budgets', {
  'grants what is wanted while there is room': async ({ store, at }) => {
    same(await take(store, at(), 4), { granted: 4, left: 6, retryAt: null });
    same((await take(store, at(), 6)).granted, 6);
  },
  'grants what is left, and says when to come again': async ({ store, at }) => {
    await take(store, at(), 7);
    const { granted, retryAt } = await take(store, at(), 7);
    same(granted, 3);
    holds(
      retryAt !== null && retryAt > at() && retryAt <= at(2 * MINUTE_MS),
      'more is granted within two windows',
    );
  },
  'tells what is left without taking it': async ({ store, at }) => {
    await take(store, at(), 7);
    same(await take(store, at(), 0), { granted: 0, left: 3, retryAt: null });
    same((await take(store, at(), 3)).granted, 3);
    const { left, retryAt } = await take(store, at(), 0);
    same(left, 0);
    holds(retryAt !== null && retryAt > at(), 'it says when there is more');
  },
  'grants nothing from an empty budget': async ({ store, at }) => {
    await take(store, at(), 10);
    same((await take(store, at(), 1)).granted, 0);
  },
  'grants again at the time it said': async ({ store, at, advance }) => {
    await take(store, at(), 10);
    const { retryAt } = await take(store, at(), 5);
    await advance(Date.parse(retryAt ?? at()) - Date.parse(at()));
    same((await take(store, at(), 5)).granted, 5);
  },
  "allows no more in any stretch of a window's length": async ({ store, at, advance }) => {
    const grants: { readonly at: number; readonly granted: number }[] = [];
    // Little first and much just before a minute is over: a count that begins anew would let it happen twice.
    for (const [waitMs, calls] of [
      [0, 1],
      [55_000, 9],
      [4_000, 5],
      [6_000, 10],
      [45_000, 3],
      [9_000, 9],
      [2_000, 10],
      [58_000, 10],
      [3_000, 10],
    ] as const) {
      await advance(waitMs);
      grants.push({ at: Date.parse(at()), granted: (await take(store, at(), calls)).granted });
    }
    for (const { at: start } of grants) {
      const within = grants.filter((grant) => grant.at >= start && grant.at < start + MINUTE_MS);
      holds(within.reduce((sum, { granted }) => sum + granted, 0) <= 10, 'at most ten in any minute');
    }
  },
  'is used up in the long run': async ({ store, at, advance }) => {
    let granted = 0;
    for (let step = 0; step < 60; step += 1) {
      granted += (await take(store, at(), 3)).granted;
      await advance(MINUTE_MS / 12);
    }
    holds(granted >= 40 && granted <= 60, 'in five minutes, nearly fifty calls');
  },
  'holds to the tightest of several windows': async ({ store, at, advance }) => {
    const windows = [
      { lengthMs: 1_000, calls: 4 },
      { lengthMs: HOUR_MS, calls: 6 },
    ];
    same((await take(store, at(), 9, { windows })).granted, 4);
    await advance(2_000);
    const second = await take(store, at(), 9, { windows });
    same(second.granted, 2);
    holds((second.retryAt ?? '') > at(HOUR_MS / 2), 'the hour decides when to come again');
  },
  'counts a call in windows that its own request does not name': async ({ store, at, advance }) => {
    const anHour = [{ lengthMs: HOUR_MS, calls: 6 }];
    await take(store, at(), 2, { windows: anHour });
    await take(store, at(), 3);
    await advance(2 * MINUTE_MS);
    same(await take(store, at(), 0, { windows: anHour }), { granted: 0, left: 1, retryAt: null });
    same((await take(store, at(), 9, { windows: anHour })).granted, 1);
  },
  'counts each key for itself': async ({ store, at }) => {
    await take(store, at(), 10);
    same((await take(store, at(), 10, { key: 'other' })).granted, 10);
  },
  'pauses a budget, and the later of two pauses stays': async ({ store, at, advance }) => {
    await store.pauseBudget('acme', at(HOUR_MS), at());
    await store.pauseBudget('acme', at(MINUTE_MS), at());
    same(await take(store, at(), 1), { granted: 0, left: 0, retryAt: at(HOUR_MS) });
    await advance(HOUR_MS);
    same((await take(store, at(), 1)).granted, 1);
  },
  'shares a budget among stores over the same data': async ({ store, at, reopen }) => {
    const other = await reopen();
    const grants = await Promise.all([store, other, store, other].map((each) => take(each, at(), 4)));
    same(
      grants.reduce((sum, { granted }) => sum + granted, 0),
      10,
    );
  },
});
