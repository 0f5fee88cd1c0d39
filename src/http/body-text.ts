/** From a body's bytes to text and JSON. Total: bytes of any kind become something. */

/** Deeper JSON is an attack on whoever walks it: `JSON.parse` takes it, recursion after it doesn't. */
const MAX_DEPTH = 64;

const CHARSET = /charset="?([\w:-]{1,40})/i;

/** Text by its byte-order mark, else by the declared charset, else as UTF-8. */
export function decodeText(bytes: Uint8Array, contentType: string | null): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return decoderOf(CHARSET.exec(contentType ?? '')?.[1]).decode(bytes);
}

/** The parsed JSON, or the text where it is none; null where there is nothing. */
export function readText(text: string): unknown {
  if (text.trim() === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Whether a JSON text nests deeper than is read. One pass, before anything is built. */
export function isTooDeep(text: string): boolean {
  if (!JSON_START.test(text)) return false;
  let depth = 0;
  let inString = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charCodeAt(index);
    if (character === QUOTE) inString = !inString;
    else if (inString) index += character === BACKSLASH ? 1 : 0;
    else if (character === OPEN_BRACE || character === OPEN_BRACKET) depth += 1;
    else if (character === CLOSE_BRACE || character === CLOSE_BRACKET) depth -= 1;
    if (depth > MAX_DEPTH) return true;
  }
  return false;
}

const JSON_START = /^\s*[[{]/;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;

function decoderOf(charset: string | undefined): InstanceType<typeof TextDecoder> {
  try {
    return new TextDecoder(charset);
  } catch {
    // A charset nobody knows.
    return new TextDecoder();
  }
}
