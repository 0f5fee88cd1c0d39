import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { createManualClock } from '../../src/testing/manual-clock.ts';
import { createDeadline } from '../../src/time/deadline.ts';

const run = promisify(execFile);

function setUp(parent?: AbortSignal) {
  const clock = createManualClock(0);
  const deadline = createDeadline({ clock, ms: 1_000, parent, onExpiry: () => new Error('time is up') });
  return { clock, deadline };
}

describe('a deadline', () => {
  it('aborts with its own reason when time is up', async () => {
    const { clock, deadline } = setUp();
    await clock.advance(999);
    expect(deadline.signal.aborted).toBe(false);
    await clock.advance(1);
    expect(deadline.signal.reason).toEqual(new Error('time is up'));
  });

  it('aborts with the reason of its parent', () => {
    const parent = new AbortController();
    const { deadline } = setUp(parent.signal);
    parent.abort('given up');
    expect(deadline.signal.reason).toBe('given up');
  });

  it('is aborted from the start when its parent is', () => {
    expect(setUp(AbortSignal.abort('given up')).deadline.signal.reason).toBe('given up');
  });

  it('says how much time is left, and never less than none', async () => {
    const { clock, deadline } = setUp();
    await clock.advance(400);
    expect(deadline.remainingMs()).toBe(600);
    await clock.advance(4_000);
    expect(deadline.remainingMs()).toBe(0);
  });

  it('leaves neither a timer nor a listener once disposed', async () => {
    const parent = new AbortController();
    const { clock, deadline } = setUp(parent.signal);
    deadline.dispose();
    expect(clock.pending).toBe(0);
    parent.abort();
    await clock.advance(1_000);
    expect(deadline.signal.aborted).toBe(false);
  });

  it('does not hold the process open', async () => {
    const source = fileURLToPath(new URL('../../src/time/', import.meta.url));
    const script = `
      const { createDeadline } = await import('${source}deadline.ts');
      const { systemClock } = await import('${source}clock.ts');
      createDeadline({ clock: systemClock, ms: 600_000, onExpiry: () => new Error() });
    `;
    await run(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script], {
      timeout: 15_000,
    });
  });
});
