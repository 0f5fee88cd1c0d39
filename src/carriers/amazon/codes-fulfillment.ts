/** What the codes of Multi-Channel Fulfilment mean, whose answers hosts have of parcels nobody else can ask for. */

import { defineCodeTable } from '../../normalization/code-table.ts';

const OUTBOUND_2020 = 'Fulfillment Outbound API 2020-07-01, model';

/** The status of a package as a whole. */
export const packageStatuses = defineCodeTable({
  id: 'amazon.package',
  source: `${OUTBOUND_2020}, CurrentStatus`,
  rows: {
    AVAILABLE_FOR_PICKUP: 'pickup_available',
    CUSTOMER_ACTION: 'contact_carrier',
    DELAYED: 'delayed',
    DELIVERED: 'delivered',
    DELIVERY_ATTEMPTED: 'delivery_attempted',
    IN_TRANSIT: 'package_processing',
    OUT_FOR_DELIVERY: 'out_for_delivery',
    PICKUP_ATTEMPTED: 'information_received:collection_failed',
    PICKUP_CANCELLED: 'other',
    PICKUP_SCHEDULED: 'information_received',
    PICKUP_SUCCESSFUL: 'package_accepted',
    REFUND_ISSUED: '-',
    RETURNED: 'return_to_sender:return_completed',
    RETURNING: 'return_to_sender:return_in_transit',
    RETURN_RECEIVED_IN_FC: 'return_to_sender:return_completed',
    RETURN_REQUEST_ACCEPTED: '-',
    UNDELIVERABLE: 'package_undeliverable',
    UNKNOWN: 'other',
  },
});

/** Statuses of packages and shipments that a later model has, and the first lacks. */
export const laterPackageStatuses = defineCodeTable({
  id: 'amazon.package_2026',
  source: 'Fulfillment Outbound API 2026-07-04, model',
  rows: {
    CANCELLED: 'other',
    EXPIRED: 'other',
    PROCESSING: 'information_received',
    SHIPPED: 'package_departed',
  },
});

export const packageEvents = defineCodeTable({
  id: 'amazon.package_event',
  source: `${OUTBOUND_2020}, EventCode`,
  rows: {
    EVENT_101: 'information_received',
    EVENT_102: 'package_accepted',
    EVENT_201: 'package_arrived',
    EVENT_202: 'package_departed',
    EVENT_203: 'package_arrived:arrived_destination_country',
    EVENT_204: 'package_processing:customs_processing',
    EVENT_205: 'package_processed:customs_cleared',
    EVENT_206: 'package_processing',
    EVENT_301: 'delivered',
    EVENT_302: 'out_for_delivery',
    EVENT_304: 'delivery_attempted',
    EVENT_306: 'delivery_scheduled',
    EVENT_307: 'delivery_scheduled',
    EVENT_308: 'pickup_available',
    EVENT_309: 'return_to_sender:return_completed',
    EVENT_401: 'address_issue:address_incorrect',
    EVENT_402: 'delayed:customs_held',
    EVENT_403: 'address_issue:recipient_moved',
    EVENT_404: 'delayed',
    EVENT_405: 'package_damaged:damaged',
    EVENT_406: 'package_held',
    EVENT_407: 'package_undeliverable:refused',
    EVENT_408: 'return_to_sender:return_in_transit',
    EVENT_409: 'package_lost:lost',
    EVENT_411: 'information_received',
    EVENT_412: 'package_processing',
    EVENT_413: 'package_held:duties_unpaid',
    EVENT_414: 'delayed:missorted',
    EVENT_415: 'package_accepted:handed_to_partner',
    EVENT_416: 'package_undeliverable',
    EVENT_417: 'delayed:missorted',
    EVENT_418: 'delayed',
    EVENT_419: 'delivery_rescheduled:address_corrected',
    EVENT_801: 'pickup_available:at_locker',
    EVENT_804: 'delivered:collected_by_recipient',
  },
});

/** Where a parcel was left or who took it; asked only of one that is delivered. */
export const placeCodes = defineCodeTable({
  id: 'amazon.place',
  source: `${OUTBOUND_2020}, AdditionalLocationInfo; notifications say PORCH as a sub-code`,
  rows: {
    AS_INSTRUCTED: 'delivered:delivered_safe_place',
    CARPORT: 'delivered:delivered_safe_place',
    CUSTOMER_PICKUP: 'delivered:collected_by_recipient',
    DECK: 'delivered:delivered_safe_place',
    DOOR_PERSON: 'delivered',
    FRONT_DESK: 'delivered',
    FRONT_DOOR: 'delivered:delivered_safe_place',
    GARAGE: 'delivered:delivered_safe_place',
    GUARD: 'delivered',
    MAILBOX: 'delivered',
    MAIL_ROOM: 'delivered',
    MAIL_SLOT: 'delivered',
    MC_BOY: 'delivered',
    MC_GIRL: 'delivered',
    MC_MAN: 'delivered',
    MC_WOMAN: 'delivered',
    NEIGHBOR: 'delivered:delivered_to_neighbor',
    OFFICE: 'delivered',
    OUTBUILDING: 'delivered:delivered_safe_place',
    PATIO: 'delivered:delivered_safe_place',
    PORCH: 'delivered:delivered_safe_place',
    REAR_DOOR: 'delivered:delivered_safe_place',
    RECEIVER: 'delivered',
    RECEPTIONIST: 'delivered',
    SECURE_LOCATION: 'delivered:delivered_safe_place',
    SIDE_DOOR: 'delivered:delivered_safe_place',
  },
});
