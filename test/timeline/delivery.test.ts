/** The handing over: there while the parcel is delivered, with whatever was told of this delivery. */

import { expect, it } from 'vitest';
import type { Delivery } from '../../src/model/observation.ts';
import { aTracker, follow, instant, kinds, lastChanges, poll, push, scan } from '../support/following.ts';

const label = scan('information_received', '4');
const outForDelivery = scan('out_for_delivery', '6');
const delivered = scan('delivered', '6T12:00');
const proof = { signatureImage: null, photo: 'cGhvdG8=', document: null, available: ['photo'] };

const handover = (rest: Partial<Delivery> = {}): { delivery: Delivery } => ({
  delivery: {
    at: delivered.occurredAt,
    localTime: delivered.localTime,
    signedBy: null,
    placement: null,
    proof: null,
    ...rest,
  },
});

it('is taken from the scan where nothing more is told', () => {
  const signed = { ...delivered, signedBy: 'R. ROE' };
  expect(follow(aTracker(), [push('6T13:00', signed)]).delivery).toEqual({
    at: delivered.occurredAt,
    localTime: delivered.localTime,
    signedBy: 'R. ROE',
    placement: null,
    proof: null,
  });
});

it('is null until the parcel is delivered, and when it goes back', () => {
  const early = poll('6T01:00', [label, outForDelivery], handover({ signedBy: 'J. DOE' }));
  expect(follow(aTracker(), [early]).delivery).toBeNull();
  const returned = poll('9', [label, delivered, scan('return_to_sender', '8')], handover());
  expect(follow(aTracker(), [returned]).delivery).toBeNull();
});

it('never loses the signer or the proof to a later answer without them', () => {
  const answers = [
    poll('6T13:00', [label, delivered], handover({ signedBy: 'J. DOE', placement: 'PORCH', proof })),
    poll('7', [label, delivered], handover({ placement: 'FRONT DOOR' })),
    push('6T14:00', delivered),
  ];
  expect(follow(aTracker(), answers).delivery).toMatchObject({
    signedBy: 'J. DOE',
    placement: 'FRONT DOOR',
    proof,
  });
});

it('tells of proof that comes later', () => {
  const answers = [
    poll('6T13:00', [label, delivered], handover()),
    poll('7', [label, delivered], handover({ proof })),
  ];
  expect(kinds(lastChanges(aTracker(), answers))).toEqual(['delivery.changed']);
});

it('takes the details of a date alone for those of that day’s delivery', () => {
  const dated = handover({ at: null, localTime: '2025-05-06', signedBy: 'J. DOE' });
  expect(follow(aTracker(), [poll('7', [label, delivered], dated)]).delivery).toMatchObject({
    at: delivered.occurredAt,
    signedBy: 'J. DOE',
  });
});

it('takes the time of the details where the scan has a date alone', () => {
  const dated = scan('delivered', '6', { occurredAt: null, localTime: '2025-05-06' });
  expect(follow(aTracker(), [poll('7', [label, dated], handover())]).delivery).toMatchObject({
    at: delivered.occurredAt,
    localTime: delivered.localTime,
  });
});

it('lends nothing of a delivery that was taken back to the one that came about', () => {
  const right = scan('delivered', '6T17:00');
  const answers = [
    poll('6T13:00', [label, outForDelivery, delivered], handover({ signedBy: 'A STRANGER', proof })),
    poll('6T18:00', [label, outForDelivery, right], {
      delivery: {
        at: right.occurredAt,
        localTime: right.localTime,
        signedBy: null,
        placement: 'PORCH',
        proof: null,
      },
    }),
  ];
  for (const order of [answers, [...answers].reverse()]) {
    expect(follow(aTracker(), order).delivery).toEqual({
      at: right.occurredAt,
      localTime: right.localTime,
      signedBy: null,
      placement: 'PORCH',
      proof: null,
    });
  }
});

it('counts from the first of several scans of one delivery', () => {
  const receipt = scan('delivered:delivered_signed', '6T15:00', { signedBy: 'R. ROE' });
  const tracker = follow(aTracker(), [poll('7', [label, delivered, receipt])]);
  expect(tracker).toMatchObject({
    reason: 'delivered_signed',
    delivery: { at: instant('6T12:00'), signedBy: 'R. ROE' },
    statusSince: { occurredAt: instant('6T12:00') },
  });
});
