/**
 * Every error a host can meet: one class per remedy, each with a stable `code`.
 * Messages and fields never hold a secret or a raw header.
 */

/** The stable codes; `switch (error.code)` narrows on them. */
export type TrackingErrorCode =
  | 'INVALID_OPTIONS'
  | 'UNKNOWN_CARRIER'
  | 'INVALID_TRACKING_NUMBER'
  | 'CARRIER_AUTH'
  | 'NOT_AUTHORIZED'
  | 'CARRIER_RATE_LIMITED'
  | 'CARRIER_UNAVAILABLE'
  | 'CARRIER_RESPONSE'
  | 'STORE_CONFLICT'
  | 'LEASE_LOST'
  | 'MIGRATION_FAILED';

/** What may be known beside the message. Nothing here is ever a credential. */
export type TrackingErrorDetails = {
  /** The carrier that was asked. */
  readonly carrier?: string | undefined;
  /** The carrier's own error code, as it wrote it. */
  readonly carrierCode?: string | undefined;
  /** HTTP status of the answer. */
  readonly httpStatus?: number | undefined;
  /** The carrier's id of the request, for its support desk. */
  readonly requestId?: string | undefined;
  /** Where in the options or the payload it went wrong, e.g. `trackResponse.shipment`. */
  readonly path?: string | undefined;
  /** How long to wait before asking again, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
  readonly cause?: unknown;
};

const BRAND = Symbol.for('parceltrail.error');

/** The family's base. Recognise members with {@link isTrackingError}: `instanceof` fails between copies of the package. */
export abstract class TrackingError extends Error {
  abstract override readonly name: string;
  abstract readonly code: TrackingErrorCode;
  /** Whether asking again later, with nothing changed, can succeed. */
  abstract readonly retryable: boolean;
  readonly carrier: string | undefined;
  readonly carrierCode: string | undefined;
  readonly httpStatus: number | undefined;
  readonly requestId: string | undefined;
  readonly path: string | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(message: string, details: TrackingErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.carrier = details.carrier;
    this.carrierCode = details.carrierCode;
    this.httpStatus = details.httpStatus;
    this.requestId = details.requestId;
    this.path = details.path;
    this.retryAfterMs = details.retryAfterMs;
    Object.defineProperty(this, BRAND, { value: true });
  }

  /** Plain data for a log line: no stack, no cause. */
  toJSON(): Record<string, unknown> {
    const {
      name,
      code,
      message,
      retryable,
      retryAfterMs,
      carrier,
      carrierCode,
      httpStatus,
      requestId,
      path,
    } = this;
    return {
      name,
      code,
      message,
      retryable,
      retryAfterMs,
      carrier,
      carrierCode,
      httpStatus,
      requestId,
      path,
    };
  }
}

/** The host's own call or options are wrong: fix the code, or name a registered carrier. */
export class ConfigurationError extends TrackingError {
  override readonly name = 'ConfigurationError' as const;
  override readonly retryable = false as const;
  override readonly code: 'INVALID_OPTIONS' | 'UNKNOWN_CARRIER';

  constructor(code: 'INVALID_OPTIONS' | 'UNKNOWN_CARRIER', message: string, details?: TrackingErrorDetails) {
    super(message, details);
    this.code = code;
  }
}

/** No carrier could own this number, or the carrier refused its form: correct the number. */
export class InvalidTrackingNumberError extends TrackingError {
  override readonly name = 'InvalidTrackingNumberError' as const;
  override readonly code = 'INVALID_TRACKING_NUMBER' as const;
  override readonly retryable = false as const;
}

/** The carrier refused the credentials, or they lack a product: fix them in the carrier's portal. */
export class CarrierAuthError extends TrackingError {
  override readonly name = 'CarrierAuthError' as const;
  override readonly code = 'CARRIER_AUTH' as const;
  override readonly retryable = false as const;
}

/** The credentials are good but may not see this parcel: get the shipper's or the carrier's permission. */
export class NotAuthorizedError extends TrackingError {
  override readonly name = 'NotAuthorizedError' as const;
  override readonly code = 'NOT_AUTHORIZED' as const;
  override readonly retryable = false as const;
}

/** The carrier, or our own pause after its refusal, asks to wait: come back after `retryAfterMs`. */
export class CarrierRateLimitError extends TrackingError {
  override readonly name = 'CarrierRateLimitError' as const;
  override readonly code = 'CARRIER_RATE_LIMITED' as const;
  override readonly retryable = true as const;
}

/** The carrier can't be reached, is down or too slow: come back later. */
export class CarrierUnavailableError extends TrackingError {
  override readonly name = 'CarrierUnavailableError' as const;
  override readonly code = 'CARRIER_UNAVAILABLE' as const;
  override readonly retryable: boolean;

  constructor(message: string, details: TrackingErrorDetails & { readonly retryable?: boolean } = {}) {
    super(message, details);
    this.retryable = details.retryable ?? true;
  }
}

/** The carrier answered something that is no tracking answer, or refused the request as malformed. */
export class CarrierResponseError extends TrackingError {
  override readonly name = 'CarrierResponseError' as const;
  override readonly code = 'CARRIER_RESPONSE' as const;
  override readonly retryable: boolean;

  constructor(message: string, details: TrackingErrorDetails & { readonly retryable?: boolean } = {}) {
    super(message, details);
    this.retryable = details.retryable ?? false;
  }
}

/** Someone else changed or took what was to be written, and nothing was: do it again. */
export class StoreConflictError extends TrackingError {
  override readonly name = 'StoreConflictError' as const;
  override readonly retryable = true as const;
  override readonly code: 'STORE_CONFLICT' | 'LEASE_LOST';

  constructor(code: 'STORE_CONFLICT' | 'LEASE_LOST', message: string, details?: TrackingErrorDetails) {
    super(message, details);
    this.code = code;
  }
}

/** The database's schema is missing, half-made or newer than this package: call `migrate()`, or update the package. */
export class MigrationError extends TrackingError {
  override readonly name = 'MigrationError' as const;
  override readonly code = 'MIGRATION_FAILED' as const;
  override readonly retryable = false as const;
}

/** Any member of the family; its `code` discriminates. */
export type AnyTrackingError =
  | ConfigurationError
  | InvalidTrackingNumberError
  | CarrierAuthError
  | NotAuthorizedError
  | CarrierRateLimitError
  | CarrierUnavailableError
  | CarrierResponseError
  | StoreConflictError
  | MigrationError;

/** Tells the SDK's errors from all others, across copies and module systems of the package. */
export function isTrackingError(value: unknown): value is AnyTrackingError {
  return typeof value === 'object' && value !== null && (value as Record<symbol, unknown>)[BRAND] === true;
}

/** An error as it is told to others: of those that aren't ours only the name, as their messages may hold anything. */
export type ToldError = AnyTrackingError | { readonly name: string };

export const toldError = (error: unknown): ToldError =>
  isTrackingError(error) ? error : { name: error instanceof Error ? error.name : typeof error };
