/** Why a parcel is where it is, beneath its status, and whose doing that is. */

/** Who caused what happened. */
export type Party = 'carrier' | 'shipper' | 'recipient' | 'customs' | 'external' | 'none';

/** Each reason with the party it belongs to. Nothing else lists reasons. */
export const REASONS = {
  not_found: 'none',
  unmapped_code: 'none',
  invalid_number: 'shipper',
  expired_no_scan: 'none',
  cancelled_by_shipper: 'shipper',
  cancelled_by_carrier: 'carrier',
  collection_failed: 'shipper',
  customs_processing: 'customs',
  customs_cleared: 'customs',
  customs_held: 'customs',
  customs_documents_required: 'shipper',
  duties_unpaid: 'recipient',
  prohibited_goods: 'customs',
  weather: 'external',
  force_majeure: 'external',
  carrier_capacity: 'carrier',
  carrier_mechanical: 'carrier',
  missorted: 'carrier',
  recipient_unavailable: 'recipient',
  business_closed: 'recipient',
  identity_check_failed: 'recipient',
  payment_due: 'recipient',
  refused: 'recipient',
  address_incorrect: 'shipper',
  address_corrected: 'carrier',
  recipient_moved: 'recipient',
  redirected_by_recipient: 'recipient',
  rescheduled_by_recipient: 'recipient',
  handed_to_partner: 'carrier',
  arrived_destination_country: 'none',
  weight_or_size_wrong: 'shipper',
  departed_origin_country: 'none',
  arrived_local_depot: 'none',
  problem_resolved: 'none',
  delivered_to_neighbor: 'none',
  delivered_safe_place: 'none',
  delivered_signed: 'none',
  delivered_cod_paid: 'none',
  collected_by_recipient: 'none',
  delivered_in_part: 'none',
  delivered_damaged: 'carrier',
  at_locker: 'recipient',
  at_post_office: 'recipient',
  not_collected: 'recipient',
  return_in_transit: 'none',
  return_completed: 'none',
  damaged: 'carrier',
  lost: 'carrier',
  under_investigation: 'carrier',
  destroyed: 'carrier',
  security_seized: 'customs',
} as const satisfies Record<string, Party>;

/** Why, in one of 51 words. */
export type Reason = keyof typeof REASONS;

export const isReason = (value: string): value is Reason => Object.hasOwn(REASONS, value);

/** The party a reason belongs to; `none` where there is no reason. */
export const partyOf = (reason: Reason | null): Party => (reason === null ? 'none' : REASONS[reason]);
