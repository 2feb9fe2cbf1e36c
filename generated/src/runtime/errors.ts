/**
 * The server answered with an error status. The common ones have a class of their own, such as
 * {@link NotFoundError}, to be used with `instanceof`. The message has the server's own words where the
 * body carries them. Status 0: a redirect in a browser, which hides where it leads.
 */
export class ApiError<Body = unknown> extends Error {
  override readonly name: string = "ApiError";
  /** The HTTP method of the request. */
  declare readonly method: string;
  /** The URL of the request, without the client's credentials. */
  declare readonly url: string;
  /** The HTTP status of the answer. */
  declare readonly status: number;
  /** The body of the answer: parsed if it is JSON, else its text; undefined if there is none. */
  declare readonly body: Body;
  // Private, since a log that prints the error must not print cookies or URLs with keys.
  readonly #response: Response;

  constructor(label: string, method: string, url: URL, response: Response, body: Body) {
    // The server's own words: what its envelope holds as `error`, else the whole body.
    const said = JSON.stringify((body as Partial<Record<string, unknown>>)?.["error"] ?? body);
    super(label + `: ${response.status} ${said?.slice(0, 300) ?? response.statusText}`);
    this.body = body;
    this.method = method;
    this.url = url.href;
    this.status = response.status;
    this.#response = response;
  }

  /** The whole answer; its body has been read. */
  get response(): Response {
    return this.#response;
  }

  /** The headers of the answer. */
  get headers(): Headers {
    return this.#response.headers;
  }

  /** What the server calls this request (`X-Request-Id`), for its support; null if it has no name. */
  get requestId(): string | null {
    return this.headers.get("x-request-id");
  }
}

/** The answer to a request that succeeded says it is JSON and is not. `body` is its text. */
export class ParseError extends ApiError<string> {
  override readonly name = "ParseError" as const;
}

/** No answer arrived, or only a part of one. `cause` is what `fetch` reported. */
export class ConnectionError extends Error {
  override readonly name: string = "ConnectionError";
}

/** The whole answer did not arrive within the `timeout`, nor did it in the retries. */
export class TimeoutError extends ConnectionError {
  override readonly name = "TimeoutError" as const;
}

/** The client lacks a credential that the operation needs, or has one that no request can carry. */
export class MissingCredentialsError extends Error {
  override readonly name = "MissingCredentialsError" as const;
}
