/** The contract of a carrier adapter, and how one is declared. Knows no carrier. */

import type { NumberFormat } from '../detection/format.ts';
import { ConfigurationError } from '../errors.ts';
import type { CarrierHttp } from '../http/exchange.ts';
import type { ObservationSource, TrackResult } from '../model/observation.ts';
import type { TrackingNumber } from '../model/tracking-number.ts';
import type { StatusPolicy } from '../normalization/normalize.ts';
import type { PiiPolicy } from '../normalization/pii.ts';
import type { StatusTables } from '../normalization/restate.ts';
import type { Clock, Instant } from '../time/clock.ts';

/** One number to ask for, with what helps to tell re-used numbers apart. */
export type TrackRequest = {
  readonly trackingNumber: TrackingNumber;
  /** When it was shipped, `YYYY-MM-DD`. */
  readonly shipDate?: string | undefined;
  readonly destinationPostalCode?: string | undefined;
  /** The carrier's own id of the shipment, from an earlier observation. */
  readonly carrierUniqueId?: string | undefined;
};

/** What reading a payload may be told. Everything is optional: a recorded body alone is enough. */
export type ParseContext = {
  /** The number that was asked for. */
  readonly trackingNumber?: string | undefined;
  readonly httpStatus?: number | undefined;
  readonly retryAfterMs?: number | undefined;
  /** The carrier's id of the request, where the body doesn't hold it; goes on errors, for the support desk. */
  readonly requestId?: string | undefined;
  /** When the carrier was asked; now, where left out. */
  readonly observedAt?: Instant | undefined;
  /** Chooses among the lives of a re-used number, `YYYY-MM-DD`. */
  readonly shipDate?: string | undefined;
  /** Chooses among the lives of a re-used number. */
  readonly carrierUniqueId?: string | undefined;
  /** Where left out, told by the payload's shape. */
  readonly source?: ObservationSource | undefined;
  readonly policy?: StatusPolicy | undefined;
  /** What happens to names, streets and images. @default 'keep' */
  readonly pii?: PiiPolicy | undefined;
  /** Keep the carrier's payload on the observation. @default false */
  readonly keepRaw?: boolean | undefined;
};

/** How many calls a carrier grants one credential. What is left out is not published. */
export type CallQuota = {
  readonly perSecond?: number | undefined;
  readonly perHour?: number | undefined;
  readonly perDay?: number | undefined;
};

/** What an adapter can do and needs; shared code asks this, never who the carrier is. */
export type CarrierCapabilities = {
  /** Numbers per call. */
  readonly batchSize: number;
  /** Calls at once, unless the host says otherwise. */
  readonly concurrency: number;
  /** Whether the carrier pushes, and `parse` reads its pushes. */
  readonly push: boolean;
  /** Whether the host needs an account with the carrier. */
  readonly needsAccount: boolean;
  /** Which parcels the account may see. */
  readonly scope: 'any_parcel' | 'own_labels';
  /**
   * Ids of formats whose parcels the carrier shows no third party: unless the account made the label itself, asking
   * gives `not_found`, and only `parse` can tell of them, from a push or a record the host has. @default none
   */
  readonly pushOnly?: readonly string[] | undefined;
  /** The default budget of a poller; a host with a larger contract overrides it. */
  readonly quota?: CallQuota | undefined;
};

/** What an adapter is given for asking. */
export type TrackContext = {
  readonly http: CarrierHttp;
  /**
   * The way to the network of a second credential, for carriers with several APIs: what one of them refuses must not
   * pause the others. `http` serves where it is left out.
   */
  readonly httpOf?: ((credentialKey: string) => CarrierHttp) | undefined;
  readonly clock: Clock;
  readonly signal?: AbortSignal | undefined;
  /** To be handed on to `parse`. */
  readonly policy?: StatusPolicy | undefined;
  readonly pii?: PiiPolicy | undefined;
  readonly keepRaw?: boolean | undefined;
};

/** A configured carrier. */
export type CarrierAdapter = {
  readonly id: string;
  readonly name: string;
  readonly formats: readonly NumberFormat[];
  readonly capabilities: CarrierCapabilities;
  /** Tells credentials apart without holding them; carriers' limits, tokens and pauses are kept per key. */
  readonly credentialKey: string;
  /**
   * Asks for at most `capabilities.batchSize` numbers; one result each, in their order.
   * Rejects with a member of the error family when the whole call failed, and with the signal's reason.
   */
  track(requests: readonly TrackRequest[], context: TrackContext): Promise<readonly TrackResult[]>;
  /** Reads any recorded body of the carrier: poll or push, success or error. Never throws on data. */
  parse(payload: unknown, context?: ParseContext): TrackResult[];
  /**
   * What its scans are read by, for `renormalize` to read stored ones again. Scans of an adapter without them are never
   * read again.
   */
  readonly statusTables?: StatusTables | undefined;
  /** The carrier's page for a person. */
  trackingUrl(trackingNumber: string): string | null;
};

/** The part of a schema library's schema that is needed to check options. */
export type OptionsSchema<Options> = {
  safeParse(
    input: unknown,
  ):
    | { readonly success: true; readonly data: Options }
    | { readonly success: false; readonly error: { readonly issues: readonly OptionsIssue[] } };
};

type OptionsIssue = { readonly path: readonly PropertyKey[]; readonly message: string };

/** What a carrier's folder declares. `Extras` are what its adapters can do beside the contract. */
export type CarrierDefinition<Options, Extras extends object = object> = Omit<
  CarrierAdapter,
  'credentialKey' | 'track'
> & {
  readonly options: OptionsSchema<Options>;
  /** `capabilities` where the options decide of them; else the declared ones hold. */
  setup(
    options: Options,
  ): Pick<CarrierAdapter, 'credentialKey' | 'track'> & Partial<Pick<CarrierAdapter, 'capabilities'>> & Extras;
};

/**
 * Declares a carrier; the result makes adapters: `ups({ clientId, clientSecret })`.
 *
 * @throws {@link ConfigurationError} (`INVALID_OPTIONS`), when the adapter is made, naming the carrier and each
 * option that is missing, unknown or wrong.
 */
export function defineCarrier<Options, Input = Options, Extras extends object = object>(
  definition: CarrierDefinition<Options, Extras>,
): (options: Input) => CarrierAdapter & Extras {
  const { options: schema, setup, ...facts } = definition;
  return (input) => {
    const checked = schema.safeParse(input);
    if (!checked.success) throw invalidOptions(facts.id, checked.error.issues);
    return Object.freeze({ ...facts, ...setup(checked.data) });
  };
}

function invalidOptions(carrier: string, issues: readonly OptionsIssue[]): ConfigurationError {
  const lines = issues.map(({ path, message }) =>
    path.length === 0 ? message : `${path.join('.')}: ${message}`,
  );
  return new ConfigurationError('INVALID_OPTIONS', `${carrier}: ${lines.join('; ')}`, {
    carrier,
    path: issues[0]?.path.join('.') || undefined,
  });
}
