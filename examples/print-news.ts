/** Prints what messages of the outbox tell, for people. */

import type { OutboxMessage, TrackerSnapshot } from 'parceltrail';

export function printNews({ type, previous, current }: OutboxMessage): void {
  console.log(`${type.padEnd(26)} ${current.trackingNumber}  ${changeOf(previous, current)}`);
}

/** A line for each tracker that has news, with the names of its messages. */
export function printNewsOfHour(messages: readonly OutboxMessage[]): void {
  for (const trackerId of new Set(messages.map((message) => message.trackerId))) {
    const [first, ...rest] = messages.filter((message) => message.trackerId === trackerId);
    if (first === undefined) continue;
    const { current, createdAt } = rest.at(-1) ?? first;
    const names = new Set([first, ...rest].map(({ type }) => type.replace('tracker.', '')));
    const change = changeOf(first.previous, current);
    console.log(
      `  ${whenOf(createdAt)}  ${nameOf(current).padEnd(30)}  ${change}  [${[...names].join(', ')}]`,
    );
  }
}

function changeOf(previous: TrackerSnapshot | null, current: TrackerSnapshot): string {
  const before = previous && stateOf(previous);
  const now = stateOf(current);
  const change = before === null ? now : before === now ? `still ${now}` : `${before} → ${now}`;
  const isExpected = current.eta !== null && current.eta.to !== previous?.eta?.to;
  return isExpected ? `${change}, expected ${current.eta.to.replace('T', ' ').slice(0, 16)}` : change;
}

const stateOf = ({ status, substatus, reason }: TrackerSnapshot): string =>
  (status === 'unknown' ? 'nothing known' : words(substatus)) +
  (reason === null ? '' : ` (${words(reason)})`);

const nameOf = ({ metadata, trackingNumber }: TrackerSnapshot): string =>
  String(metadata['name'] ?? trackingNumber);

const whenOf = (instant: string): string => {
  const time = new Date(instant);
  const day = time.toLocaleDateString('en-GB', { weekday: 'short', day: 'numeric', timeZone: 'UTC' });
  return `${day.padEnd(6)} ${instant.slice(11, 16)}`;
};

const words = (name: string): string => name.replaceAll('_', ' ');
