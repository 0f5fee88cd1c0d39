/** Where a host may hear what goes on inside; and how its listeners are kept from breaking it. */

/** Plain data that goes with a message; never a credential or personal data. */
export type LogFields = Readonly<Record<string, unknown>>;

/** Every method may be left out. `console` fits. Messages are named `noun.verb`. */
export type Logger = {
  debug?(message: string, fields: LogFields): unknown;
  info?(message: string, fields: LogFields): unknown;
  warn?(message: string, fields: LogFields): unknown;
  error?(message: string, fields: LogFields): unknown;
};

/** Says it to the host's logger, if there is one. What the logger does breaks nothing. */
export function log(
  logger: Logger | undefined,
  level: keyof Logger,
  message: string,
  fields: LogFields = {},
): void {
  callSafely(
    () => logger?.[level]?.(message, fields),
    () => {
      // There is nobody left to tell.
    },
  );
}

/** The listener, or none, as a function that never throws; a failure is logged as `listener.failed`. */
export function contained<Arguments extends readonly unknown[]>(
  listener: ((...heard: Arguments) => unknown) | undefined,
  logger: Logger | undefined,
): (...heard: Arguments) => void {
  return (...heard) =>
    callSafely(
      () => listener?.(...heard),
      (error) => log(logger, 'error', 'listener.failed', { error }),
    );
}

function callSafely(call: () => unknown, onFailure: (error: unknown) => void): void {
  try {
    const result = call();
    // An async listener's rejection would otherwise end the process.
    if (typeof result === 'object' && result !== null) Promise.resolve(result).catch(onFailure);
  } catch (error) {
    onFailure(error);
  }
}
