/**
 * Text as every database keeps it. What some can't keep (NUL, halves of surrogate pairs) is written as U+E000 and four
 * hexadecimal digits, and so is U+E000 itself: each text has one written form, nearly always its own.
 */

const ESCAPE = '\uE000';
const TO_ESCAPE = /[\0\uE000\p{Cs}]/u;
const EACH_TO_ESCAPE = /[\0\uE000\p{Cs}]/gu;
/** The same in JSON, where NUL and halves of pairs are escaped; also finds text that only looks so. */
const MAY_ESCAPE_IN_JSON = /\\u0000|\\ud[89a-f]|\uE000/i;
const EACH_ESCAPED = /\uE000([0-9a-f]{4})/g;

export const writeText = (text: string): string => (TO_ESCAPE.test(text) ? escaped(text) : text);

export const readText = (written: string): string =>
  written.includes(ESCAPE)
    ? written.replace(EACH_ESCAPED, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : written;

export const writeNullable = (text: string | null): string | null => (text === null ? null : writeText(text));
export const readNullable = (written: string | null): string | null =>
  written === null ? null : readText(written);

/** "No tenant" is written as empty text, which can be compared and indexed; a tenant named '' as the escape alone. */
export const writeTenant = (tenantId: string | null): string =>
  tenantId === null ? '' : tenantId === '' ? ESCAPE : writeText(tenantId);
export const readTenant = (written: string): string | null =>
  written === '' ? null : written === ESCAPE ? '' : readText(written);

/** @throws TypeError for what is no JSON. */
export function writeJson(value: unknown): string {
  const text = JSON.stringify(value);
  return MAY_ESCAPE_IN_JSON.test(text) ? JSON.stringify(withTexts(JSON.parse(text), writeText)) : text;
}

/** Rows of several columns as one JSON text; their `tenant_id` as {@link writeTenant} has it. */
export function writeRows(rows: readonly object[]): string {
  const text = JSON.stringify(rows.map((row) => withTenant(row, row)));
  if (!MAY_ESCAPE_IN_JSON.test(text)) return text;
  const plain: readonly object[] = JSON.parse(JSON.stringify(rows));
  return JSON.stringify(plain.map((row) => withTenant(withTexts(row, writeText) as object, row)));
}

export function readJson(written: string): unknown {
  const value: unknown = JSON.parse(written);
  return written.includes(ESCAPE) ? withTexts(value, readText) : value;
}

const withTenant = (written: object, row: { readonly tenant_id?: string | null }): object =>
  row.tenant_id === undefined ? written : { ...written, tenant_id: writeTenant(row.tenant_id) };

const escaped = (text: string): string =>
  text.replace(EACH_TO_ESCAPE, (character) => ESCAPE + character.charCodeAt(0).toString(16).padStart(4, '0'));

function withTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((child) => withTexts(child, change));
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => [change(key), withTexts(child, change)]),
  );
}
