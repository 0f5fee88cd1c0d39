/** Following a parcel to the carrier of its last mile: whom that asks, and what it says when it comes to nothing. */

import { describe, expect, it } from 'vitest';
import type { CallOptions } from '../../src/asking/asking-options.ts';
import type { ClientTrackResult } from '../../src/asking/inquiry.ts';
import type { TrackItem } from '../../src/asking/question.ts';
import { createTrackBatch } from '../../src/asking/track-batch.ts';
import type { CarrierAdapter, TrackRequest } from '../../src/carriers/carrier.ts';
import { CarrierUnavailableError } from '../../src/errors.ts';
import { timeOfWallClock } from '../../src/model/event-time.ts';
import type { Observation, RelatedNumber } from '../../src/model/observation.ts';
import type { Substatus } from '../../src/model/status.ts';
import type { TrackingEvent } from '../../src/model/tracking-event.ts';
import { failed, fakeCarrier, found, notFound } from '../support/fake-carrier.ts';
import { anEvent } from '../support/observations.ts';
import { askerOf } from './asker.ts';

const NUMBER = 'ACME1';

const lastMile = (number: string, carrier: string | null = 'post'): RelatedNumber => ({
  number,
  carrier,
  relation: 'last_mile',
});

const scan = (carrier: string, substatus: Substatus, localTime: string): TrackingEvent =>
  anEvent({ carrier, substatus, ...timeOfWallClock(localTime, '-05:00') });

const departed = scan('acme', 'package_departed', '2026-03-03T20:00:00');
const relayed = scan('acme', 'delivered', '2026-03-05T14:00:00');
const onVan = scan('post', 'out_for_delivery', '2026-03-05T09:00:00');
const atDoor = scan('post', 'delivered', '2026-03-05T14:03:00');

/** Hands its parcels over under these numbers. */
const handing = (id: string, relatedNumbers: readonly RelatedNumber[], facts: Partial<Observation> = {}) =>
  fakeCarrier(id, {
    says: (number) =>
      found(id, number, { events: [departed], substatus: 'package_departed', relatedNumbers, ...facts }),
  });

const post = (facts: Partial<Observation> = {}) =>
  fakeCarrier('post', {
    says: (number) => found('post', number, { events: [onVan, atDoor], substatus: 'delivered', ...facts }),
  });

const follow = (
  carriers: readonly CarrierAdapter[],
  options: CallOptions = {},
  item: Partial<TrackItem> = {},
): Promise<ClientTrackResult> =>
  askerOf(carriers).one({ trackingNumber: NUMBER, ...item }, { followHandover: true, ...options });

const told = (result: ClientTrackResult): string[] =>
  result.outcome === 'found'
    ? result.observation.events.map(({ carrier, substatus }) => `${carrier} ${substatus}`)
    : [result.outcome];

const warnings = (result: ClientTrackResult): string[] =>
  result.outcome === 'found' ? result.observation.warnings.map(({ message }) => message) : [];

describe('following a hand-over', () => {
  it('gives one timeline of both carriers, the delivery once', async () => {
    const acme = handing('acme', [lastMile('POST9')], {
      events: [departed, relayed],
      substatus: 'delivered',
    });
    const result = await follow([acme, post()]);
    expect(result).toMatchObject({
      outcome: 'found',
      carrier: 'acme',
      trackingNumber: NUMBER,
      asked: ['acme', 'post'],
      observation: {
        carrier: 'acme',
        trackingNumber: NUMBER,
        status: 'delivered',
        relatedNumbers: [lastMile('POST9')],
        warnings: [],
      },
    });
    expect(told(result)).toEqual(['acme package_departed', 'post out_for_delivery', 'post delivered']);
  });

  it('moves the status on where only the last mile has delivered', async () => {
    const result = await follow([handing('acme', [lastMile('POST9')]), post()]);
    expect(result).toMatchObject({ observation: { status: 'delivered' } });
  });

  it('asks nobody else unless told to', async () => {
    const second = post();
    const result = await follow([handing('acme', [lastMile('POST9')]), second], { followHandover: false });
    expect(result.asked).toEqual(['acme']);
    expect(second.calls).toEqual([]);
  });

  it.each(['return', 'outbound', 'master', 'replacement', 'alternate'] as const)(
    'does not follow a number that is related as %s',
    async (relation) => {
      const result = await follow([handing('acme', [{ ...lastMile('POST9'), relation }]), post()]);
      expect(result.asked).toEqual(['acme']);
    },
  );

  it('follows whoever knew the number, when several were asked', async () => {
    const any = /^X\d$/;
    const first = fakeCarrier('first', { pattern: any, confidence: 0.6 });
    const second = { ...handing('acme', [lastMile('POST9')]) };
    const formats = fakeCarrier('acme', { pattern: any, confidence: 0.5 }).formats;
    const result = await follow([first, { ...second, formats }, post()], {}, { trackingNumber: 'X1' });
    expect(result).toMatchObject({ carrier: 'acme', asked: ['first', 'acme', 'post'] });
    expect(told(result)).toContain('post delivered');
  });

  it('finds the carrier of a number whose carrier is not told', async () => {
    const result = await follow([handing('acme', [lastMile('post 9', null)]), post()]);
    expect(result.asked).toEqual(['acme', 'post']);
    expect(told(result)).toContain('post delivered');
  });

  it('tells the second carrier what is known of the parcel, but not the first one’s id', async () => {
    const requests: (TrackRequest | undefined)[] = [];
    const second = fakeCarrier('post', {
      answer: async ([request]) => {
        requests.push(request);
        return [notFound('post', 'POST9')];
      },
    });
    await follow(
      [handing('acme', [lastMile('POST9')]), second],
      {},
      { shipDate: '2026-03-01', destinationPostalCode: '89501', carrierUniqueId: 'acme-7' },
    );
    expect(requests).toEqual([
      {
        trackingNumber: 'POST9',
        shipDate: '2026-03-01',
        destinationPostalCode: '89501',
        carrierUniqueId: undefined,
      },
    ]);
  });

  it('works where one carrier has both legs under two numbers', async () => {
    const both = fakeCarrier('acme', {
      says: (number) =>
        number === NUMBER
          ? found('acme', number, { events: [departed], relatedNumbers: [lastMile('ACME2', 'acme')] })
          : found('acme', number, { events: [relayed], substatus: 'delivered' }),
    });
    const result = await follow([both]);
    expect(told(result)).toEqual(['acme package_departed', 'acme delivered']);
    expect(result.asked).toEqual(['acme']);
  });

  it('rejects with the reason when the caller aborts on the way', async () => {
    const controller = new AbortController();
    const second = fakeCarrier('post', {
      answer: (_requests, { signal }) =>
        new Promise((_resolve, reject) => {
          signal?.addEventListener('abort', () => reject(signal.reason));
          controller.abort(new Error('enough'));
        }),
    });
    const asked = askerOf([handing('acme', [lastMile('POST9')]), second]).one(
      { trackingNumber: NUMBER },
      { followHandover: true, signal: controller.signal },
    );
    await expect(asked).rejects.toThrow('enough');
  });
});

describe('a hand-over that can’t be followed', () => {
  const first = handing('acme', [lastMile('POST9')]);

  it.each([
    ['is not registered', [], 'Unknown carrier `post`; registered: acme.'],
    ['knows nothing yet', [fakeCarrier('post')], 'post knows nothing of it yet'],
    [
      'fails',
      [
        fakeCarrier('post', {
          says: (number) => failed('post', number, new CarrierUnavailableError('post: down')),
        }),
      ],
      'post: down',
    ],
    [
      'has a defective adapter',
      [fakeCarrier('post', { answer: () => Promise.reject(new TypeError('Bearer s3cret')) })],
      'post: the adapter failed (TypeError).',
    ],
  ])('leaves the first answer and says so where the carrier %s', async (_what, others, why) => {
    const result = await follow([first, ...others]);
    expect(told(result)).toEqual(['acme package_departed']);
    expect(warnings(result)).toEqual([`the last mile, post POST9, is missing: ${why}`]);
  });

  it('says so where no carrier has such numbers', async () => {
    const result = await follow([handing('acme', [lastMile('???', null)]), post()]);
    expect(warnings(result)[0]).toContain('of an unknown carrier ???, is missing: No registered carrier has');
  });

  it('has nothing to follow where nothing was found', async () => {
    const result = await follow([fakeCarrier('acme')]);
    expect(result).toEqual({ ...notFound('acme', NUMBER), asked: ['acme'] });
  });
});

describe('a chain of hand-overs', () => {
  it('ends where it comes back to an answer it has', async () => {
    const acme = handing('acme', [lastMile('POST9')]);
    const back = post({ relatedNumbers: [lastMile(NUMBER, 'acme'), lastMile('POST9')] });
    const result = await follow([acme, back]);
    expect([acme.calls.length, back.calls.length]).toEqual([1, 1]);
    expect(warnings(result)).toEqual([]);
  });

  it('ends at once where a number is its own last mile', async () => {
    const acme = handing('acme', [lastMile(NUMBER, 'acme'), lastMile('acme-1', null)]);
    await follow([acme]);
    expect(acme.calls).toEqual([[NUMBER]]);
  });

  it('is followed twice and no further', async () => {
    const endless = fakeCarrier('acme', {
      says: (number) =>
        found('acme', number, {
          relatedNumbers: [lastMile(`ACME${Number(number.slice(4)) + 1}`, 'acme')],
        }),
    });
    const result = await follow([endless]);
    expect(endless.calls).toEqual([['ACME1'], ['ACME2'], ['ACME3']]);
    expect(warnings(result)).toEqual([
      'the last mile, acme ACME4, is missing: it is more than 2 hand-overs away',
    ]);
  });
});

describe('following many hand-overs', () => {
  it('asks the second carriers in full batches', async () => {
    const acme = fakeCarrier('acme', {
      batchSize: 10,
      says: (number) => found('acme', number, { relatedNumbers: [lastMile(`POST${number.slice(4)}`)] }),
    });
    const second = { ...post(), capabilities: { ...post().capabilities, batchSize: 4 } };
    const list = Array.from({ length: 9 }, (_, n) => ({ trackingNumber: `ACME${n}` }));
    const results = await createTrackBatch(askerOf([acme, second]).many(list, { followHandover: true }));
    expect(acme.calls.length).toBe(1);
    expect(second.calls.map(({ length }) => length)).toEqual([4, 4, 1]);
    for (const result of results) {
      expect(result).toMatchObject({ carrier: 'acme', asked: ['acme', 'post'] });
      expect(told(result)).toContain('post delivered');
    }
  });
});
