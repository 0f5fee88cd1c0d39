/** Spreads trackers apart, each always by the same share, so that what was imported together isn't polled together. */

/** From -1 up to 1, by the tracker's id. */
export function jitterOf(trackerId: string): number {
  // FNV-1a: spreads ids that differ in one character.
  let hash = 0x811c9dc5;
  for (let at = 0; at < trackerId.length; at += 1) {
    hash = Math.imul(hash ^ trackerId.charCodeAt(at), 0x01000193);
  }
  return ((hash >>> 0) / 0x1_0000_0000) * 2 - 1;
}
