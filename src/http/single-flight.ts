/** One run of a piece of work per key, shared by all who want it meanwhile. */

import { onAbort } from '../time/on-abort.ts';
import { untilAborted } from '../time/until-aborted.ts';

export type SingleFlight<Result> = {
  /**
   * Joins the run that is under way, or starts one. Its result or failure goes to all who joined; then it is
   * forgotten. A caller's abort ends that caller's wait alone; the last one's ends the run, through the signal
   * that `work` gets.
   */
  join(key: string, work: (abandoned: AbortSignal) => Promise<Result>, signal: AbortSignal): Promise<Result>;
};

type Flight<Result> = {
  readonly result: Promise<Result>;
  readonly abandoned: AbortController;
  waiting: number;
};

export function createSingleFlight<Result>(): SingleFlight<Result> {
  const flights = new Map<string, Flight<Result>>();

  function start(key: string, work: (abandoned: AbortSignal) => Promise<Result>): Flight<Result> {
    const abandoned = new AbortController();
    const run = async () => work(abandoned.signal);
    const result = run().finally(() => forget(key, flight));
    const flight: Flight<Result> = { result, abandoned, waiting: 0 };
    flights.set(key, flight);
    return flight;
  }

  function leave(key: string, flight: Flight<Result>): void {
    flight.waiting -= 1;
    if (flight.waiting === 0 && forget(key, flight)) flight.abandoned.abort();
  }

  const forget = (key: string, flight: Flight<Result>): boolean =>
    flights.get(key) === flight && flights.delete(key);

  return {
    async join(key, work, signal) {
      signal.throwIfAborted();
      const flight = flights.get(key) ?? start(key, work);
      flight.waiting += 1;
      // Within the abort itself, so that the run sends nothing after it.
      const stopListening = onAbort(signal, () => leave(key, flight));
      return untilAborted(flight.result, signal).finally(stopListening);
    },
  };
}
