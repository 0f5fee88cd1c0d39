/** A shipment of the MyDHL API as a record. */

import type { RelatedNumber } from '../../model/observation.ts';
import { canonicalNumber, filled, type WireText } from '../wire.ts';
import { readEta } from './estimates.ts';
import { readCount, readReferences, readWeight, toEntries } from './parcel-facts.ts';
import { readParty, readServiceArea } from './places.ts';
import type { PieceRecord, Scan, ShipmentRecord } from './record.ts';
import { readName } from './signer.ts';
import { EXPRESS } from './status-question.ts';
import type { ExpressCheckpoint, ExpressPiece, ExpressShipment } from './wire.ts';
import { readCheckpointTime, type Warn } from './zones.ts';

export function recordOfMydhl(shipment: ExpressShipment, warn: Warn): ShipmentRecord {
  const destination = readParty(shipment.receiverDetails);
  const pieces = (shipment.pieces ?? []).flatMap((piece, index) =>
    readPiece(piece, shipment.unitOfMeasurements, (field, message) =>
      warn(`pieces.${index}.${field}`, message),
    ),
  );
  const code = filled(shipment.productCode);
  return {
    number: canonicalNumber(shipment.shipmentTrackingNumber),
    division: EXPRESS,
    // Its `status` is about the call.
    summary: null,
    scans: scansOf(shipment, pieces, warn),
    pieces,
    pieceCount: readCount(shipment.numberOfPieces, pieces.length, warn, 'numberOfPieces'),
    service: code === null ? null : { code, name: null },
    origin: readParty(shipment.shipperDetails),
    destination,
    weight: readWeight(shipment.totalWeight, shipment.unitOfMeasurements, () =>
      warn('totalWeight', 'no weight with a known unit'),
    ),
    eta: readEta(estimatesOf(shipment), destination, warn),
    references: readReferences(
      toEntries(
        [shipment, ...(shipment.pieces ?? [])]
          .flatMap(({ shipperReferences }) => shipperReferences ?? [])
          .map(({ value, typeCode }) => ({ type: typeCode, value })),
      ),
    ),
    relatedNumbers: readChildren(shipment),
    signedBy: null,
    provedAt: null,
    proof: null,
  };
}

/** The shipment's own; an answer about pieces may list theirs alone. */
function scansOf({ events }: ExpressShipment, pieces: readonly PieceRecord[], warn: Warn): readonly Scan[] {
  const own = readCheckpoints(events, [], 'events', warn);
  return own.length > 0 ? own : mergeScans(pieces.flatMap(({ scans }) => scans ?? []));
}

/** Each checkpoint once, with all the pieces that passed it. */
function mergeScans(scans: readonly Scan[]): Scan[] {
  const merged = new Map<string, Scan>();
  for (const scan of scans) {
    const key = [scan.time.localTime, scan.code, scan.location?.city, scan.text].join('\n');
    const known = merged.get(key);
    merged.set(key, known ? { ...known, pieces: [...known.pieces, ...scan.pieces] } : scan);
  }
  return [...merged.values()].sort((a, b) => (b.time.localTime ?? '').localeCompare(a.time.localTime ?? ''));
}

/** Newest first, as the other API has them. */
const readCheckpoints = (
  events: readonly ExpressCheckpoint[] | null | undefined,
  pieces: readonly string[],
  path: string,
  warn: Warn,
): Scan[] =>
  (events ?? [])
    .flatMap((event, index) =>
      saysNothing(event) ? [] : [readCheckpoint(event, pieces, `${path}.${index}`, warn)],
    )
    .reverse();

const saysNothing = ({ date, typeCode, description }: ExpressCheckpoint): boolean =>
  (filled(date) ?? filled(typeCode) ?? filled(description)) === null;

function readCheckpoint(event: ExpressCheckpoint, pieces: readonly string[], path: string, warn: Warn): Scan {
  const location =
    (event.serviceArea ?? []).map(({ description }) => readServiceArea(description))[0] ?? null;
  const time = readCheckpointTime(event, location);
  if (time.localTime === null && filled(event.date) !== null) warn(`${path}.date`, 'no date');
  else if (time.timePrecision === 'day' && filled(event.time) !== null)
    warn(`${path}.time`, 'no time of that day');
  return {
    code: filled(event.typeCode),
    category: null,
    text: filled(event.description) === null ? null : String(event.description),
    time,
    location,
    pieces,
    signedBy: readName(filled(event.signedBy)),
  };
}

function readPiece(piece: ExpressPiece, unit: WireText, warn: Warn): PieceRecord[] {
  const number = canonicalNumber(piece.trackingNumber);
  if (number === null) return [];
  const actual = filled(piece.actualWeight);
  return [
    {
      number,
      weight: readWeight(actual ?? piece.weight, filled(piece.unitOfMeasurements) ?? unit, () =>
        warn('weight', 'no weight with a known unit'),
      ),
      scans: piece.events ? readCheckpoints(piece.events, [number], 'events', warn) : null,
    },
  ];
}

const estimatesOf = ({ estimatedDeliveryDate, estimatedTimeOfDelivery }: ExpressShipment) => [
  { source: 'estimatedDeliveryDate', from: estimatedDeliveryDate, through: null },
  { source: 'estimatedTimeOfDelivery', from: estimatedTimeOfDelivery, through: null },
];

/** The shipments that a bulk shipment is broken into. */
const readChildren = ({ childrenShipmentIdentificationNumbers }: ExpressShipment): RelatedNumber[] =>
  (childrenShipmentIdentificationNumbers ?? []).flatMap((child): RelatedNumber[] => {
    const number = canonicalNumber(child);
    return number === null ? [] : [{ number, carrier: 'dhl', relation: 'alternate' }];
  });
