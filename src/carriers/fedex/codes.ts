/** What FedEx's codes mean. Letters are case-sensitive (`Ow`), and the same two can mean another thing in another list. */

import { defineCodeTable } from '../../normalization/code-table.ts';
import type { TextRule } from '../../normalization/text-rules.ts';

const STATUS_CODES = 'FedEx: Track API, tracking status codes';
const PUSH_CODES = 'FedEx: Advanced Integrated Visibility, status codes of webhook tracking events';
const TRACK_SCHEMA = 'FedEx: Track API, response schema';
const RECORDED = 'Recorded FedEx answers';

/**
 * Scans and the status of a whole answer. A row with a slash reads a code together with the exception code, or the
 * service commit message, beside it.
 */
export const scanCodes = defineCodeTable({
  id: 'fedex.scan',
  source: STATUS_CODES,
  rows: {
    AA: 'package_arrived',
    AC: 'package_arrived:handed_to_partner',
    AD: 'out_for_delivery',
    AE: '-',
    AF: 'package_arrived:arrived_local_depot',
    AO: '-',
    AP: 'information_received',
    AR: 'package_arrived',
    AX: 'package_arrived:handed_to_partner',
    CA: {
      means: 'other:cancelled_by_shipper',
      why: 'The list of who holds a parcel has CA for the carrier; a scan is read as a movement, and here it is cancelled.',
    },
    CC: 'package_processed:customs_cleared',
    CD: 'delayed:customs_held',
    CH: '-',
    CP: 'package_processing:customs_processing',
    DD: 'delayed',
    DE: 'delayed',
    DL: 'delivered',
    'DL/005': 'delivered:collected_by_recipient',
    'DL/014': 'delivered:delivered_safe_place',
    DP: 'package_departed',
    DR: '-',
    DS: 'information_received',
    DY: 'delayed',
    EA: 'package_processing',
    ED: 'out_for_delivery',
    EO: 'package_processing',
    EP: 'information_received',
    FD: 'package_arrived:arrived_local_depot',
    HA: 'package_held',
    HL: 'pickup_available',
    'HL/HELD_PACKAGE_NOT_AVAILABLE_FOR_RECIPIENT_PICKUP': 'package_held',
    HP: 'pickup_available',
    IP: 'package_accepted',
    IT: 'package_processing',
    'IT/72': 'package_processing:customs_processing',
    IX: 'package_processing',
    LO: 'package_departed',
    LP: 'other:cancelled_by_shipper',
    OC: 'information_received',
    OD: 'out_for_delivery',
    OF: 'package_arrived',
    OX: '-',
    Ow: 'package_processing',
    PD: 'information_received',
    PF: 'package_processing',
    PL: 'package_arrived',
    PM: 'package_processing',
    PU: 'package_accepted',
    PX: 'package_accepted',
    RC: '-',
    RD: 'other',
    RG: 'information_received',
    RM: '-',
    RP: 'information_received',
    RR: '-',
    RS: 'return_to_sender:return_in_transit',
    SE: 'delayed',
    SF: 'package_arrived',
    SP: '-',
    TR: 'package_processing',
  },
});

/** Codes of pushed events that the list of scans lacks, or reads otherwise. */
export const pushCodes = defineCodeTable({
  id: 'fedex.push',
  source: PUSH_CODES,
  rows: {
    AR: 'package_arrived:arrived_destination_country',
    AS: '-:address_corrected',
    DO: 'package_accepted',
    DY: 'delivery_rescheduled',
    IN: '-',
    LC: 'other:cancelled_by_shipper',
    MD: 'information_received',
    PR: 'package_forwarded:redirected_by_recipient',
    RA: '-',
    RT: '-',
    TR: 'out_for_delivery',
    US: 'delivery_rescheduled',
  },
});

/** Derived codes that are no scan codes: FedEx's coarse reading of a scan or of the whole answer. */
export const derivedCodes = defineCodeTable({
  id: 'fedex.derived',
  source: RECORDED,
  rows: {
    DU: 'delayed',
    IN: 'information_received',
    RF: 'package_undeliverable:refused',
    RL: 'delayed',
    TA: 'delivery_attempted',
    TD: 'delayed',
  },
});

/**
 * Exception codes, which decide where the scan says no more than "exception". Several numberings are mixed: `007`,
 * `08` and `15` say the same. Codes that only ever stand beside a delivery (`005`, `014`, `02`) are not here, so that
 * they never make one of a problem; codes without a meaning of their own (`A25`, `IN001`) are not here either.
 */
export const exceptionCodes = defineCodeTable({
  id: 'fedex.exception',
  source: RECORDED,
  rows: {
    '007': 'delivery_attempted:recipient_unavailable',
    '015A': 'pickup_available',
    '03': 'address_issue:address_incorrect',
    '07': 'package_undeliverable:refused',
    '08': 'delivery_attempted:recipient_unavailable',
    '083': 'location_inaccessible',
    '084': 'package_accepted',
    '086C': 'package_held',
    '08D': 'delivery_attempted',
    '099': 'package_undeliverable',
    '11': 'delayed',
    '14': {
      means: 'delayed',
      why: 'Only a third party reads it as a return, and it is one zero away from 014, a delivery. A wrong return would end the tracking; FedEx says RS for one.',
    },
    '15': 'delivery_attempted:recipient_unavailable',
    '17': 'delivery_rescheduled:rescheduled_by_recipient',
    '20': 'delayed',
    '41': 'delayed',
    '64': 'package_arrived',
    '67': 'package_arrived',
    '71': 'delivery_attempted:recipient_unavailable',
    '72': 'package_processing:customs_processing',
    '79': 'delayed',
    '79A': 'delayed',
    '84': 'delayed',
    A12: '-',
    A13: 'package_held',
    A3: 'package_arrived',
    A47: 'package_forwarded',
    A52: 'delayed',
    DF: 'delayed',
  },
});

/** What `delayDetail` says: its sub-type, type and status, whichever is known first. */
export const delayCodes = defineCodeTable({
  id: 'fedex.delay',
  source: TRACK_SCHEMA,
  rows: {
    SNOW: 'delayed:weather',
    TORNADO: 'delayed:weather',
    EARTHQUAKE: 'delayed:force_majeure',
    WEATHER: 'delayed:weather',
    CLEARANCE: 'delayed:customs_held',
    OPERATIONAL: 'delayed',
    LOCAL: 'delayed',
    GENERAL: 'delayed',
    DELAYED: 'delayed',
  },
});

/** Types of the service commit message, asked when no code and no scan tells the status. */
export const commitCodes = defineCodeTable({
  id: 'fedex.commit',
  source: TRACK_SCHEMA,
  rows: {
    BROKER_DELIVERED_DESCRIPTION: 'package_forwarded',
    CANCELLED_DESCRIPTION: 'other:cancelled_by_shipper',
    DELIVERY_IN_MULTIPLE_PIECE_SHIPMENT: '-',
    ESTIMATED_DELIVERY_DATE_UNAVAILABLE: '-',
    EXCEPTION_IN_MULTIPLE_PIECE_SHIPMENT: '-',
    FINAL_DELIVERY_ATTEMPTED: 'delivery_attempted',
    FIRST_DELIVERY_ATTEMPTED: 'delivery_attempted',
    HELD_PACKAGE_AVAILABLE_FOR_RECIPIENT_PICKUP: 'pickup_available',
    HELD_PACKAGE_AVAILABLE_FOR_RECIPIENT_PICKUP_WITH_ADDRESS: 'pickup_available',
    HELD_PACKAGE_NOT_AVAILABLE_FOR_RECIPIENT_PICKUP: 'package_held',
    SHIPMENT_LABEL_CREATED: 'information_received',
    SUBSEQUENT_DELIVERY_ATTEMPTED: 'delivery_attempted',
    USPS_DELIVERED: 'delivered',
    USPS_DELIVERING: 'package_forwarded:handed_to_partner',
  },
});

/** Who holds the parcel. Letters that also name a scan (`CA`, `RC`, `SP`) are read as the scan. */
export const possessionCodes = defineCodeTable({
  id: 'fedex.possession',
  source: STATUS_CODES,
  rows: { BR: '-', CU: '-', SH: '-', TP: '-' },
});

/** What follows from several fields together; see `course.ts` and `current-state.ts`. */
export const situationCodes = defineCodeTable({
  id: 'fedex.situation',
  source: TRACK_SCHEMA,
  rows: {
    before_possession: 'information_received',
    collected_at_fedex_location: 'delivered:collected_by_recipient',
    returned_to_shipper: 'return_to_sender:return_completed',
    returning_to_shipper: 'return_to_sender:return_in_transit',
    waiting_at_fedex_location: 'pickup_available',
  },
});

/** Status texts in English, for answers whose codes are all unknown. */
export const statusTexts: readonly TextRule[] = [
  { id: 'fedex.text/delivered', pattern: /^delivered$/i, means: 'delivered' },
  { id: 'fedex.text/ready-for-pickup', pattern: /^ready for pickup$/i, means: 'pickup_available' },
  { id: 'fedex.text/delivery-exception', pattern: /^delivery exception$/i, means: 'delayed' },
  { id: 'fedex.text/delay', pattern: /^(?:delay|running late)$/i, means: 'delayed' },
  { id: 'fedex.text/in-transit', pattern: /^in transit$/i, means: 'package_processing' },
  { id: 'fedex.text/picked-up', pattern: /^picked up$/i, means: 'package_accepted' },
  {
    id: 'fedex.text/label-created',
    pattern: /^(?:label created|initiated)$/i,
    means: 'information_received',
  },
];
