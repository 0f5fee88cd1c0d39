/** `examples/follow-sqlite.ts` and `examples/follow-postgres.ts`: a round each time they are run. */

import { expect, it } from 'vitest';
import { databaseFile } from '../support/database-file.ts';
import { aDatabase } from '../support/postgres.ts';
import { newsIn, runExample, runExampleIn } from '../support/run-example.ts';

type Follow = (...trackingNumbers: string[]) => ReturnType<typeof runExample>;

const FOLLOWERS: readonly (readonly [name: string, begin: () => Promise<Follow>])[] = [
  [
    'follow-sqlite.ts',
    async () => {
      const file = await databaseFile();
      return (...numbers) => runExample('follow-sqlite.ts', file, ...numbers);
    },
  ],
  [
    'follow-postgres.ts',
    async () => {
      const url = await aDatabase();
      return (...numbers) => runExampleIn({ DATABASE_URL: url }, 'follow-postgres.ts', ...numbers);
    },
  ],
];

it.each(FOLLOWERS)(
  '%s hands over what is new in each run, and nothing twice',
  {
    timeout: 60_000,
  },
  async (_, begin) => {
    const follow = await begin();

    const first = await follow('SANDBOX_OUT_FOR_DELIVERY', 'nonsense');
    expect(first.stderr).toContain('nonsense: No registered carrier has numbers of this form');
    expect(newsIn(first.stdout.split('\n'))).toEqual([
      'tracker.created SANDBOX_OUT_FOR_DELIVERY nothing known',
      'tracker.updated SANDBOX_OUT_FOR_DELIVERY nothing known → out for delivery',
      'tracker.out_for_delivery SANDBOX_OUT_FOR_DELIVERY nothing known → out for delivery',
      'tracker.eta_changed SANDBOX_OUT_FOR_DELIVERY nothing known → out for delivery',
    ]);
    expect(first.stdout).toMatch(/^SANDBOX_OUT_FOR_DELIVERY is asked about again at \S+Z: .+\.$/m);

    const second = await follow('SANDBOX_OUT_FOR_DELIVERY', 'SANDBOX_RETURN_COMPLETED');
    expect(second.stderr).toBe('');
    expect(newsIn(second.stdout.split('\n'))).toEqual([
      'tracker.created SANDBOX_RETURN_COMPLETED nothing known',
      'tracker.updated SANDBOX_RETURN_COMPLETED nothing known → return to sender (return completed)',
      'tracker.returned SANDBOX_RETURN_COMPLETED nothing known → return to sender (return completed)',
    ]);
    expect(second.stdout).not.toContain('SANDBOX_RETURN_COMPLETED is asked');
  },
);
