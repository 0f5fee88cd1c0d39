/** The faults a server on real sockets can show. Named as in toxiproxy where it has a name for them. */

import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { createGzip } from 'node:zlib';

/** What a fault may be told; each uses what it needs. */
export type FaultOptions = {
  readonly status?: number;
  /** The `Retry-After` header, as it is. */
  readonly retryAfter?: string;
  /** Where a redirect leads. */
  readonly location?: string;
  /** The answer's text, in place of the good one. */
  readonly text?: string;
  readonly contentType?: string;
  readonly ms?: number;
  readonly bytes?: number;
  readonly depth?: number;
};

/** One exchange a fault plays with. */
export type FaultScene = {
  readonly response: ServerResponse;
  readonly socket: Socket;
  /** The good answer's text. */
  readonly good: string;
  readonly options: FaultOptions;
  /** Runs later, unless the connection is gone. */
  later(ms: number, action: () => void): void;
};

type Fault = (scene: FaultScene) => void | Promise<void>;

const JSON_TYPE = 'application/json';
const MEGABYTE = Buffer.alloc(1024 * 1024, ' ');

export const send = (
  response: ServerResponse,
  status: number,
  body: string | Buffer,
  headers: Record<string, string> = {},
): void => {
  const length = status === 204 ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  response.writeHead(status, { 'content-type': JSON_TYPE, connection: 'close', ...length, ...headers });
  response.end(status === 204 ? undefined : body);
};

const beginBody = (response: ServerResponse, headers: Record<string, string> = {}): void => {
  response.writeHead(200, { 'content-type': JSON_TYPE, connection: 'close', ...headers });
  response.flushHeaders();
};

/** Writes piece by piece, `ms` apart. */
const trickle = ({ response, later }: FaultScene, bytes: Buffer, size: number, ms: number): void => {
  if (bytes.length === 0) {
    response.end();
    return;
  }
  response.write(bytes.subarray(0, size));
  later(ms, () => trickle({ response, later } as FaultScene, bytes.subarray(size), size, ms));
};

const half = (text: string): string => text.slice(0, Math.ceil(text.length / 2));

const pour = (response: ServerResponse, chunk: Buffer, times: number): void => {
  for (let written = 0; written < times; written += 1) {
    if (response.destroyed) return;
    if (!response.write(chunk)) {
      response.once('drain', () => pour(response, chunk, times - written - 1));
      return;
    }
  }
  response.end();
};

async function gzipOfBlanks(megabytes: number): Promise<Buffer> {
  const gzip = createGzip();
  const pieces: Buffer[] = [];
  gzip.on('data', (piece: Buffer) => pieces.push(piece));
  for (let written = 0; written < megabytes; written += 1) {
    if (!gzip.write(MEGABYTE)) await new Promise((resolve) => gzip.once('drain', resolve));
  }
  gzip.end();
  await new Promise((resolve) => gzip.once('end', resolve));
  return Buffer.concat(pieces);
}

let bomb: Promise<Buffer> | undefined;

/** 200 MB in 200 kB. Takes a second to make, once: ask for it before the fault is measured. */
export const makeGzipBomb = (): Promise<Buffer> => {
  bomb ??= gzipOfBlanks(200);
  return bomb;
};

const beBytes = (text: string): Buffer => Buffer.from(`\ufeff${text}`, 'utf16le').swap16();

/** What each name does to one exchange. */
export const FAULTS = {
  latency: ({ response, good, options: { ms = 100 }, later }) => later(ms, () => send(response, 200, good)),
  bandwidth: (scene) => {
    const { bytes = 1024 } = scene.options;
    beginBody(scene.response);
    trickle(scene, Buffer.from(scene.good), Math.ceil(bytes / 20), 50);
  },
  slicer: (scene) => {
    beginBody(scene.response);
    trickle(scene, Buffer.from(scene.good), scene.options.bytes ?? 1, 0);
  },
  slow_close: ({ socket, good, options: { ms = 50 }, later }) => {
    socket.write(`HTTP/1.1 200 OK\r\ncontent-type: ${JSON_TYPE}\r\nconnection: close\r\n\r\n${good}`);
    later(ms, () => socket.end());
  },
  timeout: () => {
    // Says nothing, ever.
  },
  reset_peer: ({ socket }) => {
    socket.resetAndDestroy();
  },
  limit_data: ({ response, socket, good, later }) => {
    beginBody(response, { 'content-length': String(Buffer.byteLength(good)) });
    response.write(half(good));
    later(10, () => socket.end());
  },
  reset_mid_headers: ({ socket, later }) => {
    socket.write('HTTP/1.1 200 OK\r\ncontent-type: appl');
    later(10, () => socket.resetAndDestroy());
  },
  reset_mid_body: ({ response, socket, good, later }) => {
    beginBody(response, { 'content-length': String(Buffer.byteLength(good)) });
    response.write(half(good));
    later(10, () => socket.resetAndDestroy());
  },
  not_http: ({ socket }) => {
    socket.end('SSH-2.0-OpenSSH_9.2\r\n');
  },
  drip: (scene) => {
    beginBody(scene.response);
    trickle(scene, Buffer.from(scene.good), 1, scene.options.ms ?? 100);
  },
  stall: ({ response, good }) => {
    beginBody(response);
    response.write(half(good));
  },
  endless: ({ response }) => {
    beginBody(response);
    pour(response, MEGABYTE, Number.POSITIVE_INFINITY);
  },
  huge: ({ response, options: { bytes = 50 * 1024 * 1024 } }) => {
    beginBody(response, { 'content-length': String(bytes) });
    pour(response, MEGABYTE, Math.ceil(bytes / MEGABYTE.length));
  },
  gzip_bomb: async ({ response }) => {
    send(response, 200, await makeGzipBomb(), { 'content-encoding': 'gzip' });
  },
  bad_gzip: ({ response, good }) => send(response, 200, good, { 'content-encoding': 'gzip' }),
  redirect: ({ response, options: { status = 302, location = '/elsewhere' } }) =>
    send(response, status, '', { location }),
  redirect_loop: ({ response }) => send(response, 307, '', { location: response.req.url ?? '/' }),
  status: ({ response, options: { status = 500, retryAfter, text = '{}', contentType = JSON_TYPE } }) =>
    send(response, status, text, {
      'content-type': contentType,
      ...(retryAfter === undefined ? {} : { 'retry-after': retryAfter }),
    }),
  html: ({ response }) =>
    send(response, 200, '<!doctype html><title>Maintenance</title><p>Back soon', {
      'content-type': 'text/html; charset=utf-8',
    }),
  text: ({ response, options: { text = '', contentType = JSON_TYPE } }) =>
    send(response, 200, text, { 'content-type': contentType }),
  truncated_json: ({ response, good }) => send(response, 200, half(good)),
  empty: ({ response }) => send(response, 200, ''),
  no_content: ({ response }) => send(response, 204, ''),
  bom: ({ response, good }) => send(response, 200, `\ufeff${good}`),
  utf16le: ({ response, good }) => send(response, 200, Buffer.from(`\ufeff${good}`, 'utf16le')),
  utf16be: ({ response, good }) => send(response, 200, beBytes(good)),
  deep_json: ({ response, options: { depth = 200_000 } }) =>
    send(response, 200, '['.repeat(depth) + ']'.repeat(depth)),
} satisfies Record<string, Fault>;

export type FaultName = keyof typeof FAULTS;
