/** What a theme of the kit is: named cases, each of which rejects where the adapter falls short. */

import type { ConformanceSetting } from './setting.ts';

/** The themes, in the order they run. */
export const THEMES = [
  'formats',
  'options',
  'answers',
  'faults',
  'abort',
  'secrets',
  'recorded bodies',
  'host settings',
  'codes',
  'pushes',
] as const;

export type ConformanceTheme = (typeof THEMES)[number];

export type ConformanceCase = {
  /** A sentence about the adapter: "refuses the invalid examples". */
  readonly name: string;
  readonly run: () => Promise<void>;
};

export type ThemeCases = (setting: ConformanceSetting) => readonly ConformanceCase[];

/** Declares a case; what throws in it fails it. */
export const conformanceCase = (name: string, run: () => unknown): ConformanceCase => ({
  name,
  run: async () => {
    await run();
  },
});
