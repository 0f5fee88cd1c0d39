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
