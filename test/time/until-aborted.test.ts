import { describe, expect, it } from 'vitest';
import { untilAborted } from '../../src/time/until-aborted.ts';

const hanging = new Promise<never>(() => {});

describe('a wait that can be left', () => {
  it('settles as what it waits for', async () => {
    const { signal } = new AbortController();
    expect(await untilAborted(Promise.resolve(7), signal)).toBe(7);
    await expect(untilAborted(Promise.reject(new Error('broke')), signal)).rejects.toThrow('broke');
  });

  it('ends with the reason as soon as the signal aborts', async () => {
    const controller = new AbortController();
    const wait = untilAborted(hanging, controller.signal);
    controller.abort('enough');
    await expect(wait).rejects.toBe('enough');
  });

  it('does not begin under an aborted signal, and takes in a later rejection', async () => {
    const failing = new Promise((_resolve, reject) => setImmediate(() => reject(new Error('too late'))));
    await expect(untilAborted(failing, AbortSignal.abort('enough'))).rejects.toBe('enough');
    await expect(failing).rejects.toThrow('too late');
  });

  it('waits plainly without a signal', async () => {
    expect(await untilAborted(Promise.resolve(7), undefined)).toBe(7);
  });
});
