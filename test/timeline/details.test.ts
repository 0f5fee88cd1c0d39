/** What is known of a parcel beside its scans: the carrier's last word counts, and silence takes nothing away. */

import { expect, it } from 'vitest';
import type { Observation, Piece } from '../../src/model/observation.ts';
import { type Substatus, statusOf } from '../../src/model/status.ts';
import { aTracker, follow, kinds, lastChanges, poll, push, scan } from '../support/following.ts';

const label = scan('information_received', '4');
const departed = scan('package_departed', '5');

const ground = { code: '03', name: 'Ground' };
const air = { code: '01', name: 'Air' };

it('takes the later word, whenever it arrives', () => {
  const answers = [poll('6', [label], { service: air }), poll('5', [label], { service: ground })];
  expect(follow(aTracker(), answers).service).toEqual(air);
  expect(follow(aTracker(), [...answers].reverse()).service).toEqual(air);
});

it('keeps what a later answer doesn’t say', () => {
  const pieces = [{ trackingNumber: 'ACME1', status: null, substatus: null, weight: null }];
  const told = {
    service: ground,
    weight: { value: 2, unit: 'kg' as const },
    pieces,
    pieceCount: 2,
    references: [{ type: 'PO', value: '7' }],
    carrierUniqueId: 'A',
  };
  const tracker = follow(aTracker(), [poll('5', [label], told), poll('6', [label, departed])]);
  expect(tracker).toMatchObject(told);
});

const piece = (trackingNumber: string, substatus: Substatus): Piece => ({
  trackingNumber,
  status: statusOf(substatus),
  substatus,
  weight: null,
});

const piecesAfter = (answers: readonly Observation[]): string[] =>
  follow(aTracker(), answers).pieces.map(({ trackingNumber, substatus }) => `${trackingNumber} ${substatus}`);

it('keeps the pieces that a later answer doesn’t list, each by the later word on it', () => {
  const answers = [
    poll('5', [label], {
      pieces: [piece('C', 'package_departed'), piece('A', 'package_departed'), piece('B', 'package_lost')],
      pieceCount: 3,
    }),
    poll('7', [label], { pieces: [piece('A', 'delivered')], pieceCount: 3 }),
    push('6', departed, { pieces: [piece('A', 'out_for_delivery'), piece('C', 'out_for_delivery')] }),
  ];
  const expected = ['A delivered', 'B package_lost', 'C out_for_delivery'];
  const [a, b, c] = answers as [Observation, Observation, Observation];
  for (const order of [
    [a, b, c],
    [c, b, a],
    [b, a, c],
    [c, a, b, a],
    [b, c, a, b],
  ]) {
    expect(piecesAfter(order)).toEqual(expected);
    expect(follow(aTracker(), order).ledger).toEqual(follow(aTracker(), answers).ledger);
  }
});

it('takes the later list of pieces without a number, and keeps those with one', () => {
  const answers = [
    poll('5', [label], {
      pieces: [piece('', 'package_lost'), piece('', 'delivered'), piece('A', 'delivered')],
    }),
    poll('6', [label], { pieces: [piece('', 'delivered')] }),
  ];
  expect(piecesAfter(answers)).toEqual([' delivered', 'A delivered']);
  expect(piecesAfter([...answers].reverse())).toEqual([' delivered', 'A delivered']);
});

it('keeps references and related numbers together from all answers, in one order', () => {
  const reference = (value: string) => ({ references: [{ type: null, value }] });
  const answers = [poll('5', [label], reference('B')), push('6', departed, reference('A'))];
  const both = [
    { type: null, value: 'A' },
    { type: null, value: 'B' },
  ];
  expect(follow(aTracker(), answers).references).toEqual(both);
  expect(follow(aTracker(), [...answers].reverse()).references).toEqual(both);
});

it('learns later which carrier a related number is of', () => {
  const related = (carrier: string | null) => ({
    relatedNumbers: [{ number: 'X', carrier, relation: 'last_mile' as const }],
  });
  const answers = [poll('5', [label], related('post')), poll('6', [label], related(null))];
  expect(follow(aTracker(), answers).relatedNumbers).toEqual([
    { number: 'X', carrier: 'post', relation: 'last_mile' },
  ]);
});

const servicePoint = { type: 'locker' as const, name: 'Station', code: '7', address: null, openUntil: null };

it('shows where the parcel waits until it has left again, unless the carrier names a point since then', () => {
  const waiting = scan('pickup_available:at_locker', '5');
  const out = scan('out_for_delivery', '8');
  const answers = [
    poll('4T12:00', [label], { servicePoint }),
    poll('6', [label, waiting]),
    poll('7T12:00', [label, waiting, scan('package_held', '7')]),
  ];
  for (const [index] of answers.entries()) {
    expect(follow(aTracker(), answers.slice(0, index + 1)).servicePoint).toEqual(servicePoint);
  }
  const left = [...answers, push('8T01:00', out)];
  expect(follow(aTracker(), left).servicePoint).toBeNull();
  expect(follow(aTracker(), [...left].reverse()).servicePoint).toBeNull();
  const next = { ...servicePoint, code: '8' };
  expect(follow(aTracker(), [...left, push('8T02:00', out, { servicePoint: next })]).servicePoint).toEqual(
    next,
  );
});

it('shows where the parcel waits until its journey is over', () => {
  const waiting = poll('6', [label, scan('pickup_available:at_locker', '5')], { servicePoint });
  const tracker = follow(aTracker(), [waiting]);
  expect(tracker.servicePoint).toEqual(servicePoint);
  expect(follow(tracker, [push('7', scan('delivered', '7'))]).servicePoint).toBeNull();
});

it('names what changed', () => {
  const changes = lastChanges(aTracker(), [poll('5', [label]), poll('6', [label], { service: ground })]);
  expect(changes).toEqual([{ kind: 'details.changed', fields: ['service'] }]);
});

it('changes nothing with an answer that has neither scans nor status nor details', () => {
  const before = follow(aTracker(), [poll('5', [label])]);
  expect(kinds(lastChanges(before, [poll('6', [])]))).toEqual([]);
  expect(follow(before, [poll('6', [])])).toMatchObject({ status: 'pre_transit', version: before.version });
});
