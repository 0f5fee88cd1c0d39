import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createCarrierNetwork } from '../../src/http/carrier-network.ts';
import type { HttpReply } from '../../src/http/exchange.ts';
import { systemClock } from '../../src/time/clock.ts';
import { createFaultServer, type FaultServer } from '../support/fault-server.ts';
import { type FaultName, makeGzipBomb } from '../support/faults.ts';
import { grantFor } from '../support/http-under-test.ts';

const DEADLINE_MS = 400;
const MARGIN_MS = 250;

let server: FaultServer;
beforeAll(async () => {
  server = await createFaultServer();
  await makeGzipBomb();
  // What the first call of a process loads is not what these tests measure.
  await askWithToken();
  server.reset();
});
afterEach(() => server.reset());
afterAll(() => server.close());

type Ending = { readonly reply?: HttpReply; readonly error?: unknown; readonly ms: number };

async function askWithToken(): Promise<Ending> {
  const config = { clock: systemClock, deadlineMs: DEADLINE_MS, random: () => 0.1 };
  const http = createCarrierNetwork(config)('acme', 'key', { concurrency: 8 });
  const startedAt = performance.now();
  const ending = await http
    .request({ method: 'GET', url: `${server.origin}/track/1` }, { grant: grantFor(server.origin) })
    .then(
      (reply) => ({ reply }),
      (error: unknown) => ({ error }),
    );
  return { ...ending, ms: performance.now() - startedAt };
}

const expectInTime = ({ ms }: Ending) => expect(ms).toBeLessThanOrEqual(DEADLINE_MS + MARGIN_MS);

describe('a fault of the token endpoint', () => {
  it.each<[FaultName, number, string]>([
    ['timeout', 1, 'CARRIER_UNAVAILABLE'],
    ['stall', 1, 'CARRIER_UNAVAILABLE'],
    ['reset_peer', 3, 'CARRIER_UNAVAILABLE'],
    ['status', 3, 'CARRIER_UNAVAILABLE'],
    ['redirect', 1, 'CARRIER_RESPONSE'],
    ['gzip_bomb', 1, 'CARRIER_RESPONSE'],
    ['empty', 1, 'CARRIER_RESPONSE'],
  ])('of the kind %s costs %d attempts there and no call of the API', async (name, attempts, code) => {
    server.fault(name, { at: 'token' });
    const ending = await askWithToken();
    expect(ending.error).toMatchObject({ code });
    expect(server.tokenCalls()).toHaveLength(attempts);
    expect(server.apiCalls()).toHaveLength(0);
    expectInTime(ending);
    await server.allSocketsClosed();
  });

  it('leaves the call its part of the deadline, and no more', async () => {
    server.fault('latency', { at: 'token', ms: 250 });
    server.fault('latency', { ms: 250 });
    const ending = await askWithToken();
    expect(ending.error).toMatchObject({ code: 'CARRIER_UNAVAILABLE', retryable: true });
    expectInTime(ending);
    await server.allSocketsClosed();
  });

  it('has nothing to do with a 401 of the API, which costs one new token and one replay', async () => {
    server.fault('status', { status: 401, times: 1 });
    expect((await askWithToken()).reply?.status).toBe(200);
    expect(server.calls.map(({ endpoint, headers }) => [endpoint, headers['authorization']])).toEqual([
      ['token', undefined],
      ['api', 'Bearer token-1'],
      ['token', undefined],
      ['api', 'Bearer token-2'],
    ]);
  });

  it('has nothing to do with a 401 that stays, which is handed up after as much', async () => {
    server.fault('status', { status: 401 });
    expect((await askWithToken()).reply?.status).toBe(401);
    expect(server.calls).toHaveLength(4);
  });
});
