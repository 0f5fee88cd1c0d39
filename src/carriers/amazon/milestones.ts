/** Milestone notifications of the Selling Partner API as records, whether they come through SQS or EventBridge. */

import type { Eta, Reference } from '../../model/observation.ts';
import { canonicalNumber } from '../wire.ts';
import {
  type AmazonRecord,
  type AmazonScan,
  etaBetween,
  NO_DETAILS,
  placeOf,
  saysSomething,
} from './record.ts';
import { said } from './said.ts';
import type { AmazonMilestone, AmazonMilestones } from './wire.ts';
import { readTime, type Warn } from './zones.ts';

const NOTIFICATION_TYPE = 'SHIPMENT_TRACKING_MILESTONE_CHANGED';
const DELIVERY_ESTIMATE = 'ESTIMATED_DELIVERY_DATE';

/** Whether a body is a notification of any type. */
export const isNotification = (body: object): boolean =>
  'notificationType' in body || detailIn(body) !== null;

/** What a milestone notification tells, for reading; null for one of another type. */
export function trackingDetailIn(body: object): object | null {
  const isOfThisType = !('notificationType' in body) || body.notificationType === NOTIFICATION_TYPE;
  return isOfThisType ? detailIn(body) : null;
}

/** Where it lies, for warnings. */
export const DETAIL_PATH = 'payload.shipmentTrackingMilestoneChangedNotification.trackingDetail.';

function detailIn(body: object): object | null {
  let inner: unknown = body;
  for (const name of ['payload', 'shipmentTrackingMilestoneChangedNotification', 'trackingDetail']) {
    if (typeof inner !== 'object' || inner === null) return null;
    inner = Reflect.get(inner, name);
  }
  return typeof inner === 'object' && inner !== null ? inner : null;
}

export function readMilestones(tracking: AmazonMilestones, warn: Warn): AmazonRecord {
  const { latestMilestone, milestoneHistory, trackingEstimates } = tracking;
  const latest = toScan(latestMilestone, 'latestMilestone', warn);
  const history = (milestoneHistory ?? []).map((milestone, index) =>
    toScan(milestone, `milestoneHistory.${index}`, warn),
  );
  const isListed = history.some((scan) => identityOf(scan) === identityOf(latest));
  return {
    vocabulary: 'milestones',
    // Listed newest first.
    scans: [...history.reverse(), ...(isListed ? [] : [latest])].filter(saysSomething),
    summary: latest.code === null ? null : latest,
    details: NO_DETAILS,
    eta: newestEstimate(trackingEstimates, warn),
    originalEta: null,
    place: latest.detail,
    receivedBy: null,
    proofs: [],
    destination: null,
    references: identifiersOf(tracking),
    relatedNumbers: [],
  };
}

/** The carrier's number where it is given, else Amazon's own, whichever it is. */
export function numberIn(tracking: AmazonMilestones): string | null {
  const [identifier] = identifiersOf(tracking);
  return carrierNumberIn(tracking) ?? canonicalNumber(identifier?.value);
}

/** Whether it is about a number. Amazon's own identifiers tell nothing against any. */
export function isAbout(tracking: AmazonMilestones, asked: string): boolean {
  const number = carrierNumberIn(tracking);
  return number === null || number === asked;
}

const carrierNumberIn = ({ identifier }: AmazonMilestones): string | null =>
  canonicalNumber(said(identifier?.carrierTracking?.trackingNumber));

function identifiersOf({ identifier }: AmazonMilestones): Reference[] {
  const { id, acsin, aftn, containerNumber, houseBillOfLadingNumber } = identifier ?? {};
  return Object.entries({ id, aftn, acsin, containerNumber, houseBillOfLadingNumber }).flatMap(
    ([type, written]) => {
      const value = said(written);
      return value === null ? [] : [{ type, value }];
    },
  );
}

function toScan(milestone: AmazonMilestone, path: string, warn: Warn): AmazonScan {
  const address = milestone?.location?.address;
  return {
    code: said(milestone?.status?.code),
    detail: said(milestone?.status?.subCode),
    text: said(milestone?.status?.description),
    shipmentType: null,
    publicTextId: null,
    time: readTime(milestone?.occurredAt, `${path}.occurredAt`, warn),
    location: placeOf({
      city: address?.city,
      region: address?.region,
      postalCode: null,
      country: address?.countryCode,
    }),
  };
}

const identityOf = ({ code, time }: AmazonScan): string =>
  JSON.stringify([code, time.occurredAt, time.localTime]);

function newestEstimate(estimates: AmazonMilestones['trackingEstimates'], warn: Warn): Eta | null {
  const dated = (estimates ?? [])
    .map((estimate, index) => ({ estimate, index, updatedAt: said(estimate.lastUpdatedTime) ?? '' }))
    .filter(({ estimate }) => said(estimate.type) === DELIVERY_ESTIMATE);
  const newest = dated.reduce<(typeof dated)[number] | undefined>(
    (best, each) => (best === undefined || each.updatedAt > best.updatedAt ? each : best),
    undefined,
  );
  if (newest === undefined) return null;
  const { startTime, endTime } = newest.estimate.estimatedInterval ?? {};
  const path = `trackingEstimates.${newest.index}.estimatedInterval`;
  const start = readTime(startTime, `${path}.startTime`, warn);
  const end = readTime(endTime, `${path}.endTime`, warn);
  const eta = etaBetween(start, end, DELIVERY_ESTIMATE);
  if (eta === null && start.occurredAt !== null) warn({ path, message: 'it ends before it begins' });
  return eta;
}
