/** `examples/follow-sqlite.ts` and `examples/cron.ts`: a round each time they are run. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { createTrackingClient } from 'parceltrail';
import { sandbox } from 'parceltrail/carriers/sandbox';
import { sqliteStore } from 'parceltrail/stores/sqlite';
import { expect, it, onTestFinished } from 'vitest';
import { newsIn, runExample } from '../support/run-example.ts';

it('follow-sqlite.ts hands over what is new in each run, and nothing twice', {
  timeout: 60_000,
}, async () => {
  const file = await aFile();
  const follow = (...numbers: string[]) => runExample('follow-sqlite.ts', file, ...numbers);

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
});

it('cron.ts asks about what is due, hands over what is new, and ends by itself', {
  timeout: 60_000,
}, async () => {
  const file = await aFile();
  const database = new Database(file);
  const client = createTrackingClient({ carriers: [sandbox()], store: sqliteStore(database) });
  await client.migrate();
  for (const trackingNumber of [
    'SANDBOX_OUT_FOR_DELIVERY',
    'SANDBOX_NOT_FOUND',
    'SANDBOX_RETURN_COMPLETED',
  ]) {
    await client.register({ trackingNumber });
  }

  const first = await runExample('cron.ts', file);
  expect(first.stderr).toBe('');
  expect(first.stdout).toContain(
    'sandbox: 3 due, 2 found, 2 of them with news, 1 not known yet, 0 failed, 0 left to others\n',
  );
  expect(newsIn(first.stdout.split('\n'))).toEqual(
    expect.arrayContaining([
      'tracker.created SANDBOX_NOT_FOUND nothing known',
      'tracker.out_for_delivery SANDBOX_OUT_FOR_DELIVERY nothing known → out for delivery',
      'tracker.returned SANDBOX_RETURN_COMPLETED nothing known → return to sender (return completed)',
    ]),
  );

  // None of them is due again so soon, but for one that somebody asks for.
  const resumed = await client.find({ trackingNumber: 'SANDBOX_OUT_FOR_DELIVERY' });
  await client.resume(resumed?.id ?? '');
  const second = await runExample('cron.ts', file);
  expect(second).toEqual({
    stdout:
      'sandbox: 1 due, 1 found, 0 of them with news, 0 not known yet, 0 failed, 0 left to others\n0 messages handed over\n',
    stderr: '',
  });
  database.close();
});

async function aFile(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'parceltrail-example-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  return join(directory, 'parcels.db');
}
