import { expect, it } from 'vitest';
import type { TrackRequest } from '../../src/carriers/carrier.ts';
import { fakeCarrier, found, notFound } from '../support/fake-carrier.ts';
import { aFollowingClient, anAnswer, aScan, at } from '../support/followed.ts';

const POSTAL_CODE = '1012AB';
const picked = aScan('package_accepted', -1);
const place = (postalCode: string | null) => ({
  city: 'Utrecht',
  region: null,
  postalCode,
  country: 'NL',
  name: null,
  streetLines: [],
});

/** Follows a parcel to a postal code at a carrier that writes down what it is asked. */
async function destined() {
  const requests: TrackRequest[] = [];
  const acme = fakeCarrier('acme', {
    answer: (asked) => {
      requests.push(...asked);
      return Promise.resolve(
        asked.map(({ trackingNumber }) => found('acme', trackingNumber, anAnswer([picked], requests.length))),
      );
    },
  });
  const { client, clock } = aFollowingClient([acme]);
  const tracker = await client.register({ trackingNumber: 'ACME1', destinationPostalCode: POSTAL_CODE });
  const askedWith = () => requests.map(({ destinationPostalCode }) => destinationPostalCode);
  return { client, clock, tracker, askedWith };
}

it('asks the carrier with the postal code that was registered, each time', async () => {
  const { client, tracker, askedWith } = await destined();
  expect(tracker.destination).toMatchObject({ postalCode: POSTAL_CODE, city: null });
  await client.refresh(tracker.id);
  await client.refresh(tracker.id);
  expect(askedWith()).toEqual([POSTAL_CODE, POSTAL_CODE]);
  expect((await client.get(tracker.id))?.status).toBe('in_transit');
});

it('polls with the postal code that was registered', async () => {
  const { client, askedWith } = await destined();
  await client.createPoller().tick();
  expect(askedWith()).toEqual([POSTAL_CODE]);
});

it("goes by the carrier's own word on the destination, be the answer from before", async () => {
  const { client, tracker, askedWith } = await destined();
  await client.ingest(anAnswer([picked], -1, { destination: place('3511') }));
  expect((await client.get(tracker.id))?.destination).toEqual(place('3511'));
  await client.refresh(tracker.id);
  expect(askedWith()).toEqual(['3511']);
});

it('moves to the carrier that knows the parcel with its postal code', async () => {
  const pattern = /^PAIR\d$/;
  let knows = false;
  const asked: (string | undefined)[] = [];
  const bolt = fakeCarrier('bolt', {
    pattern,
    confidence: 0.5,
    answer: (requests) => {
      asked.push(...requests.map(({ destinationPostalCode }) => destinationPostalCode));
      const facts = { events: [picked], observedAt: at(0) };
      return Promise.resolve(
        requests.map(({ trackingNumber }) =>
          knows ? found('bolt', trackingNumber, facts) : notFound('bolt', trackingNumber),
        ),
      );
    },
  });
  const { client } = aFollowingClient([fakeCarrier('acme', { pattern, confidence: 0.5 }), bolt]);
  const { id } = await client.register({ trackingNumber: 'PAIR1', destinationPostalCode: POSTAL_CODE });
  knows = true;
  expect(await client.redetect(id)).toMatchObject({
    carrier: 'bolt',
    destination: { postalCode: POSTAL_CODE },
  });
  expect(asked).toEqual([POSTAL_CODE, POSTAL_CODE]);
});

it('refuses a postal code that is no text', async () => {
  const { client } = aFollowingClient();
  const input = { trackingNumber: 'ACME1', destinationPostalCode: 5 };
  await expect(client.register(input as never)).rejects.toMatchObject({ path: 'destinationPostalCode' });
});
