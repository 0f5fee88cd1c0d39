/** What source files may not hold, whatever they import, as data with seeded violations. */

import ts from 'typescript';
import type { ArchitectureRule } from './architecture-rule.ts';
import { findings, type SourceFile } from './source-file.ts';

const MAX_LINES = 300;
const MAX_CHARTER_LINES = 3;
const TABLE = /(?:^|\/)(?:codes[^/]*|formats|zones-of-[^/]*)\.ts$/;
const CLOCK = /^time\/clock\.ts$/;
const PURE_ROOM = /^(?:detection|normalization|timeline)\//;
/** Carriers' own folders, what joins them, and the kit that plays them. */
const MAY_NAME_CARRIERS = /^(?:carriers\/[^/]+\/|testing\/|index\.ts$|detect\.ts$)/;
const CARRIER_ID = /^(?:ups|fedex|usps|dhl|amazon)(?:$|[_./])/i;

const TIMERS = new Set(['setTimeout', 'setInterval', 'setImmediate']);
const CLOCK_READS = new Set(['Date.now', 'performance.now', 'Math.random', 'AbortSignal.timeout']);
const HOST_GLOBALS = new Set(['process', 'console']);

export const SYNTAX_RULES: readonly ArchitectureRule[] = [
  {
    name: 'only time/clock reads the clock, draws lots or sets timers',
    violations: (file) => (CLOCK.test(file.path) ? [] : findings(file, timeUse)),
    caught: [
      ['polling/poller.ts', 'const now = Date.now();'],
      ['polling/poller.ts', 'const now = new Date();'],
      ['polling/poller.ts', 'const now = new Date;'],
      ['polling/poller.ts', 'const now = Date();'],
      ['polling/poller.ts', 'const clock = performance.now;'],
      ['http/retry.ts', 'const wait = base * Math.random();'],
      ['http/retry.ts', 'setTimeout(retry, 100);'],
      ['http/retry.ts', 'globalThis.setInterval(retry, 100);'],
      ['http/retry.ts', 'const timers = { setTimeout };'],
      ['http/http-client.ts', 'fetch(url, { signal: AbortSignal.timeout(100) });'],
    ],
    accepted: [
      ['time/clock.ts', 'const now = Date.now();'],
      ['time/wall-clock.ts', 'const date = new Date(0); const at = Date.parse(text); date.setTime(1);'],
      ['http/retry.ts', 'const clock = { now: 1, setTimeout: 2 }; clock.setTimeout; // Date.now()'],
    ],
  },
  {
    name: 'nothing reads the environment or writes to the console',
    violations: (file) =>
      findings(
        file,
        (node) => ts.isIdentifier(node) && HOST_GLOBALS.has(node.text) && isGlobal(node) && node.text,
      ),
    caught: [
      ['http/http-client.ts', 'const proxy = process.env.HTTPS_PROXY;'],
      ['http/http-client.ts', 'const { env } = process;'],
      ['asking/ask.ts', 'console.warn(error);'],
      ['asking/ask.ts', 'globalThis.console.warn(error);'],
      ['asking/ask.ts', 'const logger = { ...defaults, console };'],
    ],
    accepted: [['asking/ask.ts', "const said = 'console'; logger.console; type A = { process: 1 };"]],
  },
  {
    name: 'shared rooms name no carrier',
    violations: (file) => (MAY_NAME_CARRIERS.test(file.path) ? [] : findings(file, carrierName)),
    caught: [
      ['asking/ask.ts', "const size = adapter.id === 'usps' ? 35 : 1;"],
      ['detection/rank.ts', "if (format.id.startsWith('ups_')) score += 1;"],
      ['http/http-settings.ts', 'const limits = { fedex: 10 };'],
      ['http/http-settings.ts', "const limits = { 'dhl': 10 };"],
      ['model/status.ts', 'const table = `amazon.$' + '{name}`;'],
      ['carriers/registry.ts', "type Id = 'UPS' | 'other';"],
    ],
    accepted: [
      ['carriers/ups/index.ts', "const id = 'ups';"],
      ['carriers/registry.ts', "const hint = 'e.g. `ups({ clientId })`'; const groups = ['upstream'];"],
      ['model/status.ts', '/** Groups as ups.exception does. */'],
    ],
  },
  {
    name: 'detection, normalization and timeline are pure: they never wait',
    violations: (file) => (PURE_ROOM.test(file.path) ? findings(file, waiting) : []),
    caught: [
      ['timeline/merge.ts', 'export async function merge() {}'],
      ['timeline/merge.ts', 'const merged = await merge();'],
      ['detection/match.ts', 'const match = (): Promise<void> => later();'],
    ],
    accepted: [['http/retry.ts', 'export async function retry() { await call(); }']],
  },
  {
    name: `a file has at most ${MAX_LINES} lines, tables excepted`,
    violations: ({ path, text }) => {
      const lines = text.trimEnd().split('\n').length;
      return lines > MAX_LINES && !TABLE.test(path) ? [`has ${lines} lines`] : [];
    },
    caught: [
      ['carriers/ups/map.ts', 'x;\n'.repeat(MAX_LINES + 1)],
      ['carriers/ups/decodes.ts', 'x;\n'.repeat(MAX_LINES + 1)],
    ],
    accepted: [
      ['carriers/ups/map.ts', 'x;\n'.repeat(MAX_LINES)],
      ['carriers/ups/codes-exception.ts', 'x;\n'.repeat(MAX_LINES + 1)],
      ['carriers/ups/formats.ts', 'x;\n'.repeat(MAX_LINES + 1)],
      ['model/zones-of-regions.ts', 'x;\n'.repeat(MAX_LINES + 1)],
    ],
  },
  {
    name: `a file begins with its charter, of at most ${MAX_CHARTER_LINES} lines`,
    violations: charterFlaws,
    caught: [
      ['model/status.ts', "import { x } from './reason.ts';"],
      ['model/status.ts', '// What a status means.\n\nexport const x = 1;'],
      ['model/status.ts', '/** The six statuses. */\nexport const x = 1;'],
      ['model/status.ts', '/**\n * One.\n * Two.\n * Three.\n * Four.\n */\n\nexport const x = 1;'],
      ['model/status.ts', '/** */\n\nexport const x = 1;'],
      ['model/status.ts', ''],
    ],
    accepted: [
      ['model/status.ts', '/** What a status means. */\n\nexport const x = 1;'],
      ['model/status.ts', '/**\n * One.\n * Two.\n * Three.\n */\n\nexport const x = 1;'],
    ],
  },
  {
    name: 'exports are named, one by one',
    violations: (file) => findings(file, wholesaleExport),
    caught: [
      ['index.ts', "export * from './errors.ts';"],
      ['index.ts', "export * as errors from './errors.ts';"],
      ['index.ts', "export { default } from './errors.ts';"],
      ['model/status.ts', 'export default 1;'],
      ['model/status.ts', 'export default function status() {}'],
      ['model/status.ts', 'const x = 1; export { x as default };'],
      ['model/status.ts', 'export = 1;'],
    ],
    accepted: [['index.ts', "export { x, type Y } from './errors.ts'; export const z = 1;"]],
  },
  {
    name: 'only errors are classes',
    violations: (file) =>
      file.path === 'errors.ts' ? [] : findings(file, (node) => ts.isClassLike(node) && 'a class'),
    caught: [
      ['polling/poller.ts', 'export class Poller {}'],
      ['polling/poller.ts', 'const Poller = class {};'],
    ],
    accepted: [['errors.ts', 'export class TrackingError extends Error {}']],
  },
  {
    name: 'no module keeps a variable',
    violations: ({ tree }) =>
      tree.statements
        .filter(ts.isVariableStatement)
        .filter(({ declarationList }) => (declarationList.flags & ts.NodeFlags.Const) === 0)
        .map((statement) => statement.getText(tree)),
    caught: [
      ['http/oauth-token.ts', 'let cached: string | undefined;'],
      ['http/oauth-token.ts', 'export var count = 0;'],
    ],
    accepted: [['http/oauth-token.ts', 'const limit = 1; function count() { let sum = 0; return sum; }']],
  },
];

function timeUse(node: ts.Node): string | undefined {
  const isNewDate = ts.isNewExpression(node) && !node.arguments?.length;
  const isDateCall = ts.isCallExpression(node);
  if ((isNewDate || isDateCall) && ts.isIdentifier(node.expression) && node.expression.text === 'Date') {
    return node.getText();
  }
  if (ts.isPropertyAccessExpression(node) && CLOCK_READS.has(node.getText())) return node.getText();
  return ts.isIdentifier(node) && TIMERS.has(node.text) && isGlobal(node) ? node.text : undefined;
}

function carrierName(node: ts.Node): string | undefined {
  const isText = ts.isStringLiteralLike(node) || ts.isTemplateHead(node);
  const isKey = ts.isIdentifier(node) && ts.isPropertyAssignment(node.parent) && node.parent.name === node;
  return (isText || isKey) && CARRIER_ID.test(node.text) ? node.getText() : undefined;
}

function waiting(node: ts.Node): string | undefined {
  const isWaiting =
    ts.isAwaitExpression(node) ||
    node.kind === ts.SyntaxKind.AsyncKeyword ||
    (ts.isIdentifier(node) && node.text === 'Promise');
  return isWaiting ? node.getText() : undefined;
}

function charterFlaws({ text }: SourceFile): string[] {
  const [charter] = text.startsWith('/**') ? (ts.getLeadingCommentRanges(text, 0) ?? []) : [];
  if (charter === undefined) return ['has no charter'];
  const said = text
    .slice(charter.pos + '/**'.length, charter.end - '*/'.length)
    .split('\n')
    .filter((line) => /[^\s*]/.test(line));
  if (said.length === 0 || said.length > MAX_CHARTER_LINES) return [`has a charter of ${said.length} lines`];
  // Without the blank line it would be the comment of what follows.
  return text.startsWith('\n\n', charter.end) ? [] : ['has no blank line behind its charter'];
}

function wholesaleExport(node: ts.Node): string | undefined {
  const isStar =
    ts.isExportDeclaration(node) &&
    (node.exportClause === undefined || ts.isNamespaceExport(node.exportClause));
  const isDefault =
    ts.isExportAssignment(node) ||
    node.kind === ts.SyntaxKind.DefaultKeyword ||
    (ts.isExportSpecifier(node) && [node.name.text, node.propertyName?.text].includes('default'));
  return isStar || isDefault ? node.getText() : undefined;
}

/** Whether a name stands for the global, and is not a member's or a declaration's. */
function isGlobal(name: ts.Identifier): boolean {
  const { parent } = name;
  if (ts.isShorthandPropertyAssignment(parent)) return true;
  if (ts.isPropertyAccessExpression(parent) && parent.name === name) {
    return parent.expression.getText() === 'globalThis';
  }
  return !('name' in parent && parent.name === name);
}
