/** What Temporal says of wall clocks and zones: the reference our own reading is held against. */

import { Temporal } from 'temporal-polyfill';

export const ALL_ZONES: readonly string[] = Intl.supportedValuesOf('timeZone');
export const FIRST_SECOND = Date.UTC(1970, 0, 1) / 1000;
export const LAST_SECOND = Date.UTC(2038, 0, 1) / 1000 - 1;

/** The zone's next change of offset after an instant, else the last one before it, else that instant. */
export function changeOfOffsetNear(seconds: number, timeZone: string): number {
  const moment = zoned(seconds, timeZone);
  const change = moment.getTimeZoneTransition('next') ?? moment.getTimeZoneTransition('previous') ?? moment;
  const changeSeconds = change.epochMilliseconds / 1000;
  return changeSeconds > LAST_SECOND || changeSeconds < FIRST_SECOND ? seconds : changeSeconds;
}

export function offsetByTemporal(seconds: number, timeZone: string): string {
  return zoned(seconds, timeZone).offset;
}

export function wallClockByTemporal(seconds: number, timeZone: string): string {
  return zoned(seconds, timeZone).toPlainDateTime().toString({ smallestUnit: 'second' });
}

/** The instant of a wall clock by the rule `compatible`, and whether it had none or two. */
export function readByTemporal(localTime: string, timeZone: string) {
  const wallClock = Temporal.PlainDateTime.from(localTime);
  const [earlier = 0, later = 0, compatible = 0] = (['earlier', 'later', 'compatible'] as const).map(
    (disambiguation) => wallClock.toZonedDateTime(timeZone, { disambiguation }).epochMilliseconds,
  );
  const isGap = wallClockByTemporal(compatible / 1000, timeZone) !== localTime;
  return {
    instant: new Date(compatible).toISOString(),
    ambiguous: isGap ? 'gap' : earlier === later ? null : 'fold',
  };
}

const zoned = (seconds: number, timeZone: string) =>
  Temporal.Instant.fromEpochMilliseconds(seconds * 1000).toZonedDateTimeISO(timeZone);
