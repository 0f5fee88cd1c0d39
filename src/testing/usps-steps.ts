/** What USPS calls each step. Texts, codes and categories from the lists that public clients keep. */

import type { StepKind } from './scenarios.ts';

export type UspsStep = {
  readonly eventType: string;
  /** Missing where no list pairs the text with a code. */
  readonly eventCode?: string;
  readonly statusCategory: string;
  readonly statusSummary: string;
};

export const USPS_STEPS: Readonly<Record<StepKind, UspsStep>> = {
  label_created: {
    eventType: 'Shipping Label Created, USPS Awaiting Item',
    eventCode: 'GX',
    statusCategory: 'Pre-Shipment',
    statusSummary: 'A label was made for the item.',
  },
  picked_up: {
    eventType: 'USPS in possession of item',
    eventCode: '03',
    statusCategory: 'Accepted',
    statusSummary: 'USPS has the item.',
  },
  arrived: {
    eventType: 'Arrived at USPS Regional Facility',
    eventCode: '10',
    statusCategory: 'Moving Through Network',
    statusSummary: 'The item reached a facility.',
  },
  departed: {
    eventType: 'Departed USPS Regional Facility',
    eventCode: '10',
    statusCategory: 'Moving Through Network',
    statusSummary: 'The item left a facility.',
  },
  customs_cleared: {
    eventType: 'Inbound Out of Customs',
    statusCategory: 'Customs Transit',
    statusSummary: 'The item left customs.',
  },
  out_for_delivery: {
    eventType: 'Out for Delivery',
    eventCode: 'OF',
    statusCategory: 'Out for Delivery',
    statusSummary: 'The item is with its carrier.',
  },
  delayed_by_weather: {
    eventType: 'Delivery Exception, Local Weather Delay',
    statusCategory: 'Alert',
    statusSummary: 'Weather holds the item up.',
  },
  // Mail with a bad address goes back; this is the nearest trouble after which a parcel goes on.
  address_problem: {
    eventType: 'Delivery Attempted - No Access to Delivery Location',
    eventCode: '30',
    statusCategory: 'Delivery Attempt',
    statusSummary: 'The place of delivery could not be reached.',
  },
  delivery_attempted: {
    eventType: 'Notice Left (No Authorized Recipient Available)',
    eventCode: '56',
    statusCategory: 'Delivery Attempt',
    statusSummary: 'A notice was left.',
  },
  delivered: {
    eventType: 'Delivered, Front Door/Porch',
    eventCode: '01',
    statusCategory: 'Delivered',
    statusSummary: 'The item was left at the door.',
  },
  pickup_available: {
    eventType: 'Available for Pickup',
    eventCode: '16',
    statusCategory: 'Available for Pickup',
    statusSummary: 'The item waits at the post office.',
  },
  collected: {
    eventType: 'Delivered, Individual Picked Up at Post Office',
    eventCode: '01',
    statusCategory: 'Delivered',
    statusSummary: 'The item was picked up.',
  },
  returning: {
    eventType: 'Return to Sender Processed',
    eventCode: '09',
    statusCategory: 'Alert',
    statusSummary: 'The item goes back to its sender.',
  },
  // A delivery by its code and its category.
  returned: {
    eventType: 'Delivered, To Original Sender',
    eventCode: '01',
    statusCategory: 'Delivered',
    statusSummary: 'The item is back with its sender.',
  },
  // USPS has no word for a lost item; this is its nearest.
  lost: {
    eventType: 'Sent to Mail Recovery Center',
    statusCategory: 'Alert',
    statusSummary: 'The item went to the Mail Recovery Center.',
  },
};
