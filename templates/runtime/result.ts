/**
 * What the server answered. `ok` tells success from failure, `status` one answer from another:
 * `Errors` gives the body of each documented failure, by status (`404`), range (`"4XX"`) or `default`;
 * `Answers` that of each success, where they differ.
 */
export type Result<Data, Errors = {}, Answers = {}, Received = Response> =
  Success<Data, Answers, Received> | Failure<Errors>;

/** The answer to a request that succeeded: a member for each documented status and range. */
export type Success<Data, Answers = {}, Received = Response> = [keyof Answers] extends [never]
  ? Succeeded<SuccessStatus, Data, Received>
  : | {
        [Status in keyof Answers & number]: Succeeded<Status, Answers[Status], Received>;
      }[keyof Answers & number]
    | ("2XX" extends keyof Answers
        ? Succeeded<Exclude<SuccessStatus, keyof Answers>, Answers["2XX"], Received>
        : never);

/** The answer with one success status, and its data. */
export interface Succeeded<Status, Data, Received = Response> {
  readonly ok: true;
  readonly status: Status;
  readonly data: Data;
  /** Status, headers and URL; its body has been read. */
  readonly response: Received;
}

/** The answer to a request that failed: a member for each documented status and range, and the rest. */
export type Failure<Errors = {}> =
  | { [Status in keyof Errors & number]: Failed<Status, Errors[Status]> }[keyof Errors & number]
  | Ranged<Errors, "4XX", ClientErrorStatus>
  | Ranged<Errors, "5XX", ServerErrorStatus>
  | Failed<
      Exclude<ErrorStatus, keyof Errors | RangedStatus<Errors>>,
      Errors extends { default: infer Body } ? Body : unknown
    >;

/** The answer with one error status, and its body. */
export interface Failed<Status, Body> {
  readonly ok: false;
  readonly status: Status;
  /** The body: parsed if it is JSON, else its text; undefined if there is none. */
  readonly error: Body;
  /** Status, headers and URL; its body has been read. */
  readonly response: Response;
}

type Ranged<Errors, Range extends string, Status> = Range extends keyof Errors
  ? Failed<Exclude<Status, keyof Errors>, Errors[Range]>
  : never;

type RangedStatus<Errors> =
  | ("4XX" extends keyof Errors ? ClientErrorStatus : never)
  | ("5XX" extends keyof Errors ? ServerErrorStatus : never);

/** The statuses of success in IANA's registry. */
export type SuccessStatus = 200 | 201 | 202 | 203 | 204 | 205 | 206 | 207 | 208 | 226;

/** The statuses of failure in IANA's registry, and of redirects that could not be followed. */
export type ErrorStatus = RedirectStatus | ClientErrorStatus | ServerErrorStatus;

type RedirectStatus = 0 | 300 | 301 | 302 | 303 | 304 | 305 | 307 | 308;
type ClientErrorStatus =
  | (400 | 401 | 402 | 403 | 404 | 405 | 406 | 407 | 408 | 409 | 410 | 411 | 412 | 413 | 414 | 415)
  | (416 | 417 | 418 | 421 | 422 | 423 | 424 | 425 | 426 | 428 | 429 | 431 | 451);
/** The statuses from 500 in IANA's registry. */
export type ServerErrorStatus = 500 | 501 | 502 | 503 | 504 | 505 | 506 | 507 | 508 | 510 | 511;
