/** A carrier of your own, from the package's public names alone: Acme's numbers, codes, wire and errors. */

import * as sdk from 'parceltrail';
import { z } from 'zod';

const format = sdk.defineFormat({
  id: 'acme_12',
  carrier: 'acme',
  name: 'Acme',
  lengths: [12],
  pattern: /^AC\d{10}$/,
  check: { algorithm: 'gs1_mod10', from: 2 },
  confidence: 0.95,
  evidence: ['prefix', 'check_digit'],
  examples: { valid: ['AC1234567895'], invalid: ['AC1234567890', 'AC123456789'] },
});

export const acmeCodes = sdk.defineCodeTable({
  id: 'acme.scan',
  source: 'Acme Tracking 2.1, appendix B',
  rows: {
    NEW: 'information_received',
    PUP: 'package_accepted',
    WX: 'delayed:weather',
    VAN: 'out_for_delivery',
    DLV: 'delivered',
    EST: '-',
  },
});

const text = z.string().nullish();
const scanWire = z.looseObject({ code: text, words: text, at: text, city: text, zip: text, country: text });
const parcelWire = z.looseObject({ number: text, scans: z.array(scanWire).nullish(), signed: text });
const answerWire = z.looseObject({ parcels: z.array(parcelWire).nullish() });

function toEvent(scan: z.infer<typeof scanWire>, policy?: sdk.StatusPolicy): sdk.TrackingEvent {
  const location = sdk.toLocation({ city: scan.city, postalCode: scan.zip, country: scan.country });
  const codes = scan.code ? [{ table: acmeCodes, code: scan.code }] : [];
  const question = { code: scan.code ?? null, category: null, text: scan.words ?? null, codes };
  const facts = { carrier: 'acme', eventId: null, location, signedBy: null };
  // Acme prints each depot's own clock, without an offset.
  return sdk.toTrackingEvent(sdk.normalize(question, policy), sdk.timeOfIsoAt(scan.at, location), facts);
}

function toResult(parcel: z.infer<typeof parcelWire>, context: sdk.ParseContext, raw: unknown) {
  const about = { carrier: 'acme', trackingNumber: context.trackingNumber ?? parcel.number ?? '' };
  const { observedAt = new Date().toISOString(), source = 'import', policy, pii, keepRaw } = context;
  const events = sdk.orderEvents((parcel.scans ?? []).map((scan) => toEvent(scan, policy)));
  const last = events.findLast(({ movesStatus }) => movesStatus) ?? events.at(-1);
  if (!last) return { outcome: 'not_found', ...about, carrierCode: null, message: null, observedAt } as const;
  const { occurredAt: at, localTime } = last;
  const delivery = { at, localTime, signedBy: parcel.signed ?? null, placement: null, proof: null };
  const observation = sdk.toObservation({
    ...sdk.statusFieldsOf(last),
    ...about,
    ...{ events, observedAt, source, delivery: last.status === 'delivered' ? delivery : null },
    ...(keepRaw ? { raw } : {}),
  });
  return { outcome: 'found', ...about, observation: sdk.applyPiiPolicy(observation, pii) } as const;
}

export function parseAcme(payload: unknown, context: sdk.ParseContext = {}): sdk.TrackResult[] {
  const { trackingNumber, httpStatus = 200, retryAfterMs } = context;
  const { wire } = sdk.readWire(answerWire, sdk.readBody(payload));
  if (!wire?.parcels || httpStatus !== 200) {
    const about = { carrier: 'acme', retryAfterMs };
    const error = sdk.failureOfStatus(httpStatus, `acme: no tracking answer (${httpStatus})`, about);
    return [{ outcome: 'failed', carrier: 'acme', trackingNumber: trackingNumber ?? '', error }];
  }
  if (trackingNumber === undefined) return wire.parcels.map((parcel) => toResult(parcel, context, payload));
  return [toResult(wire.parcels.find(({ number }) => number === trackingNumber) ?? {}, context, payload)];
}

export const acme = sdk.defineCarrier({
  id: 'acme',
  name: 'Acme',
  formats: [format],
  capabilities: { batchSize: 10, concurrency: 4, push: false, needsAccount: true, scope: 'any_parcel' },
  options: z.strictObject({ apiKey: z.string().min(8), baseUrl: z.url() }),
  setup: ({ apiKey, baseUrl }) => ({
    credentialKey: sdk.toCredentialKey('acme', baseUrl, apiKey),
    track: async (requests, { http, clock, signal, ...settings }) => {
      const query = { numbers: requests.map(({ trackingNumber }) => trackingNumber).join() };
      const headers = { 'x-api-key': apiKey };
      const reply = await http.request(
        { method: 'GET', url: `${baseUrl}/parcels`, query, headers },
        { signal },
      );
      const observedAt = new Date(clock.now()).toISOString();
      const { status: httpStatus, retryAfterMs, body } = reply;
      const context = { ...settings, httpStatus, retryAfterMs, observedAt, source: 'poll' } as const;
      return requests.flatMap(({ trackingNumber }) => parseAcme(body, { ...context, trackingNumber }));
    },
  }),
  parse: parseAcme,
  trackingUrl: (number) => `https://acme.example/track?number=${encodeURIComponent(number)}`,
});
