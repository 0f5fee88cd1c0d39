/** Tells the groups a printer makes of one number from neighbours that happen to add up to one. */

import type { Chain } from './number-chains.ts';

export type PrintedNumber = {
  readonly text: string;
  /** The number proves itself, so that its groups need not be even. */
  readonly isSure: boolean;
  readonly isChecked: boolean;
};

const MIN_GROUP = 3;
const MAX_GROUP = 8;

/** Whether the tokens from `first` to `last` look like one number in groups. */
export function isPrintedNumber(chain: Chain, first: number, last: number, number: PrintedNumber): boolean {
  const { digits, sizes } = chain;
  if (number.isSure) {
    const isNumeric = everyToken(first, last, (place) => digits[place] === sizes[place]);
    return !isNumeric || everyToken(first, last, (place) => isBetween(sizes[place] as number, 2, MAX_GROUP));
  }
  const hasPrefix = digits[first] === 0;
  // `my 5551234567`: without a check digit, a word in small letters is a word.
  if (hasPrefix && !number.isChecked && !isCapital(number.text, chain.starts[first] as number)) return false;
  const firstGroup = hasPrefix ? first + 1 : first;
  // A letter before it and a right check digit prove more than even groups do.
  const provesItself = hasPrefix && number.isChecked;
  return (
    hasOneJoint(chain, firstGroup, last) &&
    (provesItself || isEven(chain, firstGroup, last)) &&
    !goesOn(chain, firstGroup, last)
  );
}

function everyToken(first: number, last: number, holds: (place: number) => boolean): boolean {
  for (let place = first; place <= last; place += 1) if (!holds(place)) return false;
  return true;
}

const isBetween = (value: number, least: number, most: number): boolean => value >= least && value <= most;

const isCapital = (text: string, index: number): boolean =>
  text.charAt(index) !== text.charAt(index).toLowerCase();

const hasOneJoint = ({ joints }: Chain, first: number, last: number): boolean =>
  everyToken(first + 1, last, (place) => joints[place] === joints[first + 1]);

/** Inner groups of one size, which the ends don't exceed: so print carriers, and not telephones. Two groups are halves. */
function isEven({ sizes, digits }: Chain, first: number, last: number): boolean {
  if (first === last) return true;
  const isPair = last - first === 1;
  const size = sizes[isPair ? first : first + 1] as number;
  const ends = [sizes[first] as number, sizes[last] as number];
  return (
    isBetween(size, MIN_GROUP, MAX_GROUP) &&
    ends.every((end) => (isPair ? end === size : end <= size)) &&
    everyToken(first + 1, last, (place) => digits[place] === sizes[place]) &&
    everyToken(first + 1, last - 1, (place) => sizes[place] === size)
  );
}

/** A neighbour that could be one more group: then the number is a part of something longer. */
function goesOn({ count, sizes, digits }: Chain, first: number, last: number): boolean {
  if (first === last) return false;
  const size = Math.max(sizes[first] as number, sizes[last] as number);
  const isGroup = (place: number): boolean =>
    place >= 0 &&
    place < count &&
    digits[place] !== 0 &&
    isBetween(sizes[place] as number, last - first === 1 ? 1 : 2, size);
  return isGroup(first - 1) || isGroup(last + 1);
}
