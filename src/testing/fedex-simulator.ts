/** FedEx, simulated on the wire: its token endpoint, Track by numbers and by shipment, and its push body. */

import { toInstant } from '../time/clock.ts';
import { fedexScans, fedexUniqueId, toFedexTrackResult } from './fedex-payload.ts';
import type { ParcelLife } from './parcel-register.ts';
import {
  type CarrierSimulator,
  createSimulator,
  jsonResponse,
  type SimulatedProtocol,
  type SimulatorGround,
  type SimulatorOptions,
} from './simulator.ts';
import { createTokenOffice, type TokenOffice } from './token-office.ts';

const TOKEN_PATH = '/oauth/token';
const TRACK_PATH = '/track/v1/trackingnumbers';
const PIECES_PATH = '/track/v1/associatedshipments';
const TOKEN_LIFE_MS = 3_599_000;
const MAX_NUMBERS = 30;
const TRACKING_NUMBER = /^[0-9A-Za-z]{8,40}$/;

/**
 * Makes a FedEx that answers in this process, in FedEx's own JSON and by its own rules, along the given clock.
 *
 * @example
 * const clock = createManualClock('2026-03-02T15:00:00.000Z');
 * const simulator = createFedexSimulator({ clock });
 * simulator.addParcel({ trackingNumber: '986578788855', scenario: 'attempt_then_delivered' });
 * const client = createTrackingClient({
 *   carriers: [fedex({ ...simulator.credentials, baseUrl: simulator.origin })],
 *   fetch: simulator.fetch,
 *   clock,
 * });
 */
export const createFedexSimulator = (options: SimulatorOptions): CarrierSimulator =>
  createSimulator(options, speakFedex);

function speakFedex(ground: SimulatorGround): SimulatedProtocol {
  const tokens = createTokenOffice(ground.clock, 'fedex', TOKEN_LIFE_MS);
  return {
    carrier: 'fedex',
    tokenPath: TOKEN_PATH,
    async answer(request) {
      const { pathname } = new URL(request.url);
      if (pathname === TOKEN_PATH) return answerToken(request, ground, tokens);
      const answerJson = ENDPOINTS[pathname];
      if (answerJson === undefined) return refuse(404, ground);
      return (
        refuseJson(request, ground, tokens) ??
        answerJson(await readBody(request), ground, envelopeOf(request, ground))
      );
    },
    refuse: (status) => refuse(status, ground),
    expireTokens: tokens.expireAll,
    pushBody: (trackingNumber) => pushBody(trackingNumber, ground),
  };
}

async function answerToken(
  request: Request,
  ground: SimulatorGround,
  tokens: TokenOffice,
): Promise<Response> {
  if (request.method !== 'POST') return refuse(405, ground);
  if (!hasContentType(request, 'application/x-www-form-urlencoded')) return refuse(415, ground);
  // FedEx takes the credentials in the body, not in a header.
  const form = new URLSearchParams(await request.text());
  const isKnown =
    form.get('grant_type') !== null &&
    form.get('client_id') === ground.credentials.clientId &&
    form.get('client_secret') === ground.credentials.clientSecret;
  if (!isKnown) return refuse(401, ground);
  return jsonResponse({
    access_token: tokens.issue(),
    token_type: 'bearer',
    expires_in: TOKEN_LIFE_MS / 1000,
    scope: 'CXS-TP',
  });
}

function refuseJson(request: Request, ground: SimulatorGround, tokens: TokenOffice): Response | undefined {
  if (request.method !== 'POST') return refuse(405, ground);
  if (tokens.check(request.headers.get('authorization')) !== 'good') return refuse(401, ground);
  if (!hasContentType(request, 'application/json')) return refuse(415, ground);
  return undefined;
}

const hasContentType = (request: Request, type: string): boolean =>
  request.headers.get('content-type')?.startsWith(type) ?? false;

/** One entry of a request's `trackingInfo`, as far as it could be read. */
type Inquiry = {
  readonly trackingNumber: string;
  readonly uniqueId: string | undefined;
  readonly from: string | undefined;
  readonly to: string | undefined;
};

type Endpoint = (body: Record<string, unknown>, ground: SimulatorGround, envelope: object) => Response;

const answerTracking: Endpoint = ({ includeDetailedScans, trackingInfo }, ground, envelope) => {
  if (!Array.isArray(trackingInfo) || trackingInfo.length === 0) {
    return refusal(400, 'TRACKING.TRACKINGNUMBER.EMPTY', envelope);
  }
  if (trackingInfo.length > MAX_NUMBERS) {
    return refusal(400, 'TRACKING.TRACKINGNUMBERS.LIMITEXCEEDED', envelope);
  }
  const results = trackingInfo.map(toInquiry).map((inquiry) => {
    const lives = ground.parcels.lives(inquiry.trackingNumber).filter((parcel) => isMeant(parcel, inquiry));
    return completeTrackResult(inquiry.trackingNumber, lives, includeDetailedScans === true, ground);
  });
  return jsonResponse({ ...envelope, output: { completeTrackResults: results } });
};

/** The pieces of a shipment, by the number of any of them. */
const answerPieces: Endpoint = ({ includeDetailedScans, masterTrackingNumberInfo }, ground, envelope) => {
  const inquiry = toInquiry(masterTrackingNumberInfo);
  if (inquiry.trackingNumber === '') return refusal(400, 'TRACKING.TRACKINGNUMBER.EMPTY', envelope);
  const [master] = ground.parcels.lives(inquiry.trackingNumber).filter((parcel) => isMeant(parcel, inquiry));
  const pieces = master ? ground.parcels.piecesWith(master) : [];
  const results = pieces.map((piece) =>
    completeTrackResult(piece.trackingNumber, [piece], includeDetailedScans === true, ground),
  );
  if (results.length === 0) results.push(completeTrackResult(inquiry.trackingNumber, [], false, ground));
  return jsonResponse({ ...envelope, output: { completeTrackResults: results } });
};

const ENDPOINTS: Readonly<Record<string, Endpoint>> = {
  [TRACK_PATH]: answerTracking,
  [PIECES_PATH]: answerPieces,
};

function completeTrackResult(
  trackingNumber: string,
  lives: readonly ParcelLife[],
  withAllScans: boolean,
  ground: SimulatorGround,
): unknown {
  const results = lives.flatMap((parcel) => toTrackResult(parcel, withAllScans, ground));
  return { trackingNumber, trackResults: results.length > 0 ? results : [unknownParcel(trackingNumber)] };
}

/** Empty where nothing has happened yet. */
function toTrackResult(
  parcel: ParcelLife,
  withAllScans: boolean,
  { clock, parcels }: SimulatorGround,
): unknown[] {
  const now = toInstant(clock.now());
  const scans = fedexScans(parcel.journey, now);
  const newest = scans.at(-1);
  if (newest === undefined) return [];
  const listed = withAllScans ? scans : [newest];
  return [toFedexTrackResult(parcel, { now, pieces: parcels.piecesWith(parcel), newest, listed })];
}

/** A failure of one number, inside a success of the call. */
function unknownParcel(trackingNumber: string): unknown {
  const code = TRACKING_NUMBER.test(trackingNumber)
    ? 'TRACKING.TRACKINGNUMBER.NOTFOUND'
    : 'TRACKING.TRACKINGNUMBER.INVALID';
  return {
    trackingNumberInfo: { trackingNumber, trackingNumberUniqueId: '', carrierCode: '' },
    error: { code, message: 'Nothing is known of this number.' },
  };
}

function isMeant(parcel: ParcelLife, { uniqueId, from, to }: Inquiry): boolean {
  if (uniqueId) return uniqueId === fedexUniqueId(parcel);
  const shippedOn = parcel.journey.steps[0]?.localTime.slice(0, 10) ?? '';
  return (from === undefined || shippedOn >= from) && (to === undefined || shippedOn <= to);
}

function toInquiry(entry: unknown): Inquiry {
  const { trackingNumberInfo, shipDateBegin, shipDateEnd } = asRecord(entry);
  const { trackingNumber, trackingNumberUniqueId } = asRecord(trackingNumberInfo);
  return {
    trackingNumber: asText(trackingNumber) ?? '',
    uniqueId: asText(trackingNumberUniqueId),
    from: asText(shipDateBegin),
    to: asText(shipDateEnd),
  };
}

function pushBody(trackingNumber: string, ground: SimulatorGround): unknown {
  const [parcel] = ground.parcels.lives(trackingNumber);
  const trackResults = parcel ? toTrackResult(parcel, false, ground) : [];
  if (trackResults.length === 0) {
    throw new RangeError(`FedEx simulator: nothing to push for ${trackingNumber}`);
  }
  // What stands in the metadata is not published; that they are there tells a push from an answer.
  return { output: { completeTrackResults: [{ trackingNumber, trackResults }] }, outputMetaData: [{}] };
}

async function readBody(request: Request): Promise<Record<string, unknown>> {
  try {
    return asRecord(await request.json());
  } catch {
    return {};
  }
}

function envelopeOf(request: Request, ground: SimulatorGround): object {
  const customerTransactionId = request.headers.get('x-customer-transaction-id');
  return {
    transactionId: transactionId(ground),
    ...(customerTransactionId && { customerTransactionId }),
  };
}

const asRecord = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

const asText = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

const ERROR_CODES: Readonly<Record<number, string>> = {
  401: 'NOT.AUTHORIZED.ERROR',
  403: 'FORBIDDEN.ERROR',
  404: 'NOT.FOUND.ERROR',
  500: 'INTERNAL.SERVER.ERROR',
  503: 'SERVICE.UNAVAILABLE.ERROR',
};

/** The errors body; without an error where FedEx doesn't publish the status's code. */
function refuse(status: number, ground: SimulatorGround): Response {
  const code = ERROR_CODES[status];
  const envelope = { transactionId: transactionId(ground) };
  return code === undefined
    ? jsonResponse({ ...envelope, errors: [] }, status)
    : refusal(status, code, envelope);
}

const refusal = (status: number, code: string, envelope: object): Response =>
  jsonResponse({ ...envelope, errors: [{ code, message: `Refused with ${status}.` }] }, status);

const transactionId = ({ nextSerial }: SimulatorGround): string =>
  `00000000-0000-4000-8000-${String(nextSerial()).padStart(12, '0')}`;
