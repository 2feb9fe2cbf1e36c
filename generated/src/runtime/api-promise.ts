import type { ApiError } from "./errors.js";
import type { Client } from "./client.js";
import type { Input } from "./input.js";
import type { Operation } from "./operation.js";
import type { RequestOptions } from "./options.js";
import type { Result } from "./result.js";

/**
 * The answer of one request, which is on its way: `await` gives its data, or throws.
 * Waiting for it again, in whichever way, does not send it again.
 */
export interface ApiPromise<
  Data,
  Errors = {},
  Answers = {},
  Received = Response,
> extends Promise<Data> {
  /** The data, and the `Response` it came in. */
  withResponse(): Promise<Answer<Data, Received>>;
  /**
   * What the server answered, error statuses too, to be told apart by `ok` and `status`. Rejects only
   * when there is no answer to give: no connection, timeout, abort, malformed JSON.
   */
  result(): Promise<Result<Data, Errors, Answers, Received>>;
}

/** Data, and the `Response` it came in. */
export interface Answer<Data, Received = Response> {
  readonly data: Data;
  /** Status, headers and URL; its body has been read. */
  readonly response: Received;
}

/** Calls an operation of the API. Never throws: whatever is wrong rejects the promise. */
export function request<Data, Errors = {}, Answers = {}, Received = Response>(
  client: Client,
  operation: Operation,
  input: Input = {},
  options?: RequestOptions,
): ApiPromise<Data, Errors, Answers, Received> {
  const answer = client(operation, input, options);
  const promise = {
    // All that a Promise does goes through `then`. A real one would be rejected with nobody looking
    // whenever only `result` is asked for.
    __proto__: Promise.prototype,
    then: (onData?: (data: unknown) => unknown, onError?: (error: unknown) => unknown) =>
      answer.then((success) => success.data).then(onData, onError),
    withResponse: () => answer,
    result: () =>
      answer.catch((failure: unknown) => {
        const error = failure as ApiError;
        // A ParseError is one, too, and no answer to give.
        if (error?.name !== "ApiError") throw error;
        return { ok: false, status: error.status, error: error.body, response: error.response };
      }),
  };
  // Its prototype gives it the other members. The document says what the data is; nothing is checked.
  return promise as unknown as ApiPromise<Data, Errors, Answers, Received>;
}
