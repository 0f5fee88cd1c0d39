import { describe, expect, it } from 'vitest';
import { createRetryBudget } from '../../src/http/retry-budget.ts';

const spendAll = (budget: ReturnType<typeof createRetryBudget>): number => {
  let spent = 0;
  while (budget.spend()) spent += 1;
  return spent;
};

describe('the retry budget', () => {
  it('pays for a hundred retries without any success', () => {
    expect(spendAll(createRetryBudget())).toBe(100);
  });

  it('pays for one more retry after every five successes', () => {
    const budget = createRetryBudget();
    spendAll(budget);
    for (let success = 0; success < 4; success += 1) budget.earn();
    expect(budget.spend()).toBe(false);
    budget.earn();
    expect(spendAll(budget)).toBe(1);
  });

  it('saves no more than it began with', () => {
    const budget = createRetryBudget();
    for (let success = 0; success < 10_000; success += 1) budget.earn();
    expect(spendAll(budget)).toBe(100);
  });
});
