/** What UPS calls each step. Codes from UPS's tables of activity types, movement scans, exceptions and status codes. */

import type { StepKind } from './scenarios.ts';

export type UpsStep = {
  readonly type: string;
  readonly code: string;
  readonly statusCode: string;
  /** Some end in a blank: so they do on the wire. */
  readonly description: string;
  /** What the package's current status says. */
  readonly current: string;
};

export const UPS_STEPS: Readonly<Record<StepKind, UpsStep>> = {
  label_created: {
    type: 'M',
    code: 'MP',
    statusCode: '003',
    description: 'Label made, package not with UPS yet ',
    current: 'Ready for UPS',
  },
  picked_up: { type: 'I', code: 'OR', statusCode: '005', description: 'Origin Scan', current: 'On the Way' },
  arrived: { type: 'I', code: 'AR', statusCode: '005', description: 'Arrival Scan', current: 'On the Way' },
  departed: {
    type: 'I',
    code: 'DP',
    statusCode: '005',
    description: 'Departure Scan',
    current: 'On the Way',
  },
  customs_cleared: {
    type: 'X',
    code: 'SR',
    statusCode: '014',
    description: 'Released by customs',
    current: 'Cleared',
  },
  out_for_delivery: {
    type: 'I',
    code: 'OT',
    statusCode: '021',
    description: 'Out For Delivery Today',
    current: 'Out for Delivery',
  },
  delayed_by_weather: {
    type: 'X',
    code: '7W',
    statusCode: '052',
    description: 'Delayed by severe weather',
    current: 'Delay',
  },
  address_problem: {
    type: 'X',
    code: 'AG',
    statusCode: '029',
    description: 'Address incomplete',
    current: 'Action Required',
  },
  delivery_attempted: {
    type: 'X',
    code: '48',
    statusCode: '022',
    description: 'Receiver not available, first attempt ',
    current: 'First Attempt',
  },
  delivered: { type: 'D', code: 'FS', statusCode: '011', description: 'DELIVERED ', current: 'Delivered' },
  pickup_available: {
    type: 'D',
    code: 'ZP',
    statusCode: '040',
    description: 'At a UPS Access Point&trade; for pickup',
    current: 'Ready for Pickup',
  },
  collected: {
    type: 'D',
    code: '2W',
    statusCode: '011',
    description: 'Picked up at a UPS Access Point&trade;',
    current: 'Delivered',
  },
  returning: {
    type: 'X',
    code: 'UF',
    statusCode: '035',
    description: 'Going back to the sender',
    current: 'Returning to Sender',
  },
  returned: {
    type: 'X',
    code: 'UA',
    statusCode: '034',
    description: 'Back with the sender',
    current: 'Returned to Sender',
  },
  lost: {
    type: 'X',
    code: 'TJ',
    statusCode: '068',
    description: 'Sent to lost and found',
    current: 'Lost and Found',
  },
};
