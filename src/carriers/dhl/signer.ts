/** Who took a parcel. DHL often hides the name in the words of a delivery, and sometimes the name is all they say. */

import type { NormalizedStatus } from '../../model/status.ts';
import { toPlainText } from '../../normalization/plain-text.ts';

/** "Delivered : J DOE". */
const BEHIND_COLON = /^(?:shipment )?delivered ?: ?(\S.{0,79})$/i;
/** "Delivered - Signed for by: J DOE". */
const BEHIND_SIGNED = /\bsigned (?:for )?by[ :]{0,3}/i;
const MAX_NAME = 80;

/** What tells how it was left, not who took it; asterisks stand for a name DHL withholds. */
const NO_PERSON = /\bsignature\b|\breleased?\b|^left\b|^no signer\b|^(?:n\/?a|none|unknown)$|^[*.-]{1,80}$/i;

/** One to four words, as names are. */
const NAME = /^\p{Lu}[\p{L}'’.-]{0,29}(?: \p{L}[\p{L}'’.-]{0,29}){0,3}$/u;
/** Words of sentences about a delivery, in the languages DHL is mostly asked in. */
const NO_NAME =
  /(?<!\p{L})(?:delivered|delivery|shipment|parcel|package|pieces?|proof|status|successful(?:ly)?|completed?|recipient|receiver|consignee|customer|neighbou?rs?|signed|handed|picked|collected|partial(?:ly)?|damaged|transit|failure|zugestellt|ausgeliefert|zustellung|livr[ée]e?|bezorgd|geleverd|entregad[oa]|consegnat[oa]|dor[eę]czono|leveret|levererad|levert|doru[čc]eno)(?!\p{L})/iu;

/** A person's name as DHL states it; null for what is none. */
export function readName(text: string | null | undefined): string | null {
  const name = toPlainText(text);
  return name === null || NO_PERSON.test(name) ? null : name;
}

/** The name behind the words of a delivery. */
export function nameBehind(words: string | null): string | null {
  const text = toPlainText(words) ?? '';
  return readName(BEHIND_COLON.exec(text)?.[1] ?? behindSigned(text));
}

function behindSigned(text: string): string | undefined {
  const signed = BEHIND_SIGNED.exec(text);
  const name = signed === null ? '' : text.slice(signed.index + signed[0].length);
  return name === '' || name.length > MAX_NAME ? undefined : name;
}

/** The words of a delivery, where they are a name and nothing else. */
export function nameInstead(words: string | null): string | null {
  const text = toPlainText(words) ?? '';
  return NAME.test(text) && !NO_NAME.test(text) ? readName(text) : null;
}

type Words = Pick<NormalizedStatus, 'description' | 'provenance'>;

/** The words of a status without the name in them, for hosts who keep no names. */
export function withoutName<Said extends NormalizedStatus>(said: Said, mayBeAll: boolean): Said {
  const isHandover = said.status === 'delivered' || said.reason === 'return_completed';
  const { text } = said.provenance;
  const name = isHandover ? (nameBehind(text) ?? (mayBeAll ? nameInstead(text) : null)) : null;
  return name === null ? said : { ...said, ...wordsWithout(said, name) };
}

const wordsWithout = ({ description, provenance }: Words, name: string): Words => ({
  description: strip(description, name),
  provenance: { ...provenance, text: strip(provenance.text, name) },
});

const strip = (text: string | null, name: string): string | null =>
  toPlainText(text)
    ?.replaceAll(name, '')
    .replace(/[\s:,-]{1,9}$/, '') || null;
