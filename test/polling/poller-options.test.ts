import { describe, expect, it } from 'vitest';
import { fakeCarrier } from '../support/fake-carrier.ts';
import { createScene, MINUTE_MS } from './scene.ts';

const acme = fakeCarrier('acme');
const bulk = fakeCarrier('bulk', { batchSize: 30, concurrency: 2 });
const { client } = createScene({ carriers: [acme, bulk], timeoutMs: 15_000 });
const create = (options: object) => () => client.createPoller(options as never);

describe('createPoller', () => {
  it('takes no options at all', () => {
    expect(client.createPoller().stats()).toMatchObject({ acme: { claimed: 0 }, bulk: { claimed: 0 } });
  });

  it('takes options that are left undefined', () => {
    expect(create({ cadence: undefined, concurrency: undefined, carriers: undefined })).not.toThrow();
  });

  it.each([
    [{ concurency: 3 }, /unknown option `concurency`/],
    [{ cadence: 3_600_000 }, /cadence: expected a function/],
    [{ concurrency: 0 }, /concurrency: expected a whole number from 1/],
    [{ concurrency: 1.5 }, /concurrency: expected/],
    [{ batchSize: 0 }, /batchSize: expected/],
    [{ batchSize: Number.NaN }, /batchSize: expected/],
    [{ leaseMs: '120000' }, /leaseMs: expected/],
    [{ idleMs: 0 }, /idleMs: expected/],
    [{ carriers: [] }, /carriers: expected carriers' ids/],
    [{ carriers: 'acme' }, /carriers: expected/],
    [{ carriers: ['acme', 'acme'] }, /carriers: expected carriers' ids, each once/],
    [{ tenants: [] }, /tenants: expected/],
    [{ tenants: [1] }, /tenants: expected/],
    [{ limiter: { take: () => undefined } }, /limiter: expected an object with take\(\) and pause\(\)/],
  ])('refuses %j', (options, message) => {
    expect(create(options)).toThrow(message);
    expect(create(options)).toThrow(expect.objectContaining({ code: 'INVALID_OPTIONS' }));
  });

  it('refuses a carrier that is not registered, and names those that are', () => {
    expect(create({ carriers: ['acme', 'other'] })).toThrow(
      expect.objectContaining({ code: 'UNKNOWN_CARRIER', message: expect.stringContaining('acme, bulk') }),
    );
  });

  it('refuses a lease that one call may outlast, and says what would do', () => {
    expect(create({ leaseMs: 29_999 })).toThrow(/one call may take 15000 ms.* take 30000 or more/);
    expect(create({ leaseMs: 30_000 })).not.toThrow();
  });

  it('refuses a lease that the batch may outlast, and says what would do', () => {
    // Four at once, fifteen seconds each: sixteen fit into a minute.
    expect(create({ carriers: ['acme'], batchSize: 17 })).toThrow(
      /17 trackers of acme .* take a lease of 150000 ms, or a batchSize of 16/,
    );
    expect(create({ carriers: ['acme'], batchSize: 17, leaseMs: 150_000 })).not.toThrow();
    expect(create({ carriers: ['acme'], batchSize: 16 })).not.toThrow();
  });

  it('counts on no more calls at once than the client lets through', () => {
    expect(create({ carriers: ['acme'], concurrency: 50, batchSize: 17 })).toThrow(/batchSize of 16/);
  });

  it('counts what the carrier takes in one call', () => {
    expect(create({ carriers: ['bulk'], batchSize: 240 })).not.toThrow();
    expect(create({ carriers: ['bulk'], batchSize: 241 })).toThrow(/batchSize of 240/);
  });
});

describe('the client', () => {
  it.each([
    [{ cadence: 'hourly' }, /cadence: expected a function/],
    [{ limiter: {} }, /limiter: expected an object with take\(\) and pause\(\)/],
  ])('refuses %j', (options, message) => {
    expect(() => createScene({ carriers: [acme], ...(options as object) })).toThrow(message);
  });

  it("refuses a tick and a refresh that can't be", async () => {
    await expect(client.createPoller().tick({ timeLimitMs: 0 })).rejects.toThrow(/timeLimitMs/);
    await expect(client.refresh('x', { minAgeMs: -MINUTE_MS })).rejects.toThrow(/minAgeMs/);
  });
});
