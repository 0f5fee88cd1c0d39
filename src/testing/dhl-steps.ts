/** What DHL calls each step: Express by checkpoint or in words alone, eCommerce by number. Codes from DHL's status lists. */

import type { StepKind } from './scenarios.ts';

export type ExpressStep = {
  readonly typeCode: string;
  /** The place follows. */
  readonly description: string;
  readonly statusCode: string;
  /** Unified gives the words alone, where they are those of the list. */
  readonly isWordsAlone: boolean;
};

export type EcommerceStep = {
  readonly code: string;
  readonly description: string;
  readonly statusCode: string;
};

const inWords = (typeCode: string, description: string, statusCode = 'transit'): ExpressStep => ({
  typeCode,
  description,
  statusCode,
  isWordsAlone: true,
});

const byCode = (typeCode: string, description: string, statusCode = 'failure'): ExpressStep => ({
  typeCode,
  description,
  statusCode,
  isWordsAlone: false,
});

/** Null where Express shows nothing: it has no checkpoint for what is lost or has only just turned round. */
export const EXPRESS_STEPS: Readonly<Record<StepKind, ExpressStep | null>> = {
  label_created: inWords('DUMMY_PU', 'Shipment information received', 'pre-transit'),
  picked_up: inWords('PU', 'Shipment picked up'),
  arrived: inWords('AF', 'Arrived at DHL Sort Facility'),
  departed: inWords('DF', 'Shipment has departed from a DHL facility'),
  customs_cleared: inWords('CR', 'Clearance processing complete at'),
  out_for_delivery: inWords('WC', 'Shipment is out with courier for delivery'),
  delayed_by_weather: inWords('OH', 'Shipment is on hold'),
  address_problem: byCode('BA', 'The address is not complete'),
  delivery_attempted: inWords('NH', 'Delivery attempted; recipient not home', 'failure'),
  delivered: inWords('OK', 'Delivered', 'delivered'),
  pickup_available: byCode('CC', 'Waiting for its recipient', 'transit'),
  collected: inWords('OK', 'Delivered', 'delivered'),
  returning: null,
  returned: inWords('RT', 'Returned to shipper', 'failure'),
  lost: null,
};

export const ECOMMERCE_STEPS: Readonly<Record<StepKind, EcommerceStep>> = {
  label_created: { code: '235', description: 'LABEL MADE', statusCode: 'pre-transit' },
  picked_up: { code: '100', description: 'PICKED UP', statusCode: 'transit' },
  arrived: { code: '125', description: 'ARRIVED TO BE SORTED', statusCode: 'transit' },
  departed: { code: '120', description: 'LEFT A DHL BUILDING', statusCode: 'transit' },
  customs_cleared: { code: '442', description: 'CUSTOMS DONE', statusCode: 'transit' },
  out_for_delivery: { code: '598', description: 'OUT FOR DELIVERY', statusCode: 'transit' },
  delayed_by_weather: { code: '592', description: 'MAY BE LATE', statusCode: 'failure' },
  address_problem: { code: '683', description: 'ADDRESS TOO SHORT', statusCode: 'failure' },
  delivery_attempted: { code: '613', description: 'NOBODY THERE', statusCode: 'failure' },
  delivered: { code: '600', description: 'DELIVERED', statusCode: 'delivered' },
  pickup_available: { code: '570', description: 'WAITS TO BE PICKED UP', statusCode: 'transit' },
  // The carrier's word for it.
  collected: { code: '572', description: 'PICKED UP BY ITS RECIPIENT', statusCode: 'delivered' },
  returning: { code: '800', description: 'GOES BACK', statusCode: 'failure' },
  returned: { code: '860', description: 'IS BACK', statusCode: 'delivered' },
  lost: { code: '690', description: 'REPORTED MISSING', statusCode: 'failure' },
};
