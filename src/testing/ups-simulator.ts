/** UPS, simulated on the wire: its token endpoint, Track by number and by shipment, and Track Alert's push body. */

import { toInstant } from '../time/clock.ts';
import {
  type CarrierSimulator,
  createSimulator,
  jsonResponse,
  type SimulatedProtocol,
  type SimulatorGround,
  type SimulatorOptions,
} from './simulator.ts';
import { createTokenOffice, type TokenOffice } from './token-office.ts';
import { toUpsPackage, toUpsTrackAlert } from './ups-payload.ts';

const TOKEN_PATH = '/security/v1/oauth/token';
/** With `shipment`, the path of all packages of a number's shipment. */
const DETAILS_PATH = /^\/api\/track\/v1\/(shipment\/)?details\/([^/]{1,200})$/;
const INQUIRY_NUMBER = /^[0-9A-Za-z]{7,34}$/;
const PAGE_SIZE = 50;
const TOKEN_LIFE_MS = 14_399_000;

/**
 * Makes a UPS that answers in this process, in UPS's own JSON and by its own rules, along the given clock.
 *
 * @example
 * const clock = createManualClock('2026-03-02T15:00:00.000Z');
 * const simulator = createUpsSimulator({ clock });
 * simulator.addParcel({ trackingNumber: '1Z5R89390357567127', scenario: 'delivered' });
 * const client = createTrackingClient({
 *   carriers: [ups({ ...simulator.credentials, baseUrl: simulator.origin })],
 *   fetch: simulator.fetch,
 *   clock,
 * });
 */
export const createUpsSimulator = (options: SimulatorOptions): CarrierSimulator =>
  createSimulator(options, speakUps);

function speakUps(ground: SimulatorGround): SimulatedProtocol {
  const { clock, parcels } = ground;
  const tokens = createTokenOffice(clock, 'ups', TOKEN_LIFE_MS);
  return {
    carrier: 'ups',
    tokenPath: TOKEN_PATH,
    async answer(request) {
      const url = new URL(request.url);
      if (url.pathname === TOKEN_PATH) return answerToken(request, ground, tokens);
      const [, shipment, inquiryNumber] = DETAILS_PATH.exec(url.pathname) ?? [];
      if (inquiryNumber === undefined) return refuse(404);
      const inquiry = { inquiryNumber, ofShipment: shipment !== undefined, query: url.searchParams };
      return refuseDetails(request, tokens) ?? answerDetails(inquiry, ground);
    },
    refuse,
    expireTokens: tokens.expireAll,
    pushBody(trackingNumber) {
      const [newest] = parcels.lives(trackingNumber);
      if (newest === undefined) throw new RangeError(`UPS simulator: nothing to push for ${trackingNumber}`);
      return toUpsTrackAlert(newest, toInstant(clock.now()));
    },
  };
}

async function answerToken(
  request: Request,
  { clock, credentials }: SimulatorGround,
  tokens: TokenOffice,
): Promise<Response> {
  if (request.method !== 'POST') return refuse(405);
  if (!request.headers.get('content-type')?.startsWith('application/x-www-form-urlencoded')) {
    return refusal(400, '10007', 'Unsupported content type.');
  }
  const { clientId, clientSecret } = credentials;
  const expected = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
  if (request.headers.get('authorization') !== expected) return refusal(401, '10401', 'Unknown client.');
  const form = new URLSearchParams(await request.text());
  if (form.get('grant_type') !== 'client_credentials') return refuse(400);
  // Each value is a text, numbers as well.
  return jsonResponse({
    token_type: 'Bearer',
    issued_at: String(clock.now()),
    client_id: clientId,
    access_token: tokens.issue(),
    scope: '',
    expires_in: String(TOKEN_LIFE_MS / 1000),
    refresh_count: '0',
    status: 'approved',
  });
}

function refuseDetails(request: Request, tokens: TokenOffice): Response | undefined {
  if (request.method !== 'GET') return refuse(405);
  const token = tokens.check(request.headers.get('authorization'));
  if (token === 'expired') return refusal(401, '251004', 'The token has expired.');
  if (token !== 'good') return refuse(401);
  // The codes that UPS's sister API has for a missing header; Track's own are not published.
  if (!request.headers.get('transId')) return refusal(400, 'VSS002', 'transId is missing.');
  if (!request.headers.get('transactionSrc')) return refusal(400, 'VSS004', 'transactionSrc is missing.');
  return undefined;
}

type Inquiry = {
  readonly inquiryNumber: string;
  readonly ofShipment: boolean;
  readonly query: URLSearchParams;
};

function answerDetails(inquiry: Inquiry, ground: SimulatorGround): Response {
  const { inquiryNumber } = inquiry;
  if (!INQUIRY_NUMBER.test(inquiryNumber)) return refusal(400, 'TV1002', 'This is no inquiry number.');
  const packages = packagesFor(inquiry, ground);
  const shipment =
    packages.length === 0
      ? { inquiryNumber, warnings: [{ code: 'TW0001', message: 'No tracking information.' }] }
      : { inquiryNumber, package: packages };
  return jsonResponse({ trackResponse: { shipment: [shipment] } });
}

function packagesFor({ inquiryNumber, ofShipment, query }: Inquiry, ground: SimulatorGround): unknown[] {
  const [parcel] = ground.parcels.lives(inquiryNumber);
  if (parcel === undefined) return [];
  const pieces = ground.parcels.piecesWith(parcel);
  const offset = Number(query.get('offset') ?? 0);
  const listed = ofShipment
    ? pieces.slice(offset, offset + Number(query.get('count') ?? PAGE_SIZE))
    : [parcel];
  const extras = {
    packageCount: pieces.length,
    withSignature: query.get('returnSignature') === 'true',
    withProofOfDelivery: query.get('returnPOD') === 'true',
  };
  const now = toInstant(ground.clock.now());
  return listed.map((piece) => toUpsPackage(piece, now, extras)).filter((piece) => piece !== undefined);
}

const ERROR_CODES: Readonly<Record<number, string>> = {
  401: '250002',
  405: '405',
  429: '10429',
  500: '10004',
};

/** The errors body; a status whose code UPS doesn't publish is its own code. */
const refuse = (status: number): Response =>
  refusal(status, ERROR_CODES[status] ?? String(status), `Refused with ${status}.`);

const refusal = (status: number, code: string, message: string): Response =>
  jsonResponse({ response: { errors: [{ code, message }] } }, status);
