import { describe, expect, it } from 'vitest';
import { contained, type Logger, log } from '../src/logger.ts';

const turns = () => new Promise((resolve) => setImmediate(resolve));

describe('what a host listens with', () => {
  it('is told at its level, with its own this', () => {
    const logger = {
      said: [] as unknown[],
      warn(message: string, fields: unknown) {
        this.said.push(message, fields);
      },
    };
    log(logger, 'warn', 'carrier.paused', { carrier: 'acme' });
    expect(logger.said).toEqual(['carrier.paused', { carrier: 'acme' }]);
  });

  it('may be absent or lack a level', () => {
    expect(() => log(undefined, 'debug', 'http.attempt')).not.toThrow();
    expect(() => log({}, 'debug', 'http.attempt')).not.toThrow();
  });

  it.each<[string, Logger]>([
    [
      'throws',
      {
        debug: () => {
          throw new Error('full disk');
        },
      },
    ],
    ['rejects', { debug: () => Promise.reject(new Error('full disk')) }],
    [
      'throws on look-up',
      {
        get debug(): never {
          throw new Error('full disk');
        },
      },
    ],
    ['is no function', { debug: 'text' as never }],
    [
      'gives a broken promise',
      {
        debug: () =>
          Object.defineProperty({}, 'then', {
            get() {
              throw new Error('full disk');
            },
          }),
      },
    ],
  ])('breaks nothing when it %s', async (_how, logger) => {
    expect(() => log(logger, 'debug', 'http.attempt')).not.toThrow();
    await turns();
  });

  it('hears what the listener hears', () => {
    const heard: unknown[] = [];
    contained((...said: number[]) => heard.push(said), undefined)(1, 2);
    expect(heard).toEqual([[1, 2]]);
  });

  it('is logged when it throws or rejects', async () => {
    const said: unknown[] = [];
    const logger = { error: (message: string, fields: unknown) => said.push([message, fields]) };
    const failure = new Error('a defect of the host');
    contained(() => {
      throw failure;
    }, logger)();
    contained(async () => {
      throw failure;
    }, logger)();
    await turns();
    expect(said).toEqual([
      ['listener.failed', { error: failure }],
      ['listener.failed', { error: failure }],
    ]);
  });
});
