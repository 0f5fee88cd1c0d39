import { http } from 'msw';
import { setupServer } from 'msw/node';
import { afterEach, expect, it } from 'vitest';
import {
  type CarrierSimulator,
  createFedexSimulator,
  createManualClock,
  createUpsSimulator,
  type ServedSimulators,
  serveSimulators,
} from '../../src/testing/index.ts';
import { at } from './record.ts';

const START = '2026-03-05T15:20:00.000Z';
const UPS_NUMBER = '1Z5R89390357567127';
const open: ServedSimulators<string>[] = [];

afterEach(async () => {
  for (const served of open.splice(0)) await served.close();
});

async function setUp() {
  const clock = createManualClock(START);
  const ups = createUpsSimulator({
    clock,
    parcels: [{ trackingNumber: UPS_NUMBER, scenario: 'label_only' }],
  });
  const fedex = createFedexSimulator({ clock });
  const served = await serveSimulators({ ups, fedex });
  open.push(served);
  return { ups, fedex, served };
}

const fedexToken = (origin: string, { credentials }: CarrierSimulator): Promise<Response> =>
  fetch(`${origin}/oauth/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: credentials.clientId,
      client_secret: credentials.clientSecret,
    }),
  });

const upsDetails = (origin: string, init: RequestInit = {}): Promise<Response> =>
  fetch(`${origin}/api/track/v1/details/${UPS_NUMBER}?locale=en_US`, init);

it('answers on real sockets, each simulator at its own origin', async () => {
  const { fedex, served } = await setUp();
  expect(Object.keys(served.origins)).toEqual(['ups', 'fedex']);
  expect(served.origins.ups).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  const token = at(await (await fedexToken(served.origins.fedex, fedex)).json(), 'access_token');
  const response = await fetch(`${served.origins.fedex}/track/v1/trackingnumbers`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      includeDetailedScans: true,
      trackingInfo: [{ trackingNumberInfo: { trackingNumber: '986578788855' } }],
    }),
  });
  expect(response.headers.get('content-type')).toBe('application/json');
  const error = at(await response.json(), 'output.completeTrackResults.0.trackResults.0.error.code');
  expect(error).toBe('TRACKING.TRACKINGNUMBER.NOTFOUND');
  expect((await upsDetails(served.origins.ups)).status).toBe(401);
});

it('cuts the connection for a network fault', async () => {
  const { ups, served } = await setUp();
  ups.fault({ kind: 'network' });
  await expect(upsDetails(served.origins.ups)).rejects.toThrow(TypeError);
  expect((await upsDetails(served.origins.ups)).status).toBe(401);
});

it('lets a caller give up on a timeout fault', async () => {
  const { ups, served } = await setUp();
  ups.fault({ kind: 'timeout' });
  const abort = new AbortController();
  const answer = upsDetails(served.origins.ups, { signal: abort.signal });
  while (ups.calls.length === 0) await new Promise((resolve) => setImmediate(resolve));
  abort.abort(new Error('enough'));
  await expect(answer).rejects.toThrow('enough');
  expect(ups.calls[0]?.status).toBeNull();
});

it('closes with a call still waiting, and leaves no socket behind', async () => {
  const { ups, served } = await setUp();
  ups.fault({ kind: 'timeout' });
  const answer = upsDetails(served.origins.ups).catch((error: unknown) => error);
  while (ups.calls.length === 0) await new Promise((resolve) => setImmediate(resolve));
  await served.close();
  expect(await answer).toBeInstanceOf(TypeError);
  const handles = process.getActiveResourcesInfo().filter((kind) => /TCP(Server|Socket)/.test(kind));
  expect(handles).toEqual([]);
  await served.close();
});

it('says so when the simulator itself fails', async () => {
  const { ups, served } = await setUp();
  ups.fault({
    kind: 'mutate',
    change: () => {
      throw new Error('bad test');
    },
  });
  const response = await upsDetails(served.origins.ups);
  expect([response.status, await response.text()]).toEqual([500, 'simulator failed: Error: bad test']);
});

it('answers through msw, broken connections included', async () => {
  const { ups } = await setUp();
  const server = setupServer(http.all(`${ups.origin}/*`, ({ request }) => ups.handle(request)));
  server.listen({ onUnhandledRequest: 'error' });
  try {
    const response = await upsDetails(ups.origin);
    expect([response.status, at(await response.json(), 'response.errors.0.code')]).toEqual([401, '250002']);
    ups.fault({ kind: 'network' });
    await expect(upsDetails(ups.origin)).rejects.toThrow(TypeError);
  } finally {
    server.close();
  }
});
