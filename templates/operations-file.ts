import {
  StructureKind,
  type FunctionDeclarationStructure,
  type ImportDeclarationStructure,
  type SourceFileStructure,
  type StatementStructures,
} from "ts-morph";
import type { Answer, Operation, OperationGroup } from "../generator/model/api.js";
import type { Schema, SchemaObject } from "../generator/openapi.js";
import { blockDoc, jsdoc } from "./jsdoc.js";
import { propertyKey, stringLiteral } from "./literal.js";
import { sourceFile } from "./source-file.js";
import type { PrintedDeclaration, TypeText } from "./type-text.js";
import { typeDeclaration } from "./types-file.js";

/** `src/operations/<tag>.ts`: for each operation its types, and the function that calls it. */
export function operationsFile(group: OperationGroup, typeText: TypeText): SourceFileStructure {
  const printed = group.operations.map((operation) => printOperation(operation, typeText));
  const references = printed.flatMap((operation) => operation.references);
  const functions = new Set(group.operations.flatMap(runtimeFunctions));
  return sourceFile(
    [runtimeImport([...functions]), ...typesImport(references)],
    printed.flatMap(({ statements }) => statements),
  );
}

interface PrintedOperation {
  readonly statements: readonly StatementStructures[];
  readonly references: readonly string[];
}

function printOperation(operation: Operation, typeText: TypeText): PrintedOperation {
  const { types } = operation;
  const input =
    types.input === undefined ? undefined : inputDeclaration(operation, types.input, typeText);
  const response = responseDeclaration(operation, typeText);
  const errors = types.errors === undefined ? undefined : errorTypes(operation.errors, typeText);
  const called = `\`${operation.method.toUpperCase()} ${operation.path}\``;
  const alias = (name: string, type: string, doc: string) =>
    typeDeclaration(name, jsdoc([doc]), {
      kind: "alias",
      parameters: [],
      text: type,
      references: [],
    });
  return {
    statements: [
      ...(input ? [input.structure] : []),
      typeDeclaration(types.response, jsdoc([answerDoc(operation)]), response),
      ...(types.errors !== undefined && errors
        ? [
            alias(
              types.errors,
              errors.text,
              `The documented error bodies of {@link ${operation.name}}, by status.`,
            ),
          ]
        : []),
      operationFunction(operation, called),
    ],
    references: [
      ...(input?.references ?? []),
      ...response.references,
      ...(errors?.references ?? []),
    ],
  };
}

function operationFunction(operation: Operation, called: string): FunctionDeclarationStructure {
  const { name, types, summary, description, deprecated } = operation;
  const needed =
    operation.body?.required === true || operation.parameters.some(({ required }) => required);
  return {
    kind: StructureKind.Function,
    name,
    isExported: true,
    docs: blockDoc(jsdoc([summary, description, called], deprecated ? ["@deprecated"] : [])),
    parameters: [
      { name: "client", type: "Client" },
      ...(types.input === undefined
        ? []
        : [{ name: "input", type: types.input, hasQuestionToken: !needed }]),
      { name: "options", type: "RequestOptions", hasQuestionToken: true },
    ],
    returnType: `ApiPromise<${[types.response, ...(types.errors === undefined ? [] : [types.errors])].join(", ")}>`,
    statements: [
      `return request(client, ${descriptor(operation)}, ${givenInput(operation)}, options);`,
    ],
  };
}

function givenInput(operation: Operation): string {
  if (operation.types.input === undefined) return "undefined";
  const written = inputFunction(operation);
  return written === undefined ? "input" : `${written}(input)`;
}

/** What the runtime has to know of an operation: all that differs between one call and another. */
function descriptor(operation: Operation): string {
  const { method, path, body, security } = operation;
  const alternatives = security.map((schemes) => `[${schemes.map(stringLiteral).join(", ")}]`);
  const url = urlFunction(operation);
  const fields = [
    `method: ${stringLiteral(method.toUpperCase())}`,
    `path: ${stringLiteral(path)}`,
    ...(url === undefined ? [] : [`url: ${url}`]),
    ...(body ? [`body: ${bodySerializer(body)}`] : []),
    ...(isBinary(operation) ? ["read: blob"] : []),
    `security: [${alternatives.length > 0 ? alternatives.join(", ") : "[]"}]`,
  ];
  return `{ ${fields.join(", ")} }`;
}

/** The functions of the runtime that an operation needs, so that a bundle of it has no others. */
function runtimeFunctions(operation: Operation): readonly string[] {
  const { body } = operation;
  return [
    "request",
    ...[urlFunction(operation), inputFunction(operation)].flatMap((name) => name ?? []),
    ...(body ? [bodyFunction(body)] : []),
    ...(isBinary(operation) ? ["blob"] : []),
  ];
}

function urlFunction({ parameters }: Operation): string | undefined {
  const has = (group: string) => parameters.some((parameter) => parameter.in === group);
  if (has("path")) return has("query") ? "pathAndQueryParams" : "pathParams";
  return has("query") ? "queryParams" : undefined;
}

/** What writes headers that are no plain strings, and cookies. */
function inputFunction({ parameters }: Operation): string | undefined {
  const has = (group: string) => parameters.some((parameter) => parameter.in === group);
  if (has("cookies")) return has("headers") ? "withHeaderAndCookieParams" : "withCookieParams";
  return has("headers") ? "withHeaderParams" : undefined;
}

function isBinary({ responses }: Operation): boolean {
  return responses.some(({ body }) => body?.kind === "binary");
}

type Body = NonNullable<Operation["body"]>;

function bodyFunction({ kind, mediaType }: Body): string {
  if (kind === "raw") return "raw";
  return mediaType === "application/json" ? "json" : "jsonAs";
}

function bodySerializer(body: Body): string {
  const name = bodyFunction(body);
  return name === "json" ? name : `${name}(${stringLiteral(body.mediaType)})`;
}

function runtimeImport(functions: readonly string[]): ImportDeclarationStructure {
  const types = [
    "ApiPromise",
    "Client",
    ...(functions.includes("raw") ? ["RawBody"] : []),
    "RequestOptions",
  ];
  return {
    kind: StructureKind.ImportDeclaration,
    moduleSpecifier: "../runtime/index.js",
    namedImports: [
      ...functions.toSorted().map((name) => ({ name })),
      ...types.map((name) => ({ name, isTypeOnly: true })),
    ],
  };
}

function typesImport(references: readonly string[]): ImportDeclarationStructure[] {
  const names = [...new Set(references)].toSorted();
  if (names.length === 0) return [];
  return [
    {
      kind: StructureKind.ImportDeclaration,
      isTypeOnly: true,
      moduleSpecifier: "../types.js",
      namedImports: names.map((name) => ({ name })),
    },
  ];
}

function inputDeclaration(operation: Operation, name: string, typeText: TypeText) {
  const printed = typeText.declaration({
    name,
    wireName: name,
    parameters: [],
    schema: inputSchema(operation),
  });
  const doc = jsdoc([`What {@link ${operation.name}} takes.`]);
  const declared = operation.body?.kind === "raw" ? withRawBody(printed) : printed;
  return { structure: typeDeclaration(name, doc, declared), references: printed.references };
}

function withRawBody(printed: PrintedDeclaration): PrintedDeclaration {
  if (printed.kind === "alias") return printed;
  const members = printed.members.map((member) =>
    member.kind === "property" && member.name === "body" ? { ...member, type: "RawBody" } : member,
  );
  return { ...printed, members };
}

const groups = ["path", "query", "headers", "cookies"] as const;

/** The input as one object schema, so that it is printed as all other objects are. */
function inputSchema({ parameters, body }: Operation): SchemaObject {
  const properties: Record<string, Schema> = {};
  const required: string[] = [];
  for (const group of groups) {
    const members = parameters.filter((parameter) => parameter.in === group);
    if (members.length === 0) continue;
    properties[group] = {
      type: "object",
      properties: Object.fromEntries(
        members.map(({ name, schema, description, deprecated }) => [
          name,
          described(schema, description, deprecated),
        ]),
      ),
      required: members.filter((member) => member.required).map(({ name }) => name),
    };
    if (members.some((member) => member.required)) required.push(group);
  }
  if (body) {
    properties["body"] = described(body.schema, body.description, false);
    if (body.required) required.push("body");
  }
  return { type: "object", properties, required };
}

function described(schema: Schema, description: string | undefined, deprecated: boolean): Schema {
  if (typeof schema === "boolean") return schema;
  return {
    ...schema,
    ...(description !== undefined && { description }),
    ...(deprecated && { deprecated }),
  };
}

/** An interface where the only answer is an object that has no name but the operation's. */
function responseDeclaration(
  { responses, types: { response: name } }: Operation,
  typeText: TypeText,
): PrintedDeclaration {
  const [answer, ...others] = responses;
  if (answer?.body && others.length === 0) {
    const { schema } = answer.body;
    const printed = typeText.declaration({ name, wireName: name, parameters: [], schema });
    if (printed.kind === "interface") return printed;
  }
  return { kind: "alias", parameters: [], ...responseType(responses, typeText) };
}

function responseType(answers: readonly Answer[], typeText: TypeText) {
  const bodies = answers.map(({ body }) => body && typeText.expression(body.schema));
  const some = bodies.some((body) => body !== undefined);
  const texts = bodies.map((body) => body?.text ?? (some ? "undefined" : "void"));
  return {
    text: [...new Set(texts)].join(" | ") || "unknown",
    references: bodies.flatMap((body) => body?.references ?? []),
  };
}

/** `{ 404: ErrorResponse; default: Problem }` */
function errorTypes(answers: readonly Answer[], typeText: TypeText) {
  const members = answers.map(({ status, body }) => ({
    status,
    printed: body ? typeText.expression(body.schema) : { text: "undefined", references: [] },
  }));
  const lines = members.map(({ status, printed }) => `${statusKey(status)}: ${printed.text};`);
  return {
    text: `{ ${lines.join(" ")} }`,
    references: members.flatMap(({ printed }) => printed.references),
  };
}

function statusKey(status: string): string {
  return /^\d+$/.test(status) ? status : propertyKey(status);
}

function answerDoc({ name, responses }: Operation): string {
  const words = responses.flatMap(({ description }) => (description ? [description] : []));
  return `What {@link ${name}} gives: ${words.join("; ") || "the answer's body"}`;
}
