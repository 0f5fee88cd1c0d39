import { describe, expect, it } from 'vitest';
import { aFollowingClient, anAnswer, aScan } from '../support/followed.ts';

type Client = ReturnType<typeof aFollowingClient>['client'];
/** As from a host without types. */
type Untyped = { readonly [Method in keyof Client]: (...input: unknown[]) => PromiseLike<unknown> };

const picked = aScan('package_accepted', -2);
const note = 'J. Doe';

async function followed() {
  const { client } = aFollowingClient();
  const { id } = await client.register({ trackingNumber: 'ACME1', orderId: 'O1' });
  return { client, id, before: await client.get(id), untyped: client as unknown as Untyped };
}

const CALLS: readonly (readonly [string, string, (client: Untyped, id: string) => PromiseLike<unknown>])[] = [
  ['register without input', 'register', (client) => client.register()],
  [
    'register with options that are null',
    'options',
    (client) => client.register({ trackingNumber: 'ACME2' }, null),
  ],
  ['registerMany without inputs', 'registerMany', (client) => client.registerMany()],
  ['registerMany of a text', 'registerMany', (client) => client.registerMany('ACME2')],
  ['registerMany with options that are null', 'options', (client) => client.registerMany([], null)],
  ['find without options', 'find', (client) => client.find()],
  ['find by a misspelt tenant', 'tenant', (client) => client.find({ trackingNumber: 'ACME1', tenant: 'a' })],
  [
    'find of a generation that is none',
    'generation',
    (client) => client.find({ trackingNumber: 'ACME1', generation: '1' }),
  ],
  ['get of a tenant that is none', 'tenantId', (client, id) => client.get(id, { tenantId: 5 })],
  ['get of a misspelt tenant', 'tenant', (client, id) => client.get(id, { tenant: 'a' })],
  ['get in a scope that is null', 'scope', (client, id) => client.get(id, null)],
  ['list with null', 'list', (client) => client.list(null)],
  ['list with a text', 'list', (client) => client.list('ACME1')],
  ['update without changes', 'update', (client, id) => client.update(id)],
  ['update with null', 'update', (client, id) => client.update(id, null)],
  ['update with a list', 'update', (client, id) => client.update(id, ['reference'])],
  ['override without a word', 'override', (client, id) => client.override(id)],
  ['override with a text', 'override', (client, id) => client.override(id, 'delivered')],
  [
    'override in a scope that is null',
    'scope',
    (client, id) => client.override(id, { substatus: 'delivered', note }, null),
  ],
  ['renormalize without options', 'renormalize', (client) => client.renormalize()],
  [
    'renormalize with a misspelt dryRun',
    'dryrun',
    (client) => client.renormalize({ since: '2026-01-01', dryrun: true }),
  ],
  ['purge without options', 'purge', (client) => client.purge()],
  ['purge with a list', 'purge', (client) => client.purge([{ reference: 'R1' }])],
  [
    'summarizeOrder with options that are null',
    'summarizeOrder',
    (client) => client.summarizeOrder('O1', null),
  ],
  ['summarizeOrder of a misspelt tenant', 'tenant', (client) => client.summarizeOrder('O1', { tenant: 'a' })],
  ['ingest without an observation', 'observation', (client) => client.ingest()],
  ['ingest in a scope that is null', 'scope', (client) => client.ingest(anAnswer([picked], 0), null)],
];

it.each(CALLS)('refuses %s by name, and changes nothing', async (_name, path, call) => {
  const { client, id, before, untyped } = await followed();
  await expect((async () => call(untyped, id))()).rejects.toMatchObject({ code: 'INVALID_OPTIONS', path });
  expect((await client.list()).trackers).toEqual([before]);
});

describe('ingesting what is no observation', () => {
  const answer = anAnswer([picked], 0);
  const eta = {
    from: '2026-03-05',
    to: '2026-03-05',
    fromUtc: null,
    toUtc: null,
    precision: 'day',
    source: 'X',
  };
  const withEvent = (part: object) => ({ ...answer, events: [picked, { ...picked, ...part }] });

  it.each([
    ['carrier', { ...answer, carrier: undefined }],
    ['events', { ...answer, events: undefined }],
    ['observedAt', { ...answer, observedAt: undefined }],
    ['observedAt', { ...answer, observedAt: '2026-03-02' }],
    ['observedAt', { ...answer, observedAt: '2026-02-30T00:00:00.000Z' }],
    ['source', { ...answer, source: 'guess' }],
    ['substatus', { ...answer, substatus: 'arrived' }],
    ['status', { ...answer, status: 'delivered' }],
    ['reason', { ...answer, reason: 'because' }],
    ['provenance', { ...answer, provenance: null }],
    ['eta', { ...answer, eta: undefined }],
    ['eta', { ...answer, eta: { ...eta, to: null } }],
    ['originalEta', { ...answer, originalEta: { ...eta, toUtc: '2026-03-05' } }],
    ['delivery', { ...answer, delivery: { at: 'noon', localTime: null } }],
    ['pieces', { ...answer, pieces: null }],
    ['pieces', { ...answer, pieces: [{ trackingNumber: 'ACME2', substatus: 'arrived' }] }],
    ['pieceCount', { ...answer, pieceCount: 1.5 }],
    ['references', { ...answer, references: ['R1'] }],
    ['relatedNumbers', { ...answer, relatedNumbers: [{ number: 5 }] }],
    ['destination', { ...answer, destination: 'Utrecht' }],
  ])('is refused for its %s (%#)', async (name, observation) => {
    const { client, id, before, untyped } = await followed();
    await expect(untyped.ingest(observation)).rejects.toMatchObject({
      code: 'INVALID_OPTIONS',
      path: `observation.${name}`,
    });
    expect(await client.get(id)).toEqual(before);
  });

  it.each([
    ['occurredAt', { occurredAt: '2026-03-02T09:00:00+02:00' }],
    ['occurredAt', { occurredAt: undefined }],
    ['substatus', { substatus: 'arrived' }],
    ['status', { status: 'delivered' }],
    ['movesStatus', { movesStatus: undefined }],
    ['location', { location: 'Utrecht' }],
    ['localTime', { localTime: 5 }],
  ])('is refused for a scan’s %s (%#)', async (name, part) => {
    const { client, id, before, untyped } = await followed();
    await expect(untyped.ingest(withEvent(part))).rejects.toMatchObject({
      code: 'INVALID_OPTIONS',
      path: `observation.events.1.${name}`,
    });
    expect(await client.get(id)).toEqual(before);
  });

  it('is refused for a scan that is none', async () => {
    const { untyped } = await followed();
    await expect(untyped.ingest({ ...answer, events: [null] })).rejects.toMatchObject({
      path: 'observation.events.0',
    });
  });

  it('goes on where the observation says all it can', async () => {
    const { client } = await followed();
    const full = anAnswer([picked], 0, {
      eta: { ...eta, precision: 'day' },
      pieces: [{ trackingNumber: 'ACME2', status: null, substatus: null, weight: null }],
      pieceCount: 2,
      references: [{ type: null, value: 'R1' }],
      relatedNumbers: [{ number: 'B1', carrier: null, relation: 'last_mile' }],
      extraServices: ['signature'],
    });
    expect((await client.ingest(full))?.tracker).toMatchObject({ pieceCount: 2, status: 'in_transit' });
  });
});
