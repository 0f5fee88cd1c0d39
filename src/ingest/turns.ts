/** Work on the same things waits for its turn, in the order in which it was asked for; other work goes on beside it. */

/** Runs `work` when all earlier work on any of the ids has ended, well or badly. */
export type TakeTurns = <Result>(ids: readonly string[], work: () => Promise<Result>) => Promise<Result>;

export function createTurns(): TakeTurns {
  const last = new Map<string, Promise<unknown>>();
  return async (ids, work) => {
    const before = ids.map((id) => last.get(id));
    const run = Promise.all(before).then(work);
    const ended = run.then(nothing, nothing);
    for (const id of ids) last.set(id, ended);
    try {
      return await run;
    } finally {
      for (const id of ids) if (last.get(id) === ended) last.delete(id);
    }
  };
}

const nothing = (): void => undefined;
