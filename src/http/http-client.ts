/** One attempt at one HTTP call, safe by construction. The only importer of ky. */

import type { KyInstance } from 'ky';
import { CarrierResponseError, ConfigurationError, isTrackingError } from '../errors.ts';
import type { Clock } from '../time/clock.ts';
import { untilAborted } from '../time/until-aborted.ts';
import { decodeText, isTooDeep, readText } from './body-text.ts';
import { readCapped } from './capped-body.ts';
import type { HttpReply, HttpRequest } from './exchange.ts';
import { toNetworkError } from './network-failure.ts';
import { safeUrl } from './redact.ts';
import { readRetryAfter } from './retry-after.ts';

/** How the network is reached; `fetch` itself, or the host's own, for a proxy or a test. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export type HttpClient = {
  /**
   * One attempt. The signal ends it in any phase, body included.
   *
   * @throws CarrierUnavailableError (no answer), CarrierResponseError (redirect, over the cap, too deep),
   * ConfigurationError (a request that can't be sent), and the signal's reason.
   */
  send(request: HttpRequest, signal: AbortSignal): Promise<HttpReply>;
};

export type HttpClientOptions = {
  readonly carrier: string;
  readonly clock: Clock;
  readonly fetch?: Fetch | undefined;
  /** Counted after decompression. */
  readonly maxBodyBytes: number;
};

export function createHttpClient(options: HttpClientOptions): HttpClient {
  return {
    async send(request, signal) {
      const call = `${request.method} ${safeUrl(request.url)}`;
      try {
        const response = await fetchResponse(request, signal, options);
        return await readReply(response, call, signal, options);
      } catch (error) {
        if (signal.aborted) throw signal.reason;
        // Errors of ky and fetch end here: printed, they show headers and bodies.
        throw isTrackingError(error) ? error : toNetworkError(options.carrier, call, error);
      }
    },
  };
}

async function fetchResponse(
  request: HttpRequest,
  signal: AbortSignal,
  { carrier, fetch = globalThis.fetch }: HttpClientOptions,
): Promise<Response> {
  const ky = await untilAborted(loadKy(), signal);
  const { method, headers = {}, body = null } = request;
  const init: RequestInit = { method, headers, body, redirect: 'manual', signal };
  let response: Promise<Response>;
  try {
    const url = withQuery(request);
    response = ky(url, {
      ...init,
      // Ours are outside of this: one deadline over the body too, a budget for retries, replies of any status.
      timeout: false,
      retry: 0,
      throwHttpErrors: false,
      // Told by URL and init: fetch of another copy of undici than Node's own refuses ky's `Request` object.
      fetch: async () => {
        signal.throwIfAborted();
        return checkResponse(await fetch(url, init), carrier);
      },
    });
  } catch {
    // The original names the offending value, which may be a credential.
    throw new ConfigurationError(
      'INVALID_OPTIONS',
      `${carrier}: the request can't be sent; check the base URL, and credentials for stray characters`,
      { carrier },
    );
  }
  return untilAborted(response, signal).catch((error: unknown) => {
    // A fetch that doesn't listen to the signal may still bring a response, which would hold its connection.
    response.then(letGo, ignore);
    throw error;
  });
}

/** Loaded on first use, so that importing the package stays cheap. */
async function loadKy(): Promise<KyInstance> {
  const loaded: { readonly default: KyInstance | { readonly default: KyInstance } } = await import('ky');
  // The CommonJS build carries ky as a CommonJS chunk, whose exports lie one `default` deeper.
  return 'default' in loaded.default ? loaded.default.default : loaded.default;
}

async function readReply(
  response: Response,
  call: string,
  signal: AbortSignal,
  { carrier, clock, maxBodyBytes }: HttpClientOptions,
): Promise<HttpReply> {
  const { status, headers } = response;
  const refuse = (what: string) =>
    new CarrierResponseError(`${carrier}: ${what} (${call})`, { carrier, httpStatus: status });

  // `opaqueredirect`, status 0, is what the fetch standard gives; Node gives the reply itself.
  if (response.redirected || response.type === 'opaqueredirect' || (status >= 300 && status < 400)) {
    letGo(response);
    throw refuse('redirected elsewhere, which is never followed');
  }
  const bytes = await readCapped(response.body, maxBodyBytes, signal);
  if (bytes === undefined) throw refuse(`the answer has more than ${maxBodyBytes} bytes`);
  const text = decodeText(bytes, headers.get('content-type'));
  if (isTooDeep(text)) throw refuse('the answer nests too deep');
  return {
    status,
    headers: Object.fromEntries(headers),
    body: readText(text),
    retryAfterMs: readRetryAfter(headers.get('retry-after'), clock.now()),
  };
}

function withQuery({ url, query = {} }: HttpRequest): string {
  const complete = new URL(url);
  for (const [name, value] of Object.entries(query)) complete.searchParams.set(name, value);
  return complete.href;
}

function checkResponse(response: Response, carrier: string): Response {
  if (typeof response?.status === 'number' && typeof response.headers?.get === 'function') return response;
  throw new ConfigurationError('INVALID_OPTIONS', 'fetch: it must resolve to a Response.', {
    carrier,
    path: 'fetch',
  });
}

const letGo = (response: Response): void => {
  response.body?.cancel().catch(ignore);
};

const ignore = () => {
  // The connection broke by itself.
};
