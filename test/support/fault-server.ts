/** A carrier that misbehaves on real sockets: an API and a token endpoint on 127.0.0.1, and faults for both. */

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { FAULTS, type FaultName, type FaultOptions, send } from './faults.ts';

/** One request as it came in. */
export type ReceivedCall = {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
  readonly endpoint: Endpoint;
};

type Endpoint = 'api' | 'token';

export type FaultServer = {
  readonly origin: string;
  /** Every request, oldest first. */
  readonly calls: readonly ReceivedCall[];
  readonly apiCalls: () => readonly ReceivedCall[];
  readonly tokenCalls: () => readonly ReceivedCall[];
  /** From now on requests meet this fault; with `times`, only the next so many. Faults set later wait their turn. */
  fault(name: FaultName, options?: FaultOptions & { readonly times?: number; readonly at?: Endpoint }): void;
  /** Forgets all faults and calls. */
  reset(): void;
  /** Connections that carried a request. A spare one, which Node's fetch opens after an abort, doesn't count. */
  openSockets(): number;
  /** Resolves when the last of them is closed; rejects when one stays open for `ms`. */
  allSocketsClosed(ms?: number): Promise<void>;
  close(): Promise<void>;
};

export type FaultServerOptions = {
  /** The good answer of the API, sent as JSON. */
  readonly answer?: (call: ReceivedCall) => unknown;
  /** The good answer of the token endpoint; gets how many tokens were asked for, this one included. */
  readonly token?: (count: number) => unknown;
  readonly isTokenCall?: (path: string) => boolean;
};

type PlannedFault = { readonly name: FaultName; readonly options: FaultOptions; left: number };

export async function createFaultServer({
  answer = () => ({ parcel: 'on its way' }),
  token = (count) => ({ access_token: `token-${count}`, expires_in: 3600 }),
  isTokenCall = (path) => path.includes('/oauth') || path.startsWith('/auth/'),
}: FaultServerOptions = {}): Promise<FaultServer> {
  const calls: ReceivedCall[] = [];
  const planned: Record<Endpoint, PlannedFault[]> = { api: [], token: [] };
  const sockets = new Set<Socket>();
  const used = new Set<Socket>();
  const callsAt = (endpoint: Endpoint) => calls.filter((call) => call.endpoint === endpoint);

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const call = await receive(request, isTokenCall);
    calls.push(call);
    const good = JSON.stringify(call.endpoint === 'token' ? token(callsAt('token').length) : answer(call));
    const fault = nextFault(planned[call.endpoint]);
    if (!fault) return send(response, 200, good);
    const { socket } = request;
    await FAULTS[fault.name]({
      response,
      socket,
      good,
      options: fault.options,
      later: (ms, action) => void setTimeout(() => socket.destroyed || action(), ms),
    });
  }

  const server = createServer((request, response) => {
    used.add(request.socket);
    // A client that hangs up while its request is read or its fault is prepared.
    serve(request, response).catch(() => response.destroy());
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => {
      sockets.delete(socket);
      used.delete(socket);
    });
    socket.on('error', () => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    origin: `http://127.0.0.1:${port}`,
    calls,
    apiCalls: () => callsAt('api'),
    tokenCalls: () => callsAt('token'),
    fault(name, { times = Number.POSITIVE_INFINITY, at = 'api', ...options } = {}) {
      planned[at].push({ name, options, left: times });
    },
    reset() {
      calls.length = 0;
      planned.api.length = 0;
      planned.token.length = 0;
    },
    openSockets: () => used.size,
    allSocketsClosed: (ms = 1_000) =>
      until(
        () => used.size === 0,
        ms,
        () => `${used.size} sockets stay open`,
      ),
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

function nextFault(planned: PlannedFault[]): PlannedFault | undefined {
  const fault = planned[0];
  if (!fault) return undefined;
  fault.left -= 1;
  if (fault.left <= 0) planned.shift();
  return fault;
}

async function receive(
  request: IncomingMessage,
  isTokenCall: (path: string) => boolean,
): Promise<ReceivedCall> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  const url = request.url ?? '/';
  return {
    method: request.method ?? '',
    url,
    headers: request.headers,
    body: Buffer.concat(pieces).toString('utf8'),
    endpoint: isTokenCall(new URL(url, 'http://localhost').pathname) ? 'token' : 'api',
  };
}

async function until(holds: () => boolean, ms: number, otherwise: () => string): Promise<void> {
  const giveUpAt = Date.now() + ms;
  while (!holds()) {
    if (Date.now() > giveUpAt) throw new Error(otherwise());
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
