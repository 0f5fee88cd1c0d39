/** Pushes: told apart from answers, and the codes that mean another thing in them. */

import { expect, it } from 'vitest';
import { answerOf, observe, observeFixture, scan, summary } from './fixtures.ts';

const pushOf = (answer: unknown): object => ({
  ...(answer as object),
  outputMetaData: [{ attemptNumber: 1 }],
});

it('tells a push by its own data, beside the output or inside', () => {
  const completeTrackResults = [{ trackResults: [{ scanEvents: [scan(9, 'OD')] }] }];
  const inside = { output: { completeTrackResults, outputMetaData: [{}] } };
  const beside = { output: { completeTrackResults }, outputMetaData: {} };
  expect([
    observe(inside).source,
    observe(beside).source,
    observe({ output: { completeTrackResults } }).source,
  ]).toEqual(['push', 'push', 'poll']);
});

it('believes the host about where a body is from', () => {
  const payload = answerOf({ scanEvents: [scan(9, 'DY')] });
  const { source, ...state } = observe(payload, { source: 'push' });
  expect([source, summary(state)]).toEqual(['push', 'delivery_rescheduled']);
});

it.each([
  ['AR', 'package_arrived', 'package_arrived:arrived_destination_country'],
  ['DY', 'delayed', 'delivery_rescheduled'],
  ['TR', 'package_processing', 'out_for_delivery'],
  ['IN', 'information_received', 'other'],
])('reads %s as %s when asked for and as %s when pushed', (code, polled, pushed) => {
  const answer = answerOf({ scanEvents: [scan(9, code)] });
  expect([observe(answer), observe(pushOf(answer))].map(({ events }) => events.map(summary))).toEqual([
    [polled],
    [pushed],
  ]);
});

it('looks past on-demand care completed, as the latest status too', () => {
  const latestStatusDetail = { code: 'OC', derivedCode: 'IN' };
  const answer = answerOf({ latestStatusDetail, scanEvents: [scan(10, 'IN'), scan(9, 'OC')] });
  expect(summary(observe(pushOf(answer)))).toBe('information_received');
});

it.each(['DO', 'PR', 'US', 'HA', 'IP'])('knows %s from either list', (code) => {
  const answer = answerOf({ scanEvents: [scan(9, code)] });
  expect(summary(observe(answer))).toBe(summary(observe(pushOf(answer))));
});

it('sorts events that arrive out of order', () => {
  const { events } = observeFixture('push-en-route');
  expect(events.map(({ provenance }) => provenance.code)).toEqual(['AR', 'DY', 'IN', 'TR']);
});

it('reads a possession either way it is named', () => {
  const latestStatusDetail = { code: 'Q9' };
  const before = [{ possessionStatus: false }, { beforePossessionStatus: true }];
  const after = [{ possessionStatus: true }, { beforePossessionStatus: false }];
  const read = (shipmentDetails: object) =>
    summary(observe(answerOf({ latestStatusDetail, shipmentDetails })));
  expect([before.map(read), after.map(read)]).toEqual([
    ['information_received', 'information_received'],
    ['other:unmapped_code', 'other:unmapped_code'],
  ]);
});
