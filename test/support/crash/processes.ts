/** The processes of the crash experiment: started from one bundle, killed, stopped, woken, replaced. */

import { type ChildProcess, spawn } from 'node:child_process';
import { bundleScript } from '../bundled-script.ts';

export type WorkerOrder = {
  readonly role: 'poller' | 'dispatcher';
  readonly isFenced: boolean;
  readonly databaseUrl: string;
  readonly carrierOrigin: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly leaseMs: number;
  /** The file in which deliveries and refused writes are noted. */
  readonly journal: string;
};

export type Processes = {
  /** Of those of a role that run, one by its place among them. */
  pick(role: WorkerOrder['role'], place: number): ChildProcess;
  /** It is gone at once; another takes its place. */
  kill(child: ChildProcess): void;
  /** It stands still until it is woken, at once or when it is about to write; another takes its place. */
  freeze(child: ChildProcess, when: 'at once' | 'before a write'): void;
  /** All that stand still go on, and end when they have had the time to write. */
  wakeAll(): Promise<void>;
  readonly killed: ReadonlySet<number>;
  end(): Promise<void>;
};

export async function startProcesses(
  order: Omit<WorkerOrder, 'role'>,
  counts: Readonly<Record<WorkerOrder['role'], number>>,
): Promise<Processes> {
  const script = await bundleScript(new URL('./worker.ts', import.meta.url));
  const running = new Map<ChildProcess, WorkerOrder['role']>();
  const all = new Set<ChildProcess>();
  const killed = new Set<number>();
  const frozen: ChildProcess[] = [];

  const start = (role: WorkerOrder['role']): void => {
    const child = spawn(process.execPath, [script.path, JSON.stringify({ ...order, role })], {
      stdio: ['pipe', 'ignore', 'inherit'],
    });
    running.set(child, role);
    all.add(child);
  };
  const replace = (child: ChildProcess): void => {
    const role = running.get(child);
    running.delete(child);
    if (role !== undefined) start(role);
  };
  const killAll = (): void => {
    for (const child of all) child.kill('SIGKILL');
  };
  // Those that stand still would not hear that we are gone.
  process.once('exit', killAll);
  for (const role of ['poller', 'dispatcher'] as const) {
    for (let count = 0; count < counts[role]; count += 1) start(role);
  }
  return {
    killed,
    pick(role, place) {
      const fitting = [...running].filter(([, its]) => its === role).map(([child]) => child);
      return fitting[place % fitting.length] as ChildProcess;
    },
    kill(child) {
      killed.add(child.pid as number);
      child.kill('SIGKILL');
      replace(child);
    },
    freeze(child, when) {
      child.kill(when === 'at once' ? 'SIGSTOP' : 'SIGUSR2');
      replace(child);
      frozen.push(child);
    },
    async wakeAll() {
      const woken = frozen.splice(0);
      for (const child of woken) child.kill('SIGCONT');
      if (woken.length > 0) await after(LAST_WRITE_MS);
      // That they go on polling would only slow down the others.
      for (const child of woken) child.kill('SIGKILL');
    },
    async end() {
      const ended = [...all].map((child) => exitOf(child));
      killAll();
      process.off('exit', killAll);
      await Promise.all(ended);
      script.remove();
    },
  };
}

const LAST_WRITE_MS = 2_000;

export const after = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const exitOf = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else child.once('exit', () => resolve());
  });
