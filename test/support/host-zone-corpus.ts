/** Prints what every recorded body is read as; run by host-zones.test.ts under several host time zones. */

import { parseAmazon } from '../../src/carriers/amazon/index.ts';
import { parseDhl } from '../../src/carriers/dhl/index.ts';
import { parseFedex } from '../../src/carriers/fedex/index.ts';
import { parseUps } from '../../src/carriers/ups/index.ts';
import { parseUsps } from '../../src/carriers/usps/index.ts';
import { recordedBodies, toPlain } from './recorded-bodies.ts';

const OBSERVED_AT = '2026-04-30T12:00:00.000Z';
const CORPORA = [
  recordedBodies('ups', parseUps, OBSERVED_AT),
  recordedBodies('fedex', parseFedex, OBSERVED_AT),
  recordedBodies('dhl', parseDhl, OBSERVED_AT),
  recordedBodies('amazon', parseAmazon, OBSERVED_AT),
  recordedBodies('usps', parseUsps, OBSERVED_AT),
];

const read = CORPORA.flatMap(({ names, parse }) => names.map((name) => [name, toPlain(parse(name))]));
process.stdout.write(JSON.stringify(read));
