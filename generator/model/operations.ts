import { pointerTo } from "../diagnostics/origins.js";
import type {
  Document,
  MediaType,
  Operation as DocumentOperation,
  Parameter as DocumentParameter,
  Reference,
  Schema,
} from "../openapi.js";
import { methods } from "../openapi.js";
import type {
  Answer,
  AnswerBody,
  Body,
  Operation,
  OperationTypes,
  Parameter,
  SecurityScheme,
} from "./api.js";
import { dereference } from "./dereference.js";
import { pascalCase, type Scope } from "./names.js";
import type { OperationToName } from "./operation-names.js";
import { modelSecurity } from "./security.js";

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

/** One operation with everything it refers to looked up, under the name it was given. */
export function modelOperation(
  document: Document,
  { key, method, path, operation }: FoundOperation,
  name: string,
  schemes: readonly SecurityScheme[],
  scope: Scope,
): Operation {
  const parameters = modelParameters(document, operation.parameters ?? []);
  const body = modelBody(document, operation);
  const answers = modelAnswers(document, operation);
  const responses = answers.filter(({ status }) => isSuccess(status, answers));
  const errors = answers.filter((answer) => isError(answer) && !responses.includes(answer));
  return {
    name,
    types: nameTypes(name, parameters.length > 0 || body !== undefined, errors, scope),
    key,
    method,
    // A fragment tells operations on one path apart; it is never sent.
    path: path.replace(/#.*$/s, ""),
    ...(operation.summary !== undefined && { summary: operation.summary }),
    ...(operation.description !== undefined && { description: operation.description }),
    deprecated: operation.deprecated ?? false,
    parameters,
    ...(body && { body }),
    responses,
    errors,
    security: modelSecurity(document, operation, schemes),
  };
}

function nameTypes(
  name: string,
  hasInput: boolean,
  errors: readonly Answer[],
  scope: Scope,
): OperationTypes {
  const typeName = pascalCase(name);
  const take = (suffix: string, other: string) =>
    scope.take(`${typeName}${suffix}`, `${typeName}${other}`);
  return {
    ...(hasInput && { input: take("Input", "OperationInput") }),
    response: take("Response", "OperationResponse"),
    ...(errors.length > 0 && { errors: take("Errors", "OperationErrors") }),
  };
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
    found.set(`${parameter.in} ${parameter.name}`, {
      in: groups[parameter.in],
      name: parameter.name,
      required: parameter.required ?? parameter.in === "path",
      deprecated: parameter.deprecated ?? false,
      ...(parameter.description !== undefined && { description: parameter.description }),
      schema: withExample(
        parameter.schema ?? firstMediaType(parameter.content ?? {})?.schema ?? {},
        parameter.example,
      ),
    });
  }
  return [...found.values()];
}

/** A parameter's own example takes the place of its schema's (OpenAPI 3.1, 4.8.12.2). */
function withExample(schema: Schema, example: unknown): Schema {
  return typeof schema === "boolean" || example === undefined ? schema : { ...schema, example };
}

function modelBody(document: Document, operation: DocumentOperation): Body | undefined {
  const body =
    operation.requestBody && dereference(document, "requestBodies", operation.requestBody);
  const media = body && firstMediaType(body.content);
  if (!body || !media) return undefined;
  return {
    required: body.required ?? false,
    ...(body.description !== undefined && { description: body.description }),
    kind: isJson(media.mediaType) ? "json" : "raw",
    ...media,
  };
}

function modelAnswers(document: Document, operation: DocumentOperation): readonly Answer[] {
  return Object.entries(operation.responses ?? {}).flatMap(([status, reference]) => {
    const response = dereference(document, "responses", reference);
    if (!response) return [];
    const body = firstMediaType(response.content ?? {});
    return [
      {
        status: status.toUpperCase() === "DEFAULT" ? "default" : status.toUpperCase(),
        ...(response.description !== undefined && { description: response.description }),
        ...(body && { body: decoded(body) }),
      },
    ];
  });
}

/** What the client makes of a body: the document's schema for JSON, else a string or a Blob. */
function decoded({ mediaType, schema }: { mediaType: string; schema: Schema }): AnswerBody {
  if (isJson(mediaType)) return { mediaType, kind: "json", schema };
  return /^text\/|[/+]xml/i.test(mediaType)
    ? { mediaType, kind: "text", schema: { type: "string" } }
    : { mediaType, kind: "binary", schema: { type: "string", format: "binary" } };
}

/** JSON where there is a choice: what the client can type. */
function firstMediaType(
  content: Readonly<Record<string, MediaType>>,
): { readonly mediaType: string; readonly schema: Schema } | undefined {
  const entries = Object.entries(content);
  const [mediaType, media] = entries.find(([type]) => isJson(type)) ?? entries[0] ?? [];
  if (mediaType === undefined) return undefined;
  return { mediaType, schema: media?.schema ?? {} };
}

/** `application/json`, `application/problem+json; charset=utf-8`, a range over them (RFC 9110, 12.5.1). */
export function isJson(mediaType: string): boolean {
  return /^(application|text)\/([^;]+\+)?json\s*(;|$)|^(\*|application)\/\*$/i.test(mediaType);
}

/** 2xx; `default` too where it is the only answer that can mean success. */
function isSuccess(status: string, answers: readonly Answer[]): boolean {
  if (status.startsWith("2")) return true;
  return status === "default" && !answers.some((answer) => answer.status.startsWith("2"));
}

function isError({ status }: Answer): boolean {
  return status === "default" || /^[45]/.test(status);
}
