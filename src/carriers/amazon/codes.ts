/** What the codes of Amazon Shipping mean, those of its two generations and of milestone notifications. */

import { defineCodeTable } from '../../normalization/code-table.ts';

const SHIPPING_V2 = 'Amazon Shipping API v2, model';

/** Event codes on the way to the recipient. The list is open: Amazon adds codes between releases of its model. */
export const eventCodes = defineCodeTable({
  id: 'amazon.event',
  source: `${SHIPPING_V2}, EventCode, and the SP-API release notes of August 2025`,
  rows: {
    ArrivedAtCarrierFacility: 'package_arrived',
    AvailableForPickup: 'pickup_available',
    Delivered: 'delivered',
    DeliveryAttempted: 'delivery_attempted',
    Departed: 'package_departed',
    Lost: 'package_lost:lost',
    OutForDelivery: 'out_for_delivery',
    PackageReceivedByCarrier: 'package_accepted',
    PickupCancelled: 'other',
    PickupDone: 'package_accepted',
    ReadyForReceive: 'information_received',
    RecipientRequestedAlternateDeliveryTiming: 'delivery_rescheduled:rescheduled_by_recipient',
    Rejected: 'package_undeliverable:refused',
    ReturnInitiated: 'return_to_sender:return_in_transit',
    Undeliverable: 'package_undeliverable',
  },
});

/** Event codes that the first generation's examples have, and the second's model lacks. */
export const firstGenerationCodes = defineCodeTable({
  id: 'amazon.event_v1',
  source: 'Amazon Shipping API v1, examples',
  rows: { Received: 'package_accepted' },
});

/** The status of the whole answer. */
export const statusCodes = defineCodeTable({
  id: 'amazon.status',
  source: `${SHIPPING_V2}, Status`,
  rows: {
    AwaitingCustomerPickup: 'pickup_available',
    Delivered: 'delivered',
    DeliveryAttempted: 'delivery_attempted',
    InTransit: 'package_processing',
    Lost: 'package_lost:lost',
    OutForDelivery: 'out_for_delivery',
    PickupCancelled: 'other',
    PreTransit: 'information_received',
    Rejected: 'package_undeliverable:refused',
    Undeliverable: 'package_undeliverable',
  },
});

/** Events and statuses on the way back: whatever else they say, the parcel is returning. */
export const returnLegCodes = defineCodeTable({
  id: 'amazon.return_leg',
  source: `${SHIPPING_V2}, ShipmentType RETURNS`,
  rows: {
    ArrivedAtCarrierFacility: 'return_to_sender:return_in_transit',
    AvailableForPickup: 'return_to_sender:return_in_transit',
    AwaitingCustomerPickup: 'return_to_sender:return_in_transit',
    Delivered: {
      means: 'return_to_sender:return_completed',
      why: 'Handed over at the end of this leg, it is back with the seller, not with the recipient.',
    },
    DeliveryAttempted: 'return_to_sender:return_in_transit',
    Departed: 'return_to_sender:return_in_transit',
    InTransit: 'return_to_sender:return_in_transit',
    Lost: 'package_lost:lost',
    OutForDelivery: 'return_to_sender:return_in_transit',
    PackageReceivedByCarrier: 'return_to_sender:return_in_transit',
    PickupCancelled: {
      means: '-',
      why: 'The pickup of the return is called off; where the parcel is, an older event says.',
    },
    PickupDone: 'return_to_sender:return_in_transit',
    PreTransit: 'return_to_sender:return_in_transit',
    ReadyForReceive: 'return_to_sender:return_in_transit',
    Received: 'return_to_sender:return_in_transit',
    RecipientRequestedAlternateDeliveryTiming: 'return_to_sender:return_in_transit',
    Rejected: 'return_to_sender:return_in_transit',
    ReturnInitiated: 'return_to_sender:return_in_transit',
    Undeliverable: 'return_to_sender:return_in_transit',
  },
});

/**
 * Details of a leg: a set without times, so they refine what an event or the status says, and decide alone only where
 * nothing else speaks. Of several that fit, the first in this order does.
 */
export const detailCodes = defineCodeTable({
  id: 'amazon.detail',
  source: `${SHIPPING_V2}, DetailCodes`,
  rows: {
    DeliveredToNeighbor: 'delivered:delivered_to_neighbor',
    Signed: 'delivered:delivered_signed',
    DeliveredToBehindWheelieBin: 'delivered:delivered_safe_place',
    DeliveredToGarage: 'delivered:delivered_safe_place',
    DeliveredToGarden: 'delivered:delivered_safe_place',
    DeliveredToGreenhouse: 'delivered:delivered_safe_place',
    DeliveredToPorch: 'delivered:delivered_safe_place',
    DeliveredToRearDoor: 'delivered:delivered_safe_place',
    DeliveredToShed: 'delivered:delivered_safe_place',
    DeliveredToMailRoom: 'delivered',
    DeliveredToMailSlot: 'delivered',
    DeliveredToReceptionist: 'delivered',
    DeliveredWithOTP: 'delivered',
    CancelledByRecipient: 'package_undeliverable:refused',
    IncorrectItems: 'package_undeliverable:refused',
    NotRequired: 'package_undeliverable:refused',
    Rejected: 'package_undeliverable:refused',
    RejectedByRecipientWithVerification: 'package_undeliverable:refused',
    HazmatShipment: 'package_undeliverable:prohibited_goods',
    AddressNotFound: 'return_to_sender:return_in_transit',
    Undeliverable: 'return_to_sender:return_in_transit',
    UnableToAccess: 'location_inaccessible',
    BusinessClosed: 'delivery_attempted:business_closed',
    PaymentNotReady: 'delivery_attempted:payment_due',
    OtpNotAvailable: 'delivery_attempted:identity_check_failed',
    CustomerUnavailable: 'delivery_attempted:recipient_unavailable',
    UnableToContactRecipient: 'delivery_attempted:recipient_unavailable',
    DeliveryAttempted: 'delivery_attempted',
    Damaged: 'package_damaged:damaged',
    ArrivedAtLocalFacility: 'package_arrived:arrived_local_depot',
  },
});

/** An event or status together with a detail of the way to the recipient, where the two say what neither says alone. */
export const pairCodes = defineCodeTable({
  id: 'amazon.pair',
  source: `${SHIPPING_V2}, DetailCodes, where they are told together with a status`,
  rows: {
    'ArrivedAtCarrierFacility/Damaged': 'package_damaged:damaged',
    'Delivered/Damaged': 'delivered:delivered_damaged',
    'DeliveryAttempted/UnableToAccess': 'location_inaccessible',
    'Departed/Damaged': 'package_damaged:damaged',
    'InTransit/Damaged': 'package_damaged:damaged',
    'InTransit/ArrivedAtLocalFacility': 'package_arrived:arrived_local_depot',
    'PickupDone/Damaged': 'package_damaged:damaged',
    'Undeliverable/Damaged': 'package_undeliverable:damaged',
    'Undeliverable/AddressNotFound': {
      means: 'package_undeliverable:address_incorrect',
      why: 'The detail announces a return; an event of the return leg begins it, and until then someone must act.',
    },
  },
});

/** Milestones of notifications. Amazon's schema lists none; these are its example's. */
export const milestoneCodes = defineCodeTable({
  id: 'amazon.milestone',
  source: 'SHIPMENT_TRACKING_MILESTONE_CHANGED notification, example',
  rows: {
    CARRIER_ASSIGNED: 'information_received',
    DELIVERED: 'delivered',
    ORDER_PREPARING: 'information_received',
    OUT_FOR_DELIVERY: 'out_for_delivery',
    SHIPPED: 'package_departed',
  },
});
