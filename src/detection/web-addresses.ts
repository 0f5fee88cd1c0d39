/** Web addresses written out in a text. */

export type WebAddress = { readonly start: number; readonly end: number; readonly href: string };

const MAX_ADDRESS = 4_096;
const SCHEME = /https?$/i;
/** What ends an address in running text. */
const END = /[\s"'<>\\^`{|}]/;
const TRAILING = /(?<![.,;:!?)\]])[.,;:!?)\]]{1,40}$/;

/** All addresses with a scheme, in order; they don't overlap. */
export function findWebAddresses(text: string): WebAddress[] {
  const addresses: WebAddress[] = [];
  let from = 0;
  for (let mark = text.indexOf('://'); mark !== -1; mark = text.indexOf('://', Math.max(mark + 3, from))) {
    const scheme = SCHEME.exec(text.slice(Math.max(from, mark - 5), mark));
    if (scheme === null) continue;
    const start = mark - scheme[0].length;
    const rest = text.slice(mark, mark + MAX_ADDRESS);
    const length = rest.search(END);
    const end = mark + (length === -1 ? rest.length : length);
    const href = text.slice(start, end).replace(TRAILING, '');
    addresses.push({ start, end: start + href.length, href });
    from = end;
  }
  return addresses;
}
