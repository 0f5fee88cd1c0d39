/** A push of Track Alert, v1 or v2, rewritten as the parcel record a poll would give, so that one mapping reads both. */

import { filled } from '../wire.ts';
import type { UpsParcel, UpsPush } from './wire.ts';

/** Whether a body has the shape of a push; any of its own fields tells. */
export const isPush = (body: object): boolean =>
  'activityStatus' in body || 'localActivityDate' in body || 'gmtActivityDate' in body;

export function toParcel(push: UpsPush): UpsParcel {
  const { activityStatus, activityLocation } = push;
  const isDelivered = filled(push.actualDeliveryDate) !== null;
  return {
    trackingNumber: push.trackingNumber,
    activity: [
      {
        date: push.localActivityDate,
        time: push.localActivityTime,
        gmtDate: push.gmtActivityDate,
        gmtTime: push.gmtActivityTime,
        gmtOffset: push.gmtOffset,
        status: activityStatus ? { ...activityStatus, statusCode: activityStatus.descriptionCode } : null,
        location: { address: activityLocation },
      },
    ],
    deliveryDate: [
      { type: estimateType(push), date: push.scheduledDeliveryDate },
      { type: 'DEL', date: push.actualDeliveryDate },
    ],
    deliveryTime: isDelivered
      ? { type: 'DEL', endTime: push.actualDeliveryTime }
      : { type: windowType(push), startTime: push.deliveryStartTime, endTime: push.deliveryEndTime },
    deliveryInformation: { receivedBy: push.receivedBy, deliveryPhoto: { photo: push.deliveryPhoto } },
    alternateTrackingNumber: [{ number: push.alternateTrackingNumber }],
  };
}

/** News of a changed date carry the new one in the field of the scheduled one. */
const estimateType = ({ activityStatus }: UpsPush): 'RDD' | 'SDD' =>
  filled(activityStatus?.type) === 'U' ? 'RDD' : 'SDD';

/** A push doesn't name the kind of its window: both ends make one, the end alone is a commitment. */
function windowType({ deliveryStartTime, deliveryEndTime }: UpsPush): 'EDW' | 'CMT' | null {
  if (filled(deliveryEndTime) === null) return null;
  return filled(deliveryStartTime) === null ? 'CMT' : 'EDW';
}

const PUSH_FIELDS: Readonly<Record<string, string>> = {
  'activity.0.date': 'localActivityDate',
  'activity.0.time': 'localActivityTime',
  'activity.0.gmtDate': 'gmtActivityDate',
  'activity.0.gmtTime': 'gmtActivityTime',
  'activity.0.gmtOffset': 'gmtOffset',
  'deliveryDate.0.date': 'scheduledDeliveryDate',
  'deliveryDate.1.date': 'actualDeliveryDate',
  deliveryTime: 'deliveryEndTime',
};

/** The push's own name of a field of the parcel record, for warnings. */
export const pushField = (path: string): string => PUSH_FIELDS[path] ?? path;
