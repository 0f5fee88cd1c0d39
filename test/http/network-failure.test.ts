import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { networkFailureOf, toNetworkError } from '../../src/http/network-failure.ts';
import { networkFailure } from '../support/http-under-test.ts';

describe('what broke when no answer came', () => {
  it.each([
    ['ECONNREFUSED', 'refused'],
    ['ENOTFOUND', 'dns'],
    ['EAI_AGAIN', 'dns'],
    ['CERT_HAS_EXPIRED', 'tls'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'tls'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls'],
    ['EPROTO', 'tls'],
    ['ECONNRESET', 'reset'],
    ['EPIPE', 'reset'],
    ['UND_ERR_SOCKET', 'reset'],
    ['ETIMEDOUT', 'timeout'],
    ['UND_ERR_CONNECT_TIMEOUT', 'timeout'],
    ['HPE_INVALID_CONSTANT', 'unknown'],
  ])('%s is %s', (code, failure) => {
    expect(networkFailureOf(networkFailure(code))).toBe(failure);
  });

  it('looks into the list of one error per address', () => {
    const refused = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
    expect(networkFailureOf(new TypeError('fetch failed', { cause: new AggregateError([refused]) }))).toBe(
      'refused',
    );
  });

  it.each([undefined, null, 'text', 7, {}, { code: 5 }])('calls %j unknown', (thrown) => {
    expect(networkFailureOf(thrown)).toBe('unknown');
  });

  it('ends on a cause that is its own cause', () => {
    const circular: { cause?: unknown } = {};
    circular.cause = circular;
    expect(networkFailureOf(circular)).toBe('unknown');
  });

  it('marks TLS trouble as not worth a repetition, and everything else as worth one', () => {
    expect(
      toNetworkError('acme', 'GET https://acme.test/', networkFailure('CERT_HAS_EXPIRED')).retryable,
    ).toBe(false);
    expect(toNetworkError('acme', 'GET https://acme.test/', networkFailure('ECONNRESET')).retryable).toBe(
      true,
    );
  });

  it('keeps nothing of the foreign error', () => {
    const error = toNetworkError('acme', 'GET https://acme.test/track', networkFailure('ECONNREFUSED'));
    expect(error.message).toBe('acme: the connection was refused (GET https://acme.test/track)');
    expect(error.cause).toBeUndefined();
    expect(inspect(error, { depth: 20, showHidden: true })).not.toContain('secret detail');
  });
});
