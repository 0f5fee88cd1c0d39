/** What the example's carrier once sent. */

import type { RecordedCarrier } from 'parceltrail/testing';

const scan = (code: string, words: string, at: string, city = 'Austin', zip = '78701', country = 'US') => ({
  code,
  words,
  at,
  city,
  zip,
  country,
});
const LABEL = scan('NEW', 'Label made', '2026-03-02T09:30:00', 'Bremen', '28195', 'DE');
const PICKUP = scan('PUP', 'Collected', '2026-03-02T17:05:00', 'Bremen', '28195', 'DE');
const STORM = scan('WX', 'Held by a storm', '2026-03-03T11:00:00');
const VAN = scan('VAN', 'On the van', '2026-03-04T07:40:00');
const DELIVERY = scan('DLV', 'Delivered', '2026-03-04T13:12:00');

const answer = (number: string, scans: readonly object[], signed: string | null = null) => ({
  parcels: [{ number, scans, signed }],
});

export const ACME: RecordedCarrier = {
  carrier: 'acme',
  trackingNumber: 'AC1234567895',
  bodies: {
    label_only: answer('AC1234567895', [LABEL]),
    delivered: answer('AC1234567895', [LABEL, PICKUP, VAN, DELIVERY], 'R. SAMPLE'),
    delayed_then_delivered: answer('AC1234567895', [LABEL, PICKUP, STORM, VAN, DELIVERY], 'R. SAMPLE'),
  },
  notFound: { status: 200, body: { parcels: [] } },
  numbersIn: ({ url }) => new URL(url).searchParams.get('numbers')?.split(',') ?? [],
  together: (bodies) => ({ parcels: bodies.flatMap((body) => (body as { parcels: object[] }).parcels) }),
};
