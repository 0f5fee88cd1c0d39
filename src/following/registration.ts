/** What a host says of a parcel it wants followed, checked before anything is asked or written. */

import type { TrackerLabels } from '../model/tracker.ts';
import type { Instant } from '../time/clock.ts';
import { readShipDate } from './instants.ts';
import { toMetadata } from './metadata.ts';
import { refusal, toLabel, toObject } from './refusal.ts';

export type RegisterInput = {
  readonly trackingNumber: string;
  /** A registered carrier's id. Left out, the number's form decides, and where that leaves several, the carriers do. */
  readonly carrier?: string | undefined;
  /** For hosts with tenants: the same number of two tenants is two trackers. */
  readonly tenantId?: string | null | undefined;
  readonly reference?: string | null | undefined;
  readonly orderId?: string | null | undefined;
  /** A JSON object of at most 16 kB. */
  readonly metadata?: Readonly<Record<string, unknown>> | undefined;
  /** An instant or `YYYY-MM-DD`; events before it are an older parcel's with this number. */
  readonly shippedAfter?: string | null | undefined;
  /** The carrier is asked with it until it names the destination itself. */
  readonly destinationPostalCode?: string | undefined;
};

/** Checked, in the form in which it is kept. */
export type CheckedRegistration = TrackerLabels & {
  readonly item: {
    readonly trackingNumber: string;
    readonly carrier: string | undefined;
    readonly shipDate: string | undefined;
    readonly destinationPostalCode: string | undefined;
  };
  readonly tenantId: string | null;
  readonly shippedAfter: Instant | null;
};

const NAMES: ReadonlySet<string> = new Set<keyof RegisterInput>([
  'trackingNumber',
  'carrier',
  'tenantId',
  'reference',
  'orderId',
  'metadata',
  'shippedAfter',
  'destinationPostalCode',
]);

const LABELS: ReadonlySet<string> = new Set<keyof LabelChanges>(['reference', 'orderId', 'metadata']);

/** @throws ConfigurationError (`INVALID_OPTIONS`) naming what is wrong. The number is checked where it is asked. */
export function toRegistration(input: RegisterInput): CheckedRegistration {
  const { trackingNumber, carrier } = toObject('register', input, NAMES);
  const destinationPostalCode =
    toLabelOrNull('destinationPostalCode', input.destinationPostalCode) ?? undefined;
  if (carrier !== undefined && typeof carrier !== 'string')
    throw refusal('carrier', "expected a carrier's id");
  const shippedAfter = toShippedAfter(input.shippedAfter);
  return {
    item: { trackingNumber, carrier, shipDate: shippedAfter?.day, destinationPostalCode },
    tenantId: toTenantId(input.tenantId),
    ...toLabels(input),
    metadata: input.metadata === undefined ? {} : toMetadata(input.metadata),
    shippedAfter: shippedAfter?.instant ?? null,
  };
}

/** @throws ConfigurationError (`INVALID_OPTIONS`) */
export const toTenantId = (value: unknown): string | null => toLabelOrNull('tenantId', value);

const toLabels = ({ reference, orderId }: Pick<RegisterInput, 'reference' | 'orderId'>) => ({
  reference: toLabelOrNull('reference', reference),
  orderId: toLabelOrNull('orderId', orderId),
});

/**
 * Those of the host's labels that are given; null takes one away.
 *
 * @throws ConfigurationError (`INVALID_OPTIONS`) naming what is wrong.
 */
export function toLabelChanges(changes: LabelChanges): Partial<TrackerLabels> {
  const { reference, orderId, metadata } = toObject('update', changes, LABELS);
  return {
    ...(reference === undefined ? {} : { reference: toLabelOrNull('reference', reference) }),
    ...(orderId === undefined ? {} : { orderId: toLabelOrNull('orderId', orderId) }),
    ...(metadata === undefined ? {} : { metadata: toMetadata(metadata) }),
  };
}

/** The labels of a tracker that can be changed; metadata is replaced whole. */
export type LabelChanges = Pick<RegisterInput, 'reference' | 'orderId' | 'metadata'>;

const toLabelOrNull = (name: string, value: unknown): string | null =>
  value === undefined || value === null ? null : toLabel(name, value);

const toShippedAfter = (value: unknown) =>
  value === undefined || value === null ? undefined : readShipDate('shippedAfter', value);
