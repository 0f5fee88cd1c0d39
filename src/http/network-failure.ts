/** What broke when no answer came: told by error codes alone, since messages of foreign errors may hold secrets. */

import { CarrierUnavailableError } from '../errors.ts';

export type NetworkFailure = 'refused' | 'dns' | 'tls' | 'reset' | 'timeout' | 'unknown';

const WORDS: Readonly<Record<NetworkFailure, string>> = {
  refused: 'the connection was refused',
  dns: 'the host name could not be resolved',
  tls: 'no secure connection (TLS) could be made',
  reset: 'the connection broke off',
  timeout: 'the connection timed out',
  unknown: 'the network call failed',
};

// Node's, OpenSSL's and undici's codes. Certificate trouble has about forty codes of a few forms.
const FORMS: readonly (readonly [RegExp, NetworkFailure])[] = [
  [/^ECONNREFUSED$/, 'refused'],
  [/^(ENOTFOUND|EAI_[A-Z]+)$/, 'dns'],
  [/CERT|^(ERR_TLS_|ERR_SSL_|UNABLE_TO_|CRL_|HOSTNAME_MISMATCH|INVALID_CA|EPROTO)/, 'tls'],
  [/^(ETIMEDOUT|UND_ERR_(CONNECT|HEADERS|BODY)_TIMEOUT)$/, 'timeout'],
  [/^(ECONNRESET|ECONNABORTED|EPIPE|UND_ERR_SOCKET|UND_ERR_RES_CONTENT_LENGTH_MISMATCH|Z_[A-Z_]+)$/, 'reset'],
];

// `fetch failed` → socket error, or → AggregateError → one error per address: never deeper than this.
const MAX_DEPTH = 5;

/** Finds the first known code along the `cause` chain. */
export function networkFailureOf(error: unknown): NetworkFailure {
  let current = error;
  for (let depth = 0; depth < MAX_DEPTH && typeof current === 'object' && current !== null; depth += 1) {
    const { code, cause, errors } = current as { code?: unknown; cause?: unknown; errors?: unknown };
    const form = typeof code === 'string' ? FORMS.find(([pattern]) => pattern.test(code)) : undefined;
    if (form) return form[1];
    current = cause ?? (Array.isArray(errors) ? errors[0] : undefined);
  }
  return 'unknown';
}

/** Our own error for it, without the foreign one: that may print headers and bodies. */
export function toNetworkError(carrier: string, call: string, error: unknown): CarrierUnavailableError {
  const failure = networkFailureOf(error);
  return new CarrierUnavailableError(`${carrier}: ${WORDS[failure]} (${call})`, {
    carrier,
    retryable: failure !== 'tls',
  });
}
