/** Amazon, simulated on the wire: Login with Amazon, Shipping v2's tracking, the webhook's body and the notification. */

import { toInstant } from '../time/clock.ts';
import { toTrackingDetail, toTrackingResult, unknownParcel } from './amazon-payload.ts';
import {
  type CarrierSimulator,
  createSimulator,
  jsonResponse,
  type SimulatedProtocol,
  type SimulatorGround,
  type SimulatorOptions,
} from './simulator.ts';
import { createTokenOffice, type TokenOffice } from './token-office.ts';

const TOKEN_PATH = '/auth/o2/token';
const TRACKING_PATH = '/shipping/v2/tracking';
const TOKEN_LIFE_MS = 3_600_000;
const BUSINESS_ID = 'AmazonShipping_US';
/** The one Amazon takes where a call names none. */
const DEFAULT_BUSINESS_ID = 'AmazonShipping_UK';

export type AmazonSimulatorOptions = SimulatorOptions & {
  /** @default 'simulated-refresh-token' */
  readonly refreshToken?: string | undefined;
};

export type AmazonSimulator = CarrierSimulator & {
  /** For the adapter: `amazon({ ...simulator.credentials, baseUrl: simulator.origin })`. */
  readonly credentials: CarrierSimulator['credentials'] & {
    readonly refreshToken: string;
    readonly businessId: string;
  };
  /**
   * The milestone notification that would be sent now; it knows fewer steps than the webhook.
   *
   * @throws RangeError when no milestone of the number has been reached.
   */
  notificationBody(trackingNumber: string): unknown;
};

/**
 * Makes an Amazon that answers in this process, in Amazon's own JSON and by its own rules, along the given clock. Its
 * parcels are of the business `AmazonShipping_US`.
 *
 * @example
 * const clock = createManualClock('2026-03-02T15:00:00.000Z');
 * const simulator = createAmazonSimulator({ clock });
 * simulator.addParcel({ trackingNumber: 'TBA010000000000', scenario: 'delivered' });
 * const client = createTrackingClient({
 *   carriers: [amazon({ ...simulator.credentials, baseUrl: simulator.origin })],
 *   fetch: simulator.fetch,
 *   clock,
 * });
 */
export function createAmazonSimulator(options: AmazonSimulatorOptions): AmazonSimulator {
  const { refreshToken = 'simulated-refresh-token', ...common } = options;
  let notify: AmazonSimulator['notificationBody'] = () => undefined;
  const simulator = createSimulator(common, (ground) => {
    notify = (trackingNumber) => notificationBody(trackingNumber, ground);
    return speakAmazon(ground, refreshToken);
  });
  const credentials = { ...simulator.credentials, refreshToken, businessId: BUSINESS_ID };
  return { ...simulator, credentials, notificationBody: (trackingNumber) => notify(trackingNumber) };
}

function speakAmazon(ground: SimulatorGround, refreshToken: string): SimulatedProtocol {
  const tokens = createTokenOffice(ground.clock, 'amazon', TOKEN_LIFE_MS);
  return {
    carrier: 'amazon',
    tokenPath: TOKEN_PATH,
    async answer(request) {
      const { pathname } = new URL(request.url);
      if (pathname === TOKEN_PATH) return answerToken(request, ground, tokens, refreshToken);
      const response =
        pathname === TRACKING_PATH && request.method === 'GET'
          ? (refuseTracking(request, tokens) ?? answerTracking(request, ground))
          : refuse(404);
      response.headers.set('x-amzn-requestid', requestId(ground));
      return response;
    },
    refuse: (status) => refuse(status),
    expireTokens: tokens.expireAll,
    pushBody: (trackingNumber) => webhookBody(trackingNumber, ground),
  };
}

async function answerToken(
  request: Request,
  { credentials }: SimulatorGround,
  tokens: TokenOffice,
  refreshToken: string,
): Promise<Response> {
  const isForm = request.headers.get('content-type')?.startsWith('application/x-www-form-urlencoded');
  const form = new URLSearchParams(isForm ? await request.text() : '');
  if (request.method !== 'POST' || form.get('grant_type') !== 'refresh_token') {
    return refuseToken(400, 'unsupported_grant_type');
  }
  const { clientId, clientSecret } = credentials;
  if (form.get('client_id') !== clientId || form.get('client_secret') !== clientSecret) {
    return refuseToken(401, 'invalid_client');
  }
  if (form.get('refresh_token') !== refreshToken) return refuseToken(400, 'invalid_grant');
  return jsonResponse({
    access_token: tokens.issue(),
    token_type: 'bearer',
    expires_in: TOKEN_LIFE_MS / 1000,
    refresh_token: refreshToken,
  });
}

const refuseToken = (status: number, error: string): Response =>
  jsonResponse({ error, error_description: 'The request was refused.' }, status);

function refuseTracking(request: Request, tokens: TokenOffice): Response | undefined {
  const token = tokens.check(`Bearer ${request.headers.get('x-amz-access-token') ?? ''}`);
  // The model lists the expired token here, not under 401.
  if (token === 'expired') return refuse(403);
  if (token !== 'good') return refuse(401);
  const { searchParams } = new URL(request.url);
  const missing = ['TrackingId', 'CarrierId'].find(
    (name) => !searchParams.get(name.replace(/^\w/, (letter) => letter.toLowerCase())),
  );
  return missing === undefined ? undefined : refuse(400, `${missing} is missing in the request`);
}

function answerTracking(request: Request, ground: SimulatorGround): Response {
  const trackingId = new URL(request.url).searchParams.get('trackingId') ?? '';
  const businessId = request.headers.get('x-amzn-shipping-business-id') ?? DEFAULT_BUSINESS_ID;
  const [parcel] = businessId === BUSINESS_ID ? ground.parcels.lives(trackingId) : [];
  const result = parcel && toTrackingResult(parcel, toInstant(ground.clock.now()));
  const response = jsonResponse({ payload: result ?? unknownParcel(trackingId) });
  response.headers.set('x-amzn-ratelimit-limit', '80.0');
  return response;
}

/** Shaped as an EventBridge event; what it carries beside the tracking result is not published. */
function webhookBody(trackingNumber: string, ground: SimulatorGround): unknown {
  const [parcel] = ground.parcels.lives(trackingNumber);
  const time = toInstant(ground.clock.now());
  const detail = parcel && toTrackingResult(parcel, time);
  if (detail === undefined) throw new RangeError(`Amazon simulator: nothing to push for ${trackingNumber}`);
  return { id: requestId(ground), time, detail };
}

function notificationBody(trackingNumber: string, ground: SimulatorGround): unknown {
  const [parcel] = ground.parcels.lives(trackingNumber);
  const now = toInstant(ground.clock.now());
  const trackingDetail = parcel && toTrackingDetail(parcel, now);
  if (trackingDetail === undefined) {
    throw new RangeError(`Amazon simulator: no milestone of ${trackingNumber} yet`);
  }
  return {
    notificationVersion: '1.0',
    notificationType: 'SHIPMENT_TRACKING_MILESTONE_CHANGED',
    payloadVersion: '2026-01-30',
    eventTime: now,
    notificationMetadata: {
      applicationId: 'amzn1.sellerapps.app.simulated',
      subscriptionId: 'simulated-subscription',
      publishTime: now,
      notificationId: requestId(ground),
    },
    payload: { shipmentTrackingMilestoneChangedNotification: { trackingDetail } },
  };
}

const ERROR_CODES: Readonly<Record<number, string>> = {
  401: 'Unauthorized',
  403: 'Unauthorized',
  404: 'NotFound',
  429: 'TooManyRequests',
  500: 'InternalError',
  503: 'ServiceUnavailable',
};

/** The errors body. */
function refuse(status: number, details?: string): Response {
  const code = ERROR_CODES[status] ?? 'InvalidRequest';
  const error = { code, message: `Refused with ${status}.`, ...(details && { details }) };
  return jsonResponse({ errors: [error] }, status);
}

const requestId = ({ nextSerial }: SimulatorGround): string =>
  `00000000-0000-4000-8000-${String(nextSerial()).padStart(12, '0')}`;
