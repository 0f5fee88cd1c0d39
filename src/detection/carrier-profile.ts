/** How a carrier shows up in texts and on the web. */

export type CarrierProfile = {
  readonly carrier: string;
  /** Its names in running text; global, so that every mention is found. */
  readonly names: RegExp;
  /** The hosts of its own pages; anchored at the end. */
  readonly hosts: RegExp;
  /** Its page for a number. `locale` is a BCP 47 tag. */
  readonly trackingUrl: (trackingNumber: string, locale: string | undefined) => string;
};

const PLAIN = /^[0-9A-Z]+$/;

/** A number as a part of a web address. Nearly all go as they are, and to see that is quicker than to encode them. */
export const inAddress = (trackingNumber: string): string =>
  PLAIN.test(trackingNumber) ? trackingNumber : encodeURIComponent(trackingNumber);
