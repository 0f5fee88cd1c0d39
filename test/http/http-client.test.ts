import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { createHttpClient, type Fetch } from '../../src/http/http-client.ts';
import { jsonResponse, networkFailure } from '../support/http-under-test.ts';
import { createLeapingClock } from '../support/leaping-clock.ts';

const never = new AbortController().signal;
const url = 'https://acme.test/track';

const clientOf = (fetch: Fetch, maxBodyBytes = 1_000) =>
  createHttpClient({ carrier: 'acme', clock: createLeapingClock(), fetch, maxBodyBytes });

const answering = (response: () => Response) => clientOf(async () => response());

describe('one attempt', () => {
  it('gives status, headers in lower case, and the parsed body', async () => {
    const client = answering(() => jsonResponse({ parcel: 1 }, 201, { 'X-Request-Id': 'r1' }));
    expect(await client.send({ method: 'GET', url }, never)).toEqual({
      status: 201,
      headers: { 'content-type': 'text/plain;charset=UTF-8', 'x-request-id': 'r1' },
      body: { parcel: 1 },
      retryAfterMs: undefined,
    });
  });

  it('sends method, headers and body as they are, and the query encoded', async () => {
    const sent: unknown[] = [];
    const client = clientOf(async (target, { method, headers, body, redirect }) => {
      sent.push({ target, method, headers, body, redirect });
      return jsonResponse({});
    });
    await client.send(
      { method: 'POST', url: `${url}?a=1`, query: { b: 'ü &' }, headers: { 'x-key': 'k' }, body: '{"n":1}' },
      never,
    );
    expect(sent).toEqual([
      {
        target: `${url}?a=1&b=%C3%BC+%26`,
        method: 'POST',
        headers: { 'x-key': 'k' },
        body: '{"n":1}',
        redirect: 'manual',
      },
    ]);
  });

  it.each([200, 404, 429, 500])('hands up a reply of status %d', async (status) => {
    const reply = await answering(() => jsonResponse({}, status)).send({ method: 'GET', url }, never);
    expect(reply.status).toBe(status);
  });

  it('reads Retry-After', async () => {
    const client = answering(() => jsonResponse({}, 503, { 'retry-after': '7' }));
    expect((await client.send({ method: 'GET', url }, never)).retryAfterMs).toBe(7_000);
  });

  it('reads a body of exactly the cap and refuses one byte more', async () => {
    const text = (length: number) => new Response('x'.repeat(length));
    expect((await answering(() => text(1_000)).send({ method: 'GET', url }, never)).body).toHaveLength(1_000);
    await expect(answering(() => text(1_001)).send({ method: 'GET', url }, never)).rejects.toMatchObject({
      code: 'CARRIER_RESPONSE',
      retryable: false,
      httpStatus: 200,
    });
  });

  it('refuses an answer that a fetch of the host has redirected', async () => {
    const redirected = () => Object.defineProperty(jsonResponse({}), 'redirected', { value: true });
    await expect(answering(redirected).send({ method: 'GET', url }, never)).rejects.toMatchObject({
      code: 'CARRIER_RESPONSE',
    });
  });

  it('calls a failing fetch unavailable, by its code', async () => {
    const client = clientOf(() => Promise.reject(networkFailure('ENOTFOUND')));
    await expect(client.send({ method: 'GET', url }, never)).rejects.toMatchObject({
      code: 'CARRIER_UNAVAILABLE',
      message: 'acme: the host name could not be resolved (GET https://acme.test/track)',
    });
  });

  it.each<[string, Fetch]>([
    [
      'throws at once',
      () => {
        throw new Error('canary');
      },
    ],
    ['rejects with a text', () => Promise.reject('canary')],
    ['rejects with nothing', () => Promise.reject(undefined)],
  ])('calls the carrier unavailable when fetch %s', async (_how, fetch) => {
    const error = await clientOf(fetch)
      .send({ method: 'GET', url }, never)
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'CARRIER_UNAVAILABLE', retryable: true });
    expect(inspect(error, { depth: 20, showHidden: true })).not.toContain('canary');
  });

  it.each([undefined, null, {}, 'text', { status: 200 }])(
    'names fetch when it gives %j',
    async (response) => {
      await expect(
        clientOf(async () => response as Response).send({ method: 'GET', url }, never),
      ).rejects.toMatchObject({ code: 'INVALID_OPTIONS', path: 'fetch' });
    },
  );

  it.each([
    { url: 'no url' },
    { url: 'https://user:canary@acme.test/' },
    { headers: { authorization: 'Bearer canary\r\nx: y' } },
    { headers: { 'bad name canary': 'x' } },
  ])('names what is wrong with a request that cannot be sent, without showing it: %j', async (wrong) => {
    const client = answering(() => jsonResponse({}));
    const error = await client
      .send({ method: 'GET', url, ...wrong }, never)
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'INVALID_OPTIONS', carrier: 'acme' });
    expect(inspect(error, { depth: 20, showHidden: true })).not.toContain('canary');
  });

  it('ends with the reason of the signal, whether or not fetch listens', async () => {
    const controller = new AbortController();
    const attempt = clientOf(() => new Promise(() => {})).send({ method: 'GET', url }, controller.signal);
    controller.abort('enough');
    await expect(attempt).rejects.toBe('enough');
  });

  it('lets go of a response that comes after the abort', async () => {
    const controller = new AbortController();
    const cancelled: string[] = [];
    let answer: (response: Response) => void = () => {};
    const client = clientOf(
      () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    );
    const attempt = client.send({ method: 'GET', url }, controller.signal).catch(() => 'aborted');
    await new Promise((resolve) => setTimeout(resolve, 20));
    controller.abort();
    await attempt;
    answer(new Response(new ReadableStream({ cancel: () => void cancelled.push('body') })));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(cancelled).toEqual(['body']);
  });
});
