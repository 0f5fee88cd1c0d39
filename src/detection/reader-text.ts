/** Text as a reader sees it, with the way back to where each part stands in the source. */

/** Grown piece by piece from slices of the source. */
export type ReaderText = {
  readonly text: string;
  /** The place in the source of a place in `text`. */
  sourceIndex(index: number): number;
  /** The place in the source behind what ends before `end` in `text`. */
  sourceEnd(end: number): number;
  /** What stands at the head of the table column that a place in `text` belongs to. */
  columnHeader(index: number): string | undefined;
  /** Links in the source. */
  readonly links: readonly ReaderLink[];
};

export type ReaderLink = {
  readonly sourceIndex: number;
  readonly sourceLength: number;
  readonly href: string;
};

export type ReaderTextBuilder = {
  /** Adds what stands in the source at `sourceStart`; `sourceLength` is given where it is written otherwise there. */
  add(part: string, sourceStart: number, sourceLength?: number): void;
  /** Ends the line, unless nothing stands on it. */
  breakLine(sourceStart: number): void;
  link(href: string, sourceStart: number, sourceLength: number): void;
  /** Begins a table cell under the cell `header`; gives the new cell's name. */
  cell(header: number | undefined): number;
  build(): ReaderText;
};

const NO_HEADER = -1;
const MAX_HEADER = 80;

/** Text that is its own source. */
export const plainReaderText = (text: string): ReaderText => ({
  text,
  sourceIndex: (index) => index,
  sourceEnd: (end) => end,
  columnHeader: () => undefined,
  links: [],
});

export function createReaderTextBuilder(): ReaderTextBuilder {
  const parts: string[] = [];
  const starts: number[] = [];
  const sources: number[] = [];
  const sourceLengths: number[] = [];
  const links: ReaderLink[] = [];
  const cellStarts: number[] = [];
  const cellHeaders: number[] = [];
  let length = 0;
  let lineIsEmpty = true;

  const add = (part: string, sourceStart: number, sourceLength = part.length): void => {
    if (part === '') return;
    parts.push(part);
    starts.push(length);
    sources.push(sourceStart);
    sourceLengths.push(sourceLength);
    length += part.length;
    lineIsEmpty = false;
  };

  const isAsWritten = (part: number): boolean => sourceLengths[part] === parts[part]?.length;

  return {
    add,
    breakLine(sourceStart) {
      if (lineIsEmpty) return;
      add('\n', sourceStart);
      lineIsEmpty = true;
    },
    link(href, sourceIndex, sourceLength) {
      links.push({ sourceIndex, sourceLength, href });
    },
    cell(header) {
      cellHeaders.push(header ?? NO_HEADER);
      return cellStarts.push(length) - 1;
    },
    build() {
      const text = parts.join('');
      return {
        text,
        links,
        sourceIndex(index) {
          const part = lastAtMost(starts, index);
          const source = sources[part] ?? 0;
          return isAsWritten(part) ? source + index - (starts[part] ?? 0) : source;
        },
        sourceEnd(end) {
          const part = lastAtMost(starts, end - 1);
          const source = sources[part] ?? 0;
          return source + (isAsWritten(part) ? end - (starts[part] ?? 0) : (sourceLengths[part] ?? 0));
        },
        columnHeader(index) {
          const header = cellHeaders[lastAtMost(cellStarts, index)] ?? NO_HEADER;
          if (header === NO_HEADER) return undefined;
          const start = cellStarts[header] ?? 0;
          return text.slice(start, Math.min(start + MAX_HEADER, cellStarts[header + 1] ?? length));
        },
      };
    },
  };
}

/** Reads `outer` as the source that `inner` was made from. */
export const composeReaderText = (inner: ReaderText, outer: ReaderText): ReaderText => ({
  ...inner,
  sourceIndex: (index) => outer.sourceIndex(inner.sourceIndex(index)),
  sourceEnd: (end) => outer.sourceEnd(inner.sourceEnd(end)),
  links: inner.links.map(({ href, sourceIndex, sourceLength }) => {
    const start = outer.sourceIndex(sourceIndex);
    return { href, sourceIndex: start, sourceLength: outer.sourceEnd(sourceIndex + sourceLength) - start };
  }),
});

function lastAtMost(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((sorted[middle] as number) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
