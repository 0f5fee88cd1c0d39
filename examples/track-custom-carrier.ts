/** Asks a carrier of one's own beside a built-in one. Acme answers from here; leave `fetch` out and it is asked for real. */

import { createTrackingClient } from 'parceltrail';
import { sandbox } from 'parceltrail/carriers/sandbox';
import { acme } from './custom-carrier.ts';
import { printResult } from './print-result.ts';

const answer = {
  parcels: [
    {
      number: 'AC1234567895',
      scans: [
        {
          code: 'PUP',
          words: 'Collected',
          at: '2026-03-02T17:05',
          city: 'Bremen',
          zip: '28195',
          country: 'DE',
        },
        {
          code: 'VAN',
          words: 'On the van',
          at: '2026-03-04T07:40',
          city: 'Austin',
          zip: '78701',
          country: 'US',
        },
      ],
    },
  ],
};

const client = createTrackingClient({
  carriers: [acme({ apiKey: 'of your Acme account', baseUrl: 'https://api.acme.example' }), sandbox()],
  fetch: async () => Response.json(answer),
});
for (const result of await client.trackMany(['AC1234567895', 'SANDBOX_DELIVERED'])) printResult(result);
