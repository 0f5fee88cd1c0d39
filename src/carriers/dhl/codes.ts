/** The small tables: DHL's coarse words, what follows from several scans, and what Express says in words alone. */

import { defineCodeTable } from '../../normalization/code-table.ts';
import type { TextRule } from '../../normalization/text-rules.ts';

const UNIFIED = 'DHL: Shipment Tracking Unified';

/** `statusCode`, asked where neither a code nor a text of Express tells more. */
export const dhlStatusCodes = defineCodeTable({
  id: 'dhl.status_code',
  source: `${UNIFIED}, statusCode`,
  rows: {
    'pre-transit': 'information_received',
    transit: 'package_processing',
    delivered: 'delivered',
    failure: 'contact_carrier',
    unknown: { means: '-', why: 'Says nothing of where the parcel is, so an older scan keeps deciding.' },
  },
});

/** Express's own codes of a whole shipment, no finer than `statusCode`. */
export const dhlExpressShipments = defineCodeTable({
  id: 'dhl.express_shipment',
  source: `${UNIFIED}, status list, express`,
  rows: {
    '101': 'delivered',
    '102': 'package_processing',
    '103': 'contact_carrier',
    '104': 'information_received',
  },
});

/** The first half of Parcel Germany's finer codes, for second halves that no list knows. */
export const dhlParcelDeCauses = defineCodeTable({
  id: 'dhl.parcel_de_cause',
  source: 'DHL Parcel DE Tracking, list of ICE and RIC combinations',
  rows: {
    ADVIS: '-',
    CANCL: 'other:cancelled_by_shipper',
    CNFSC: 'package_undeliverable:security_seized',
    CNRFC: 'pickup_available',
    DMGDS: 'package_damaged:damaged',
    DSPSD: 'package_disposed:destroyed',
    HLDCC: 'pickup_available',
    HLDCP: 'package_held:customs_held',
    HLDCU: 'package_held:customs_held',
    ICPRC: 'package_processing:customs_processing',
    ITBAR: 'package_processing:customs_processing',
    MSRTD: 'delayed:missorted',
    MVDPT: 'package_departed',
    NTPUP: 'information_received:collection_failed',
    PARCV: 'information_received',
    PCKDU: 'package_accepted',
    PMTCR: '-',
    PMTCS: '-',
    RETRN: 'return_to_sender:return_in_transit',
    RSDCP: 'package_processed:customs_cleared',
    SHRCU: 'package_accepted',
    STORN: '-',
    TRBCR: 'package_forwarded:handed_to_partner',
    ULFMV: 'package_arrived',
  },
});

/** What follows from several scans together; see `course.ts` and `current-state.ts`. */
export const dhlSituations = defineCodeTable({
  id: 'dhl.situation',
  source: `${UNIFIED} and MyDHL API, recorded answers`,
  rows: {
    returned_to_shipper: 'return_to_sender:return_completed',
    returning_to_shipper: 'return_to_sender:return_in_transit',
  },
});

/**
 * How Express's sentences begin, in English; the place follows them, behind a dash, a blank or nothing. Its events
 * may have neither a code nor a `statusCode`.
 */
export const expressTexts: readonly TextRule[] = [
  {
    id: 'dhl.express_text/information-received',
    pattern: /^shipment information received\b/i,
    means: 'information_received',
  },
  { id: 'dhl.express_text/picked-up', pattern: /^shipment picked up\b/i, means: 'package_accepted' },
  {
    id: 'dhl.express_text/processed-for-clearance',
    pattern: /^processed for clearance\b/i,
    means: 'package_processing:customs_processing',
  },
  { id: 'dhl.express_text/processed', pattern: /^processed at\b/i, means: 'package_processed' },
  {
    id: 'dhl.express_text/departed',
    pattern: /^shipment has departed from a dhl facility\b/i,
    means: 'package_departed',
  },
  {
    id: 'dhl.express_text/in-transit',
    pattern: /^shipment is in transit to destination\b/i,
    means: 'package_processing',
  },
  {
    id: 'dhl.express_text/arrived-at-sort-facility',
    pattern: /^arrived at dhl sort facility\b/i,
    means: 'package_arrived',
  },
  {
    id: 'dhl.express_text/arrived-at-delivery-facility',
    pattern: /^arrived at dhl delivery facility\b/i,
    means: 'package_arrived:arrived_local_depot',
  },
  { id: 'dhl.express_text/on-hold', pattern: /^shipment is on hold\b/i, means: 'package_held' },
  { id: 'dhl.express_text/customs-news', pattern: /^customs clearance status updated\b/i, means: '-' },
  { id: 'dhl.express_text/clearance-event', pattern: /^clearance event\b/i, means: '-' },
  {
    id: 'dhl.express_text/cleared',
    pattern: /^clearance processing complete\b/i,
    means: 'package_processed:customs_cleared',
  },
  {
    id: 'dhl.express_text/out-for-delivery',
    pattern: /^shipment is out with courier for delivery\b/i,
    means: 'out_for_delivery',
  },
  {
    id: 'dhl.express_text/attempted-not-home',
    pattern: /^delivery attempted; recipient not home\b/i,
    means: 'delivery_attempted:recipient_unavailable',
  },
  {
    id: 'dhl.express_text/returned',
    pattern: /^returned to shipper\b/i,
    means: 'return_to_sender:return_completed',
  },
  { id: 'dhl.express_text/delivered', pattern: /^delivered\b/i, means: 'delivered' },
];
