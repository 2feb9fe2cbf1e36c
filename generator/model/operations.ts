import { pointerTo } from "../diagnostics/origins.js";
import type { Document, MediaType, Parameter as DocumentParameter, Reference } from "../openapi.js";
import { methods } from "../openapi.js";
import type { EnvelopeSettings, Settings } from "../settings.js";
import { modelAnswers } from "./answers.js";
import type {
  Answer,
  Operation,
  OperationTypes,
  Parameter,
  SecurityScheme,
  Server,
} from "./api.js";
import { modelBody } from "./bodies.js";
import { dereference } from "./dereference.js";
import { modelExample } from "./examples.js";
import { isJson, isSame } from "./media-types.js";
import { pascalCase, type Scope } from "./names.js";
import type { OperationToName } from "./operation-names.js";
import { modelPagination } from "./pagination.js";
import { styleOf } from "./parameter-styles.js";
import { modelSecurity } from "./security.js";
import { serversOf } from "./servers.js";
import { modelFailures, modelUnwrap } from "./unwrap.js";

export interface FoundOperation extends OperationToName {
  readonly pointer: string;
}

/** Every operation of the document, in its order, with the pointer to it. */
export function findOperations(document: Document): readonly FoundOperation[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const operation = item[method];
      if (!operation) return [];
      const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])];
      return [
        {
          key: `${method.toUpperCase()} ${path}`,
          method,
          path,
          operation: { ...operation, parameters },
          pointer: pointerTo("/paths", path, method),
        },
      ];
    }),
  );
}

/** What is the same for all operations of a document. */
export interface OperationContext {
  readonly document: Document;
  readonly schemes: readonly SecurityScheme[];
  /** Those of the client. */
  readonly servers: readonly Server[];
  /** The names of types. */
  readonly scope: Scope;
  /** The names of functions. */
  readonly functions: Scope;
  readonly envelope?: EnvelopeSettings;
  readonly idempotencyHeader?: string;
  readonly pagination?: Settings["pagination"];
}

/** One operation with everything it refers to looked up, under the name it was given. */
export function modelOperation(
  { key, method, path, operation }: FoundOperation,
  name: string,
  {
    document,
    schemes,
    servers: all,
    scope,
    functions,
    idempotencyHeader,
    pagination,
    envelope = {},
  }: OperationContext,
): Operation {
  const servers = serversOf(operation, all);
  const parameters = modelParameters(document, operation.parameters ?? []);
  const body = modelBody(document, operation);
  const { streamable, ...answers } = modelAnswers(document, method, operation);
  const unwrap = modelUnwrap(document, answers.responses, envelope.unwrap);
  const failures = modelFailures(document, answers.responses, envelope.failure);
  const facts = {
    // A fragment tells operations on one path apart; it is never sent.
    path: path.replace(/#.*/s, ""),
    ...(operation.summary !== undefined && { summary: operation.summary }),
    ...(operation.description !== undefined && { description: operation.description }),
    deprecated: operation.deprecated ?? false,
    parameters,
    ...(body && { body }),
    ...answers,
    errors: [...failures, ...answers.errors],
    ...unwrap,
    ...(idempotencyHeader !== undefined &&
      (method === "post" || method === "patch") && { idempotencyHeader }),
    ...modelPagination(document, { method, parameters, ...answers }, pagination),
    ...(servers && { servers }),
    security: modelSecurity(document, operation, schemes),
  };
  const types = nameTypes(name, facts, scope);
  const streamed = streamable && {
    name: functions.take(`${name}Stream`, `${name}AsStream`),
    response: scope.take(`${pascalCase(name)}Stream`, `${pascalCase(name)}StreamResponse`),
    answer: streamable,
  };
  return { name, types, key, method, ...facts, ...(streamed && { streamed }) };
}

function nameTypes(
  name: string,
  operation: Pick<Operation, "parameters" | "body" | "responses" | "errors" | "headers" | "unwrap">,
  scope: Scope,
): OperationTypes {
  const { parameters, body, responses, errors, headers, unwrap } = operation;
  const typeName = pascalCase(name);
  const take = (suffix: string, other: string) =>
    scope.take(`${typeName}${suffix}`, `${typeName}${other}`);
  return {
    ...((parameters.length > 0 || body) && { input: take("Input", "OperationInput") }),
    response: take("Response", "OperationResponse"),
    ...(unwrap !== undefined && { data: take("Data", "OperationData") }),
    ...(differ(responses) && { byStatus: take("ResponseByStatus", "OperationResponseByStatus") }),
    ...(headers.length > 0 && { headers: take("Headers", "ResponseHeaders") }),
    ...(errors.length > 0 && { errors: take("Errors", "OperationErrors") }),
  };
}

function differ([first, ...others]: readonly Answer[]): boolean {
  const typesOf = (answer: Answer | undefined) => answer?.bodies.map(({ schema }) => schema);
  return others.some((answer) => !isSame(typesOf(answer), typesOf(first)));
}

const groups = { path: "path", query: "query", header: "headers", cookie: "cookies" } as const;

/** The parameters by their groups; one of the operation wins over one of the path (3.1, 4.8.10). */
function modelParameters(
  document: Document,
  parameters: readonly (DocumentParameter | Reference)[],
): readonly Parameter[] {
  const found = new Map<string, Parameter>();
  for (const reference of parameters) {
    const parameter = dereference(document, "parameters", reference);
    if (!parameter) continue;
    const media = mediaTypeOf(parameter.content ?? {});
    const style = styleOf(document, parameter);
    found.set(`${parameter.in} ${parameter.name}`, {
      in: groups[parameter.in],
      name: parameter.name,
      required: parameter.required ?? parameter.in === "path",
      deprecated: parameter.deprecated ?? false,
      ...(parameter.description !== undefined && { description: parameter.description }),
      schema: parameter.schema ?? media.schema ?? {},
      ...(style && { style }),
      ...modelExample(document, parameter.content === undefined ? parameter : media),
    });
  }
  return [...found.values()];
}

/** A parameter has one media type (OpenAPI 3.1, 4.8.12); of several, JSON says most. */
function mediaTypeOf(content: Readonly<Record<string, MediaType>>): MediaType {
  const entries = Object.entries(content);
  const [, media = {}] = entries.find(([type]) => isJson(type)) ?? entries[0] ?? [];
  return media;
}
