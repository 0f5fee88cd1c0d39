/** Run as a process of its own, under a host zone set by `TZ`: prints a digest of what our time functions say. */

import { createHash } from 'node:crypto';
import { formatInTimeZone } from 'date-fns-tz/formatInTimeZone';
import { fromZonedTime } from 'date-fns-tz/fromZonedTime';
import { timeInZone, timeOfInstant, timeOfIso } from '../../src/model/event-time.ts';
import { instantInZone, utcOffsetIn, wallClockIn } from '../../src/time/local-time.ts';
import { printInZone } from '../../src/time/print-in-zone.ts';
import { readCompact } from '../../src/time/wall-clock.ts';

/** The hosts' own zones among them: a host goes wrong near its own changes first. */
const ZONES = [
  'UTC',
  'America/New_York',
  'Pacific/Apia',
  'Australia/Lord_Howe',
  'Europe/London',
  'Africa/Casablanca',
  'America/St_Johns',
  'Asia/Kolkata',
  'Africa/Monrovia',
];
const PATTERN = "yyyy-MM-dd'T'HH:mm:ss.SSS xxx";
const LONG_PATTERN = "EEEE do MMMM yyyy zzz, 'week' I, 'day' i, PPPPpppp";

/** Days and nights in which clocks change: Liberia's in 1972, Samoa's in 2011, the others' in 2025. */
const DAYS = [
  ['1972-01-06', 2],
  ['2011-12-29', 3],
  ['2025-02-22', 2],
  ['2025-03-08', 2],
  ['2025-03-29', 2],
  ['2025-04-05', 2],
  ['2025-10-04', 2],
  ['2025-10-25', 2],
  ['2025-11-01', 2],
] as const;

const ours = createHash('sha256');
const library = createHash('sha256');
let count = 0;
for (const [start, days] of DAYS) {
  for (let quarter = 0; quarter < days * 96; quarter += 1) {
    const instant = new Date(Date.parse(`${start}T00:00:00Z`) + quarter * 900_000).toISOString();
    const localTime = instant.slice(0, 19);
    for (const zone of ZONES) {
      const said = [
        instantInZone(localTime, zone),
        utcOffsetIn(instant, zone),
        wallClockIn(instant, zone),
        printInZone(instant, zone, quarter % 4 === 0 ? LONG_PATTERN : PATTERN),
        timeInZone(localTime, zone),
        timeOfIso(`${localTime}-05:00`),
        timeOfInstant(instant, null, '+10:30'),
        readCompact(localTime.slice(0, 10).replaceAll('-', ''), localTime.slice(11).replaceAll(':', '')),
      ];
      ours.update(`${JSON.stringify(said)}\n`);
      library.update(`${fromZonedTime(localTime, zone).getTime()}\n`);
      library.update(`${formatInTimeZone(instant, zone, "yyyy-MM-dd'T'HH:mm:ss")}\n`);
      count += 1;
    }
  }
}
process.stdout.write(JSON.stringify({ count, ours: ours.digest('hex'), library: library.digest('hex') }));
