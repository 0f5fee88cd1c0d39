/** Every fault of the wire against every adapter, through the client, on real sockets. */

import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { amazon } from '../../src/carriers/amazon/index.ts';
import type { CarrierAdapter } from '../../src/carriers/carrier.ts';
import { dhl } from '../../src/carriers/dhl/index.ts';
import { fedex } from '../../src/carriers/fedex/index.ts';
import { ups } from '../../src/carriers/ups/index.ts';
import { usps } from '../../src/carriers/usps/index.ts';
import type { TrackResult } from '../../src/model/observation.ts';
import { createTrackingClient } from '../../src/tracking-client.ts';
import { canary, findCanaries } from '../support/canaries.ts';
import { createFaultServer, type FaultServer } from '../support/fault-server.ts';
import { type FaultName, makeGzipBomb } from '../support/faults.ts';

const SHORT_MS = 400;
const LONG_MS = 5_000;
const MARGIN_MS = 500;
const PLACES = ['client-id', 'client-secret', 'refresh-token', 'token'];

type Subject = {
  readonly trackingNumber: string;
  readonly answer: unknown;
  /** What the token endpoint says; undefined where the credentials go on every call. */
  readonly lifetime?: unknown;
  readonly notFound: object;
  /** Statuses by which the carrier refuses a token, so that a new one is tried. @default 401 alone */
  readonly refusals?: readonly number[];
  readonly adapter: (origin: string) => CarrierAdapter;
};

const fixture = (path: string): unknown =>
  JSON.parse(readFileSync(new URL(`../fixtures/${path}`, import.meta.url), 'utf8'));
const credentials = { clientId: canary('client-id'), clientSecret: canary('client-secret') };

const SUBJECTS: Readonly<Record<string, Subject>> = {
  ups: {
    trackingNumber: '1Z5R89390357567127',
    answer: JSON.parse(
      JSON.stringify(fixture('ups/twenty-scans.json')).replaceAll(/1Z[0-9A-Z]{16}/g, '1Z5R89390357567127'),
    ),
    lifetime: '14399',
    // UPS documents 404 for an unknown number.
    notFound: { outcome: 'not_found' },
    adapter: (baseUrl) => ups({ ...credentials, baseUrl }),
  },
  fedex: {
    trackingNumber: '986578788855',
    answer: JSON.parse(
      JSON.stringify(fixture('fedex/twenty-scans.json')).replaceAll(
        /"trackingNumber":"\d+"/g,
        '"trackingNumber":"986578788855"',
      ),
    ),
    lifetime: 3599,
    // For FedEx it is a wrong address; unknown numbers are named inside a 200.
    notFound: { outcome: 'failed', error: { code: 'CARRIER_RESPONSE', retryable: false } },
    adapter: (baseUrl) => fedex({ ...credentials, baseUrl }),
  },
  dhl: {
    trackingNumber: '3318810025',
    answer: fixture('dhl/twenty-scans.json'),
    notFound: { outcome: 'not_found' },
    adapter: (baseUrl) => dhl({ apiKey: credentials.clientId, baseUrl }),
  },
  'dhl, at MyDHL': {
    trackingNumber: '3318810025',
    answer: fixture('dhl/mydhl-twenty-scans.json'),
    notFound: { outcome: 'not_found' },
    adapter: (baseUrl) =>
      dhl({ express: { username: credentials.clientId, password: credentials.clientSecret }, baseUrl }),
  },
  amazon: {
    trackingNumber: 'TBA010000000007',
    answer: JSON.parse(
      JSON.stringify(fixture('amazon/twenty-scans.json')).replaceAll(/TBA\d{12}/g, 'TBA010000000007'),
    ),
    lifetime: 3600,
    // Amazon lists it for what doesn't exist, though it answers unknown ids otherwise.
    notFound: { outcome: 'not_found' },
    refusals: [401, 403],
    adapter: (baseUrl) =>
      amazon({
        ...credentials,
        refreshToken: canary('refresh-token'),
        businessId: 'AmazonShipping_US',
        baseUrl,
      }),
  },
  usps: {
    trackingNumber: '9400111206206406260787',
    answer: JSON.parse(
      JSON.stringify(fixture('usps/twenty-scans.json')).replaceAll(
        /"trackingNumber":"\d+"/g,
        '"trackingNumber":"9400111206206406260787"',
      ),
    ),
    lifetime: 28_799,
    // USPS documents 404 for an unknown number, beside its 400.
    notFound: { outcome: 'not_found' },
    adapter: (baseUrl) => usps({ ...credentials, baseUrl }),
  },
};

const failed = (code: string, retryable: boolean) => ({ outcome: 'failed', error: { code, retryable } });
const unavailable = failed('CARRIER_UNAVAILABLE', true);
const unreadable = failed('CARRIER_RESPONSE', false);
const unauthorized = failed('CARRIER_AUTH', false);
const limited = failed('CARRIER_RATE_LIMITED', true);
const found = { outcome: 'found', observation: { warnings: [] } };

describe.each(Object.entries(SUBJECTS))(
  '%s',
  (_carrier, { trackingNumber, answer, lifetime, notFound, refusals = [401], adapter }) => {
    let server: FaultServer;
    beforeAll(async () => {
      server = await createFaultServer({
        answer: () => answer,
        token: () => ({ access_token: canary('token'), expires_in: lifetime }),
      });
      await makeGzipBomb();
      await ask();
      server.reset();
    });
    afterEach(() => server.reset());
    afterAll(() => server.close());

    const shown: unknown[] = [];
    const listen = (...said: unknown[]) => void shown.push(said);

    async function ask({ timeoutMs = LONG_MS, client = newClient(timeoutMs) } = {}): Promise<TrackResult> {
      const startedAt = performance.now();
      const result = await client.track(trackingNumber);
      expect(performance.now() - startedAt).toBeLessThanOrEqual(timeoutMs + MARGIN_MS);
      shown.push(result);
      return result;
    }

    const newClient = (timeoutMs = LONG_MS) =>
      createTrackingClient({
        carriers: [adapter(server.origin)],
        timeoutMs,
        logger: { debug: listen, info: listen, warn: listen, error: listen },
        hooks: { 'request.finished': listen },
      });

    it.each<[FaultName, object]>([
      ['timeout', unavailable],
      ['drip', unavailable],
      ['stall', unavailable],
    ])('%s ends at the deadline, after one attempt', async (name, result) => {
      server.fault(name);
      expect(await ask({ timeoutMs: SHORT_MS })).toMatchObject(result);
      expect(server.apiCalls()).toHaveLength(1);
      await server.allSocketsClosed();
    });

    it.each<[FaultName, number, object]>([
      ['reset_peer', 3, unavailable],
      ['reset_mid_headers', 3, unavailable],
      ['reset_mid_body', 3, unavailable],
      ['limit_data', 3, unavailable],
      ['not_http', 3, unavailable],
      ['bad_gzip', 3, unavailable],
      ['endless', 1, unreadable],
      ['huge', 1, unreadable],
      ['gzip_bomb', 1, unreadable],
      ['redirect', 1, unreadable],
      ['redirect_loop', 1, unreadable],
      ['deep_json', 1, unreadable],
      ['html', 1, unreadable],
      ['truncated_json', 1, unreadable],
      ['empty', 1, unreadable],
      ['no_content', 1, unreadable],
      ['bom', 1, found],
      ['utf16le', 1, found],
      ['utf16be', 1, found],
      ['slow_close', 1, found],
      ['latency', 1, found],
    ])('%s costs %d attempts and ends as expected', async (name, attempts, result) => {
      server.fault(name);
      expect(await ask()).toMatchObject(result);
      expect(server.apiCalls()).toHaveLength(attempts);
      await server.allSocketsClosed();
    });

    it.each([
      [400, 1, unreadable],
      [403, refusals.includes(403) ? 2 : 1, unauthorized],
      [404, 1, notFound],
      [410, 1, unreadable],
      [422, 1, unreadable],
      [408, 3, unavailable],
      [425, 3, unavailable],
      [500, 3, unavailable],
      [502, 3, unavailable],
      [503, 3, unavailable],
      [504, 3, unavailable],
    ])('status %d costs %d attempts', async (status, attempts, result) => {
      server.fault('status', { status, text: '{}' });
      expect(await ask()).toMatchObject(result);
      expect(server.apiCalls()).toHaveLength(attempts);
    });

    it.each(['null', '[]', '"text"', '{}', '{"weight":NaN}', '42'])(
      'a 200 with %s is no answer',
      async (text) => {
        server.fault('text', { text });
        expect(await ask()).toMatchObject(unreadable);
        expect(server.apiCalls()).toHaveLength(1);
      },
    );

    it.each([
      ['5', 5_000],
      ['3600', 3_600_000],
      ['-5', 30_000],
      ['abc', 30_000],
      [undefined, 30_000],
    ])('429 with Retry-After %s pauses the credential without asking again', async (retryAfter, pauseMs) => {
      const client = newClient();
      server.fault('status', {
        status: 429,
        text: '{}',
        ...(retryAfter === undefined ? {} : { retryAfter }),
      });
      const first = await ask({ client });
      const second = await ask({ client });
      expect(first).toMatchObject(limited);
      expect(second).toMatchObject(limited);
      const waits = [first, second].map((result) =>
        result.outcome === 'failed' ? (result.error.retryAfterMs ?? 0) : 0,
      );
      expect(waits[1]).toBeLessThanOrEqual(pauseMs);
      expect(waits[1]).toBeGreaterThan(pauseMs - LONG_MS - 1_000);
      expect(server.apiCalls()).toHaveLength(1);
    });

    if (lifetime === undefined) {
      it('401 ends as an authorization error, after one call', async () => {
        server.fault('status', { status: 401, text: '{}' });
        expect(await ask()).toMatchObject(unauthorized);
        expect(server.apiCalls()).toHaveLength(1);
        expect(server.tokenCalls()).toHaveLength(0);
      });
    } else {
      it.each(refusals)('%d once renews the token and replays once', async (status) => {
        server.fault('status', { status, text: '{}', times: 1 });
        expect(await ask()).toMatchObject(found);
        expect(server.apiCalls()).toHaveLength(2);
        expect(server.tokenCalls()).toHaveLength(2);
      });

      it.each(refusals)('%d always ends as an authorization error, without a loop', async (status) => {
        server.fault('status', { status, text: '{}' });
        expect(await ask()).toMatchObject(unauthorized);
        expect(server.apiCalls()).toHaveLength(2);
        expect(server.tokenCalls()).toHaveLength(2);
      });

      it.each([
        ['a refusal', { status: 401 }, unauthorized],
        ['an outage', { status: 503 }, unavailable],
        ['a rate limit', { status: 429 }, limited],
      ])('a token endpoint with %s is named, and the API is not asked', async (_what, options, result) => {
        server.fault('status', { ...options, text: '{}', at: 'token' });
        expect(await ask()).toMatchObject(result);
        expect(server.apiCalls()).toHaveLength(0);
      });
    }

    it('an answer about another number is never given out under this one', async () => {
      const about = JSON.stringify(answer).replaceAll(trackingNumber, trackingNumber.replace(/\d$/, '0'));
      server.fault('text', { text: about });
      const result = await ask();
      expect(result).toMatchObject({ ...unreadable, trackingNumber });
    });

    it('a refused connection is unavailable', async () => {
      const gone = await createFaultServer();
      await gone.close();
      const client = createTrackingClient({ carriers: [adapter(gone.origin)], timeoutMs: LONG_MS });
      expect(await ask({ client })).toMatchObject(unavailable);
    });

    it('an abort rejects at once with its reason', async () => {
      server.fault('timeout');
      const controller = new AbortController();
      const asked = newClient().track(trackingNumber, { signal: controller.signal });
      setTimeout(() => controller.abort(new Error('enough')), 50);
      const startedAt = performance.now();
      await expect(asked).rejects.toThrow('enough');
      expect(performance.now() - startedAt).toBeLessThan(50 + MARGIN_MS);
      await server.allSocketsClosed();
    });

    it('shows no secret in any of this', () => {
      expect(shown.length).toBeGreaterThan(50);
      expect(findCanaries(PLACES, ...shown)).toEqual([]);
    });
  },
);
