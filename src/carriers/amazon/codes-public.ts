/** The words of Amazon's public page. It is never called; a host may hold records in its words, told by their own field. */

import { defineCodeTable } from '../../normalization/code-table.ts';

const PUBLIC_PAGE = 'seen in records of the public tracking page; undocumented';

export const publicEventCodes = defineCodeTable({
  id: 'amazon.public_event',
  source: PUBLIC_PAGE,
  rows: {
    ArrivedAtDeliveryCenter: 'package_arrived:arrived_local_depot',
    ArrivedAtSortCenter: 'package_arrived',
    AttemptFail: 'delivery_attempted',
    CreationConfirmed: 'information_received',
    Delivered: 'delivered',
    DeliveryAttempted: 'delivery_attempted',
    Departed: 'package_departed',
    Exception: 'contact_carrier',
    Held: 'package_held',
    InTransit: 'package_processing',
    InTransitToCustomer: 'package_processing',
    LabelCreated: 'information_received',
    OutForDelivery: 'out_for_delivery',
    OutForReturn: 'return_to_sender:return_in_transit',
    PickupDone: 'package_accepted',
    Received: 'package_arrived',
    Refused: 'package_undeliverable:refused',
    ReturnReceived: 'return_to_sender:return_completed',
    Returned: 'return_to_sender:return_completed',
    Sorted: 'package_processed',
    Transferred: 'package_forwarded',
    Undeliverable: 'package_undeliverable',
  },
});

/** The same events, by the id of the sentence that the page shows. */
export const publicTextIds = defineCodeTable({
  id: 'amazon.public_text',
  source: PUBLIC_PAGE,
  rows: {
    swa_rex_arrived_at_sort_center: 'package_arrived',
    swa_rex_delivered: 'delivered',
    swa_rex_detail_arrived_at_delivery_Center: 'package_arrived:arrived_local_depot',
    swa_rex_detail_attempted: 'delivery_attempted',
    swa_rex_detail_creation_confirmed: 'information_received',
    swa_rex_detail_delivered: 'delivered',
    swa_rex_detail_departed: 'package_departed',
    swa_rex_detail_exception: 'contact_carrier',
    swa_rex_detail_held: 'package_held',
    swa_rex_detail_in_transit: 'package_processing',
    swa_rex_detail_pickedUp: 'package_accepted',
    swa_rex_detail_refused: 'package_undeliverable:refused',
    swa_rex_detail_returned: 'return_to_sender:return_completed',
    swa_rex_detail_undeliverable: 'package_undeliverable',
    swa_rex_intransit: 'package_processing',
    swa_rex_ofd: 'out_for_delivery',
    swa_rex_shipping_label_created: 'information_received',
  },
});
