/** Spreads trackers apart, each always by the same share, so that what was imported together isn't polled together. */

/** From -1 up to 1, by the tracker's id. */
export function jitterOf(trackerId: string): number {
  // FNV-1a, then the last step of MurmurHash3: ids that differ in their last character come out far apart.
  let hash = 0x811c9dc5;
  for (let at = 0; at < trackerId.length; at += 1) {
    hash = Math.imul(hash ^ trackerId.charCodeAt(at), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (((hash ^ (hash >>> 16)) >>> 0) / 0x1_0000_0000) * 2 - 1;
}
