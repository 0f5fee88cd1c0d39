/** Text that means something to databases, file formats or JavaScript: kept as it is, and found by itself alone. */

import type { Ground } from './conformance-case.ts';
import { same, themeOf } from './conformance-case.ts';
import { aCommit, aLedger, anEvent, aPoll, aTracker, aTransition, registrationsOf } from './fixtures.ts';

const HOSTILE = {
  'quotes and comments': `'"\`; drop table trackers; -- /* */ $1 ? :a @b $$`,
  'wildcards and escapes': '100%_\\ \\% \\u0000 \\x00 [a-z]* {} ${ $& $`',
  'line ends, tabs and control characters': 'a\r\nb\tc\u0001\u001f\u007f\u0085\u2028\u2029',
  'a NUL character': 'a\u0000b\u0000',
  "all the world's scripts": 'żółć 東京 العربية עברית हिन्दी ไทย Ω≈ç√ é (e\u0301)',
  'characters beyond the basic plane': '😀👨‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿 𝔘𝔫𝔦 \u{10FFFF}',
  'half a surrogate pair': 'a\ud83d b\ude00 c',
  'private and non-characters': '\uE000\uE0000\uFFFE\uFFFF\uFDD0\uFEFF',
  'a name that JavaScript knows': '__proto__',
  'blanks at the ends': '  a  ',
} as const;

const everywhere = (text: string) => {
  const event = anEvent(text, { description: text, eventId: text, signedBy: text });
  return aTracker(`id-${text}`, {
    tenantId: text,
    carrier: text,
    trackingNumber: text,
    reference: text,
    orderId: text,
    description: text,
    metadata: { [text]: text, nested: { [text]: [text] } },
    references: [{ type: text, value: text }],
    carrierUniqueId: text,
    events: [event],
    transitions: [aTransition(text, { text, code: text })],
    poll: { why: text, lastError: { code: text, message: text } },
    ledger: aLedger({ [text]: [text] }),
  });
};

const keepsEverywhere =
  (text: string) =>
  async ({ store, at }: Ground): Promise<void> => {
    const tracker = everywhere(text);
    const decoy = aTracker('decoy', {
      tenantId: `${text}x`,
      reference: `x${text}`,
      metadata: { [`${text}x`]: text },
    });
    await store.register(registrationsOf(tracker, decoy));
    same(await store.get(tracker.id), tracker);
    same(await store.find({ tenantId: text, carrier: text, trackingNumber: text }), tracker);
    const filters = [
      { tenantId: text },
      { carrier: text },
      { trackingNumber: text },
      { reference: text },
      { orderId: text },
      { metadata: { [text]: text } },
      { metadata: { nested: { [text]: [text] } } },
    ];
    for (const filter of filters) {
      same(await store.list({ filter, limit: 10, after: undefined }), {
        trackers: [tracker],
        next: undefined,
      });
    }
    const [claim] = await store.claimDue({
      now: at(),
      limit: 1,
      leaseMs: 1_000,
      owner: text,
      carriers: [text],
      tenants: [text],
    });
    same([claim?.id, claim?.poll], [tracker.id, tracker.poll]);
    const commit = aCommit(tracker, { lease: claim?.lease, poll: aPoll({ why: text }) });
    same(await store.commitIngest([commit], at()), [{ outcome: 'committed' }]);
    const messages = await store.claimOutbox({ now: at(), limit: 9, leaseMs: 1_000, owner: text });
    const ours = messages.filter(({ message }) => message.trackerId === tracker.id);
    same(
      ours.map(({ message }) => message.current.metadata),
      [tracker.metadata],
    );
    const settlements = ours.map(
      ({ message, lease }) => ({ id: message.id, lease, outcome: 'dead', error: text }) as const,
    );
    same(await store.settleOutbox(settlements, at()), []);
    same(await store.replayOutbox({ tenantId: text, dead: true }, at()), 1);
    same(
      (await store.takeBudget({ key: text, now: at(), calls: 1, windows: [{ lengthMs: 1, calls: 1 }] }))
        .granted,
      1,
    );
    same(await store.purge({ tenantId: text, reference: text, orderId: text, limit: 9 }), 1);
    same((await store.get('decoy'))?.id, 'decoy');
  };

export const HOSTILE_TEXT = themeOf('hostile text', {
  ...Object.fromEntries(
    Object.entries(HOSTILE).map(([name, text]) => [`keeps ${name} as they are`, keepsEverywhere(text)]),
  ),
  'keeps metadata under names that JavaScript knows, and changes no prototype': async ({ store }) => {
    const text =
      '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"toString":"x","hasOwnProperty":1}';
    const tracker = aTracker('t1', { metadata: JSON.parse(text) });
    await store.register(registrationsOf(tracker));
    same(JSON.parse(JSON.stringify((await store.get('t1'))?.metadata)), JSON.parse(text));
    same(({} as Record<string, unknown>)['polluted'], undefined);
    const { trackers } = await store.list({
      filter: { metadata: { toString: 'x' } },
      limit: 9,
      after: undefined,
    });
    same(trackers.length, 1);
  },
  'does not take an inherited name for metadata': async ({ store }) => {
    await store.register(registrationsOf(aTracker('t1')));
    for (const name of ['toString', 'constructor', '__proto__']) {
      const metadata = JSON.parse(`{"${name}":null}`);
      same((await store.list({ filter: { metadata }, limit: 9, after: undefined })).trackers, []);
    }
  },
  'keeps long text': async ({ store }) => {
    const tracker = aTracker('t1', {
      reference: 'r'.repeat(10_000),
      orderId: '東'.repeat(5_000),
      metadata: { text: 'x'.repeat(16_000) },
      events: [anEvent('e1', { description: 'd'.repeat(100_000) })],
    });
    await store.register(registrationsOf(tracker));
    same(await store.get('t1'), tracker);
    for (const filter of [{ reference: tracker.reference ?? '' }, { orderId: tracker.orderId ?? '' }]) {
      same((await store.list({ filter, limit: 2, after: undefined })).trackers.length, 1);
    }
  },
});
