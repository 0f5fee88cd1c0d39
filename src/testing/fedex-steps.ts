/** What FedEx calls each step. Codes from FedEx's status-code tables and the scans of its published examples. */

import type { StepKind } from './scenarios.ts';

export type FedexStep = {
  readonly eventType: string;
  readonly eventDescription: string;
  /** Rolled up as FedEx does it: on a vehicle or waiting for pickup is still `IT`. */
  readonly derivedStatusCode: string;
  readonly derivedStatus: string;
  /** What `latestStatusDetail` says, where it isn't the roll-up. */
  readonly latest?: { readonly derivedCode: string; readonly statusByLocale: string };
  readonly locationType: string;
  readonly exceptionCode?: string;
  readonly exceptionDescription?: string;
  readonly delayDetail?: { readonly type: string; readonly status: string };
  readonly serviceCommit?: string;
};

const IN_TRANSIT = { derivedStatusCode: 'IT', derivedStatus: 'In transit' } as const;
const DELIVERED = { derivedStatusCode: 'DL', derivedStatus: 'Delivered' } as const;
const EXCEPTION = { derivedStatusCode: 'DE', derivedStatus: 'Delivery exception' } as const;

/** Null where FedEx shows nothing: a return travels under a number of its own. */
export const FEDEX_STEPS: Readonly<Record<StepKind, FedexStep | null>> = {
  label_created: {
    eventType: 'OC',
    eventDescription: 'Label data received',
    derivedStatusCode: 'IN',
    derivedStatus: 'Label created',
    locationType: 'CUSTOMER',
    serviceCommit: 'SHIPMENT_LABEL_CREATED',
  },
  picked_up: {
    eventType: 'PU',
    eventDescription: 'Picked up',
    derivedStatusCode: 'PU',
    derivedStatus: 'Picked up',
    locationType: 'PICKUP_LOCATION',
  },
  arrived: {
    eventType: 'AR',
    eventDescription: 'Arrived at a FedEx site',
    ...IN_TRANSIT,
    locationType: 'FEDEX_FACILITY',
  },
  departed: {
    eventType: 'DP',
    eventDescription: 'Departed a FedEx site',
    ...IN_TRANSIT,
    locationType: 'FEDEX_FACILITY',
  },
  customs_cleared: {
    eventType: 'CC',
    eventDescription: 'Released by customs',
    ...IN_TRANSIT,
    locationType: 'PORT_OF_ENTRY',
  },
  out_for_delivery: {
    eventType: 'OD',
    eventDescription: 'On a FedEx vehicle',
    ...IN_TRANSIT,
    latest: { derivedCode: 'OD', statusByLocale: 'Out for delivery' },
    locationType: 'VEHICLE',
  },
  // `DD`, since `DY` means one thing in an answer and another in a push.
  delayed_by_weather: {
    eventType: 'DD',
    eventDescription: 'Delivery delay',
    derivedStatusCode: 'DD',
    derivedStatus: 'Delivery delay',
    locationType: 'FEDEX_FACILITY',
    exceptionCode: 'A52',
    exceptionDescription: 'Weather on the way',
    delayDetail: { type: 'WEATHER', status: 'DELAYED' },
  },
  address_problem: {
    eventType: 'DE',
    eventDescription: 'Delivery exception',
    ...EXCEPTION,
    locationType: 'FEDEX_FACILITY',
    exceptionCode: '03',
    exceptionDescription: 'Address incorrect',
  },
  delivery_attempted: {
    eventType: 'DE',
    eventDescription: 'Delivery exception',
    ...EXCEPTION,
    locationType: 'DELIVERY_LOCATION',
    exceptionCode: '08',
    exceptionDescription: 'Nobody there to take it',
    serviceCommit: 'FIRST_DELIVERY_ATTEMPTED',
  },
  delivered: {
    eventType: 'DL',
    eventDescription: 'Delivered',
    ...DELIVERED,
    locationType: 'DELIVERY_LOCATION',
    exceptionCode: '014',
    exceptionDescription: 'Front door, no signature asked for',
  },
  pickup_available: {
    eventType: 'HP',
    eventDescription: 'Ready for pickup',
    ...IN_TRANSIT,
    latest: { derivedCode: 'HP', statusByLocale: 'Ready for pickup' },
    locationType: 'FEDEX_OFFICE_LOCATION',
    exceptionCode: '015A',
    exceptionDescription: 'Waiting at a FedEx location',
    serviceCommit: 'HELD_PACKAGE_AVAILABLE_FOR_RECIPIENT_PICKUP',
  },
  collected: {
    eventType: 'DL',
    eventDescription: 'Delivered',
    ...DELIVERED,
    locationType: 'FEDEX_OFFICE_LOCATION',
    exceptionCode: '005',
    exceptionDescription: 'Handed out at a FedEx location',
  },
  returning: {
    eventType: 'RS',
    eventDescription: 'Going back to the shipper',
    derivedStatusCode: 'RS',
    derivedStatus: 'Going back to the shipper',
    locationType: 'FEDEX_FACILITY',
  },
  returned: null,
  // FedEx has no code for a lost parcel; this is its nearest.
  lost: {
    eventType: 'SE',
    eventDescription: 'Shipment exception',
    derivedStatusCode: 'SE',
    derivedStatus: 'Shipment exception',
    locationType: 'FEDEX_FACILITY',
    exceptionCode: '099',
    exceptionDescription: 'Cannot be delivered',
  },
};
