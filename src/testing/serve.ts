/** Simulators on real sockets, for hosts that can't be handed a `fetch`. */

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { CarrierSimulator } from './simulator.ts';

export type ServedSimulators<Name extends string> = {
  /** Where each listens, for the adapters' `baseUrl`: `http://127.0.0.1:…`. */
  readonly origins: Readonly<Record<Name, string>>;
  /** Cuts what is open and stops listening. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
};

/**
 * Starts each simulator on a port of its own on this machine.
 *
 * @example
 * const served = await serveSimulators({ ups: createUpsSimulator({ clock }) });
 * const adapter = ups({ ...credentials, baseUrl: served.origins.ups });
 * await served.close();
 */
export async function serveSimulators<Name extends string>(
  simulators: Readonly<Record<Name, CarrierSimulator<unknown>>>,
): Promise<ServedSimulators<Name>> {
  // Object.entries forgets the names it was given.
  const named = Object.entries(simulators) as [Name, CarrierSimulator<unknown>][];
  const servers = named.map(([name, simulator]) => [name, createServer(answerBy(simulator))] as const);
  const origins = await Promise.all(
    servers.map(async ([name, server]) => [name, await listen(server)] as const),
  );
  const close = async (): Promise<void> => {
    await Promise.all(servers.map(([, server]) => stop(server)));
  };
  return {
    // As above.
    origins: Object.fromEntries(origins) as Record<Name, string>,
    close,
    [Symbol.asyncDispose]: close,
  };
}

const listen = (server: Server): Promise<string> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('the server has no port'));
      else resolve(`http://127.0.0.1:${address.port}`);
    });
  });

const stop = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

const answerBy =
  (simulator: CarrierSimulator<unknown>) => (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const gone = new AbortController();
    outgoing.once('close', () => gone.abort());
    exchange(simulator, incoming, outgoing, gone.signal).catch((error: unknown) => {
      // Whoever hung up needs no answer; anything else is a fault of the simulator, and must be seen.
      if (gone.signal.aborted) return;
      outgoing.writeHead(500, { 'content-type': 'text/plain' }).end(`simulator failed: ${error}`);
    });
  };

async function exchange(
  simulator: CarrierSimulator<unknown>,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  signal: AbortSignal,
): Promise<void> {
  const response = await simulator.handle(await toRequest(incoming, signal));
  if (response.type === 'error') {
    incoming.socket.destroy();
    return;
  }
  const body = Buffer.from(await response.arrayBuffer());
  outgoing.writeHead(response.status, Object.fromEntries(response.headers)).end(body);
}

async function toRequest(incoming: IncomingMessage, signal: AbortSignal): Promise<Request> {
  const { method = 'GET', url = '/', headers } = incoming;
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
  const fields = Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]);
  const hasBody = method !== 'GET' && method !== 'HEAD';
  return new Request(new URL(url, `http://${headers.host ?? '127.0.0.1'}`), {
    method,
    headers: fields,
    signal,
    ...(hasBody && { body: Buffer.concat(chunks) }),
  });
}
