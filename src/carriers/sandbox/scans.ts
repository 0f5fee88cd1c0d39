/** The sandbox's scans as a tree: each names the scan before it, so every parcel's history is one way to the root. */

import type { SandboxCode } from './codes.ts';
import type { SandboxPlaceId } from './places.ts';

export type SandboxScan = {
  /** The scan before this one; null where a journey begins. */
  readonly after: string | null;
  /** Since the scan before; for a first scan, since {@link JOURNEY_START_UTC}. */
  readonly hours: number;
  readonly place: SandboxPlaceId;
  readonly text: string;
  /** The code on the wire, where two scans share one. @default the scan's own key */
  readonly code?: SandboxCode;
};

/** Checks that each `after` names a scan of the table. */
const defineScans = <Key extends string>(
  scans: Readonly<Record<Key, SandboxScan & { readonly after: NoInfer<Key> | null }>>,
): ReadonlyMap<string, SandboxScan> => new Map(Object.entries<SandboxScan>(scans));

/** When labels are made, 16:40 on a Portland clock in winter; from there the hours keep each scan's clock believable. */
export const JOURNEY_START_UTC = '00:40';

export const sandboxScans = defineScans({
  // The road from coast to coast: three nights.
  INFORMATION_RECEIVED: {
    after: null,
    hours: 0,
    place: 'sender',
    text: 'Label made, parcel still with sender',
  },
  PACKAGE_ACCEPTED: { after: 'INFORMATION_RECEIVED', hours: 1.5, place: 'sender', text: 'Picked up' },
  PACKAGE_PROCESSED: { after: 'PACKAGE_ACCEPTED', hours: 2.75, place: 'westHub', text: 'Sorted' },
  PACKAGE_DEPARTED: { after: 'PACKAGE_PROCESSED', hours: 2.25, place: 'westHub', text: 'Left the hub' },
  PACKAGE_ARRIVED: { after: 'PACKAGE_DEPARTED', hours: 23.5, place: 'middleHub', text: 'Reached the hub' },
  LEFT_MIDDLE_HUB: {
    after: 'PACKAGE_ARRIVED',
    hours: 4.25,
    place: 'middleHub',
    text: 'Left the hub',
    code: 'PACKAGE_DEPARTED',
  },
  PACKAGE_PROCESSING: { after: 'LEFT_MIDDLE_HUB', hours: 9, place: 'relay', text: 'On the road' },
  ARRIVED_LOCAL_DEPOT: { after: 'LEFT_MIDDLE_HUB', hours: 23.75, place: 'depot', text: 'At the depot' },
  OUT_FOR_DELIVERY: { after: 'ARRIVED_LOCAL_DEPOT', hours: 2.5, place: 'depot', text: 'On the van' },
  DELIVERED: { after: 'OUT_FOR_DELIVERY', hours: 5.6, place: 'door', text: 'Handed over' },

  // Before the journey.
  COLLECTION_FAILED: {
    after: 'INFORMATION_RECEIVED',
    hours: 1.5,
    place: 'sender',
    text: 'Nobody to hand it out',
  },
  CANCELLED_BY_SHIPPER: {
    after: 'INFORMATION_RECEIVED',
    hours: 2,
    place: 'sender',
    text: 'Sender called it off',
  },
  CANCELLED_BY_CARRIER: {
    after: 'INFORMATION_RECEIVED',
    hours: 16.5,
    place: 'sender',
    text: 'We called it off',
  },
  EXPIRED_NO_SCAN: {
    after: 'INFORMATION_RECEIVED',
    hours: 720,
    place: 'sender',
    text: 'Never seen, given up',
  },

  // Trouble on the way.
  OTHER: {
    after: 'PACKAGE_ACCEPTED',
    hours: 1,
    place: 'sender',
    text: 'A note that means nothing to anyone',
  },
  UNMAPPED_CODE: { after: 'PACKAGE_PROCESSED', hours: 1, place: 'westHub', text: 'A code without a row' },
  WEIGHT_OR_SIZE_WRONG: {
    after: 'PACKAGE_PROCESSED',
    hours: 1,
    place: 'westHub',
    text: 'Heavier than declared',
  },
  NEW_ESTIMATE: {
    after: 'PACKAGE_ARRIVED',
    hours: 1,
    place: 'middleHub',
    text: 'A later day is expected',
    code: 'ESTIMATE_CHANGED',
  },
  DELAYED: { after: 'NEW_ESTIMATE', hours: 1, place: 'middleHub', text: 'Running late' },
  WEATHER: { after: 'NEW_ESTIMATE', hours: 1.5, place: 'middleHub', text: 'Snow on the passes' },
  FORCE_MAJEURE: {
    after: 'NEW_ESTIMATE',
    hours: 1.5,
    place: 'middleHub',
    text: 'Roads closed by the authorities',
  },
  CARRIER_CAPACITY: { after: 'NEW_ESTIMATE', hours: 2, place: 'middleHub', text: 'More parcels than trucks' },
  CARRIER_MECHANICAL: { after: 'LEFT_MIDDLE_HUB', hours: 8, place: 'relay', text: 'The truck broke down' },
  MISSORTED: { after: 'LEFT_MIDDLE_HUB', hours: 15, place: 'wrongHub', text: 'Sent the wrong way' },
  PACKAGE_DAMAGED: { after: 'PACKAGE_ARRIVED', hours: 2, place: 'middleHub', text: 'The box is damaged' },
  DAMAGED: { after: 'PACKAGE_ARRIVED', hours: 2, place: 'middleHub', text: 'The contents are broken' },
  PACKAGE_DISPOSED: { after: 'PACKAGE_DAMAGED', hours: 35, place: 'middleHub', text: 'Thrown away' },
  DESTROYED: { after: 'DAMAGED', hours: 35, place: 'middleHub', text: 'Destroyed' },
  UNDER_INVESTIGATION: {
    after: 'LEFT_MIDDLE_HUB',
    hours: 78,
    place: 'middleHub',
    text: 'We are looking for it',
  },
  PACKAGE_LOST: { after: 'LEFT_MIDDLE_HUB', hours: 198, place: 'middleHub', text: 'Not found anywhere' },
  LOST: { after: 'UNDER_INVESTIGATION', hours: 144, place: 'middleHub', text: 'Given up as lost' },

  // At the depot.
  PACKAGE_HELD: { after: 'ARRIVED_LOCAL_DEPOT', hours: 3, place: 'depot', text: 'Kept at the depot' },
  CONTACT_CARRIER: { after: 'ARRIVED_LOCAL_DEPOT', hours: 4, place: 'depot', text: 'We need to talk to you' },
  ADDRESS_ISSUE: {
    after: 'ARRIVED_LOCAL_DEPOT',
    hours: 3,
    place: 'depot',
    text: 'We cannot read the address',
  },
  ADDRESS_INCORRECT: { after: 'ARRIVED_LOCAL_DEPOT', hours: 3, place: 'depot', text: 'No such house number' },
  ADDRESS_CORRECTED: { after: 'ADDRESS_INCORRECT', hours: 5, place: 'depot', text: 'House number put right' },
  PROBLEM_RESOLVED: { after: 'ADDRESS_ISSUE', hours: 6, place: 'depot', text: 'Sorted out, going on' },
  PACKAGE_FORWARDED: { after: 'ARRIVED_LOCAL_DEPOT', hours: 5, place: 'depot', text: 'Sent on' },
  REDIRECTED_BY_RECIPIENT: {
    after: 'ARRIVED_LOCAL_DEPOT',
    hours: 2,
    place: 'depot',
    text: 'Sent on as you asked',
  },
  DELIVERY_SCHEDULED: { after: 'ARRIVED_LOCAL_DEPOT', hours: 1, place: 'depot', text: 'A day is fixed' },
  DELIVERY_RESCHEDULED: {
    after: 'ARRIVED_LOCAL_DEPOT',
    hours: 6,
    place: 'depot',
    text: 'Another day is fixed',
  },
  RESCHEDULED_BY_RECIPIENT: {
    after: 'ARRIVED_LOCAL_DEPOT',
    hours: 1.5,
    place: 'depot',
    text: 'Later, as you asked',
  },
  HANDED_TO_PARTNER: {
    after: 'ARRIVED_LOCAL_DEPOT',
    hours: 3.5,
    place: 'depot',
    text: 'Given to our partner',
  },

  // At the door.
  DELIVERY_ATTEMPTED: { after: 'OUT_FOR_DELIVERY', hours: 5, place: 'door', text: 'We tried' },
  RECIPIENT_UNAVAILABLE: { after: 'OUT_FOR_DELIVERY', hours: 5, place: 'door', text: 'Nobody at home' },
  BUSINESS_CLOSED: { after: 'OUT_FOR_DELIVERY', hours: 9.5, place: 'door', text: 'The office was closed' },
  IDENTITY_CHECK_FAILED: { after: 'OUT_FOR_DELIVERY', hours: 4, place: 'door', text: 'No proof of age' },
  PAYMENT_DUE: { after: 'OUT_FOR_DELIVERY', hours: 4.5, place: 'door', text: 'Nobody paid' },
  REFUSED: { after: 'OUT_FOR_DELIVERY', hours: 6, place: 'door', text: 'Not wanted' },
  RECIPIENT_MOVED: { after: 'OUT_FOR_DELIVERY', hours: 5, place: 'door', text: 'Gone to another address' },
  LOCATION_INACCESSIBLE: { after: 'OUT_FOR_DELIVERY', hours: 3, place: 'door', text: 'The gate was locked' },
  NOTICE_LEFT: { after: 'OUT_FOR_DELIVERY', hours: 5.25, place: 'door', text: 'A card is in the letter box' },
  RESCHEDULE_DELIVERY: { after: 'DELIVERY_ATTEMPTED', hours: 5, place: 'depot', text: 'Tell us another day' },
  PACKAGE_UNDELIVERABLE: {
    after: 'DELIVERY_ATTEMPTED',
    hours: 27,
    place: 'depot',
    text: 'It cannot be delivered',
  },
  DELIVERED_TO_NEIGHBOR: { after: 'OUT_FOR_DELIVERY', hours: 4, place: 'door', text: 'Next door has it' },
  DELIVERED_SAFE_PLACE: { after: 'OUT_FOR_DELIVERY', hours: 3.5, place: 'door', text: 'Put where you asked' },
  DELIVERED_SIGNED: { after: 'OUT_FOR_DELIVERY', hours: 5, place: 'door', text: 'Signed for' },
  DELIVERED_COD_PAID: { after: 'OUT_FOR_DELIVERY', hours: 4.5, place: 'door', text: 'Paid and handed over' },
  DELIVERED_IN_PART: { after: 'OUT_FOR_DELIVERY', hours: 6, place: 'door', text: 'One of two handed over' },
  DELIVERED_DAMAGED: { after: 'OUT_FOR_DELIVERY', hours: 5, place: 'door', text: 'Handed over with a dent' },

  // Waiting, and back again.
  PICKUP_AVAILABLE: { after: 'OUT_FOR_DELIVERY', hours: 6.5, place: 'shop', text: 'Waiting at the shop' },
  AT_LOCKER: { after: 'OUT_FOR_DELIVERY', hours: 4.5, place: 'locker', text: 'Waiting in the locker' },
  AT_POST_OFFICE: {
    after: 'OUT_FOR_DELIVERY',
    hours: 7,
    place: 'postOffice',
    text: 'Waiting at the post office',
  },
  COLLECTED_BY_RECIPIENT: { after: 'PICKUP_AVAILABLE', hours: 26, place: 'shop', text: 'Fetched' },
  PACKAGE_UNCLAIMED: { after: 'PICKUP_AVAILABLE', hours: 171, place: 'shop', text: 'Nobody came' },
  NOT_COLLECTED: {
    after: 'AT_POST_OFFICE',
    hours: 169,
    place: 'postOffice',
    text: 'Nobody came, going back',
  },
  RETURN_TO_SENDER: { after: 'REFUSED', hours: 3, place: 'depot', text: 'Going back' },
  RETURN_IN_TRANSIT: { after: 'RETURN_TO_SENDER', hours: 28, place: 'middleHub', text: 'On the way back' },
  RETURN_COMPLETED: { after: 'RETURN_IN_TRANSIT', hours: 40, place: 'sender', text: 'Back with the sender' },

  // The road over the ocean.
  LABEL_ABROAD: {
    after: null,
    hours: 15,
    place: 'abroad',
    text: 'Label made, parcel still with sender',
    code: 'INFORMATION_RECEIVED',
  },
  ACCEPTED_ABROAD: {
    after: 'LABEL_ABROAD',
    hours: 1.5,
    place: 'abroad',
    text: 'Picked up',
    code: 'PACKAGE_ACCEPTED',
  },
  DEPARTED_ORIGIN_COUNTRY: { after: 'ACCEPTED_ABROAD', hours: 17, place: 'exportGate', text: 'Left France' },
  ARRIVED_DESTINATION_COUNTRY: {
    after: 'DEPARTED_ORIGIN_COUNTRY',
    hours: 9,
    place: 'importGate',
    text: 'Landed in the United States',
  },
  CUSTOMS_PROCESSING: {
    after: 'ARRIVED_DESTINATION_COUNTRY',
    hours: 20.5,
    place: 'importGate',
    text: 'Customs looks at it',
  },
  CUSTOMS_CLEARED: { after: 'CUSTOMS_PROCESSING', hours: 5, place: 'importGate', text: 'Customs lets it in' },
  CUSTOMS_HELD: { after: 'CUSTOMS_PROCESSING', hours: 5, place: 'importGate', text: 'Customs keeps it' },
  CUSTOMS_DOCUMENTS_REQUIRED: {
    after: 'CUSTOMS_PROCESSING',
    hours: 4,
    place: 'importGate',
    text: 'Customs asks for papers',
  },
  DUTIES_UNPAID: {
    after: 'CUSTOMS_PROCESSING',
    hours: 3,
    place: 'importGate',
    text: 'Duties are to be paid',
  },
  PROHIBITED_GOODS: { after: 'CUSTOMS_PROCESSING', hours: 5, place: 'importGate', text: 'Not allowed in' },
  SECURITY_SEIZED: {
    after: 'CUSTOMS_PROCESSING',
    hours: 7,
    place: 'importGate',
    text: 'Taken by the authorities',
  },
});
