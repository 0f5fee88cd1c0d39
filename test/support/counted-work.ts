/** How much a synchronous piece of work reads, in characters and list elements: the same on any machine at any load. */

type Prototype = Record<string, (this: { readonly length: number }, ...args: never[]) => unknown>;

/** Of each method, what a call of it reads. */
const READS: readonly (readonly [
  object,
  readonly string[],
  (self: never, args: never[], result: never) => number,
])[] = [
  [String.prototype, ['charCodeAt', 'charAt'], () => 1],
  [
    String.prototype,
    ['slice', 'toLowerCase', 'toUpperCase'],
    (_self, _args, result: string) => result.length,
  ],
  [
    String.prototype,
    ['includes', 'trim', 'trimEnd', 'split', 'lastIndexOf', 'search'],
    (self: string) => self.length,
  ],
  [
    String.prototype,
    ['indexOf'],
    (self: string, args: (string | number)[], found: number) =>
      (found === -1 ? self.length : found) - Number(args[1] ?? 0),
  ],
  [
    Array.prototype,
    ['map', 'flatMap', 'filter', 'find', 'some', 'every', 'sort', 'join', 'reduce'],
    (self: unknown[]) => self.length,
  ],
];

export function workOf(work: () => void): number {
  let read = 0;
  const restore: (() => void)[] = [];
  const replace = (prototype: object, name: string, method: unknown): void => {
    const own = Object.getOwnPropertyDescriptor(prototype, name) as PropertyDescriptor;
    restore.push(() => Object.defineProperty(prototype, name, own));
    Object.defineProperty(prototype, name, { ...own, value: method });
  };
  for (const [prototype, names, readBy] of READS) {
    for (const name of names) {
      const own = (prototype as Prototype)[name] as Prototype[string];
      replace(prototype, name, function counted(this: { readonly length: number }, ...args: never[]) {
        const result = own.apply(this, args);
        read += readBy(this as never, args, result as never);
        return result;
      });
    }
  }
  const { exec } = RegExp.prototype;
  replace(RegExp.prototype, 'exec', function counted(this: RegExp, text: string) {
    const from = this.global || this.sticky ? this.lastIndex : 0;
    const found = exec.call(this, text);
    read += (found === null ? text.length : found.index + found[0].length) - from;
    return found;
  });
  try {
    work();
  } finally {
    for (const undo of restore) undo();
  }
  return read;
}
