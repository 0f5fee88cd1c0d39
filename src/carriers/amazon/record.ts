/** What any of Amazon's bodies says of a parcel, in one shape, so that one mapping reads them all. */

import { type Location, toLocation } from '../../model/location.ts';
import type { Eta, Reference, RelatedNumber } from '../../model/observation.ts';
import type { EventTime } from '../../model/tracking-event.ts';
import type { WireText } from '../wire.ts';
import { said } from './said.ts';

/** Whose words a body is in: each has codes of its own. */
export type Vocabulary = 'shipping' | 'milestones' | 'fulfillment';

/** The way to the recipient, or back. */
export type Leg = 'FORWARD' | 'RETURNS';

/** What a body says of a status, of a scan or of the parcel. */
export type Statement = {
  readonly code: string | null;
  /** A finer code beside it. */
  readonly detail: string | null;
  readonly text: string | null;
};

export type AmazonScan = Statement & {
  /** As Amazon writes it; null where it doesn't. */
  readonly shipmentType: string | null;
  /** The id of the public page's sentence, which only records of that page have. */
  readonly publicTextId: string | null;
  readonly time: EventTime;
  readonly location: Location | null;
};

export type AmazonRecord = {
  readonly vocabulary: Vocabulary;
  /** In the order of the body, which means nothing. */
  readonly scans: readonly AmazonScan[];
  /** The parcel's status as Amazon sums it up. */
  readonly summary: Statement | null;
  /** Details of each leg, and of none in particular time. */
  readonly details: Readonly<Record<Leg, readonly string[]>>;
  readonly eta: Eta | null;
  readonly originalEta: Eta | null;
  /** Where it was left, as a code. */
  readonly place: string | null;
  readonly receivedBy: string | null;
  /** What can be fetched that proves the delivery. */
  readonly proofs: readonly string[];
  readonly destination: Location | null;
  readonly references: readonly Reference[];
  readonly relatedNumbers: readonly RelatedNumber[];
};

export const NO_DETAILS: AmazonRecord['details'] = { FORWARD: [], RETURNS: [] };

type PlaceParts = Readonly<Record<'city' | 'region' | 'postalCode' | 'country', WireText>>;

export const placeOf = ({ city, region, postalCode, country }: PlaceParts): Location | null =>
  toLocation({
    city: said(city),
    region: said(region),
    postalCode: said(postalCode),
    country: said(country),
  });

/** Whether a scan has anything that makes it one. */
export const saysSomething = ({ code, text, publicTextId, time }: AmazonScan): boolean =>
  (code ?? text ?? publicTextId ?? time.localTime ?? time.occurredAt) !== null;

/**
 * An estimate between two times. Amazon names instants, and no place whose clocks could show them: the wall clock is
 * that of UTC, and the instants say the rest.
 */
export function etaBetween(start: EventTime, end: EventTime, source: string): Eta | null {
  const [from, to] = [clockOf(start) ?? clockOf(end), clockOf(end) ?? clockOf(start)];
  if (from === null || to === null || from.slice(0, to.length) > to) return null;
  const isDay = from.length === 10 || to.length === 10;
  return {
    from: isDay ? from.slice(0, 10) : from,
    to: isDay ? to.slice(0, 10) : to,
    fromUtc: isDay ? null : (start.occurredAt ?? end.occurredAt),
    toUtc: isDay ? null : (end.occurredAt ?? start.occurredAt),
    precision: isDay ? 'day' : 'minute',
    source,
  };
}

const clockOf = ({ localTime, occurredAt }: EventTime): string | null =>
  localTime ?? occurredAt?.slice(0, 19) ?? null;
