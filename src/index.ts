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
export { defineStore } from './define-store.ts';
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
export type { Following, TrackerHistory } from './following/following.ts';
export type { ListOptions } from './following/list-filter.ts';
export type { TrackerList, TrackerListing } from './following/listing.ts';
export type { TrackerUpdate } from './following/one-tracker.ts';
export type { OrderSummary, RollUpPolicy } from './following/order-summary.ts';
export type { RegisterManyOptions, RegisterResult } from './following/register.ts';
export type { RegisterInput } from './following/registration.ts';
export type {
  RenormalizedTracker,
  RenormalizeOptions,
  RenormalizeReport,
  RereadEvent,
} from './following/renormalize.ts';
export type { FollowingParts } from './following-client.ts';
export type { FollowingStore } from './following-store.ts';
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
export type { StatusTables, StatusTablesContext } from './normalization/restate.ts';
export type { TextRule } from './normalization/text-rules.ts';
export type { DispatchCounts, Dispatcher } from './outbox/dispatcher.ts';
export type { DeliveryContext, DispatcherOptions } from './outbox/dispatcher-options.ts';
export type { MessageType, OutboxMessage, TrackerSnapshot } from './outbox/message.ts';
export { adaptiveCadence } from './polling/adaptive-cadence.ts';
export type { AdaptiveSchedule } from './polling/adaptive-schedule.ts';
export { ageBasedCadence } from './polling/age-based-cadence.ts';
export type { CallLimiter } from './polling/budget.ts';
export { type Cadence, type CadenceContext, type CadenceDecision, fixedCadence } from './polling/cadence.ts';
export { cappedAt, type QuietHours, withPushSafetyNet, withQuietHours } from './polling/composed-cadences.ts';
export type { PollCounts } from './polling/lane.ts';
export type {
  PollFailed,
  PollFinished,
  PollHooks,
  PollOutcomes,
  PollStarted,
} from './polling/poll-events.ts';
export type { Poller, PollerStats } from './polling/poller.ts';
export type { PollerOptions } from './polling/poller-options.ts';
export type { Refresh, RefreshOptions, RefreshResult } from './polling/refresh.ts';
export type { TickOptions } from './polling/tick.ts';
export type { BudgetGrant, BudgetRequest } from './stores/budget-windows.ts';
export type {
  Claim,
  ClaimedMessage,
  ClaimRequest,
  CommitResult,
  DueCount,
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
export type { TrackerChange } from './timeline/changes.ts';
export { createTracker, type NewTracker } from './timeline/create-tracker.ts';
export { orderEvents } from './timeline/event-order.ts';
export { type MergeResult, merge } from './timeline/merge.ts';
export type { MergePolicy, ProposedChange } from './timeline/policy.ts';
export {
  createTrackingClient,
  type FollowingClient,
  type TrackingClient,
  type TrackManyOptions,
  type TrackOptions,
} from './tracking-client.ts';
