/** Asking several carriers for one number, one after the other, and what their answers come to. */

import { describe, expect, it } from 'vitest';
import {
  type AnyTrackingError,
  CarrierAuthError,
  CarrierRateLimitError,
  CarrierUnavailableError,
  InvalidTrackingNumberError,
  NotAuthorizedError,
} from '../../src/errors.ts';
import type { TrackResult } from '../../src/model/observation.ts';
import { failed, fakeCarrier, found, notFound } from '../support/fake-carrier.ts';
import { askerOf } from './asker.ts';

type Word = 'found' | 'not_found' | AnyTrackingError;

const busy = new CarrierRateLimitError('busy');
const down = new CarrierUnavailableError('down');
const badCredentials = new CarrierAuthError('bad credentials');
const notYours = new NotAuthorizedError('not yours');
const notOurs = new InvalidTrackingNumberError('not ours');

const answerOf = (carrier: string, number: string, word: Word): TrackResult => {
  if (word === 'found') return found(carrier, number);
  return word === 'not_found' ? notFound(carrier, number) : failed(carrier, number, word);
};

/** Carriers `c0`, `c1` … of every number of digits, likeliest first, each with its answer. */
const carriersSaying = (...words: readonly Word[]) =>
  words.map((word, place) => {
    const id = `c${place}`;
    return fakeCarrier(id, {
      pattern: /^\d{1,20}$/,
      confidence: 0.6 - place / 100,
      says: (number) => answerOf(id, number, word),
    });
  });

const ask = (...words: readonly Word[]) => askerOf(carriersSaying(...words)).one({ trackingNumber: '1' });

describe('asking around for one number', () => {
  it('stops at the first carrier that knows it', async () => {
    const carriers = carriersSaying('not_found', 'found', 'found');
    const result = await askerOf(carriers).one({ trackingNumber: '1' });
    expect(result).toMatchObject({ outcome: 'found', carrier: 'c1', asked: ['c0', 'c1'] });
    expect(carriers.map(({ calls }) => calls.length)).toEqual([1, 1, 0]);
  });

  it('asks the next only when the one before has answered', async () => {
    const log: string[] = [];
    const carriers = ['acme', 'bolt'].map((id) =>
      fakeCarrier(id, {
        pattern: /^\d$/,
        answer: async ([request]) => {
          log.push(`${id} asked`);
          await new Promise((resolve) => setImmediate(resolve));
          log.push(`${id} answered`);
          return [notFound(id, request?.trackingNumber ?? '')];
        },
      }),
    );
    await askerOf(carriers).one({ trackingNumber: '1' });
    expect(log).toEqual(['acme asked', 'acme answered', 'bolt asked', 'bolt answered']);
  });

  it.each([
    ['a failure, when the next finds it', [busy, 'found'], { outcome: 'found', carrier: 'c1' }],
    ['a refusal to tell, when the next finds it', [notYours, 'found'], { outcome: 'found', carrier: 'c1' }],
    ['a failure, when the next knows nothing', [busy, 'not_found'], { error: busy, carrier: 'c0' }],
    ['the next one’s failure after a not found', ['not_found', down], { error: down, carrier: 'c1' }],
    ['bad credentials after a not found', ['not_found', badCredentials], { error: badCredentials }],
    ['the failure that asking again can help', [badCredentials, busy, down], { error: busy }],
    [
      'the first failure, where asking again helps none',
      [badCredentials, 'not_found'],
      { error: badCredentials },
    ],
    ['an open failure before a refusal to tell', [notYours, busy], { error: busy }],
    ['the likeliest not found', ['not_found', 'not_found'], { outcome: 'not_found', carrier: 'c0' }],
    [
      'a not found before a refusal to tell',
      ['not_found', notYours],
      { outcome: 'not_found', carrier: 'c0' },
    ],
    ['a refusal to tell before a not found', [notYours, 'not_found'], { error: notYours, carrier: 'c0' }],
    [
      'a not found, when the next disowns it',
      ['not_found', notOurs],
      { outcome: 'not_found', carrier: 'c0' },
    ],
    ['the next one’s not found, when the best disowns it', [notOurs, 'not_found'], { carrier: 'c1' }],
    ['a refusal to tell, when the best disowns it', [notOurs, notYours], { error: notYours }],
    ['that the number is wrong, when all disown it', [notOurs, notOurs], { error: notOurs, carrier: 'c0' }],
  ] as const)('gives %s', async (_what, words, expected) => {
    expect(await ask(...words)).toMatchObject(expected);
  });

  it('says who was asked, whatever came of it', async () => {
    expect((await ask(busy, notOurs, 'not_found')).asked).toEqual(['c0', 'c1', 'c2']);
    expect((await ask('found')).asked).toEqual(['c0']);
  });

  it('has asked nobody for a number or an option it refuses', async () => {
    const asker = askerOf(carriersSaying('found'));
    const refused = [
      await asker.one({ trackingNumber: 'ZZ' }),
      await asker.one({ trackingNumber: '1', carrier: 'nobody' }),
      await asker.one({ trackingNumber: '1' }, { maxCandidates: 1.5 }),
      await asker.one({ trackingNumber: '1' }, { followHandover: 'yes' as unknown as boolean }),
    ];
    expect(refused.map(({ asked }) => asked)).toEqual([[], [], [], []]);
    expect(
      refused.map((result) => result.outcome === 'failed' && [result.error.code, result.error.path]),
    ).toEqual([
      ['INVALID_TRACKING_NUMBER', undefined],
      ['UNKNOWN_CARRIER', undefined],
      ['INVALID_OPTIONS', 'maxCandidates'],
      ['INVALID_OPTIONS', 'followHandover'],
    ]);
  });

  it('asks no further once the caller has aborted', async () => {
    const controller = new AbortController();
    const acme = fakeCarrier('acme', {
      pattern: /^\d$/,
      says: (number) => {
        controller.abort(new Error('enough'));
        return notFound('acme', number);
      },
    });
    const bolt = fakeCarrier('bolt', { pattern: /^\d$/ });
    const asked = askerOf([acme, bolt]).one({ trackingNumber: '1' }, { signal: controller.signal });
    await expect(asked).rejects.toThrow('enough');
    expect(bolt.calls).toEqual([]);
  });

  it('follows the call’s own options before the client’s', async () => {
    const asker = askerOf(carriersSaying('not_found', 'not_found', 'not_found'), {
      defaults: { maxCandidates: 2, autoPickConfidence: 0.7 },
    });
    const asked = async (options = {}) => (await asker.one({ trackingNumber: '1' }, options)).asked.length;
    expect(await asked()).toBe(2);
    expect(await asked({ maxCandidates: 3 })).toBe(3);
    expect(await asked({ autoPickConfidence: 0.6 })).toBe(1);
  });

  it('lets the watch hear every answer, not only the one that is given', async () => {
    const heard: string[] = [];
    const asker = askerOf(carriersSaying('not_found', 'found'), {
      onResults: (results) => heard.push(...results.map(({ outcome }) => outcome)),
    });
    await asker.one({ trackingNumber: '1' });
    expect(heard).toEqual(['not_found', 'found']);
  });
});
