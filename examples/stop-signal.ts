/** Resolves when the process is asked to end, by a terminal or by whatever has started it. */

export const stopSignal = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
    console.log('At work until it is stopped.');
  });
