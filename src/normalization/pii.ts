/** Keeps personal data inside: signer, names, street lines and images, before an observation leaves. */

import { createHash } from 'node:crypto';
import type { Location } from '../model/location.ts';
import type { Observation } from '../model/observation.ts';

/** `hash` keeps values comparable (SHA-256, shortened) without keeping them readable; images are dropped. */
export type PiiPolicy = 'keep' | 'hash' | 'drop';

export function applyPiiPolicy(observation: Observation, policy: PiiPolicy | undefined): Observation {
  if (policy === undefined || policy === 'keep') return observation;
  const person = (text: string | null): string | null =>
    text === null || policy === 'drop' ? null : digest(text);
  const place = (location: Location | null): Location | null =>
    location && {
      ...location,
      name: person(location.name),
      streetLines: policy === 'drop' ? [] : location.streetLines.map(digest),
    };
  // The carrier's raw payload holds all that was taken out here, so it goes as well.
  const { raw: _raw, delivery, servicePoint, ...rest } = observation;
  return {
    ...rest,
    events: observation.events.map((event) => ({
      ...event,
      signedBy: person(event.signedBy),
      location: place(event.location),
    })),
    delivery: delivery && {
      ...delivery,
      signedBy: person(delivery.signedBy),
      proof: delivery.proof && { ...delivery.proof, signatureImage: null, photo: null, document: null },
    },
    // A service point is a public place: its name and street stay.
    servicePoint,
    origin: place(observation.origin),
    destination: place(observation.destination),
  };
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);
