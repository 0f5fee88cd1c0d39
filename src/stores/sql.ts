/** SQL as text and values apart: what is put into a template is a parameter, unless it is SQL itself. */

export type SqlValue = string | number | bigint | boolean | null | readonly string[];

export type Sql = { readonly chunks: readonly string[]; readonly values: readonly SqlValue[] };

/** A statement, or a part of one. */
export function sql(strings: TemplateStringsArray, ...parts: readonly (Sql | SqlValue)[]): Sql {
  const chunks: string[] = [strings[0] ?? ''];
  const values: SqlValue[] = [];
  parts.forEach((part, index) => {
    add(chunks, values, isSql(part) ? part : { chunks: ['', ''], values: [part] });
    chunks[chunks.length - 1] += strings[index + 1] ?? '';
  });
  return { chunks, values };
}

/** Text of our own as SQL: names of tables and columns, never anything that came from outside. */
export const rawSql = (text: string): Sql => ({ chunks: [text], values: [] });

export function joinSql(parts: readonly Sql[], separator: string): Sql {
  const chunks = [''];
  const values: SqlValue[] = [];
  parts.forEach((part, index) => {
    if (index > 0) chunks[chunks.length - 1] += separator;
    add(chunks, values, part);
  });
  return { chunks, values };
}

/** Adds to the statement that is being made. */
function add(chunks: string[], values: SqlValue[], part: Sql): void {
  chunks[chunks.length - 1] += part.chunks[0] ?? '';
  for (let place = 1; place < part.chunks.length; place += 1) chunks.push(part.chunks[place] as string);
  values.push(...part.values);
}

/** The text with a placeholder for each value, counted from 1. */
export const textOf = ({ chunks }: Sql, placeholder: (place: number) => string): string =>
  chunks.reduce((text, chunk, index) => text + placeholder(index) + chunk);

const isSql = (part: Sql | SqlValue): part is Sql =>
  typeof part === 'object' && part !== null && !Array.isArray(part);
