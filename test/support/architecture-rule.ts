/** What an architecture rule is: a name, a check of one file, and files that show it works. */

import type { SourceFile } from './source-file.ts';

/** A path below `src` and the text of a file there. */
export type Sample = readonly [path: string, text: string];

export type ArchitectureRule = {
  readonly name: string;
  /** What breaks the rule, for a reader; empty where nothing does. */
  readonly violations: (file: SourceFile) => readonly string[];
  /** Files that break it, so that the rule is known to be able to fail. */
  readonly caught: readonly Sample[];
  /** Files near to breaking it that don't. */
  readonly accepted: readonly Sample[];
};
