/** Looks for secrets in whatever a host may see or log: plain, encoded, and however an object is printed. */

import { inspect } from 'node:util';

/** The secrets that can be read from `shown`. */
export function findSecrets(secrets: Iterable<string>, shown: readonly unknown[]): string[] {
  const text = shown.map(printed).join('\n');
  return [...secrets].filter((secret) => formsOf(secret).some((form) => text.includes(form)));
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

/** Every usual way to print a value, one below the other. */
function printed(value: unknown): string {
  const forms = [
    inspect(value, { depth: 20, showHidden: true, maxArrayLength: null, maxStringLength: null }),
  ];
  for (let error = value; error instanceof Error; error = error.cause) {
    forms.push(error.message, error.stack ?? '', JSON.stringify(error), String(error));
  }
  try {
    forms.push(JSON.stringify(value) ?? '');
  } catch {
    // Circular: inspect has shown it.
  }
  return forms.join('\n');
}
