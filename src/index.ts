/** The root surface, listed by hand. Carriers have subpaths of their own, so that unused ones stay out of bundles. */

export type { AskingOptions } from './asking/asking-options.ts';
export type { ClientTrackResult } from './asking/inquiry.ts';
export type { TrackItem } from './asking/question.ts';
export type { IndexedResult, TrackBatch } from './asking/track-batch.ts';
export type { UnmappedCode } from './asking/unmapped-codes.ts';
export {
  type CallQuota,
  type CarrierAdapter,
  type CarrierCapabilities,
  type CarrierDefinition,
  defineCarrier,
  type OptionsSchema,
  type ParseContext,
  type TrackContext,
  type TrackRequest,
} from './carriers/carrier.ts';
export { toCredentialKey } from './carriers/credential-key.ts';
export { failureOfStatus } from './carriers/failure.ts';
export { readBody, readWire, type WireReading, type WireSchema } from './carriers/wire.ts';
export type { TrackingClientOptions, TrackingHooks } from './client-options.ts';
export { defineFormat, type NumberFormat } from './detection/format.ts';
export {
  type AnyTrackingError,
  CarrierAuthError,
  CarrierRateLimitError,
  CarrierResponseError,
  CarrierUnavailableError,
  ConfigurationError,
  InvalidTrackingNumberError,
  isTrackingError,
  MigrationError,
  NotAuthorizedError,
  StoreConflictError,
  TrackingError,
  type TrackingErrorCode,
  type TrackingErrorDetails,
} from './errors.ts';
export type {
  CarrierHttp,
  GrantedToken,
  HttpAttempt,
  HttpCallOptions,
  HttpReply,
  HttpRequest,
  OAuthGrant,
} from './http/exchange.ts';
export type { Logger } from './logger.ts';
export { timeInZone, timeOfIso } from './model/event-time.ts';
export { type Location, type ServicePoint, toLocation } from './model/location.ts';
export { type ZoneByCoordinate, zoneOfLocation } from './model/location-zone.ts';
export {
  type Delivery,
  type Eta,
  type NumberRelation,
  type Observation,
  type ObservationSource,
  type Piece,
  type ProofOfDelivery,
  type Reference,
  type RelatedNumber,
  type Service,
  type TrackResult,
  toObservation,
  type Warning,
  type Weight,
} from './model/observation.ts';
export { isReason, type Party, partyOf, REASONS, type Reason } from './model/reason.ts';
export {
  isSubstatus,
  isTerminal,
  type MatchedBy,
  type NormalizedStatus,
  needsAction,
  type Provenance,
  STATUSES,
  SUBSTATUSES,
  type Substatus,
  statusFieldsOf,
  statusOf,
  type TrackingStatus,
} from './model/status.ts';
export { timeOfIsoAt } from './model/time-at-location.ts';
export type {
  EtaRecord,
  Json,
  Ledger,
  Metadata,
  Milestone,
  Milestones,
  Moment,
  PollOutcome,
  PollRecord,
  Standing,
  StatusName,
  StopReason,
  TrackedEvent,
  Tracker,
  TrackerIdentity,
  TrackerLabels,
  Transition,
  TransitionMode,
} from './model/tracker.ts';
export {
  type EventFacts,
  type EventStatus,
  type EventTime,
  type TimePrecision,
  type TimeSource,
  type TrackingEvent,
  toTrackingEvent,
} from './model/tracking-event.ts';
export { MAX_NUMBER_LENGTH, type TrackingNumber, toTrackingNumber } from './model/tracking-number.ts';
export { type CodeRow, type CodeTable, defineCodeTable, type Meaning } from './normalization/code-table.ts';
export {
  normalize,
  type StatusAnswer,
  type StatusOverride,
  type StatusPolicy,
  type StatusQuestion,
} from './normalization/normalize.ts';
export { applyPiiPolicy, type PiiPolicy } from './normalization/pii.ts';
export type { TextRule } from './normalization/text-rules.ts';
export type { MessageType, OutboxMessage, TrackerSnapshot } from './outbox/message.ts';
export type {
  BudgetGrant,
  BudgetRequest,
  Claim,
  ClaimedMessage,
  ClaimRequest,
  CommitResult,
  IngestCommit,
  Lease,
  ListFilter,
  ListQuery,
  MigrationReport,
  OutboxClaimRequest,
  OutboxCounts,
  OutboxSelection,
  PagePosition,
  PurgeSelection,
  Registered,
  Registration,
  Release,
  Settlement,
  Store,
  TrackerAddress,
  TrackerPage,
} from './stores/store.ts';
export type { Clock, Instant } from './time/clock.ts';
export { orderEvents } from './timeline/event-order.ts';
export {
  createTrackingClient,
  type TrackingClient,
  type TrackManyOptions,
  type TrackOptions,
} from './tracking-client.ts';
