/** A stored scan under tables that have learned, or changed their mind. */

import { expect, it } from 'vitest';
import type { TrackingEvent } from '../../src/model/tracking-event.ts';
import { type CodeTable, defineCodeTable } from '../../src/normalization/code-table.ts';
import { normalize, type StatusPolicy } from '../../src/normalization/normalize.ts';
import { createRestate } from '../../src/normalization/restate.ts';
import { anEvent } from '../support/observations.ts';

const table = (rows: CodeTable['rows'], id = 'acme.scan') => defineCodeTable({ id, source: 'Acme', rows });

const TEXT_RULES = [{ id: 'acme.text/home', pattern: /^at home$/i, means: 'delivered' as const }];

const groups = table({ MOVE: 'package_processing' }, 'acme.group');

function reading(codes: CodeTable) {
  const ask = (
    code: string | null,
    text: string | null,
    category: string | null,
    policy: StatusPolicy = {},
  ) =>
    normalize(
      {
        code,
        category,
        text,
        codes: code === null ? [] : [{ table: codes, code }],
        categories: category === null ? [] : [{ table: groups, code: category }],
        textRules: TEXT_RULES,
      },
      policy,
    );
  const restate = createRestate({
    tables: [codes, groups],
    textRules: TEXT_RULES,
    ask: ({ provenance: { code, text, category } }, { policy }) => ask(code, text, category, policy),
  });
  const event = (
    code: string | null,
    rest: { text?: string; category?: string; policy?: StatusPolicy } = {},
  ) => ({
    ...anEvent(),
    ...ask(code, rest.text ?? null, rest.category ?? null, rest.policy),
  });
  return { event, restate };
}

const before = reading(table({ A: 'package_arrived', B: 'delayed:weather', C: '-' }));

it('says the same again with the same tables', () => {
  const events: TrackingEvent[] = [
    before.event('A'),
    before.event('C'),
    before.event('?'),
    before.event(null, { text: 'At home' }),
    before.event('?', { category: 'MOVE' }),
  ];
  for (const event of events) expect({ ...event, ...before.restate(event) }).toEqual(event);
});

it('reads the row by which a scan was read as it stands today', () => {
  const { restate } = reading(
    table({ A: 'package_departed', B: 'delayed:customs_held', C: 'out_for_delivery' }),
  );
  expect(restate(before.event('A'))).toMatchObject({ substatus: 'package_departed', movesStatus: true });
  expect(restate(before.event('B'))).toMatchObject({ reason: 'customs_held', party: 'customs' });
  expect(restate(before.event('C'))).toMatchObject({ substatus: 'out_for_delivery', movesStatus: true });
});

it('knows a code that was unknown, or known by its group alone', () => {
  const { restate } = reading(table({ X: 'delivered' }));
  const learned = { status: 'delivered', provenance: { matchedBy: 'code', rule: 'acme.scan/X', code: 'X' } };
  expect(restate(before.event('X'))).toMatchObject(learned);
  expect(restate(before.event('X', { category: 'MOVE' }))).toMatchObject(learned);
});

it('leaves a scan as it is where today’s tables no longer have its row', () => {
  const { restate } = reading(table({}));
  const event = before.event('A');
  expect({ ...event, ...restate(event) }).toEqual(event);
});

it('keeps what its course has made of a scan, unless that means something else', () => {
  const undone = { ...before.event('A'), movesStatus: false };
  expect(before.restate(undone).movesStatus).toBe(false);
  expect(reading(table({ A: 'delivered' })).restate(undone).movesStatus).toBe(true);
});

it('goes by what the host says of a code today', () => {
  const policy: StatusPolicy = { overrides: { A: 'package_held' }, actionRequired: { package_held: true } };
  const overridden = before.event('A', { policy });
  expect(before.restate(before.event('A'), { policy })).toMatchObject({
    substatus: 'package_held',
    actionRequired: true,
    provenance: { matchedBy: 'override', rule: 'A' },
  });
  expect({ ...overridden, ...before.restate(overridden, { policy }) }).toEqual(overridden);
  expect(before.restate(overridden)).toMatchObject({
    substatus: 'package_arrived',
    provenance: { matchedBy: 'code' },
  });
});

it('touches neither the carrier’s code nor its words', () => {
  const event = { ...before.event('A', { text: 'Arrived, R. ROE' }), description: 'Arrived' };
  const { description, provenance } = reading(table({ A: 'delivered' })).restate(event);
  expect(description).toBe('Arrived');
  expect(provenance).toMatchObject({ code: 'A', text: 'Arrived, R. ROE' });
});
