/** Settings for one call; they go before those of the client. */
export interface RequestOptions {
  /**
   * Milliseconds within which the whole answer must have arrived, for each attempt: at most 2_147_483_647.
   * @default 60_000
   */
  readonly timeout?: number;
  /**
   * How many times a failed request may be sent again. POST and PATCH are sent again only when the server
   * cannot have acted on them, or when they have an `idempotencyKey`. 0: never.
   * @default 2
   */
  readonly maxRetries?: number;
  /**
   * Headers to add; null takes one of the client's `headers` away. Credentials are written after
   * them. None by default.
   */
  readonly headers?: HeaderOptions;
  /** Aborting it ends the call at once, also between attempts. None by default. */
  readonly signal?: AbortSignal;
  /**
   * Sent as `Idempotency-Key`, the same in each attempt. Give it only where the server promises to act
   * once on a key, since it lets a POST be sent again after any failure. None by default.
   */
  readonly idempotencyKey?: string;
}

/** Settings for all calls of a client. */
export interface ClientOptions {
  /**
   * Milliseconds within which the whole answer must have arrived, for each attempt: at most 2_147_483_647.
   * @default 60_000
   */
  readonly timeout?: number;
  /**
   * How many times a failed request may be sent again. POST and PATCH are sent again only when the server
   * cannot have acted on them, or when they have an `idempotencyKey`. 0: never.
   * @default 2
   */
  readonly maxRetries?: number;
  /**
   * Headers to send with each request, such as a `User-Agent`, which some browsers do not let a program
   * set; credentials are written after them. None by default.
   */
  readonly headers?: HeaderOptions;
  /** Functions around each attempt, the first one outermost. None by default. */
  readonly middleware?: readonly Middleware[];
  /**
   * What sends a request.
   * @default globalThis.fetch
   */
  readonly fetch?: typeof globalThis.fetch;
}

/** Headers by name. */
export type HeaderOptions = Readonly<Record<string, string | null | undefined>>;

/**
 * Sees each request to the API, retries included, with its credentials, and each response; both can be
 * replaced. `next` sends the request. It may be called again, for instance with a new token after a
 * 401; take a `clone()` of the request first, because its body can be read once.
 */
export type Middleware = (
  request: Request,
  next: (request: Request) => Promise<Response>,
) => Promise<Response>;
