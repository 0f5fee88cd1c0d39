/** Pushes carry the shipments of an answer, and are read as one. */

import { expect, it } from 'vitest';
import { parseDhl } from '../../../src/carriers/dhl/index.ts';
import { answerOf, event, NUMBER, OBSERVED_AT, observe } from './fixtures.ts';

const answer = answerOf({ service: 'express', events: [event(9, 'WC')] }) as object;
const push = (scope: string, more: object = answer): object => ({
  scope,
  self: 'https://api-eu.dhl.com/',
  ...more,
});

it('tells a push from an answer by its scope', () => {
  expect([observe(answer).source, observe(push('subscription.push')).source]).toEqual(['poll', 'push']);
});

it('reads a push as the answer it carries', () => {
  const { source: _pushed, ...pushed } = observe(push('subscription.push'));
  const { source: _polled, ...polled } = observe(answer);
  expect(pushed).toEqual(polled);
});

it('believes the host about where a body is from', () => {
  expect(observe(push('subscription.push'), { source: 'import' }).source).toBe('import');
});

it.each(['subscription.validate', 'subscription.ready', 'subscription.ended'])(
  'says that %s is about no shipment, and shows no secret',
  (scope) => {
    const [result] = parseDhl(push(scope, { secret: 'the-secret' }), { trackingNumber: NUMBER });
    const error = result?.outcome === 'failed' ? result.error : undefined;
    expect([error?.code, error?.message.includes(scope), error?.message.includes('the-secret')]).toEqual([
      'CARRIER_RESPONSE',
      true,
      false,
    ]);
  },
);

it('never gives a push out under another number', () => {
  const [result] = parseDhl(push('subscription.push'), {
    trackingNumber: '9356579890',
    observedAt: OBSERVED_AT,
  });
  expect(result?.outcome === 'failed' && result.error.code).toBe('CARRIER_RESPONSE');
});
