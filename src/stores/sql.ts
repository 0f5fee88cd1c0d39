/** SQL as text and values apart: what is put into a template is a parameter, unless it is SQL itself. */

export type SqlValue = string | number | bigint | boolean | null | readonly string[];

export type Sql = { readonly chunks: readonly string[]; readonly values: readonly SqlValue[] };

/** A statement, or a part of one. */
export function sql(strings: TemplateStringsArray, ...parts: readonly (Sql | SqlValue)[]): Sql {
  const chunks: string[] = [strings[0] ?? ''];
  const values: SqlValue[] = [];
  const append = (text: string): void => {
    chunks[chunks.length - 1] += text;
  };
  parts.forEach((part, index) => {
    if (isSql(part)) {
      append(part.chunks[0] ?? '');
      chunks.push(...part.chunks.slice(1));
      values.push(...part.values);
    } else {
      chunks.push('');
      values.push(part);
    }
    append(strings[index + 1] ?? '');
  });
  return { chunks, values };
}

/** Text of our own as SQL: names of tables and columns, never anything that came from outside. */
export const rawSql = (text: string): Sql => ({ chunks: [text], values: [] });

export const joinSql = (parts: readonly Sql[], separator: string): Sql =>
  parts.reduce(
    (joined, part, index) => (index === 0 ? part : sql`${joined}${rawSql(separator)}${part}`),
    rawSql(''),
  );

/** The text with a placeholder for each value, counted from 1. */
export const textOf = ({ chunks }: Sql, placeholder: (place: number) => string): string =>
  chunks.reduce((text, chunk, index) => text + placeholder(index) + chunk);

const isSql = (part: Sql | SqlValue): part is Sql =>
  typeof part === 'object' && part !== null && !Array.isArray(part);
