export { accepting } from "./accepting.js";
export { request, type Answer, type ApiPromise } from "./api-promise.js";
export * from "./auth.js";
export { bind, type Bound } from "./bind.js";
export { json, jsonAs, raw, type BodyWriter, type RawBody } from "./body.js";
export { byteStream } from "./byte-stream.js";
export { choice } from "./choice.js";
export { newClient, type Api, type Client, type ClientSettings } from "./client.js";
export * from "./error-classes.js";
export {
  ApiError,
  ConnectionError,
  MissingCredentialsError,
  ParseError,
  TimeoutError,
} from "./errors.js";
export { failingOn } from "./failing.js";
export { deepObject, delimited, exploded, type FieldWriter } from "./fields.js";
export {
  withCookieParams,
  withHeaderAndCookieParams,
  withHeaderParams,
  type ValueWriter,
} from "./headers.js";
export { idempotent } from "./idempotent.js";
export type { Input, NoInput } from "./input.js";
export { limitSize } from "./limit-size.js";
export { logging, type Logger, type LoggingOptions } from "./logging.js";
export { multipart } from "./multipart.js";
export {
  clientCredentials,
  renewingToken,
  type ClientCredentials,
  type TokenSource,
} from "./oauth.js";
export type { Operation } from "./operation.js";
export type { ClientOptions, HeaderOptions, Middleware, RequestOptions } from "./options.js";
export {
  afterLast,
  nextCursor,
  nextLink,
  nextNumber,
  nextOffset,
  paginated,
  type NextPage,
  type Page,
  type Pages,
} from "./pages.js";
export { rateLimits } from "./rate-limits.js";
export { sendRaw, type RawRequest } from "./raw-request.js";
export { blob, text, type BodyReader } from "./response.js";
export type {
  ErrorStatus,
  Failed,
  Failure,
  Result,
  Succeeded,
  Success,
  SuccessStatus,
} from "./result.js";
export { serverUrl } from "./server-url.js";
export {
  explodedHeader,
  explodedSimple,
  jsonField,
  jsonSegment,
  jsonValue,
  label,
  matrix,
  reserved,
  styledParams,
  verbatim,
  type PathWriter,
} from "./styles.js";
export {
  jsonLines,
  serverEvents,
  streaming,
  type Splitter,
  type Stream,
  type StreamEvent,
} from "./stream.js";
export type { TypedHeaders, TypedResponse } from "./typed-response.js";
export { unwrapped, type UnwrappedAnswer, type UnwrappedPromise } from "./unwrap.js";
export { urlEncoded } from "./url-encoded.js";
export { pathAndQueryParams, pathParams, queryParams, type UrlWriter } from "./url.js";
export { limitConcurrency, limitTime } from "./wrappers.js";
