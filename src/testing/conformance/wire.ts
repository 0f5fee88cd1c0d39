/** The way between adapter and simulator, listened to: bodies, secrets, and the moments at which one can give up. */

import type { CarrierSimulator } from '../simulator.ts';

/** An answer of the carrier as it came over the wire. */
export type WireAnswer = { readonly status: number; readonly text: string };

export type Wire = {
  fetch(input: string | URL | Request, init?: RequestInit): Promise<Response>;
  /** What came back, oldest first. */
  readonly answers: readonly WireAnswer[];
  /** Every credential and token that went either way. */
  readonly secrets: ReadonlySet<string>;
  /** How many requests were made. */
  readonly requests: number;
  /** Hears of each moment of a call: its request leaves, its answer arrives. */
  onMoment: (() => void) | undefined;
};

const SECRET_NAME = /auth|token|key|secret|password/i;
const SECRET_FIELD = /"(?:access|refresh|id)?_?token"\s{0,9}:\s{0,9}"([^"]{8,4096})"/gi;
/** Shorter values are no secrets, and would be found in any text. */
const SHORTEST_SECRET = 8;

export function wireTo(simulator: CarrierSimulator<unknown>, planted: readonly string[]): Wire {
  const answers: WireAnswer[] = [];
  const secrets = new Set([...planted, ...secretsIn(simulator.credentials)]);
  let requests = 0;
  const wire: Wire = {
    answers,
    secrets,
    get requests() {
      return requests;
    },
    onMoment: undefined,
    async fetch(input, init) {
      requests += 1;
      const request = new Request(input, init);
      for (const secret of secretsOfHeaders(request.headers)) secrets.add(secret);
      wire.onMoment?.();
      const response = await simulator.fetch(request);
      const text = await response.clone().text();
      answers.push({ status: response.status, text });
      for (const [, secret] of text.matchAll(SECRET_FIELD)) if (secret !== undefined) secrets.add(secret);
      wire.onMoment?.();
      return response;
    },
  };
  return wire;
}

/** The values that go by the name of a secret. */
function secretsIn(credentials: unknown): string[] {
  if (typeof credentials !== 'object' || credentials === null) return [];
  return Object.entries(credentials).flatMap(([name, value]) => {
    if (typeof value !== 'string') return secretsIn(value);
    return SECRET_NAME.test(name) && value.length >= SHORTEST_SECRET ? [value] : [];
  });
}

/** `Bearer abc` holds `abc`. */
const secretsOfHeaders = (headers: Headers): string[] =>
  [...headers]
    .filter(([name]) => SECRET_NAME.test(name))
    .map(([, value]) => value.split(' ').at(-1) ?? '')
    .filter((value) => value.length >= SHORTEST_SECRET);
