import type { Answer, ApiPromise } from "./api-promise.js";
import type { Result } from "./result.js";

/** As an {@link ApiPromise}, for data that comes in an envelope: `await` gives what is in it. */
export interface UnwrappedPromise<
  Data,
  Envelope,
  Errors = {},
  Answers = {},
  Received = Response,
> extends Promise<Data> {
  /** The whole envelope. */
  envelope(): Promise<Envelope>;
  /** The data, its envelope, and the `Response` they came in. */
  withResponse(): Promise<UnwrappedAnswer<Data, Envelope, Received>>;
  /** As `result` of an {@link ApiPromise}, with the data out of its envelope. */
  result(): Promise<Result<Data, Errors, Answers, Received>>;
}

/** Data, its envelope, and the `Response` they came in. */
export interface UnwrappedAnswer<Data, Envelope, Received = Response> extends Answer<
  Data,
  Received
> {
  readonly envelope: Envelope;
}

/** Takes the data out of the envelope that a request promises: the property of that name. */
export function unwrapped<Data, Envelope, Errors = {}, Answers = {}, Received = Response>(
  promise: ApiPromise<Envelope, Errors, unknown, Received>,
  property: string,
): UnwrappedPromise<Data, Envelope, Errors, Answers, Received> {
  const inside = (envelope: unknown) =>
    (envelope as Readonly<Record<string, unknown>> | null | undefined)?.[property];
  const opened = {
    // Its `then` is all that the other members of a promise need.
    __proto__: Promise.prototype,
    then: (onData?: (data: unknown) => unknown, onError?: (error: unknown) => unknown) =>
      promise.then(inside).then(onData, onError),
    envelope: () => promise.then((envelope) => envelope),
    withResponse: () =>
      promise
        .withResponse()
        .then((answer) => ({ ...answer, data: inside(answer.data), envelope: answer.data })),
    result: () =>
      promise
        .result()
        // Of the documented answers, whose types would be compared one by one, only this matters.
        .then((answer: { readonly ok: boolean; readonly data?: unknown }) =>
          answer.ok ? { ...answer, data: inside(answer.data) } : answer,
        ),
  };
  // Its prototype gives it the other members. The document says what the data is; nothing is checked.
  return opened as unknown as UnwrappedPromise<Data, Envelope, Errors, Answers, Received>;
}
