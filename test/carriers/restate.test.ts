/** Stored scans read again: with the tables that read them first, every recorded one says the same. */

import { expect, it } from 'vitest';
import { parseAmazon } from '../../src/carriers/amazon/index.ts';
import { amazonStatusTables } from '../../src/carriers/amazon/status-tables.ts';
import { parseDhl } from '../../src/carriers/dhl/index.ts';
import { dhlStatusTables } from '../../src/carriers/dhl/status-tables.ts';
import { parseFedex } from '../../src/carriers/fedex/index.ts';
import { fedexStatusTables } from '../../src/carriers/fedex/status-tables.ts';
import { parseUps } from '../../src/carriers/ups/index.ts';
import { upsStatusTables } from '../../src/carriers/ups/status-tables.ts';
import { parseUsps } from '../../src/carriers/usps/index.ts';
import { uspsStatusTables } from '../../src/carriers/usps/status-tables.ts';
import type { Observation } from '../../src/model/observation.ts';
import type { StatusPolicy } from '../../src/normalization/normalize.ts';
import { createRestate } from '../../src/normalization/restate.ts';
import { recordedBodies } from '../support/recorded-bodies.ts';

const CARRIERS = [
  { carrier: 'amazon', parse: parseAmazon, restate: createRestate(amazonStatusTables) },
  { carrier: 'dhl', parse: parseDhl, restate: createRestate(dhlStatusTables) },
  { carrier: 'fedex', parse: parseFedex, restate: createRestate(fedexStatusTables) },
  { carrier: 'ups', parse: parseUps, restate: createRestate(upsStatusTables) },
  { carrier: 'usps', parse: parseUsps, restate: createRestate(uspsStatusTables) },
];

it.each(CARRIERS)(
  'reads every recorded scan of $carrier again as it read it first',
  ({ carrier, parse, restate }) => {
    const recorded = recordedBodies(carrier, parse, '2026-03-20T12:00:00.000Z');
    const read = recorded.names.flatMap((name) => {
      const { policy } = recorded.expected(name).context;
      return recorded
        .parse(name)
        .flatMap((result) =>
          result.outcome === 'found' ? scansOf(result.observation, { name, policy }) : [],
        );
    });
    expect(read.length).toBeGreaterThan(20);
    const otherwise = read.filter(
      ({ event, context }) =>
        JSON.stringify({ ...event, ...restate(event, context) }) !== JSON.stringify(event),
    );
    expect(
      otherwise.map(({ name, event, context }) => [
        name,
        event.provenance,
        event.substatus,
        restate(event, context),
      ]),
    ).toEqual([]);
  },
);

const scansOf = (
  { trackingNumber, source, events }: Observation,
  { name, policy }: { readonly name: string; readonly policy: StatusPolicy | undefined },
) => events.map((event) => ({ name, event, context: { trackingNumber, source, policy } }));
