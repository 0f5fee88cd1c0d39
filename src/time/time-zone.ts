/** Named time zones and their offsets, as the platform's own tables (`Intl`) have them. */

/** A zone that exists. */
export type TimeZone = {
  /** In the platform's spelling: however callers write a zone's name, it is one zone. */
  readonly name: string;
  /** `-05:00`; with seconds, `-00:44:30`, where a historical offset has them. */
  utcOffsetAt(milliseconds: number): string;
};

const LONG_OFFSET = /GMT([+-]\d{2}:\d{2}(?::\d{2})?)?$/;

// A formatter takes 150 µs to make and holds some 46 kB: worth keeping, and worth a bound. What is kept is
// the same whenever it is made, so nobody can tell that it is.
const MAX_KEPT = 200;
const kept = new Map<string, TimeZone>();

/** Whether the platform knows a zone of this name. An offset (`+05:00`) is no name, nor is the empty text. */
export const isTimeZone = (name: string): boolean => timeZoneNamed(name) !== null;

/** The zone of this IANA name, in upper or lower case; null where there is none. */
export function timeZoneNamed(name: string): TimeZone | null {
  const known = kept.get(name);
  if (known) return known;
  const zone = makeTimeZone(name);
  if (zone === null) return null;
  const [oldest] = kept.keys();
  if (oldest !== undefined && kept.size >= MAX_KEPT) kept.delete(oldest);
  kept.set(name, zone);
  return zone;
}

function makeTimeZone(name: string): TimeZone | null {
  // Newer platforms take an offset for a zone, older ones don't: the answer must not depend on the platform.
  if (/^[+-]/.test(name)) return null;
  try {
    const formatter = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' });
    return {
      name: formatter.resolvedOptions().timeZone,
      // An offset of zero is printed as a bare `GMT`.
      utcOffsetAt: (milliseconds) => LONG_OFFSET.exec(formatter.format(milliseconds))?.[1] ?? '+00:00',
    };
  } catch {
    return null;
  }
}
