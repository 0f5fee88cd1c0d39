/** The small tables, and what a code means together with its type or its status code. */

import { defineCodeTable } from '../../normalization/code-table.ts';

/** `code/statusCode` and `type/code`, where these change what the code means. */
export const upsPairs = defineCodeTable({
  id: 'ups.pair',
  source: "UPS Track API, package status codes, and what its answers say beside a code's label",
  rows: {
    '76/021': 'out_for_delivery',
    '7M/019': 'package_held',
    'D/FV': 'delivered',
    'D/KB': 'delivered',
    'I/MP': 'information_received',
    'M/OC': 'information_received',
    'OC/003': 'information_received',
    'OC/157': 'information_received',
    'OF/021': 'out_for_delivery',
    'OF/072': 'package_processed',
    'YO/012': 'package_processing:customs_processing',
  },
});

/** Type M: data from the shipper, no parcel yet. */
export const upsManifests = defineCodeTable({
  id: 'ups.manifest',
  source: 'UPS Track API, manifest codes',
  rows: {
    DP: 'information_received',
    MP: 'information_received',
    RD: 'information_received',
    VP: 'other:cancelled_by_shipper',
  },
});

/** Type I: the way through UPS's buildings. */
export const upsMovements = defineCodeTable({
  id: 'ups.movement',
  source: 'UPS Track API, movement scans',
  rows: {
    AG: 'package_processing',
    AR: 'package_arrived',
    AT: 'package_processing',
    CA: '-',
    CD: '-',
    CL: '-',
    DL: 'package_processing',
    DP: 'package_departed',
    DS: 'package_arrived:arrived_local_depot',
    EP: 'package_departed',
    HU: 'package_processed',
    IP: 'package_arrived',
    LC: 'package_processing',
    LM: 'package_processing',
    OC: 'package_accepted',
    OD: 'package_processed',
    OF: 'out_for_delivery',
    OR: 'package_accepted',
    OT: 'out_for_delivery',
    PC: 'package_accepted',
    PL: 'information_received',
    PU: 'package_accepted',
    PT: 'package_accepted',
    SP: 'information_received',
    UA: 'package_arrived',
    UD: 'package_departed',
    UL: 'package_arrived',
    VP: 'other',
    WH: 'package_held',
    XA: 'package_arrived:arrived_local_depot',
    XD: 'package_accepted',
    XR: 'package_arrived:arrived_local_depot',
    YF: 'out_for_delivery',
    YH: 'package_arrived:arrived_local_depot',
    YI: 'out_for_delivery',
    YM: 'package_forwarded:handed_to_partner',
    YN: 'package_forwarded:handed_to_partner',
    YP: 'package_processing',
  },
});

/** Type U, in pushes alone: news about the delivery, not about the parcel. */
export const upsUpdates = defineCodeTable({
  id: 'ups.update',
  source: 'UPS Track Alert, updates',
  rows: {
    PX: '-',
    UP: 'delivery_rescheduled',
    UT: '-',
  },
});

/** Codes that UPS sends but does not list. */
export const upsSeenCodes = defineCodeTable({
  id: 'ups.seen',
  source: 'seen in answers of the Track API; in none of its tables',
  rows: {
    FS: 'delivered',
    KB: { means: '-', why: 'Only under type D is it a delivery; under X it is internal.' },
    SR: 'package_processed:customs_cleared',
    '7J': 'delayed',
    YO: 'package_processing',
    Z2: 'package_processing',
    Z4: 'package_processing',
  },
});

/**
 * The type of a scan, where its codes are not known. X (exception) has no row: an exception of unknown kind may be
 * a delay, a return, a loss or a claim after delivery.
 */
export const upsTypes = defineCodeTable({
  id: 'ups.type',
  source: 'UPS Track API, package activity types',
  rows: {
    D: 'delivered',
    I: 'package_processing',
    M: 'information_received',
    MV: 'other:cancelled_by_shipper',
    DO: 'package_arrived',
    DD: 'package_arrived',
    W: 'package_held',
    NA: { means: '-', why: 'Says nothing of where the parcel is, so an older scan keeps deciding.' },
    U: '-',
    P: 'package_accepted',
  },
});
