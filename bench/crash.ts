/**
 * `npm run bench:crash`: what is left of 10,000 parcels when pollers and dispatchers are killed and stopped all the time,
 * beside the same without the fence. `npm run bench:crash -- 1000` follows so many.
 */

import { type CrashReport, runCrashExperiment } from '../test/support/crash/experiment.ts';
import { printTable } from './measure.ts';

const trackers = Number(process.argv[2]) || 10_000;
const leaseMs = 4_000;
const reports: [string, CrashReport][] = [];
for (const [name, isFenced] of [
  ['with the fence', true],
  ['control: without it', false],
] as const) {
  const tell = (progress: string) => process.stderr.write(`${name}: ${progress}\n`);
  const options = {
    trackers,
    isFenced,
    leaseMs,
    stages: 6,
    strikesPerStage: 8,
    strikeEveryMs: 600,
    isDurable: true,
    tell,
  };
  reports.push([name, await runCrashExperiment(options)]);
}

const row = (name: string, tell: (report: CrashReport) => string | number): string[] => [
  name,
  ...reports.map(([, report]) => String(tell(report))),
];
printTable(
  `${trackers} trackers, 4 pollers and 2 dispatchers as processes on PostgreSQL, a simulated FedEx on loopback`,
  ['', ...reports.map(([name]) => name)],
  [
    row('killed / stopped past the lease', ({ kills, stops }) => `${kills} / ${stops}`),
    row('lost or wrong trackers', ({ lost }) => lost),
    row('events (expected)', ({ events, expectedEvents }) => `${events} (${expectedEvents})`),
    row('outbox rows (expected)', ({ messages, expectedMessages }) => `${messages} (${expectedMessages})`),
    row('duplicate outbox rows', ({ duplicateMessages }) => duplicateMessages),
    row('late writes refused', ({ fencedWrites }) => fencedWrites),
    row('deliveries / repeats', ({ deliveries, repeats }) => `${deliveries} / ${repeats}`),
    row('repeats not by a dispatcher that was killed', ({ unexcusedRepeats }) => unexcusedRepeats),
    row('seconds', ({ seconds }) => seconds.toFixed(0)),
  ],
);
const [[, fenced], [, control]] = reports as [[string, CrashReport], [string, CrashReport]];
const isValid = fenced.fencedWrites > 0 && control.duplicateMessages + control.lost > 0;
console.log(
  isValid ? '' : '\nInvalid: no late write was refused, or the control had no fault. Nothing is shown.',
);
