/** A source file as the architecture rules see it: where it lies, what it imports, and its syntax tree. */

import { readdirSync, readFileSync } from 'node:fs';
import { posix, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

export type SourceFile = {
  /** Below `src`, with slashes: `carriers/ups/map.ts`. */
  readonly path: string;
  readonly text: string;
  /** Paths below `src` that it imports, exports from, or loads at run time. */
  readonly ownImports: readonly string[];
  /** Packages it imports, by name, without the subpath; node's own as `node:fs`. */
  readonly packageImports: readonly string[];
  readonly tree: ts.SourceFile;
};

const SRC = fileURLToPath(new URL('../../src/', import.meta.url));

export const allSourceFiles = (): SourceFile[] =>
  readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .map((name) => toSourceFile(name.split(sep).join('/'), readFileSync(`${SRC}${name}`, 'utf8')));

export function toSourceFile(path: string, text: string): SourceFile {
  // The compiler's own scanner: it also finds `import('…')`, `import x = require('…')` and types' imports.
  const specifiers = ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
  const isOwn = (specifier: string) => specifier.startsWith('.');
  return {
    path,
    text,
    ownImports: specifiers.filter(isOwn).map((specifier) => posix.join(posix.dirname(path), specifier)),
    packageImports: specifiers.filter((specifier) => !isOwn(specifier)).map(packageOf),
    tree: ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true),
  };
}

/** Every node of the tree for which `find` has something to say, as `line: what it said`. */
export function findings(
  { tree }: SourceFile,
  find: (node: ts.Node) => string | undefined | false,
): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const said = find(node);
    if (said) {
      const { line } = tree.getLineAndCharacterOfPosition(node.getStart(tree));
      found.push(`line ${line + 1}: ${said}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
