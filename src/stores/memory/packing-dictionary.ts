/** What the JSON of trackers and messages has in common: a compressor that knows it needs to keep only the rest. */

/** The most frequent last: near the end of the text, references to it are shortest. */
export const DICTIONARY = Buffer.from(
  [
    '"originalEta":{"from":"2026-","to":"","fromUtc":null,"toUtc":null,"precision":"day","source":""},"etaSlipHours":null',
    '"etaHistory":[{"eta":{"firstSeenAt":"","lastSeenAt":"","slipHours":0}],"attempts":0,"returnState":null',
    '"delivery":{"at":null,"localTime":null,"signedBy":null,"placement":null,"proof":null},"servicePoint":null',
    '"service":{"code":"","name":""},"origin":null,"destination":null,"weight":{"value":1,"unit":"lb"}',
    '"pieces":[],"pieceCount":1,"references":[{"type":"","value":""}],"relatedNumbers":[],"carrierUniqueId":null',
    '"ledger":{"answers":[{"askedAt":"","coversFrom":""}],"confirmed":{},"headline":null,"etas":[],"override":null}',
    '"milestones":{"byStatus":{"pre_transit":{"first":{"occurredAt":"","localTime":""},"last":{"count":1}}},"bySubstatus":{',
    '"transitions":[{"id":"","from":null,"to":{"status":"","substatus":"","reason":null},"eventId":"","code":"","text":""',
    '"mode":"live","observedAt":"","statusSince":{"occurredAt":"","localTime":""},"substatusSince":{"occurredAt":"',
    '"shippedAfter":null,"createdAt":"","updatedAt":"","sequence":1,"version":1,"tenantId":null,"carrier":"",',
    '"trackingNumber":"","generation":1,"type":"tracker.updated","trackerId":"","previous":null,"current":{',
    '"status":"delivered","substatus":"package_processed","package_accepted","information_received","out_for_delivery"',
    '"events":[{"status":"in_transit","substatus":"package_departed","actionRequired":false,"reason":null,"party":"none",',
    '"description":"Departed from Facility","provenance":{"matchedBy":"code","rule":"","code":"","category":null,"text":""}',
    ',"movesStatus":true,"occurredAt":"2026-03-02T09:00:00.000Z","localTime":"2026-03-02T09:00:00","utcOffset":"-05:00",',
    '"timeZone":null,"timeSource":"carrier_offset","timePrecision":"second","ambiguous":false,"carrier":"","eventId":null,',
    '"location":{"city":"","region":"","postalCode":null,"country":"US","name":null,"streetLines":[]},"signedBy":null,',
    '"id":"","standing":"listed","source":"poll","firstSeenAt":"2026-03-02T09:00:00.000Z","amended":false},',
  ].join(''),
);
