/** USPS, simulated on the wire: its token endpoint, Tracking v3 and its batch v3r2, the letter of proof, and its push body. */

import { toInstant } from '../time/clock.ts';
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
import { toUspsDetail, toUspsRecord, toUspsSummary, uspsMailingDate } from './usps-payload.ts';

const TOKEN_PATH = '/oauth2/v3/token';
const TRACK_PATH = /^\/tracking\/v3\/tracking\/([^/]{1,200})(\/proof-of-delivery)?$/;
const BATCH_PATH = '/tracking/v3r2/tracking';
const TOKEN_LIFE_MS = 28_799_000;
const MAX_NUMBERS = 35;
const TRACKING_NUMBER = /^[0-9A-Za-z]{4,34}$/;

/**
 * Makes a USPS that answers in this process, in USPS's own JSON and by its own rules, along the given clock.
 *
 * @example
 * const clock = createManualClock('2026-03-02T15:00:00.000Z');
 * const simulator = createUspsSimulator({ clock });
 * simulator.addParcel({ trackingNumber: '9400111206206406260787', scenario: 'attempt_then_delivered' });
 * const client = createTrackingClient({
 *   carriers: [usps({ ...simulator.credentials, baseUrl: simulator.origin })],
 *   fetch: simulator.fetch,
 *   clock,
 * });
 */
export const createUspsSimulator = (options: SimulatorOptions): CarrierSimulator =>
  createSimulator(options, speakUsps);

function speakUsps(ground: SimulatorGround): SimulatedProtocol {
  const tokens = createTokenOffice(ground.clock, 'usps', TOKEN_LIFE_MS);
  return {
    carrier: 'usps',
    tokenPath: TOKEN_PATH,
    async answer(request) {
      const { pathname } = new URL(request.url);
      if (pathname === TOKEN_PATH) return answerToken(request, ground, tokens);
      const [, number, proof] = TRACK_PATH.exec(pathname) ?? [];
      if (number === undefined && pathname !== BATCH_PATH) return refuse(404);
      if (tokens.check(request.headers.get('authorization')) !== 'good') return refuse(401);
      if (number === undefined) return answerBatch(request, ground);
      return proof === undefined ? answerOne(request, number, ground) : answerProof(request, number, ground);
    },
    refuse,
    expireTokens: tokens.expireAll,
    pushBody: (trackingNumber) => pushBody(trackingNumber, ground),
  };
}

async function answerToken(
  request: Request,
  { clock, credentials }: SimulatorGround,
  tokens: TokenOffice,
): Promise<Response> {
  if (request.method !== 'POST') return refuse(405);
  const form = await readCredentials(request);
  if (form['grant_type'] !== 'client_credentials') return refuseToken(400, 'unsupported_grant_type');
  const { clientId, clientSecret } = credentials;
  if (form['client_id'] !== clientId || form['client_secret'] !== clientSecret) {
    return refuseToken(401, 'invalid_client');
  }
  return jsonResponse({
    access_token: tokens.issue(),
    token_type: 'Bearer',
    issued_at: clock.now(),
    expires_in: TOKEN_LIFE_MS / 1000,
    status: 'approved',
    scope: 'tracking',
    issuer: 'https://keyc.usps.com/realms/USPS',
    client_id: clientId,
    application_name: 'Simulated App',
    api_products: '[Package Tracking and Notification]',
  });
}

/** USPS takes a form as well as JSON. */
async function readCredentials(request: Request): Promise<Readonly<Record<string, unknown>>> {
  const text = await request.text();
  if (!request.headers.get('content-type')?.startsWith('application/json')) {
    return Object.fromEntries(new URLSearchParams(text));
  }
  return asRecord(parsed(text));
}

function answerOne(request: Request, number: string, ground: SimulatorGround): Response {
  if (request.method !== 'GET') return refuse(405);
  const { searchParams: query } = new URL(request.url);
  const parcel = lifeOf(
    { trackingNumber: decodeURIComponent(number), mailingDate: query.get('mailingDate') ?? undefined },
    ground,
  );
  if (parcel === undefined) return unknownNumber();
  const now = toInstant(ground.clock.now());
  return jsonResponse(
    query.get('expand') === 'DETAIL' ? toUspsDetail(parcel, now) : toUspsSummary(parcel, now),
  );
}

async function answerBatch(request: Request, ground: SimulatorGround): Promise<Response> {
  if (request.method !== 'POST') return refuse(405);
  const asked = parsed(await request.text());
  const inquiries = Array.isArray(asked) ? asked.map(toInquiry) : [];
  const isFit = inquiries.every(({ trackingNumber }) => TRACKING_NUMBER.test(trackingNumber));
  if (inquiries.length === 0 || inquiries.length > MAX_NUMBERS || !isFit) {
    return refusal('/tracking/v3r2', 400, 'OASValidation', 'The request does not fit its schema.');
  }
  const now = toInstant(ground.clock.now());
  const found = inquiries.map((inquiry) => {
    const parcel = lifeOf(inquiry, ground);
    return parcel && toUspsRecord(parcel, now);
  });
  if (found.every((record) => record === undefined)) {
    return refusal('/tracking/v3r2', 404, '404', 'Tracking is not available for this item.');
  }
  if (found.every((record) => record !== undefined)) return jsonResponse(found);
  return jsonResponse(
    found.map((record, index) =>
      record === undefined
        ? {
            statusCode: '404',
            trackingNumber: inquiries[index]?.trackingNumber,
            apiVersion: '/tracking/v3r2',
            error: { code: '404', message: 'Tracking is not available for this item.', errors: [] },
          }
        : { statusCode: '200', ...record },
    ),
    207,
  );
}

async function answerProof(request: Request, number: string, ground: SimulatorGround): Promise<Response> {
  if (request.method !== 'POST') return refuse(405);
  if (lifeOf({ trackingNumber: decodeURIComponent(number) }, ground) === undefined) return refuse(404);
  const { requestType, email } = asRecord(parsed(await request.text()));
  if (requestType !== 'email' || !Array.isArray(email) || email.length === 0) return refuse(400);
  return jsonResponse({ resultText: 'Your Proof of Delivery record is on its way.', returnCode: '0' }, 202);
}

type Inquiry = { readonly trackingNumber: string; readonly mailingDate?: string | undefined };

function toInquiry(entry: unknown): Inquiry {
  const { trackingNumber, mailingDate } = asRecord(entry);
  return {
    trackingNumber: typeof trackingNumber === 'string' ? trackingNumber : '',
    mailingDate: typeof mailingDate === 'string' ? mailingDate : undefined,
  };
}

/** The newest life, unless the day of mailing names one. */
const lifeOf = (
  { trackingNumber, mailingDate }: Inquiry,
  { parcels }: SimulatorGround,
): ParcelLife | undefined =>
  parcels
    .lives(trackingNumber)
    .find((parcel) => mailingDate === undefined || uspsMailingDate(parcel) === mailingDate);

/** A notification of Subscriptions-Tracking; its payload is JSON in a text. */
function pushBody(trackingNumber: string, ground: SimulatorGround): unknown {
  const [parcel] = ground.parcels.lives(trackingNumber);
  if (parcel === undefined) throw new RangeError(`USPS simulator: nothing to push for ${trackingNumber}`);
  const now = toInstant(ground.clock.now());
  return {
    subscriptionId: '12345678',
    subscriptionType: 'TRACKING',
    timestamp: now,
    payload: JSON.stringify(toUspsRecord(parcel, now, { newestOnly: true })),
    links: [],
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const asRecord = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

/** A bad request by its status; which number is unknown shows in the sub-code alone. */
const unknownNumber = (): Response =>
  refusal(
    '/tracking/v3',
    400,
    '150002',
    'The tracking number may be incorrect or the status update is not yet available.',
  );

const MESSAGES: Readonly<Record<number, string>> = {
  401: 'The client application identifier is invalid.',
  403: 'Access to this label is not allowed.',
};

const refuse = (status: number): Response =>
  refusal('/tracking/v3', status, String(status), MESSAGES[status] ?? `Refused with ${status}.`);

const refusal = (apiVersion: string, status: number, code: string, message: string): Response =>
  jsonResponse(
    {
      apiVersion,
      error: {
        code: String(status),
        message,
        errors: [{ status: String(status), code, title: 'Refused', detail: message, source: {} }],
      },
    },
    status,
  );

/** Tokens are refused in another shape. */
const refuseToken = (status: number, error: string): Response =>
  jsonResponse({ error, error_description: 'No token is given.', error_uri: '' }, status);
