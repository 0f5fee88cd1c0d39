/** `examples/cron.ts`: a round each time it is run. */

import Database from 'libsql';
import { createTrackingClient } from 'parceltrail';
import { sandbox } from 'parceltrail/carriers/sandbox';
import { sqliteStore } from 'parceltrail/stores/sqlite';
import { expect, it } from 'vitest';
import { databaseFile } from '../support/database-file.ts';
import { newsIn, runExample } from '../support/run-example.ts';

it('cron.ts asks about what is due, hands over what is new, and ends by itself', {
  timeout: 60_000,
}, async () => {
  const file = await databaseFile();
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
