import type { FunctionDeclarationStructure } from "ts-morph";
import { blockDoc, jsdoc } from "./jsdoc.js";
import { propertyKey, stringLiteral } from "./literal.js";
import { inlineCode } from "./markdown.js";
import { urlWriter, writtenInput } from "./parameter-writers.js";
import { streamOf } from "./operation-types.js";
import { call, list, type RuntimeCode } from "./runtime-code.js";
import { bodyWriter } from "./body-writer.js";
import {
  joined,
  matching,
  type Operation,
  type Pagination,
  phrase,
  type Server,
  type Words,
} from "./words.js";
import { StructureKind } from "./ts-morph.js";

export interface PrintedFunction {
  readonly declaration: FunctionDeclarationStructure;
  /** The functions and types of the runtime that it mentions. */
  readonly functions: readonly string[];
  readonly runtimeTypes: readonly string[];
}

/** The function that calls an operation: one call into the runtime. */
export function operationFunction(operation: Operation): PrintedFunction {
  const { name, types, summary, description, deprecated, method, path, servers } = operation;
  const needed =
    operation.body?.required === true || operation.parameters.some(({ required }) => required);
  const called = [
    inlineCode(phrase`${method.toUpperCase()} ${path}`),
    ...new Set(servers?.map(({ url }) => inlineCode(url))),
  ].join(" at ");
  const promise = promiseType(operation);
  const code = runtimeCall(operation);
  return {
    declaration: {
      kind: StructureKind.Function,
      name,
      isExported: true,
      docs: blockDoc(jsdoc([summary, description, called], deprecated ? ["@deprecated"] : [])),
      parameters: [
        { name: "client", type: "Client" },
        // Its place is there without an input, too: the first parameter that an operation gets moves nothing.
        { name: "input", type: types.input ?? "NoInput", hasQuestionToken: !needed },
        { name: "options", type: "RequestOptions", hasQuestionToken: true },
      ],
      returnType: promise.text,
      statements: [`return ${code.text};`],
    },
    functions: code.functions,
    runtimeTypes: [
      "Client",
      "RequestOptions",
      ...(types.input === undefined ? ["NoInput"] : []),
      ...promise.runtimeTypes,
    ],
  };
}

/**
 * The function that gives an operation's answer as it arrives; undefined where the operation's own
 * function is the only one.
 */
export function streamingFunction(operation: Operation): PrintedFunction | undefined {
  const { streamed, unwrap: _unwrap, pagination: _pagination, name, ...rest } = operation;
  if (!streamed) return undefined;
  const { input, errors, headers } = operation.types;
  return operationFunction({
    ...rest,
    name: streamed.name,
    description: phrase`As {@link ${name}}, with the answer as it arrives.`,
    types: {
      response: streamed.response,
      ...(input !== undefined && { input }),
      ...(errors !== undefined && { errors }),
      ...(headers !== undefined && { headers }),
    },
    responses: [streamed.answer],
  });
}

/** `ApiPromise` or `UnwrappedPromise`, with no more arguments than say something. */
function promiseType(operation: Operation) {
  const { types } = operation;
  const promise = types.data === undefined ? "ApiPromise" : "UnwrappedPromise";
  const given = [
    ...(types.data === undefined ? [] : [types.data]),
    types.response,
    types.errors,
    types.byStatus,
    types.headers === undefined ? undefined : `TypedResponse<${types.headers}>`,
  ];
  const last = given.findLastIndex((argument) => argument !== undefined);
  const typeArguments = given.slice(0, last + 1).map((argument) => argument ?? "{}");
  const pages = pagesType(operation);
  return {
    text: [`${promise}<${typeArguments.join(", ")}>`, ...pages].join(" & "),
    runtimeTypes: [
      promise,
      ...(pages.length > 0 ? ["Pages"] : []),
      ...(types.headers === undefined ? [] : ["TypedResponse"]),
    ],
  };
}

/** `Pages<Data, Item>`: the items are those of the list in the answer. */
function pagesType({ types, pagination }: Operation): readonly string[] {
  if (!pagination) return [];
  const items = pagination.items.reduce(
    (holder, name) => `NonNullable<${holder}[${stringLiteral(name)}]>`,
    pagination.optional ? `NonNullable<${types.response}>` : types.response,
  );
  const received = types.headers === undefined ? [] : [`TypedResponse<${types.headers}>`];
  return [`Pages<${[types.data ?? types.response, `${items}[number]`, ...received].join(", ")}>`];
}

function runtimeCall(operation: Operation): RuntimeCode {
  const { unwrap, pagination } = operation;
  if (!pagination) return opened(sent(operation, "input"), unwrap);
  const send = list("(page) => ", "", [opened(sent(operation, "page"), unwrap)]);
  const path = `[${pagination.items.map(stringLiteral).join(", ")}]`;
  return call("paginated", send, "input", path, nextPage(pagination));
}

/** @param input the name of what holds the input */
function sent(operation: Operation, input: string): RuntimeCode {
  return call(
    "request",
    givenClient(operation),
    descriptor(operation),
    givenInput(operation, input),
    givenOptions(operation),
  );
}

function givenClient(operation: Operation): RuntimeCode | string {
  const stream = streamOf(operation);
  if (stream?.kind === "bytes") return call("byteStream", "client");
  if (stream?.kind !== "stream") return "client";
  const format = stream.format === "events" ? "serverEvents" : "jsonLines";
  const split = { text: format, functions: [format] };
  return call("streaming", "client", split, ...(stream.isText ? ["true"] : []));
}

function opened(request: RuntimeCode, unwrap: Words | undefined): RuntimeCode {
  return unwrap === undefined ? request : call("unwrapped", request, stringLiteral(unwrap));
}

function nextPage(pagination: Pagination): RuntimeCode {
  const path = (names: readonly Words[]) => `[${names.map(stringLiteral).join(", ")}]`;
  switch (pagination.kind) {
    case "cursor":
      return call("nextCursor", stringLiteral(pagination.parameter), path(pagination.next));
    case "last":
      return call("afterLast", stringLiteral(pagination.parameter), path(pagination.last));
    case "page":
      return call("nextNumber", stringLiteral(pagination.parameter));
    case "offset":
      return call("nextOffset", stringLiteral(pagination.parameter));
    case "link":
      return { text: "nextLink", functions: ["nextLink"] };
  }
}

function givenOptions({ idempotencyHeader: header }: Operation): RuntimeCode | string {
  if (header === undefined) return "options";
  return matching(header, /idempotency-key/i)
    ? call("idempotent", "options")
    : call("idempotent", "options", stringLiteral(header));
}

/** The input, as the headers and cookies in it are written. */
function givenInput(operation: Operation, name: string): RuntimeCode | string {
  const input = writtenInput(operation.parameters, name);
  const accepted = acceptedTypes(operation);
  return accepted === undefined ? input : call("accepting", stringLiteral(accepted), input);
}

/**
 * The `Accept` header of an operation that gives more than JSON, which needs none: JSON before
 * anything else (RFC 9110, 12.5.1). A media type that no header can hold is not asked for.
 */
function acceptedTypes({ responses }: Operation): Words | undefined {
  const bodies = responses.flatMap((answer) => answer.bodies);
  if (bodies.every(({ kind }) => kind === "json")) return undefined;
  const hasJson = bodies.some(({ kind }) => kind === "json");
  const types = bodies.flatMap(({ kind, mediaType }) => {
    const type = matching(mediaType, /^[\w!#$%&'*+.^`|~-]+\/[\w!#$%&'*+.^`|~-]+\s*(;[ -~]*)?/);
    return type === undefined ? [] : [hasJson && kind !== "json" ? `${type};q=0.9` : type];
  });
  return types.length > 0 ? joined([...new Set(types)], ", ") : undefined;
}

/** What the runtime has to know of an operation: all that differs between one call and another. */
function descriptor(operation: Operation): RuntimeCode {
  const { method, path, body, responses, servers, security } = operation;
  const alternatives = security.map((schemes) => `[${schemes.map(stringLiteral).join(", ")}]`);
  const url = urlWriter(operation.parameters);
  const isBinary = responses.some(({ bodies }) => bodies.some(({ kind }) => kind === "binary"));
  return list("{ ", " }", [
    `method: ${stringLiteral(method.toUpperCase())}`,
    `path: ${stringLiteral(path)}`,
    ...(url ? [list("url: ", "", [url])] : []),
    ...(body ? [list("body: ", "", [bodyWriter(body)])] : []),
    ...(servers ? [`servers: { ${servers.map(serverEntry).join(", ")} }`] : []),
    ...(isBinary ? [{ text: "read: blob", functions: ["blob"] }] : []),
    `security: [${alternatives.length > 0 ? alternatives.join(", ") : "[]"}]`,
  ]);
}

function serverEntry({ name, url }: Server): string {
  return `${propertyKey(name)}: ${stringLiteral(url)}`;
}
