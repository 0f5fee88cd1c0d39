/** Prints what every body of UPS is read as; run by host-zones.test.ts under several host time zones. */

import { fixtureNames, parseFixture, toPlain } from './fixtures.ts';

process.stdout.write(JSON.stringify(fixtureNames.map((name) => [name, toPlain(parseFixture(name))])));
