/** Faults to order: what a simulator does in place of its proper answer. */

/** Which requests a fault meets, and how often. */
export type FaultScope = {
  /** How many requests it meets before it is gone; `Infinity` keeps it. @default 1 */
  readonly times?: number | undefined;
  /** Which requests it meets. @default every request but those for a token */
  readonly when?: ((request: Request) => boolean) | undefined;
};

export type FaultKind =
  /** A refusal with the carrier's own error body; `retryAfter` is the header as it is. */
  | { readonly kind: 'status'; readonly status: number; readonly retryAfter?: string | undefined }
  /** The connection breaks: `fetch` rejects, a served connection is cut, msw shows a network error. */
  | { readonly kind: 'network' }
  /** No answer until the caller gives up. */
  | { readonly kind: 'timeout' }
  /** The proper answer, so many milliseconds of the simulator's clock later. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** A page for people. */
  | { readonly kind: 'html'; readonly status?: number | undefined }
  /** A success without a body. */
  | { readonly kind: 'empty' }
  /** The first half of the proper answer. */
  | { readonly kind: 'truncated' }
  /** The proper answer, spoiled so that it is no JSON. */
  | { readonly kind: 'malformed' }
  /** Every token handed out so far is called expired. */
  | { readonly kind: 'expired_token' }
  /** The proper answer with its JSON body changed. */
  | { readonly kind: 'mutate'; readonly change: (body: unknown) => unknown };

export type Fault = FaultKind & FaultScope;

export type FaultQueue = {
  add(fault: Fault): void;
  /** The first fault that meets the request, used up by one. */
  take(request: Request): Fault | undefined;
  clear(): void;
};

export function createFaultQueue(isTokenRequest: (request: Request) => boolean): FaultQueue {
  let queue: { readonly fault: Fault; left: number }[] = [];
  return {
    add(fault) {
      queue.push({ fault, left: fault.times ?? 1 });
    },
    take(request) {
      const entry = queue.find(({ fault: { when } }) => (when ? when(request) : !isTokenRequest(request)));
      if (entry === undefined) return undefined;
      entry.left -= 1;
      queue = queue.filter(({ left }) => left > 0);
      return entry.fault;
    },
    clear() {
      queue = [];
    },
  };
}
