import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, createServer } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type CarrierNetworkConfig, createCarrierNetwork } from '../../src/http/carrier-network.ts';
import type { CarrierHttp, HttpReply } from '../../src/http/exchange.ts';
import { systemClock } from '../../src/time/clock.ts';
import { expiredCertificate } from '../support/expired-certificate.ts';
import { createFaultServer, type FaultServer } from '../support/fault-server.ts';
import { FAULTS, type FaultName, makeGzipBomb } from '../support/faults.ts';

const DEADLINE_MS = 400;
const MARGIN_MS = 250;

let server: FaultServer;
beforeAll(async () => {
  server = await createFaultServer();
  // What the first call of a process loads is not what these tests measure.
  await newHttp().request({ method: 'GET', url: server.origin });
  await makeGzipBomb();
  server.reset();
});
afterEach(() => server.reset());
afterAll(() => server.close());

const newHttp = (config: Partial<CarrierNetworkConfig> = {}): CarrierHttp =>
  createCarrierNetwork({ clock: systemClock, deadlineMs: DEADLINE_MS, random: () => 0.1, ...config })(
    'acme',
    'key',
    { concurrency: 8 },
  );

type Ending = { readonly reply?: HttpReply; readonly error?: unknown; readonly ms: number };

async function ask(origin = server.origin, http = newHttp()): Promise<Ending> {
  const startedAt = performance.now();
  const ending = await http.request({ method: 'GET', url: `${origin}/track/1` }).then(
    (reply) => ({ reply }),
    (error: unknown) => ({ error }),
  );
  return { ...ending, ms: performance.now() - startedAt };
}

const expectInTime = ({ ms }: Ending) => expect(ms).toBeLessThanOrEqual(DEADLINE_MS + MARGIN_MS);

const unavailable = { code: 'CARRIER_UNAVAILABLE', retryable: true };
const refused = { code: 'CARRIER_RESPONSE', retryable: false };

describe('a fault on the wire', () => {
  it.each<[FaultName, number, object]>([
    ['timeout', 1, unavailable],
    ['reset_peer', 3, unavailable],
    ['reset_mid_headers', 3, unavailable],
    ['reset_mid_body', 3, unavailable],
    ['limit_data', 3, unavailable],
    ['not_http', 3, unavailable],
    ['drip', 1, unavailable],
    ['stall', 1, unavailable],
    ['bad_gzip', 3, unavailable],
    ['endless', 1, refused],
    ['huge', 1, refused],
    ['gzip_bomb', 1, refused],
    ['redirect', 1, refused],
    ['redirect_loop', 1, refused],
    ['deep_json', 1, refused],
  ])(
    '%s costs %d attempts and ends typed, in time, with its sockets closed',
    async (name, attempts, error) => {
      server.fault(name);
      const ending = await ask();
      expect(ending.error).toMatchObject({ ...error, carrier: 'acme' });
      expect(server.calls).toHaveLength(attempts);
      expectInTime(ending);
      await server.allSocketsClosed();
    },
  );

  it.each<[FaultName, unknown]>([
    ['latency', { parcel: 'on its way' }],
    ['bandwidth', { parcel: 'on its way' }],
    ['slicer', { parcel: 'on its way' }],
    ['slow_close', { parcel: 'on its way' }],
    ['bom', { parcel: 'on its way' }],
    ['utf16le', { parcel: 'on its way' }],
    ['utf16be', { parcel: 'on its way' }],
    ['html', '<!doctype html><title>Maintenance</title><p>Back soon'],
    ['truncated_json', '{"parcel":"o'],
    ['empty', null],
    ['no_content', null],
  ])('%s costs one attempt and is read', async (name, body) => {
    server.fault(name);
    const ending = await ask();
    expect(ending.reply?.body).toEqual(body);
    expect(server.calls).toHaveLength(1);
    expectInTime(ending);
    await server.allSocketsClosed();
  });

  it.each([
    ['null', null],
    ['[]', []],
    ['"text"', 'text'],
    ['{"weight":NaN}', '{"weight":NaN}'],
    ['{"a":1,"a":2}', { a: 2 }],
  ])("a body of %s is the adapter's to judge", async (text, body) => {
    server.fault('text', { text });
    expect((await ask()).reply?.body).toEqual(body);
  });

  it('has a test for each name', () => {
    expect(Object.keys(FAULTS)).toHaveLength(15 + 11 + ['status', 'text'].length);
  });

  it('that is slower than the deadline ends at the deadline', async () => {
    server.fault('latency', { ms: 2_000 });
    const ending = await ask();
    expect(ending.error).toMatchObject(unavailable);
    expectInTime(ending);
    await server.allSocketsClosed();
  });

  it.each([
    [500, 3],
    [502, 3],
    [503, 3],
    [504, 3],
    [408, 3],
    [425, 3],
    [400, 1],
    [404, 1],
    [410, 1],
    [422, 1],
    [403, 1],
    [429, 1],
  ])('of status %d costs %d attempts and is handed up', async (status, attempts) => {
    server.fault('status', { status });
    const ending = await ask();
    expect(ending.reply?.status).toBe(status);
    expect(server.calls).toHaveLength(attempts);
    expectInTime(ending);
    await server.allSocketsClosed();
  });

  it('that passes is survived', async () => {
    server.fault('reset_mid_body', { times: 1 });
    server.fault('status', { status: 503, times: 1 });
    expect((await ask()).reply?.status).toBe(200);
    expect(server.calls).toHaveLength(3);
  });

  it('that refuses the connection is named', async () => {
    const closed = await createFaultServer();
    await closed.close();
    const ending = await ask(closed.origin);
    expect(ending.error).toMatchObject({ ...unavailable, message: expect.stringContaining('was refused') });
    expectInTime(ending);
  });

  it('of an expired certificate is named and not repeated', async () => {
    let connections = 0;
    const expired = createTlsServer(expiredCertificate).on('connection', () => {
      connections += 1;
    });
    await new Promise<void>((resolve) => expired.listen(0, '127.0.0.1', resolve));
    const ending = await ask(`https://127.0.0.1:${(expired.address() as AddressInfo).port}`);
    expired.close();
    expect(ending.error).toMatchObject({
      code: 'CARRIER_UNAVAILABLE',
      retryable: false,
      message: expect.stringContaining('TLS'),
    });
    expect(connections).toBe(1);
  });

  it('of a port that speaks no TLS is named and not repeated', async () => {
    const ending = await ask(server.origin.replace('http:', 'https:'));
    expect(ending.error).toMatchObject({ code: 'CARRIER_UNAVAILABLE', retryable: false });
  });

  it('of a port that takes the connection and says nothing to TLS ends at the deadline', async () => {
    const silent = createServer();
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const ending = await ask(`https://127.0.0.1:${(silent.address() as AddressInfo).port}`);
    silent.close();
    expect(ending.error).toMatchObject(unavailable);
    expectInTime(ending);
  });
});

describe('a redirect', () => {
  it.each([301, 302, 303, 307, 308])(
    'of status %d reaches no other host with our headers',
    async (status) => {
      const other = await createFaultServer();
      server.fault('redirect', { status, location: `${other.origin}/collect` });
      const ending = await newHttp()
        .request({
          method: 'GET',
          url: `${server.origin}/track`,
          headers: { 'x-api-key': 'key', authorization: 'Bearer t' },
        })
        .catch((error: unknown) => error);
      expect(ending).toMatchObject({ ...refused, httpStatus: status });
      expect(other.calls).toHaveLength(0);
      await other.close();
    },
  );
});

describe('an enormous body', () => {
  it.each<FaultName>(['gzip_bomb', 'huge', 'endless'])('of the kind %s takes little memory', async (name) => {
    server.fault(name);
    const before = process.memoryUsage().rss;
    const ending = await ask();
    const grownBy = process.memoryUsage().rss - before;
    expect(ending.error).toMatchObject(refused);
    // A client that reads it all takes some 600 MB for the bomb.
    expect(grownBy).toBeLessThan(60 * 1024 * 1024);
  });

  it('within the cap blocks the event loop for less than 50 ms at a time', async () => {
    const scan = { text: 'Departed "facility" [x] {y} \\ and so on', at: '2026-03-02T09:00:00Z' };
    const text = JSON.stringify({ scans: Array.from({ length: 25_000 }, () => scan) });
    expect(text.length).toBeGreaterThan(2_000_000);
    server.fault('text', { text });
    const http = newHttp({ deadlineMs: 5_000 });
    const blocks: number[] = [];
    for (let asked = 0; asked < 5; asked += 1)
      blocks.push(await longestBlockMs(() => ask(server.origin, http)));
    // The best of five: a busy machine adds blocks that are not ours.
    expect(Math.min(...blocks)).toBeLessThan(50);
  });
});

/** The longest time that the event loop could not get to a timer. */
async function longestBlockMs(work: () => Promise<unknown>): Promise<number> {
  let longestMs = 0;
  let lastAt = performance.now();
  const tick = () => {
    const now = performance.now();
    longestMs = Math.max(longestMs, now - lastAt);
    lastAt = now;
  };
  const timer = setInterval(tick, 1);
  await work();
  tick();
  clearInterval(timer);
  return longestMs;
}
