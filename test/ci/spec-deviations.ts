/** Where the wire is known to differ from the carriers' files. Sections are those of their fact sheets. Data. */

/** How the wire differs from a file, as its finding says it, and where that is known from. */
export type Deviations = Readonly<Record<string, string>>;

export const UPS_ANSWERS: Deviations = {
  'status 401 is not listed': 'errors, section 6: 401 with 250002, 251004 and others was reported',
  'status 405 is not listed': 'errors, section 6: wrong method',
  'status 429 is not listed': 'errors, section 6: 429 with 10429 was reported',
};

export const UPS_TOKENS: Deviations = {
  'status 405 is not listed': 'errors, section 6: wrong method',
  'status 500 is not listed': 'errors, section 6: something went wrong',
  'status 503 is not listed': 'errors, section 6: unavailable',
};

const EMPTY =
  'Track Alert, section 7: what is missing is sent as an empty text, against the pattern of the file';
export const UPS_PUSHES: Deviations = {
  'activityStatus: must NOT have additional properties descriptionCode':
    'Track Alert, section 7: in all examples, not in the schema',
  'activityLocation.postalCode: must NOT have fewer than 5 characters': EMPTY,
  'actualDeliveryDate: must NOT have fewer than 8 characters': EMPTY,
  'actualDeliveryDate: must match pattern "^\\d{4}(0[1-9]|1[012])(0[1-9]|[12][0-9]|3[01])$"': EMPTY,
  'actualDeliveryTime: must NOT have fewer than 6 characters': EMPTY,
  'actualDeliveryTime: must match pattern "^([01]?\\d|2[0-3])([0-5]?\\d){2}$"': EMPTY,
  'deliveryStartTime: must NOT have fewer than 6 characters': EMPTY,
  'deliveryStartTime: must match pattern "^([01]?\\d|2[0-3])([0-5]?\\d){2}$"': EMPTY,
  'deliveryEndTime: must NOT have fewer than 6 characters': EMPTY,
  'deliveryEndTime: must match pattern "^([01]?\\d|2[0-3])([0-5]?\\d){2}$"': EMPTY,
  'activityLocation.postalCode: must match pattern "^\\d{5}(?:[-\\s]\\d{4})?$"': EMPTY,
};

const RESULT = 'output.completeTrackResults.*.trackResults.*';
export const FEDEX_RESULTS: Deviations = {
  [`${RESULT}.additionalTrackingInfo.packageIdentifiers.*: must NOT have additional properties values`]:
    'response tree, section 4: `values` on the wire, `value` in the schema',
  [`${RESULT}.additionalTrackingInfo.packageIdentifiers.*: must NOT have additional properties carrierCode`]:
    'examples, section 9: a recorded deviation',
  [`${RESULT}.shipmentDetails: must NOT have additional properties possessionStatus`]:
    'response tree, section 4: `beforePossessionStatus` in the schema, with the opposite sense',
  [`${RESULT}.shipperInformation: must NOT have additional properties contact`]:
    'examples, section 9: a recorded deviation',
  [`${RESULT}.recipientInformation: must NOT have additional properties contact`]:
    'examples, section 9: a recorded deviation',
};

export const FEDEX_ANSWERS: Deviations = {
  ...FEDEX_RESULTS,
  [`${RESULT}.trackingNumberInfo.carrierCode: must be equal to one of the allowed values`]:
    'examples, section 9: an empty text for a number that is not found',
  'status 405 is not listed': 'errors, section 5: named in the best practices',
  'status 415 is not listed': 'errors, section 5: named in the best practices',
  'status 429 is not listed': 'quotas, section 6: 429 until the window ends',
};

export const DHL_ANSWERS: Deviations = {
  'status 401 is not listed': 'errors, section B3: happens, its body is not documented',
  'status 403 is not listed': 'errors, section B3: its body is not documented',
  'status 405 is not listed': 'errors, section B3: its body is not documented',
  'status 429 is not listed': 'errors, section B3: a limit, whose numbers are not published',
  'status 500 is not listed': 'errors, section B3: happens, its body is not documented',
  'status 503 is not listed': 'errors, section B3: happens, its body is not documented',
};

const UNKNOWN_ID = 'errors, section 5: an unknown id is a success that says nothing';
export const AMAZON_ANSWERS: Deviations = {
  'payload.alternateLegTrackingId: must be string': 'response, section 4: null, or the word',
  'payload.promisedDeliveryDate: must be string': UNKNOWN_ID,
  'payload.summary.status: must be string': UNKNOWN_ID,
  'payload.summary.status: must be equal to one of the allowed values': UNKNOWN_ID,
};

const DETAIL = 'payload.shipmentTrackingMilestoneChangedNotification.trackingDetail';
const IDENTIFIER = 'push, section 7: one of several identifiers; the example shows another';
export const AMAZON_NOTIFICATIONS: Deviations = {
  [`${DETAIL}.identifier.carrierTracking.trackingNumber: string`]: IDENTIFIER,
  [`${DETAIL}.identifier.carrierTracking.carrierCode: string`]: IDENTIFIER,
};

const LIVE_NULL = 'response fields, section 4a: null is common on the wire, and in the examples of section 9';
const LIVE_FLAG = 'response fields, section 4a: flags arrive as text';
export const USPS_DETAILS: Deviations = {
  'mailClass: must be equal to one of the allowed values':
    'response fields, section 4a: HTML text on the wire',
  'mailType: must be equal to one of the allowed values': 'response fields, section 4a: `DM` on the wire',
  'emailEnabled: must be boolean': LIVE_FLAG,
  'proofOfDeliveryEnabled: must be boolean': LIVE_FLAG,
  'trackingEvents.*.authorizedAgent: must be boolean': LIVE_FLAG,
  'expectedDeliveryTimeStamp: must be string': LIVE_NULL,
  'trackingEvents.*.eventCountry: must be string': LIVE_NULL,
  'trackingEvents.*.eventState: must be string': LIVE_NULL,
  'trackingEvents.*.eventZIP: must be string': LIVE_NULL,
  'trackingEvents.*.firm: must be string': LIVE_NULL,
  'trackingEvents.*.name: must be string': LIVE_NULL,
};

export const USPS_REFUSALS: Deviations = {
  'status 405 is not listed': 'errors, section 6: wrong method',
  'status 500 is not listed': 'errors, section 6: server error',
  'status 501 is not listed': 'errors, section 6: not implemented',
};
