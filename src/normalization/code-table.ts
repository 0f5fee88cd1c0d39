/** A carrier's codes and what each means, as data keyed by code. */

import { isReason, type Reason } from '../model/reason.ts';
import { isSubstatus, type Substatus } from '../model/status.ts';

/**
 * What a code means: a substatus, with the reason where the code tells it (`delayed:weather`), or
 * `-` for news that doesn't move the parcel.
 */
export type Meaning = Substatus | `${Substatus}:${Reason}` | '-' | `-:${Reason}`;

/** `why` says what made us read a row otherwise than its label suggests. */
export type CodeRow = Meaning | { readonly means: Meaning; readonly why: string };

export type CodeTable = {
  /** Prefix of the rules it decides, e.g. `ups.exception`. */
  readonly id: string;
  /** The carrier's document the codes were read from. */
  readonly source: string;
  readonly rows: Readonly<Record<string, CodeRow>>;
};

/** Declares a table; its rows stay a literal type, so a code written twice does not compile. */
export const defineCodeTable = <const Table extends CodeTable>(table: Table): Table => table;

/**
 * Rows of a long table, written as the codes of each meaning with blanks between them: short, and what counts as
 * delivered stands in one place.
 *
 * @throws Error for a code written twice.
 */
export function rowsByMeaning(
  codesByMeaning: Readonly<Partial<Record<Meaning, string>>>,
): Readonly<Record<string, Meaning>> {
  const rows: Record<string, Meaning> = {};
  for (const [meaning, codes] of Object.entries(codesByMeaning)) {
    for (const code of codes.trim().split(/\s+/)) {
      if (Object.hasOwn(rows, code)) throw new Error(`The code ${code} has two meanings.`);
      rows[code] = meaning as Meaning;
    }
  }
  return rows;
}

/** A meaning taken apart. */
export type ReadMeaning = {
  readonly substatus: Substatus;
  readonly reason: Reason | null;
  readonly movesStatus: boolean;
};

/** Looks one code up; undefined where the table doesn't know it. */
export function lookUp(table: CodeTable, code: string): ReadMeaning | undefined {
  if (!Object.hasOwn(table.rows, code)) return undefined;
  const row = table.rows[code] as CodeRow;
  return readMeaning(typeof row === 'string' ? row : row.means);
}

export function readMeaning(meaning: Meaning): ReadMeaning {
  const colon = meaning.indexOf(':');
  const substatus = colon === -1 ? meaning : meaning.slice(0, colon);
  const reason = colon === -1 ? '' : meaning.slice(colon + 1);
  return {
    substatus: isSubstatus(substatus) ? substatus : 'other',
    reason: isReason(reason) ? reason : null,
    movesStatus: substatus !== '-',
  };
}
