/**
 * Runs of processes that are to meet. On a busy machine one may be done, or stand still, where it meets none of the
 * others; such a run shows nothing, and is done again.
 */
export async function met<Report>(
  run: () => Promise<Report>,
  isMeeting: (report: Report) => boolean,
  times = 3,
): Promise<Report> {
  const report = await run();
  return isMeeting(report) || times === 1 ? report : met(run, isMeeting, times - 1);
}
