/** DHL, simulated on the wire: the Unified API with its push body, and MyDHL for waybills of Express. */

import { toInstant } from '../time/clock.ts';
import { dhlServiceOf, type MydhlView, toMydhlShipment, toUnifiedShipment } from './dhl-payload.ts';
import type { ParcelLife } from './parcel-register.ts';
import {
  type CarrierSimulator,
  createSimulator,
  jsonResponse,
  type SimulatedProtocol,
  type SimulatorGround,
  type SimulatorOptions,
} from './simulator.ts';

const UNIFIED_PATH = '/track/shipments';
const MYDHL_PREFIX = /^\/mydhlapi(?:\/test)?\//;
const WAYBILL_PATH = /^shipments\/([^/]{1,100})\/tracking$/;
const BULK_PATH = 'tracking';

/** For the adapter: `dhl({ ...simulator.credentials, baseUrl: simulator.origin })`. */
export type DhlCredentials = {
  readonly apiKey: string;
  readonly express: { readonly username: string; readonly password: string };
};

/**
 * Makes a DHL that answers in this process, in DHL's own JSON and by its own rules, along the given clock. Numbers of
 * ten digits are waybills of Express, which both APIs know; others are parcels of DHL eCommerce. The API key is the
 * option `clientId`, and so is the user of MyDHL, whose password is `clientSecret`.
 *
 * @example
 * const clock = createManualClock('2026-03-02T15:00:00.000Z');
 * const simulator = createDhlSimulator({ clock });
 * simulator.addParcel({ trackingNumber: '3318810025', scenario: 'delivered' });
 * const client = createTrackingClient({
 *   carriers: [dhl({ ...simulator.credentials, baseUrl: simulator.origin })],
 *   fetch: simulator.fetch,
 *   clock,
 * });
 */
export function createDhlSimulator(options: SimulatorOptions): CarrierSimulator<DhlCredentials> {
  const simulator = createSimulator(options, speakDhl);
  const { clientId, clientSecret } = simulator.credentials;
  const express = { username: clientId, password: clientSecret };
  return { ...simulator, credentials: { apiKey: clientId, express } };
}

function speakDhl(ground: SimulatorGround): SimulatedProtocol {
  return {
    carrier: 'dhl',
    tokenPath: null,
    async answer(request) {
      const { pathname } = new URL(request.url);
      if (pathname === UNIFIED_PATH) return answerUnified(request, ground);
      return MYDHL_PREFIX.test(pathname) ? answerMydhl(request, ground) : refuse(404, request);
    },
    refuse,
    expireTokens: () => undefined,
    pushBody(trackingNumber) {
      const shipments = unifiedShipments(trackingNumber, ground).slice(0, 1);
      if (shipments.length === 0)
        throw new RangeError(`DHL simulator: nothing to push for ${trackingNumber}`);
      return {
        scope: 'subscription.push',
        self: 'https://api-eu.dhl.com/tracking/push/v1/subscription/1',
        shipments,
      };
    },
  };
}

function answerUnified(request: Request, ground: SimulatorGround): Response {
  if (request.method !== 'GET') return refuse(405, request);
  if (request.headers.get('dhl-api-key') !== ground.credentials.clientId) return refuse(401, request);
  const query = new URL(request.url).searchParams;
  const trackingNumber = query.get('trackingNumber');
  if (!trackingNumber || query.getAll('trackingNumber').length > 1) return refuse(400, request);
  const service = query.get('service');
  const isMeant = service === null || service === dhlServiceOf(trackingNumber);
  const shipments = isMeant ? unifiedShipments(trackingNumber, ground) : [];
  if (shipments.length === 0) return refuse(404, request);
  const url = `/shipments?trackingNumber=${trackingNumber}&offset=0&limit=5`;
  return jsonResponse({ url, firstUrl: url, shipments, possibleAdditionalShipmentsUrl: [] });
}

const unifiedShipments = (trackingNumber: string, ground: SimulatorGround): unknown[] =>
  ground.parcels
    .lives(trackingNumber)
    .map((parcel) =>
      toUnifiedShipment(parcel, { now: nowOf(ground), pieces: ground.parcels.piecesWith(parcel) }),
    )
    .filter((shipment) => shipment !== undefined);

function answerMydhl(request: Request, ground: SimulatorGround): Response {
  if (request.method !== 'GET') return refuse(405, request);
  const { clientId, clientSecret } = ground.credentials;
  const expected = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
  if (request.headers.get('authorization') !== expected) return refuse(401, request);
  if (!request.headers.get('x-version')) return refuse(400, request);
  const { pathname, searchParams: query } = new URL(request.url);
  const path = pathname.replace(MYDHL_PREFIX, '');
  const [, waybill] = WAYBILL_PATH.exec(path) ?? [];
  const isBulk = path === BULK_PATH;
  if (waybill === undefined && !isBulk) return refuse(404, request);
  const level = query.get('levelOfDetail') ?? 'shipment';
  const view = {
    // The bulk path doesn't know offsets.
    withOffsets: !isBulk && query.get('requestGMTOffsetPerEvent') === 'true',
    withShipment: level !== 'piece',
    withPieces: level !== 'shipment',
  };
  const numbers = isBulk
    ? [...query.getAll('shipmentTrackingNumber'), ...query.getAll('pieceTrackingNumber')]
    : [waybill ?? ''];
  if (numbers.length === 0) return refuse(400, request);
  const shipments = numbers.flatMap((number) => mydhlShipments(number, view, ground));
  return shipments.length === 0 ? refuse(404, request) : jsonResponse({ shipments });
}

function mydhlShipments(
  trackingNumber: string,
  view: Omit<MydhlView, 'now' | 'pieces'>,
  ground: SimulatorGround,
): unknown[] {
  const [parcel]: (ParcelLife | undefined)[] =
    dhlServiceOf(trackingNumber) === 'express' ? ground.parcels.lives(trackingNumber) : [];
  if (parcel === undefined) return [];
  const pieces = ground.parcels.piecesWith(parcel);
  const shipment = toMydhlShipment(parcel, { ...view, now: nowOf(ground), pieces });
  return shipment === undefined ? [] : [shipment];
}

const nowOf = ({ clock }: SimulatorGround) => toInstant(clock.now());

const TITLES: Readonly<Record<number, string>> = {
  401: 'Unauthorized',
  404: 'No result found',
  429: 'Too Many Requests',
};

/** Each API's own error body: `status` is a number in one, a text in the other. */
function refuse(status: number, request: Request): Response {
  const { pathname } = new URL(request.url);
  const title = TITLES[status] ?? `Refused with ${status}`;
  if (!MYDHL_PREFIX.test(pathname)) {
    return jsonResponse({ title, status, detail: `${title}.`, instance: '/shipment' }, status);
  }
  const instance = pathname.replace(MYDHL_PREFIX, '/expressapi/');
  return jsonResponse(
    { instance, detail: `${title}.`, title, message: title, status: String(status) },
    status,
  );
}
