/** What Amazon calls each step. Codes from the model of Amazon Shipping v2, and the example of its notification. */

import type { StepKind } from './scenarios.ts';

export type AmazonStep = {
  readonly eventCode: string;
  /** What the summary says. */
  readonly status: string;
  readonly leg: 'FORWARD' | 'RETURNS';
  /** What it adds to the details of its leg. */
  readonly detail?: string;
  /** What notifications call it; without one, they don't tell of it. */
  readonly milestone?: { readonly code: string; readonly subCode?: string; readonly description: string };
};

/** Null where Amazon shows nothing: it has no codes for customs and for delays. */
export const AMAZON_STEPS: Readonly<Record<StepKind, AmazonStep | null>> = {
  label_created: {
    eventCode: 'ReadyForReceive',
    status: 'PreTransit',
    leg: 'FORWARD',
    milestone: { code: 'CARRIER_ASSIGNED', description: 'A carrier will pick it up' },
  },
  picked_up: {
    eventCode: 'PickupDone',
    status: 'InTransit',
    leg: 'FORWARD',
    milestone: { code: 'SHIPPED', description: 'On its way' },
  },
  arrived: { eventCode: 'ArrivedAtCarrierFacility', status: 'InTransit', leg: 'FORWARD' },
  departed: { eventCode: 'Departed', status: 'InTransit', leg: 'FORWARD' },
  customs_cleared: null,
  out_for_delivery: {
    eventCode: 'OutForDelivery',
    status: 'OutForDelivery',
    leg: 'FORWARD',
    milestone: { code: 'OUT_FOR_DELIVERY', description: 'On a vehicle for delivery' },
  },
  delayed_by_weather: null,
  address_problem: {
    eventCode: 'DeliveryAttempted',
    status: 'DeliveryAttempted',
    leg: 'FORWARD',
    detail: 'UnableToAccess',
  },
  delivery_attempted: {
    eventCode: 'DeliveryAttempted',
    status: 'DeliveryAttempted',
    leg: 'FORWARD',
    detail: 'CustomerUnavailable',
  },
  delivered: {
    eventCode: 'Delivered',
    status: 'Delivered',
    leg: 'FORWARD',
    detail: 'DeliveredToPorch',
    milestone: { code: 'DELIVERED', subCode: 'PORCH', description: 'Left on the porch' },
  },
  pickup_available: { eventCode: 'AvailableForPickup', status: 'AwaitingCustomerPickup', leg: 'FORWARD' },
  collected: {
    eventCode: 'Delivered',
    status: 'Delivered',
    leg: 'FORWARD',
    detail: 'Signed',
    milestone: { code: 'DELIVERED', description: 'Handed over' },
  },
  returning: { eventCode: 'ReturnInitiated', status: 'Undeliverable', leg: 'RETURNS' },
  returned: { eventCode: 'Delivered', status: 'Delivered', leg: 'RETURNS', detail: 'Signed' },
  lost: { eventCode: 'Lost', status: 'Lost', leg: 'FORWARD' },
};
