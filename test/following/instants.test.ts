import { afterEach, describe, expect, it } from 'vitest';
import { aFollowingClient, anAnswer, aScan, at } from '../support/followed.ts';

const NO_TIMES = [
  ['a text with a number in it', 'room 7'],
  ['a year that a text ends in', 'keep 2030'],
  ['a wall clock of no zone', '2026-03-02T06:00:00'],
  ['a day that does not exist', '2026-02-30T00:00:00Z'],
  ['an hour that does not exist', '2026-03-02T24:00:00Z'],
  ['a year of six digits', '+100000-01-01T00:00:00Z'],
  ['a year before the first', '0000-01-01T00:00:00Z'],
  ['an instant that its offset moves into the year 10000', '9999-12-31T23:00:00-05:00'],
  ['a number', 5],
  ['null', null],
] as const;

async function followed() {
  const { client, clock } = aFollowingClient();
  const { id } = await client.register({ trackingNumber: 'ACME1' });
  await client.stop(id);
  return { client, clock, id };
}

const refused = (path: string) => ({ code: 'INVALID_OPTIONS', path });

describe('times that are none', () => {
  it.each(NO_TIMES)('purges nothing before %s', async (_name, time) => {
    const { client, id } = await followed();
    await expect(client.purge({ closedBefore: time as string })).rejects.toMatchObject(
      refused('closedBefore'),
    );
    expect(await client.get(id)).toBeDefined();
  });

  it.each(NO_TIMES)('lists nothing after %s', async (_name, time) => {
    const { client } = await followed();
    for (const path of ['updatedAfter', 'createdAfter', 'createdBefore']) {
      await expect(client.list({ [path]: time })).rejects.toMatchObject(refused(path));
    }
  });

  it.each(NO_TIMES)('reads nothing again since %s', async (_name, time) => {
    const { client } = await followed();
    await expect(client.renormalize({ since: time as string })).rejects.toMatchObject(refused('since'));
  });

  it.each(NO_TIMES)('overrides nothing at %s', async (_name, time) => {
    const { client, id } = await followed();
    const said = { substatus: 'delivered' as const, at: time as string, note: 'x' };
    await expect(client.override(id, said)).rejects.toMatchObject(refused('at'));
  });

  it.each(NO_TIMES.slice(0, -1))('registers nothing shipped after %s', async (_name, time) => {
    const { client } = aFollowingClient();
    const input = { trackingNumber: 'ACME1', shippedAfter: time as string };
    await expect(client.register(input)).rejects.toMatchObject(refused('shippedAfter'));
  });

  it('refuses the day of an override without its hour', async () => {
    const { client, id } = await followed();
    const said = { substatus: 'delivered' as const, at: '2026-03-02', note: 'x' };
    await expect(client.override(id, said)).rejects.toMatchObject(refused('at'));
  });
});

describe('times with their offset', () => {
  const zone = process.env['TZ'];
  afterEach(() => {
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
  });

  it.each(['UTC', 'America/New_York', 'Asia/Kathmandu'])(
    'are the same in a process of %s',
    async (timeZone) => {
      process.env['TZ'] = timeZone;
      const { client, id } = await followed();
      const said = { substatus: 'delivered' as const, at: '2026-03-02T08:00:00+02:00', note: 'x' };
      expect((await client.override(id, said))?.tracker.statusSince.occurredAt).toBe(
        '2026-03-02T06:00:00.000Z',
      );
    },
  );

  it('may be a date in a list, which begins in UTC', async () => {
    const { client } = await followed();
    const count = async (updatedAfter: string) => (await client.list({ updatedAfter })).trackers.length;
    expect([await count('2026-03-02'), await count('2026-03-03')]).toEqual([1, 0]);
  });
});

describe('overriding', () => {
  it('takes a time that a clock slightly ahead gives, and none that is yet to come', async () => {
    const { client, id } = await followed();
    const overriddenAt = (time: string) => client.override(id, { substatus: 'delayed', at: time, note: 'x' });
    await expect(overriddenAt('2099-01-01T00:00:00Z')).rejects.toMatchObject(refused('at'));
    await expect(overriddenAt(at(0.05))).rejects.toMatchObject(refused('at'));
    expect((await overriddenAt(at(0.01)))?.tracker.substatus).toBe('delayed');
    const told = await client.ingest(anAnswer([aScan('delivered', 1)], 2));
    expect(told?.tracker.status).toBe('delivered');
  });

  it.each([
    ['a reason that is none', { reason: 'because' }, 'reason'],
    ['a reason that every object has', { reason: 'toString' }, 'reason'],
    ['a list of substatuses', { substatus: ['delivered'] }, 'substatus'],
    ['a substatus that JSON has no word for', { substatus: 5n }, 'substatus'],
    ['a substatus that says nothing', { substatus: 'other' }, 'substatus'],
  ])('refuses %s', async (_name, part, path) => {
    const { client, id } = await followed();
    const said = { substatus: 'delivered', note: 'x', ...part };
    await expect(client.override(id, said as never)).rejects.toMatchObject(refused(path));
  });
});
