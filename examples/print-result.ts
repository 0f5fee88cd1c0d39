/** Prints what asking for a parcel came to, for people. */

import type { Location, Observation, Substatus, TrackingEvent, TrackResult } from 'parceltrail';

const HEADINGS: Partial<Record<Substatus, string>> = {
  information_received: 'Label made, not handed over yet',
  out_for_delivery: 'Out for delivery',
  pickup_available: 'Waiting to be picked up',
  delivery_attempted: 'Delivery attempted',
  return_to_sender: 'Going back to the sender',
};

const ADVICE: Partial<Record<Substatus, string>> = {
  address_issue: 'Correct the address with the carrier.',
  contact_carrier: 'Call the carrier: it waits for information.',
  delivery_attempted: 'Make sure someone is there for the next attempt, or have it rerouted.',
  location_inaccessible: 'Tell the carrier how to get in.',
  notice_left: 'Follow the notice the driver left.',
  package_damaged: 'Start a claim, and tell the customer.',
  package_lost: 'Start a claim, and send a replacement.',
  package_undeliverable: 'Decide what happens to the parcel, and tell the customer.',
  package_unclaimed: 'Expect it back; ask the customer whether to send it again.',
  pickup_available: 'Tell the customer to pick it up.',
  reschedule_delivery: 'Agree on a new delivery date.',
};

const plain = (code: string) => (text: string) =>
  process.stdout.isTTY ? `\u001b[${code}m${text}\u001b[0m` : text;
const bold = plain('1');
const dim = plain('2');
const warn = plain('33');

export function printResult(result: TrackResult): void {
  console.log('');
  if (result.outcome === 'found') printObservation(result.observation);
  else if (result.outcome === 'not_found') {
    console.log(`${bold(result.trackingNumber)}  ${result.carrier}  ${bold('Not known to the carrier yet')}`);
    console.log(dim('  Normal for a few hours after a label is made. Ask again later.'));
  } else {
    console.log(
      `${bold(result.trackingNumber)}  ${result.carrier ?? 'no carrier'}  ${warn('Could not be asked')}`,
    );
    console.log(`  ${result.error.code}: ${result.error.message}`);
    console.log(
      dim(result.error.retryable ? '  Asking again later can help.' : '  Asking again will not help.'),
    );
  }
}

function printObservation(observation: Observation): void {
  const { trackingNumber, carrier, service, substatus, origin, destination, eta, delivery, pieceCount } =
    observation;
  const isBack = observation.reason === 'return_completed';
  const heading = isBack ? 'Back with the sender' : (HEADINGS[substatus] ?? words(substatus));
  const why = observation.reason === null || isBack ? '' : ` (${words(observation.reason).toLowerCase()})`;
  console.log(`${bold(trackingNumber)}  ${service?.name ?? carrier}  ${bold(heading + why)}`);
  const facts = [
    [place(origin), place(destination)].filter((name) => name !== '').join(' → '),
    pieceCount !== null && pieceCount > 1 ? `${pieceCount} pieces` : '',
    eta &&
      `expected ${eta.from === eta.to ? moment(eta.from) : `${moment(eta.from)} to ${eta.to.slice(11, 16) || day(eta.to)}`}`,
    delivery &&
      `handed over${delivery.signedBy ? ` to ${delivery.signedBy}` : ''}${delivery.placement ? `, ${delivery.placement}` : ''}`,
  ].filter((fact) => fact !== null && fact !== '');
  if (facts.length > 0) console.log(dim(`  ${facts.join(' · ')}`));
  for (const event of observation.events.toReversed()) console.log(line(event));
  const advice =
    ADVICE[substatus] ?? (observation.actionRequired ? 'Someone must act; see the last scan.' : 'Nothing.');
  console.log(`  To do: ${observation.actionRequired ? warn(advice) : advice}`);
}

function line(event: TrackingEvent): string {
  // Some carriers tell the instant alone, and not what the clocks showed there.
  const isUtc = event.localTime === null && event.occurredAt !== null;
  const when = moment((isUtc ? event.occurredAt : event.localTime) ?? '');
  const offset = isUtc ? 'UTC' : event.utcOffset === null ? '' : `UTC${event.utcOffset}`;
  const mark = event.movesStatus ? '•' : ' ';
  const text = event.description ?? words(event.substatus);
  return `  ${mark} ${when.padEnd(16)} ${dim(offset.padEnd(9))} ${place(event.location).padEnd(20)} ${text}`;
}

/** `Wed 4 Mar 08:47`; a date alone stays one, and nothing stays nothing. */
function moment(localTime: string): string {
  if (localTime === '') return '';
  const time = localTime.slice(11, 16);
  return time === '' ? day(localTime) : `${day(localTime)} ${time}`;
}

function day(localTime: string): string {
  return new Date(`${localTime.slice(0, 10)}T00:00:00Z`).toLocaleDateString('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  });
}

const place = (location: Location | null): string =>
  [location?.city, location?.region ?? location?.country].filter(Boolean).join(', ');

const words = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1).replaceAll('_', ' ');
