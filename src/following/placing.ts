/** Decides whose numbers are: by their form, by what is followed already, else by asking the carriers. */

import type { Asker } from '../asking/ask.ts';
import type { ClientTrackResult } from '../asking/inquiry.ts';
import { createTrackBatch } from '../asking/track-batch.ts';
import { orTrackingError } from '../asking/tracking-error.ts';
import { type AnyTrackingError, InvalidTrackingNumberError, isTrackingError } from '../errors.ts';
import { isSuperseded } from '../ingest/next-life.ts';
import type { Observation } from '../model/observation.ts';
import { toTrackingNumber } from '../model/tracking-number.ts';
import type { Store } from '../stores/store.ts';
import { type CheckedRegistration, type RegisterInput, toRegistration } from './registration.ts';

/** A parcel whose carrier is decided. */
export type Placed = {
  readonly registration: CheckedRegistration;
  readonly carrier: string;
  readonly trackingNumber: string;
  /** What the carrier said, where it was asked. */
  readonly observation?: Observation | undefined;
};

/** A parcel that several carriers could own. */
type Undecided = { readonly likeliest: Placed };

export type PlacingGround = { readonly store: Store; readonly asker: Asker };

/** One decision per input, in order. Rejects when the store fails, and with the signal's reason. */
export type Placing = (
  inputs: readonly RegisterInput[],
  signal: AbortSignal | undefined,
) => Promise<readonly (Placed | AnyTrackingError)[]>;

export const createPlacing =
  (ground: PlacingGround): Placing =>
  async (inputs, signal) => {
    const decisions = await Promise.all(inputs.map((input) => decide(input, ground)));
    const undecided = decisions.filter(isUndecided);
    const asked = await askAround(undecided, ground, signal);
    const placed = new Map(undecided.map((each, at) => [each, asked[at] ?? each.likeliest]));
    return decisions.map((each) => (isUndecided(each) ? (placed.get(each) ?? each.likeliest) : each));
  };

const isUndecided = (decision: Placed | Undecided | AnyTrackingError): decision is Undecided =>
  'likeliest' in decision;

async function decide(
  input: RegisterInput,
  { store, asker }: PlacingGround,
): Promise<Placed | Undecided | AnyTrackingError> {
  const candidates = orTrackingError(() => candidatesOf(input, asker));
  if (isTrackingError(candidates)) return candidates;
  const [likeliest, ...others] = candidates;
  if (likeliest === undefined)
    return new InvalidTrackingNumberError('No registered carrier has this number.');
  if (others.length === 0) return likeliest;
  return (await followedOf(candidates, store)) ?? { likeliest };
}

function candidatesOf(input: RegisterInput, asker: Asker): readonly Placed[] {
  const registration = toRegistration(input);
  return asker.candidatesFor(registration.item).map(({ adapter, request: { trackingNumber } }) => ({
    registration,
    carrier: adapter.id,
    trackingNumber,
  }));
}

/** A parcel that is followed already needs no asking around; one that was superseded isn't followed. */
async function followedOf(candidates: readonly Placed[], store: Store): Promise<Placed | undefined> {
  for (const candidate of candidates) {
    const { carrier, trackingNumber, registration } = candidate;
    const tracker = await store.find({ tenantId: registration.tenantId, carrier, trackingNumber });
    if (tracker !== undefined && !isSuperseded(tracker)) return candidate;
  }
  return undefined;
}

/** The carrier that knows a number owns it; where none does, the likeliest one. */
async function askAround(
  undecided: readonly Undecided[],
  { asker }: PlacingGround,
  signal: AbortSignal | undefined,
): Promise<readonly Placed[]> {
  if (undecided.length === 0) return [];
  const items = undecided.map(({ likeliest }) => likeliest.registration.item);
  const results = await createTrackBatch(asker.many(items), signal);
  return undecided.map(({ likeliest }, at) => placedBy(results[at], likeliest));
}

function placedBy(result: ClientTrackResult | undefined, likeliest: Placed): Placed {
  if (result?.outcome !== 'found') return likeliest;
  const { carrier, trackingNumber, observation } = result;
  return { ...likeliest, carrier, trackingNumber: toTrackingNumber(trackingNumber), observation };
}
