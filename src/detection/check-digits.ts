/** Check digits, one function per algorithm. All are pure and total on the characters their formats admit. */

/** Whether a canonical number carries the right check digit. */
export type CheckDigit = (canonical: string) => boolean;

const digitAt = (text: string, index: number): number => text.charCodeAt(index) - 48;

/** GS1 mod 10 over `text[from..to)`, the digit at `to` being the check: weights 3, 1, 3 … from the right. */
export const gs1Mod10 = (text: string, from: number, to: number): boolean => {
  let sum = 0;
  for (let index = to - 1, weight = 3; index >= from; index -= 1, weight = 4 - weight) {
    sum += digitAt(text, index) * weight;
  }
  return (10 - (sum % 10)) % 10 === digitAt(text, to);
};

/** FedEx mod 11 over `text[from..to)`, the digit at `to` being the check: weights 1, 3, 7 … from the right; 10 reads 0. */
export const fedexMod11 = (text: string, from: number, to: number): boolean => {
  let sum = 0;
  const weights = [1, 3, 7] as const;
  for (let index = to - 1, place = 0; index >= from; index -= 1, place += 1) {
    sum += digitAt(text, index) * (weights[place % 3] as number);
  }
  return (sum % 11) % 10 === digitAt(text, to);
};

/**
 * UPS mod 10 over `text[from..to)`, the digit at `to` being the check: weights 1, 2 … from the left, products
 * not digit-summed; letters count (ASCII − 63) mod 10.
 */
export const upsMod10 = (text: string, from: number, to: number): boolean => {
  let sum = 0;
  for (let index = from; index < to; index += 1) {
    const code = text.charCodeAt(index);
    const value = code < 58 ? code - 48 : (code - 63) % 10;
    sum += (index - from) % 2 === 0 ? value : 2 * value;
  }
  return (10 - (sum % 10)) % 10 === digitAt(text, to);
};
