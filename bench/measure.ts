/** Times two pieces of work against each other in one run: ratios hold where absolute times don't. */

/** Median nanoseconds of one call, over rounds that each run for about `roundMs`. */
export function nanosecondsPerCall(work: () => unknown, rounds = 15, roundMs = 40): number {
  // The first rounds compile: what is measured is a service that has been running for a while.
  for (let round = 0; round < 5; round += 1) calibrate(work, roundMs);
  const calls = calibrate(work, roundMs);
  const samples = Array.from({ length: rounds }, () => {
    const start = process.hrtime.bigint();
    callTimes(calls, work);
    return Number(process.hrtime.bigint() - start) / calls;
  });
  return samples.sort((a, b) => a - b)[rounds >> 1] as number;
}

/** What the last call gave, kept so that no call can be optimised away. */
export let sink: unknown;

/** Makes so many calls; gives how many. */
export function callTimes(calls: number, work: () => unknown): number {
  for (let call = 0; call < calls; call += 1) sink = work();
  return calls;
}

function calibrate(work: () => unknown, roundMs: number): number {
  for (let calls = 1; ; calls *= 2) {
    const start = process.hrtime.bigint();
    callTimes(calls, work);
    if (Number(process.hrtime.bigint() - start) / 1e6 >= roundMs / 2) return calls * 2;
  }
}

export function printTable(
  title: string,
  header: readonly string[],
  rows: readonly (readonly string[])[],
): void {
  const widths = header.map((name, column) =>
    Math.max(name.length, ...rows.map((row) => (row[column] ?? '').length)),
  );
  const line = (cells: readonly string[]) =>
    `  ${cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ')}`;
  console.log(`\n${title}\n${line(header)}\n${line(widths.map((width) => '-'.repeat(width)))}`);
  for (const row of rows) console.log(line(row));
}
