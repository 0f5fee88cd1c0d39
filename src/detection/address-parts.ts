/** Takes a web address apart: every part of it that may be a number, with what the address says about it. */

/** A part of an address. */
export type AddressPart = {
  readonly host: string;
  /** The parameter's name, or the step of the path before. */
  readonly label: string;
  readonly text: string;
};

/** Redirects carry the address they lead to; one inside another inside another is enough. */
const MAX_DEPTH = 3;
/** Browsers show addresses without their scheme, and so people copy them. */
const WEB_ADDRESS = /^(?:https?:\/\/|[a-z][a-z\d-]{0,62}(?:\.[a-z\d-]{1,63}){1,5}[/?])/i;
/** Pages that show several parcels take a list. */
const LIST = /[,;\n]+/;

export const isWebAddress = (text: string): boolean => WEB_ADDRESS.test(text);

/** The parts in order, those of addresses inside the address with the host they lead to. */
export function addressParts(address: string, depth = 1): readonly AddressPart[] {
  const url = parse(address);
  if (url === undefined) return [];
  const { hostname: host } = url;
  const steps = [...url.pathname.split('/'), ...url.hash.slice(1).split(/[/?&=]/)];
  const named = [
    ...[...url.searchParams].map(([label, text]) => ({ label, text })),
    ...steps.map((text, place) => ({ label: steps[place - 1] ?? '', text: decoded(text) })),
  ];
  return named.flatMap(({ label, text }) => {
    if (isWebAddress(text)) return depth < MAX_DEPTH ? addressParts(text, depth + 1) : [];
    return text.split(LIST).map((item) => ({ host, label, text: item }));
  });
}

function parse(address: string): URL | undefined {
  try {
    return new URL(/^https?:/i.test(address) ? address : `https://${address}`);
  } catch {
    return undefined;
  }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
