/** The README's table of carriers, made from the adapters: what each can do and needs. */

import type { CallQuota, CarrierAdapter } from 'parceltrail';
import { amazon } from 'parceltrail/carriers/amazon';
import { dhl } from 'parceltrail/carriers/dhl';
import { fedex } from 'parceltrail/carriers/fedex';
import { sandbox } from 'parceltrail/carriers/sandbox';
import { ups } from 'parceltrail/carriers/ups';
import { usps } from 'parceltrail/carriers/usps';

// Nothing is asked; the options need only be of the right form.
const credentials = { clientId: 'id', clientSecret: 'secret' };

/** In the README's order. */
export const builtInAdapters: readonly CarrierAdapter[] = [
  ups(credentials),
  fedex(credentials),
  usps(credentials),
  dhl({ apiKey: 'key' }),
  amazon({ ...credentials, refreshToken: 'token', businessId: 'AmazonShipping_US' }),
  sandbox(),
];

const START = '<!-- carriers:start, made by scripts/print-carriers.ts -->';
const END = '<!-- carriers:end -->';

const COLUMNS: Readonly<Record<string, (adapter: CarrierAdapter) => string>> = {
  carrier: ({ name }) => name,
  import: ({ id }) => `\`parceltrail/carriers/${id}\``,
  'numbers a call': ({ capabilities }) => String(capabilities.batchSize),
  'reads pushes': ({ capabilities }) => (capabilities.push ? 'yes' : 'no'),
  needs: ({ capabilities }) => (capabilities.needsAccount ? 'a developer account' : 'nothing'),
  sees: ({ capabilities }) => (capabilities.scope === 'any_parcel' ? 'any parcel' : 'its own labels'),
  'calls granted': ({ capabilities: { needsAccount, quota } }) =>
    needsAccount ? quotaText(quota) : 'any number',
  'numbers it knows': ({ name, formats }) => {
    const names = formats.map((format) => format.name.replace(',', ' in'));
    // Where there is more than one, each need not repeat whose they are.
    const short = names.length > 1 ? names.map((text) => text.replace(`${name} `, '')) : names;
    return [...new Set(short)].join(', ');
  },
};

export function carriersTable(adapters: readonly CarrierAdapter[] = builtInAdapters): string {
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const names = Object.keys(COLUMNS);
  return [
    row(names),
    row(names.map(() => '---')),
    ...adapters.map((adapter) => row(Object.values(COLUMNS).map((cell) => cell(adapter)))),
  ].join('\n');
}

/** The text between the marks; undefined where there are none. */
export function markedTable(readme: string): string | undefined {
  const [start, end] = [readme.indexOf(START), readme.indexOf(END)];
  return start < 0 || end < start ? undefined : readme.slice(start + START.length, end).trim();
}

/** The README with the table as it must be. */
export const withTable = (readme: string): string =>
  readme.replace(markedTable(readme) ?? '', () => carriersTable());

function quotaText({ perSecond, perHour, perDay }: CallQuota = {}): string {
  const granted = { 'a second': perSecond, 'an hour': perHour, 'a day': perDay };
  const parts = Object.entries(granted).flatMap(([unit, count]) =>
    count === undefined ? [] : `${count.toLocaleString('en-US')} ${unit}`,
  );
  return parts.join(', ') || 'not published';
}
