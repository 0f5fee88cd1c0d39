/** JSON values kept small: compressed to one byte per character, and shared with nobody who could change them. */

import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { DICTIONARY } from './packing-dictionary.ts';

export type PackedJson = string;

/** Small windows: a tracker is seldom larger, and each call sets one up anew. */
const SETTINGS = { windowBits: 14, memLevel: 5, dictionary: DICTIONARY };

/** @throws TypeError for what is no JSON. */
export const pack = (value: object): PackedJson =>
  deflateRawSync(JSON.stringify(value), SETTINGS).toString('latin1');

export const unpack = (packed: PackedJson): unknown =>
  JSON.parse(inflateRawSync(Buffer.from(packed, 'latin1'), SETTINGS).toString());
