/** Secrets made to be found: planted wherever a request or an answer can hold one, sought in all that is shown. */

import { inspect } from 'node:util';

/** A secret for a place, with signs that encodings change. */
export const canary = (place: string): string => `canary-${place}+/&?="${Buffer.from(place).toString('hex')}`;

/** The places whose canary shows up, plainly or encoded, when `shown` is printed in any usual way. */
export function findCanaries(places: readonly string[], ...shown: readonly unknown[]): string[] {
  const text = shown.map(print).join('\n');
  return places.filter((place) => formsOf(canary(place)).some((form) => text.includes(form)));
}

function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  return [
    secret,
    encodeURIComponent(secret),
    new URLSearchParams({ secret }).toString().slice('secret='.length),
    JSON.stringify(secret).slice(1, -1),
    bytes.toString('base64'),
    bytes.toString('base64url'),
    bytes.toString('hex'),
  ];
}

function print(value: unknown): string {
  const printed = [
    inspect(value, { depth: 20, showHidden: true, maxArrayLength: null, maxStringLength: null }),
  ];
  for (let error = value; error instanceof Error; error = error.cause) {
    printed.push(error.message, error.stack ?? '', JSON.stringify(error), String(error));
  }
  try {
    printed.push(JSON.stringify(value) ?? '');
  } catch {
    // Circular: inspect has shown it.
  }
  return printed.join('\n');
}
