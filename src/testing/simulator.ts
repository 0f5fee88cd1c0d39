/** What carrier simulators share: the ways in, orders for faults, and the list of calls. Knows no carrier. */

import { type Clock, type Instant, toInstant } from '../time/clock.ts';
import { createFaultQueue, type Fault, type FaultKind } from './fault.ts';
import { createParcelRegister, type ParcelRegister, type SimulatedParcel } from './parcel-register.ts';

export type SimulatorOptions = {
  readonly clock: Clock;
  /** Draws what the parcels don't say. @default 1 */
  readonly seed?: number | undefined;
  /** @default 'simulated-client' */
  readonly clientId?: string | undefined;
  /** @default 'simulated-secret' */
  readonly clientSecret?: string | undefined;
  /** Where it claims to be; nothing is looked up there. @default a name under `.test` */
  readonly origin?: string | undefined;
  readonly parcels?: readonly SimulatedParcel[] | undefined;
};

/** A request that came in. Never holds headers or bodies: those carry credentials. */
export type SimulatedCall = {
  readonly at: Instant;
  readonly method: string;
  readonly path: string;
  /** Null while unanswered; 0 where the connection was broken. */
  readonly status: number | null;
};

/** What most carriers' apps are known by. */
export type ClientCredentials = { readonly clientId: string; readonly clientSecret: string };

export type CarrierSimulator<Credentials = ClientCredentials> = {
  readonly carrier: string;
  /** For the adapter's `baseUrl`. */
  readonly origin: string;
  /** For the adapter: `ups({ ...simulator.credentials, baseUrl: simulator.origin })`. */
  readonly credentials: Credentials;
  /** For the client's `fetch`: rejects as the platform's own does, when aborted and when the connection breaks. */
  fetch(input: string | URL | Request, init?: RequestInit): Promise<Response>;
  /**
   * Answers one request, whatever its host; a broken connection is `Response.error()`.
   *
   * @example http.all(`${simulator.origin}/*`, ({ request }) => simulator.handle(request)) // a handler for msw
   */
  handle(request: Request): Promise<Response>;
  /** The same number again begins a new life of it. */
  addParcel(parcel: SimulatedParcel): void;
  /** Orders a fault; faults meet requests in the order they were ordered. */
  fault(fault: Fault): void;
  /** Drops the faults that are still to come. */
  clearFaults(): void;
  /** What came in, oldest first. */
  readonly calls: readonly SimulatedCall[];
  /**
   * What the carrier would push now: the newest step of a number.
   *
   * @throws RangeError when nothing has happened to the number yet.
   */
  pushBody(trackingNumber: string): unknown;
};

/** How one carrier speaks. */
export type SimulatedProtocol = {
  readonly carrier: string;
  /** Null where there are no tokens. */
  readonly tokenPath: string | null;
  answer(request: Request): Promise<Response>;
  /** The carrier's error body for a status, at the API the request is for. */
  refuse(status: number, request: Request): Response;
  expireTokens(): void;
  pushBody(trackingNumber: string): unknown;
};

export type SimulatorGround = {
  readonly clock: Clock;
  readonly credentials: ClientCredentials;
  readonly parcels: ParcelRegister;
  /** Counts from 1, for ids. */
  nextSerial(): number;
};

export function createSimulator(
  options: SimulatorOptions,
  speak: (ground: SimulatorGround) => SimulatedProtocol,
): CarrierSimulator {
  const { clock, seed = 1, clientId = 'simulated-client', clientSecret = 'simulated-secret' } = options;
  const credentials = { clientId, clientSecret };
  const parcels = createParcelRegister(clock, seed);
  for (const parcel of options.parcels ?? []) parcels.add(parcel);
  let serial = 0;
  const nextSerial = (): number => {
    serial += 1;
    return serial;
  };
  const protocol = speak({ clock, credentials, parcels, nextSerial });
  const faults = createFaultQueue((request) => pathOf(request) === protocol.tokenPath);
  const calls: SimulatedCall[] = [];

  const handle = async (request: Request): Promise<Response> => {
    const call = {
      at: toInstant(clock.now()),
      method: request.method,
      path: pathOf(request),
      status: null,
    };
    const place = calls.push(call) - 1;
    const fault = faults.take(request);
    const response = fault ? await spoil(fault, request, protocol, clock) : await protocol.answer(request);
    calls[place] = { ...call, status: response.status };
    return response;
  };

  return {
    carrier: protocol.carrier,
    origin: options.origin ?? `https://${protocol.carrier}.simulator.test`,
    credentials,
    handle,
    async fetch(input, init) {
      const request = new Request(input, init);
      request.signal.throwIfAborted();
      const response = await handle(request);
      if (response.type === 'error') throw brokenConnection();
      return response;
    },
    addParcel: parcels.add,
    fault: faults.add,
    clearFaults: faults.clear,
    calls,
    pushBody: protocol.pushBody,
  };
}

/** A body as carriers send it. */
export const jsonResponse = (body: unknown, status = 200): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });

async function spoil(
  fault: FaultKind,
  request: Request,
  protocol: SimulatedProtocol,
  clock: Clock,
): Promise<Response> {
  switch (fault.kind) {
    case 'network':
      return Response.error();
    case 'timeout':
      return untilGivenUp(request.signal);
    case 'delay':
      await clock.sleep(fault.ms, request.signal);
      return protocol.answer(request);
    case 'status':
      return withRetryAfter(protocol.refuse(fault.status, request), fault.retryAfter);
    case 'html':
      return new Response('<!doctype html><html><body><h1>We will be back soon</h1></body></html>', {
        status: fault.status ?? 200,
        headers: { 'content-type': 'text/html; charset=utf-8' },
      });
    case 'empty':
      return new Response('', { headers: { 'content-type': 'application/json' } });
    case 'expired_token':
      protocol.expireTokens();
      return protocol.answer(request);
    case 'truncated':
      return rewrite(protocol.answer(request), (text) => text.slice(0, text.length / 2));
    case 'malformed':
      return rewrite(protocol.answer(request), (text) => text.replace(':', ':,'));
    case 'mutate':
      return rewrite(protocol.answer(request), (text) => JSON.stringify(fault.change(JSON.parse(text))));
  }
}

async function rewrite(proper: Promise<Response>, change: (text: string) => string): Promise<Response> {
  const response = await proper;
  return new Response(change(await response.text()), { status: response.status, headers: response.headers });
}

function withRetryAfter(response: Response, retryAfter: string | undefined): Response {
  if (retryAfter !== undefined) response.headers.set('retry-after', retryAfter);
  return response;
}

const untilGivenUp = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    const giveUp = () => reject(signal.reason);
    if (signal.aborted) giveUp();
    else signal.addEventListener('abort', giveUp, { once: true });
  });

/** As the platform's `fetch` says it. */
const brokenConnection = (): TypeError =>
  new TypeError('fetch failed', {
    cause: Object.assign(new Error('the connection was reset'), { code: 'ECONNRESET' }),
  });

const pathOf = (request: Request): string => new URL(request.url).pathname;
