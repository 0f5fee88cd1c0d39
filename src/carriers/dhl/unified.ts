/** A shipment of the Unified API as a record. Pushes carry the same. */

import type { Location } from '../../model/location.ts';
import type { ProofOfDelivery, Service } from '../../model/observation.ts';
import { toProductName } from '../../normalization/plain-text.ts';
import { canonicalNumber, filled, type WireText } from '../wire.ts';
import { countryNamed } from './countries.ts';
import { readEta } from './estimates.ts';
import { readCount, readReferences, readRelatedNumbers, readWeight, toEntries } from './parcel-facts.ts';
import { type PlaceHints, readAddress, readPerson } from './places.ts';
import type { PieceRecord, Scan, ShipmentRecord } from './record.ts';
import { readName } from './signer.ts';
import type { DhlEvent, DhlShipment } from './wire.ts';
import { readTimestamp, type Warn } from './zones.ts';

export function recordOfUnified(shipment: DhlShipment, warn: Warn): ShipmentRecord {
  const { details } = shipment;
  const division = filled(shipment.service)?.toLowerCase() ?? null;
  const hints = hintsOf(shipment, division);
  const origin = readAddress(shipment.origin?.address, hints, readPerson(details?.sender));
  const destination = readAddress(shipment.destination?.address, hints, readPerson(details?.receiver));
  const scans = readEvents(shipment, hints, warn);
  const pieces = readPieces(shipment, scans);
  const entries = toEntries((details?.references ?? []).map(({ number, type }) => ({ type, value: number })));
  const provider = filled(details?.provider?.destinationProvider);
  return {
    number: canonicalNumber(shipment.id),
    division,
    summary: shipment.status ? readEvent(shipment.status, hints, 'status', warn) : null,
    scans,
    pieces,
    pieceCount: readCount(details?.totalNumberOfPieces, pieces.length, warn, 'details.totalNumberOfPieces'),
    service: readService(shipment.service, details?.product?.productName),
    origin,
    destination,
    weight: readWeight(details?.weight?.value, details?.weight?.unitText, () =>
      warn('details.weight', 'no weight with a known unit'),
    ),
    eta: readEta(estimatesOf(shipment), destination, warn),
    references: readReferences(entries),
    relatedNumbers: readRelatedNumbers(entries, {
      division,
      provider,
      destinationCountry: destination?.country ?? null,
    }),
    signedBy: readName(readPerson(details?.proofOfDelivery?.signed)),
    provedAt: readProvedAt(shipment, destination),
    proof: readProof(shipment),
  };
}

/** A single reference is now and then no list of one. */
export function withReferencesListed(shipment: object): object {
  const details = 'details' in shipment ? shipment.details : null;
  if (!isRecord(details) || !('references' in details) || !isRecord(details.references)) return shipment;
  return { ...shipment, details: { ...details, references: [details.references] } };
}

const isRecord = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function hintsOf({ origin, destination }: DhlShipment, service: string | null): PlaceHints {
  const countries = [origin, destination].flatMap(
    (place) => countryNamed(filled(place?.address?.countryCode)) ?? [],
  );
  return { service, countries };
}

const readEvents = ({ events }: DhlShipment, hints: PlaceHints, warn: Warn): Scan[] =>
  (events ?? []).flatMap((event, index) =>
    saysNothing(event) ? [] : [readEvent(event, hints, `events.${index}`, warn)],
  );

const saysNothing = (event: DhlEvent): boolean =>
  (filled(event.timestamp) ??
    filled(event.status) ??
    filled(event.statusCode) ??
    filled(event.description)) === null;

function readEvent(event: DhlEvent, hints: PlaceHints, path: string, warn: Warn): Scan {
  const location = readAddress(event.location?.address, hints);
  const time = readTimestamp(event.timestamp, location);
  if (time.localTime === null && filled(event.timestamp) !== null) warn(`${path}.timestamp`, 'no time');
  return {
    code: filled(event.status),
    category: filled(event.statusCode),
    text: words(event.description),
    time,
    location,
    pieces: (event.pieceIds ?? []).flatMap((piece) => canonicalNumber(piece) ?? []),
    signedBy: null,
  };
}

/** The carrier's words as it wrote them; null where they say nothing. */
const words = (value: WireText): string | null => (filled(value) === null ? null : String(value));

/** DHL lists the ids of the pieces apart from the scans, which may say whose they are. */
function readPieces({ details }: DhlShipment, scans: readonly Scan[]): PieceRecord[] {
  const ids = new Set((details?.pieceIds ?? []).flatMap((piece) => canonicalNumber(piece) ?? []));
  const tellsPieces = scans.some(({ pieces }) => pieces.length > 0);
  return [...ids].map((number) => ({
    number,
    weight: null,
    scans: tellsPieces ? scans.filter(({ pieces }) => pieces.length === 0 || pieces.includes(number)) : null,
  }));
}

/** "UNKNOWN - Product unknown" names none. */
const UNKNOWN_PRODUCT = /^unknown\b/i;

function readService(service: WireText, productName: WireText): Service | null {
  const code = filled(service);
  const name = toProductName(filled(productName));
  const known = name === null || UNKNOWN_PRODUCT.test(name) ? null : name;
  return code === null && known === null ? null : { code, name: known };
}

const estimatesOf = ({ estimatedDeliveryTimeFrame, estimatedTimeOfDelivery }: DhlShipment) => [
  {
    source: 'estimatedDeliveryTimeFrame',
    from: estimatedDeliveryTimeFrame?.estimatedFrom,
    through: estimatedDeliveryTimeFrame?.estimatedThrough,
  },
  { source: 'estimatedTimeOfDelivery', from: estimatedTimeOfDelivery, through: null },
];

function readProvedAt({ details }: DhlShipment, destination: Location | null) {
  const time = readTimestamp(details?.proofOfDelivery?.timestamp, destination);
  return time.localTime === null ? null : time;
}

/** Links to documents, by the names DHL has for them. */
function readProof({ details }: DhlShipment): ProofOfDelivery | null {
  const { signatureUrl, documentUrl } = details?.proofOfDelivery ?? {};
  const links = { signatureUrl, documentUrl };
  const available = Object.entries(links).flatMap(([name, url]) => (filled(url) === null ? [] : [name]));
  return available.length === 0 ? null : { signatureImage: null, photo: null, document: null, available };
}
