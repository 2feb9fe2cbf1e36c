import type {
  Document,
  MediaType,
  Method,
  Operation as DocumentOperation,
  Response,
  Schema,
} from "../openapi.js";
import type { Answer, AnswerBody, ResponseHeader } from "./api.js";
import { dereference } from "./dereference.js";
import { isJson, isRangeOverJson, isSame, isText, streamFormat } from "./media-types.js";

export interface Answers {
  readonly responses: readonly Answer[];
  readonly errors: readonly Answer[];
  readonly headers: readonly ResponseHeader[];
  /** The first success, for who wants to take it as it arrives, where that can be chosen. */
  readonly streamable?: Answer;
}

/** What an operation answers: successes, failures, and the headers of a success. */
export function modelAnswers(
  document: Document,
  method: Method,
  operation: DocumentOperation,
): Answers {
  const found = Object.entries(operation.responses ?? {}).flatMap(([key, reference]) => {
    const response = dereference(document, "responses", reference);
    const status = key.toUpperCase() === "DEFAULT" ? "default" : key.toUpperCase();
    return response ? [{ status, response }] : [];
  });
  const statuses = found.map(({ status }) => status);
  const successes = found.filter(({ status }) => isSuccess(status, statuses));
  const streamable = successes.flatMap(({ status, response }) => {
    const body = hasBody(method, status) ? streamedBody(response.content ?? {}) : undefined;
    return body ? [modelAnswer(status, response, () => [body])] : [];
  });
  const failures = found.filter((each) => isError(each.status) && !successes.includes(each));
  return {
    responses: successes.map(({ status, response }) =>
      modelAnswer(status, response, hasBody(method, status) ? decoded : () => []),
    ),
    errors: failures.map(({ status, response }) => modelAnswer(status, response, decodedError)),
    headers: modelHeaders(
      document,
      successes.map(({ response }) => response),
    ),
    ...(streamable[0] && { streamable: streamable[0] }),
  };
}

type Content = NonNullable<Response["content"]>;

function modelAnswer(
  status: string,
  { description, content = {} }: Response,
  decode: (content: Content) => readonly AnswerBody[],
): Answer {
  return { status, ...(description !== undefined && { description }), bodies: decode(content) };
}

/** These have none, whatever a document says (RFC 9110, 9.3.2, 15.3.5 and 15.3.6). */
function hasBody(method: Method, status: string): boolean {
  return method !== "head" && status !== "204" && status !== "205";
}

/**
 * What the client makes of a body: the document's schema for JSON, else a string or a Blob. A media
 * type with the schema of the JSON is the same thing written otherwise, which is not asked for; nor
 * is a stream where there is something else.
 */
function decoded(content: Content): readonly AnswerBody[] {
  const entries = Object.entries(content);
  const whole = entries.filter(([type]) => streamFormat(type) === undefined);
  const choices = whole.length > 0 ? whole : entries;
  const json = choices.filter(([type, media]) => isJson(type) && !isBytes(type, media));
  const others = choices.filter(
    ([type, { schema }]) =>
      !json.some(([each]) => each === type) &&
      !json.some(([, media]) => media.schema !== undefined && isSame(media.schema, schema)),
  );
  const [only] = choices;
  const stream = only && choices.length === 1 ? decodedStream(only) : undefined;
  if (stream) return [stream];
  return [...json.map(decodedJson), ...others.map(([type]) => decodedOther(type))];
}

/** A stream beside an answer that comes whole; or the bytes of one that is nothing else. */
function streamedBody(content: Content): AnswerBody | undefined {
  const entries = Object.entries(content);
  const stream = entries.find(([type]) => streamFormat(type) !== undefined);
  const [whole, ...others] = decoded(content);
  if (whole?.kind === "stream") return undefined;
  if (stream) return decodedStream(stream);
  return whole?.kind === "binary" && others.length === 0 ? { ...whole, kind: "bytes" } : undefined;
}

/** An answer that is a stream and nothing else comes item by item. */
function decodedStream([mediaType, { schema = {} }]: readonly [string, MediaType]):
  AnswerBody | undefined {
  const format = streamFormat(mediaType);
  if (format === undefined) return undefined;
  const item = format === "events" ? dataOf(schema) : schema;
  const isString = typeof item === "object" && item.type === "string";
  return { mediaType, kind: "stream", format, isText: isString, schema: item };
}

/** What the `data` of an event holds, where the schema is of the whole event (OpenAPI 3.2, 4.14.4). */
function dataOf(schema: Schema): Schema {
  if (typeof schema === "boolean" || !schema.properties) return schema;
  const { data, event, id, retry, ...others } = schema.properties;
  const isEvent = data !== undefined && Object.keys(others).length === 0;
  if (!isEvent || (typeof data === "object" && data.type !== "string")) return schema;
  if (event === undefined && id === undefined && retry === undefined) return schema;
  return (typeof data === "object" ? data.contentSchema : undefined) ?? data;
}

/** The body of a failure is JSON or text: nobody wants a Blob of an error. */
function decodedError(content: Content): readonly AnswerBody[] {
  return decoded(content).map(({ mediaType, kind, schema }) =>
    kind === "json" || kind === "text"
      ? { mediaType, kind, schema }
      : { mediaType, kind: "text", schema: { type: "string" } },
  );
}

/** What a range over all media types means, its schema says. */
function isBytes(mediaType: string, { schema }: MediaType): boolean {
  return isRangeOverJson(mediaType) && typeof schema === "object" && schema.format === "binary";
}

function decodedJson([mediaType, { schema = {} }]: readonly [string, MediaType]): AnswerBody {
  return { mediaType, kind: "json", schema };
}

function decodedOther(mediaType: string): AnswerBody {
  return isText(mediaType)
    ? { mediaType, kind: "text", schema: { type: "string" } }
    : { mediaType, kind: "binary", schema: { type: "string", format: "binary" } };
}

/** 2xx; `default` too where it is the only answer that can mean success. */
function isSuccess(status: string, statuses: readonly string[]): boolean {
  if (status.startsWith("2")) return true;
  return status === "default" && !statuses.some((each) => each.startsWith("2"));
}

function isError(status: string): boolean {
  return status === "default" || /^[45]/.test(status);
}

/** `Content-Type` is no header of its own (OpenAPI 3.1, 4.8.17). */
function modelHeaders(
  document: Document,
  responses: readonly Response[],
): readonly ResponseHeader[] {
  const found = new Map<string, ResponseHeader[]>();
  for (const [name, reference] of responses.flatMap(({ headers = {} }) =>
    Object.entries(headers),
  )) {
    const header = dereference(document, "headers", reference);
    const key = name.toLowerCase();
    if (!header || key === "content-type") continue;
    const { required = false, deprecated = false, description } = header;
    found.set(key, [
      ...(found.get(key) ?? []),
      { name, required, deprecated, ...(description !== undefined && { description }) },
    ]);
  }
  return [...found.values()].flatMap((same) => {
    const [first] = same;
    if (!first) return [];
    const everywhere = same.length === responses.length && same.every(({ required }) => required);
    return [{ ...first, required: everywhere }];
  });
}
