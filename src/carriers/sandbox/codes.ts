/** What the sandbox's scan codes mean: each substatus and each reason under its own name. */

import { defineCodeTable } from '../../normalization/code-table.ts';

/**
 * Left out on purpose: `UNMAPPED_CODE`, which shows what a code without a row becomes, and the reasons `not_found`
 * and `invalid_number`, whose numbers show the outcomes of the same name.
 */
export const sandboxCodes = defineCodeTable({
  id: 'sandbox',
  source: 'The SDK: its substatuses and reasons',
  rows: {
    INFORMATION_RECEIVED: 'information_received',
    PACKAGE_ACCEPTED: 'package_accepted',
    ADDRESS_ISSUE: 'address_issue',
    CONTACT_CARRIER: 'contact_carrier',
    DELAYED: 'delayed',
    DELIVERY_RESCHEDULED: 'delivery_rescheduled',
    DELIVERY_SCHEDULED: 'delivery_scheduled',
    PACKAGE_ARRIVED: 'package_arrived',
    PACKAGE_DAMAGED: 'package_damaged',
    PACKAGE_DEPARTED: 'package_departed',
    PACKAGE_FORWARDED: 'package_forwarded',
    PACKAGE_HELD: 'package_held',
    PACKAGE_PROCESSED: 'package_processed',
    PACKAGE_PROCESSING: 'package_processing',
    OUT_FOR_DELIVERY: 'out_for_delivery',
    DELIVERY_ATTEMPTED: 'delivery_attempted',
    LOCATION_INACCESSIBLE: 'location_inaccessible',
    NOTICE_LEFT: 'notice_left',
    RESCHEDULE_DELIVERY: 'reschedule_delivery',
    PICKUP_AVAILABLE: 'pickup_available',
    DELIVERED: 'delivered',
    PACKAGE_UNDELIVERABLE: 'package_undeliverable',
    PACKAGE_LOST: 'package_lost',
    PACKAGE_DISPOSED: 'package_disposed',
    PACKAGE_UNCLAIMED: 'package_unclaimed',
    RETURN_TO_SENDER: 'return_to_sender',
    OTHER: 'other',

    EXPIRED_NO_SCAN: 'other:expired_no_scan',
    CANCELLED_BY_SHIPPER: 'package_undeliverable:cancelled_by_shipper',
    CANCELLED_BY_CARRIER: 'package_undeliverable:cancelled_by_carrier',
    COLLECTION_FAILED: 'information_received:collection_failed',
    CUSTOMS_PROCESSING: 'package_processing:customs_processing',
    CUSTOMS_CLEARED: 'package_processed:customs_cleared',
    CUSTOMS_HELD: 'package_held:customs_held',
    CUSTOMS_DOCUMENTS_REQUIRED: 'contact_carrier:customs_documents_required',
    DUTIES_UNPAID: 'contact_carrier:duties_unpaid',
    PROHIBITED_GOODS: 'package_undeliverable:prohibited_goods',
    WEATHER: 'delayed:weather',
    FORCE_MAJEURE: 'delayed:force_majeure',
    CARRIER_CAPACITY: 'delayed:carrier_capacity',
    CARRIER_MECHANICAL: 'delayed:carrier_mechanical',
    MISSORTED: 'delayed:missorted',
    RECIPIENT_UNAVAILABLE: 'delivery_attempted:recipient_unavailable',
    BUSINESS_CLOSED: 'delivery_attempted:business_closed',
    IDENTITY_CHECK_FAILED: 'delivery_attempted:identity_check_failed',
    PAYMENT_DUE: 'delivery_attempted:payment_due',
    REFUSED: 'package_undeliverable:refused',
    ADDRESS_INCORRECT: 'address_issue:address_incorrect',
    ADDRESS_CORRECTED: 'package_forwarded:address_corrected',
    RECIPIENT_MOVED: 'address_issue:recipient_moved',
    REDIRECTED_BY_RECIPIENT: 'package_forwarded:redirected_by_recipient',
    RESCHEDULED_BY_RECIPIENT: 'delivery_rescheduled:rescheduled_by_recipient',
    HANDED_TO_PARTNER: 'package_departed:handed_to_partner',
    ARRIVED_DESTINATION_COUNTRY: 'package_arrived:arrived_destination_country',
    WEIGHT_OR_SIZE_WRONG: 'contact_carrier:weight_or_size_wrong',
    DEPARTED_ORIGIN_COUNTRY: 'package_departed:departed_origin_country',
    ARRIVED_LOCAL_DEPOT: 'package_arrived:arrived_local_depot',
    PROBLEM_RESOLVED: 'package_processing:problem_resolved',
    DELIVERED_TO_NEIGHBOR: 'delivered:delivered_to_neighbor',
    DELIVERED_SAFE_PLACE: 'delivered:delivered_safe_place',
    DELIVERED_SIGNED: 'delivered:delivered_signed',
    DELIVERED_COD_PAID: 'delivered:delivered_cod_paid',
    COLLECTED_BY_RECIPIENT: 'delivered:collected_by_recipient',
    DELIVERED_IN_PART: 'delivered:delivered_in_part',
    DELIVERED_DAMAGED: 'delivered:delivered_damaged',
    AT_LOCKER: 'pickup_available:at_locker',
    AT_POST_OFFICE: 'pickup_available:at_post_office',
    NOT_COLLECTED: 'package_unclaimed:not_collected',
    RETURN_IN_TRANSIT: 'return_to_sender:return_in_transit',
    RETURN_COMPLETED: 'return_to_sender:return_completed',
    DAMAGED: 'package_damaged:damaged',
    LOST: 'package_lost:lost',
    UNDER_INVESTIGATION: 'contact_carrier:under_investigation',
    DESTROYED: 'package_disposed:destroyed',
    SECURITY_SEIZED: 'package_undeliverable:security_seized',

    ESTIMATE_CHANGED: '-',
  },
});

export type SandboxCode = keyof typeof sandboxCodes.rows | 'UNMAPPED_CODE';

/** Refusals, by the number that shows each: `SANDBOX_RATE_LIMITED` and so on. */
export const sandboxRefusals = {
  NOT_FOUND: { httpStatus: 404, message: 'This parcel is not known yet.' },
  INVALID_NUMBER: { httpStatus: 400, message: 'This number cannot be right.' },
  AUTH_FAILED: { httpStatus: 401, message: 'These credentials are refused.' },
  NOT_AUTHORIZED: { httpStatus: 403, message: 'This parcel is not yours to see.' },
  RATE_LIMITED: { httpStatus: 429, message: 'Too many questions.', retryAfterMs: 60_000 },
  UNAVAILABLE: { httpStatus: 503, message: 'Closed for repairs.' },
} as const satisfies Record<string, { httpStatus: number; message: string; retryAfterMs?: number }>;

export type SandboxRefusal = keyof typeof sandboxRefusals;

export const isSandboxRefusal = (code: string): code is SandboxRefusal =>
  Object.hasOwn(sandboxRefusals, code);
