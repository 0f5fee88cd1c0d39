/** A place as a carrier names it; every part may be missing. */

export type Location = {
  readonly city: string | null;
  /** State, province or region, as the carrier writes it. */
  readonly region: string | null;
  readonly postalCode: string | null;
  /** ISO 3166-1 alpha-2, upper case. */
  readonly country: string | null;
  /** Person, company or facility. */
  readonly name: string | null;
  readonly streetLines: readonly string[];
};

/** A place where a parcel waits for its recipient. */
export type ServicePoint = {
  readonly type: 'access_point' | 'locker' | 'post_office' | 'shop' | 'carrier_facility' | 'unknown';
  readonly name: string | null;
  /** The carrier's id of the place. */
  readonly code: string | null;
  readonly address: Location | null;
  /** Last day to collect, `YYYY-MM-DD`. */
  readonly openUntil: string | null;
};

type LocationParts = { readonly [Key in keyof Location]?: Location[Key] | undefined };

/** A location of the parts that say something; null when none does. */
export function toLocation(parts: LocationParts): Location | null {
  const country = parts.country?.trim().toUpperCase() ?? '';
  const location: Location = {
    city: filled(parts.city),
    region: filled(parts.region),
    postalCode: filled(parts.postalCode),
    country: /^[A-Z]{2}$/.test(country) ? country : null,
    name: filled(parts.name),
    streetLines: (parts.streetLines ?? []).map((line) => line.trim()).filter((line) => line !== ''),
  };
  const says =
    location.city ??
    location.region ??
    location.postalCode ??
    location.country ??
    location.name ??
    location.streetLines[0];
  return says === undefined ? null : location;
}

const filled = (text: string | null | undefined): string | null => text?.trim() || null;
