/** Runs `recheck` over every regular expression in src; fails on one that is, or may be, slow on hostile text. */

import { checkSync } from 'recheck';
import ts from 'typescript';
import { allSourceFiles } from '../test/support/source-file.ts';

/** Known to take exponential time: a checker that lets it pass checks nothing. */
const CONTROL = '/^(a+)+$/';
const REGEX = /^\/(?<source>.*)\/(?<flags>[a-z]*)$/su;

type Finding = { readonly where: string; readonly what: string };

const started = performance.now();
const files = allSourceFiles();
const regexes = files.flatMap(({ path, tree }) => {
  const found: { where: string; literal: string | null }[] = [];
  const visit = (node: ts.Node): void => {
    const where = `src/${path}:${tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1}`;
    if (ts.isRegularExpressionLiteral(node)) found.push({ where, literal: node.text });
    if (isRegExpCall(node)) found.push({ where, literal: null });
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
});

// A pattern put together by the code can't be read from the source: loading the file shows it.
for (const path of new Set(
  regexes.filter(({ literal }) => literal === null).map(({ where }) => fileOf(where)),
)) {
  const made = await patternsMadeBy(path);
  const calls = regexes.filter(({ where, literal }) => literal === null && fileOf(where) === path);
  calls.slice(0, made.length).forEach((call, place) => {
    call.literal = made[place] ?? null;
  });
}

const findings: Finding[] = regexes.flatMap(({ where, literal }) => {
  const what = literal === null ? 'is made after loading and can’t be checked' : flawOf(literal);
  return what === null ? [] : [{ where, what }];
});

for (const { where, what } of findings) console.error(`${where} ${what}`);
const seconds = ((performance.now() - started) / 1000).toFixed(1);
console.log(
  `check-regexes: ${regexes.length} regexes in ${files.length} files, ${findings.length} vulnerable or unknown, ${seconds} s`,
);
const isBlind = flawOf(CONTROL) === null || regexes.length === 0;
if (isBlind) console.error('check-regexes: it sees no regexes, or no harm in a harmful one');
process.exitCode = findings.length > 0 || isBlind ? 1 : 0;

function flawOf(literal: string): string | null {
  const { source = '', flags = '' } = REGEX.exec(literal)?.groups ?? {};
  const diagnostics = checkSync(source, flags);
  if (diagnostics.status === 'safe') return null;
  const reason =
    diagnostics.status === 'vulnerable' ? diagnostics.complexity.summary : diagnostics.error.kind;
  return `${literal} is ${diagnostics.status}: ${reason}`;
}

function fileOf(where: string): string {
  return where.slice(0, where.lastIndexOf(':'));
}

/** The patterns that loading a file of src makes with `new RegExp`. */
async function patternsMadeBy(path: string): Promise<string[]> {
  const made: string[] = [];
  const url = new URL(`../${path}`, import.meta.url).href;
  // Whatever it imports makes its patterns first, unheard.
  await import(url);
  const Original = globalThis.RegExp;
  globalThis.RegExp = new Proxy(Original, {
    construct(target, given: ConstructorParameters<RegExpConstructor>) {
      const pattern = new target(...given);
      made.push(String(pattern));
      return pattern;
    },
  });
  try {
    await import(`${url}?again`);
  } finally {
    globalThis.RegExp = Original;
  }
  return made;
}

function isRegExpCall(node: ts.Node): boolean {
  if (!ts.isNewExpression(node) && !ts.isCallExpression(node)) return false;
  return ts.isIdentifier(node.expression) && node.expression.text === 'RegExp';
}
