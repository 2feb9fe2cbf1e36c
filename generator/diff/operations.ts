import type ts from "typescript";
import { compiler } from "./compiler.js";

/** The part of an operation that a type belongs to. */
export type Role = "input" | "response" | "data" | "errors" | "byStatus" | "headers";

/** What the code of a client says of an operation. */
export interface OperationFacts {
  /** The function's name. */
  readonly name: string;
  /** `METHOD /path`. */
  readonly key: string;
  /** The names of its types. */
  readonly types: Readonly<Partial<Record<Role, string>>>;
  /** What it is called with, as it is written: `client`, `input?`, `options?`. */
  readonly parameters: readonly string[];
  /** The sets of schemes of which one is needed. */
  readonly security: readonly (readonly string[])[];
  /** The URLs it is sent to, if not to the client's. */
  readonly servers: string | undefined;
  /** How the next page is found. */
  readonly nextPage: string | undefined;
  /** How a key is sent that lets the call be repeated. */
  readonly idempotency: string | undefined;
}

/** `METHOD /path` → the operation, of all that the modules have. */
export function operationsOf(
  modules: readonly ts.SourceFile[],
): ReadonlyMap<string, OperationFacts> {
  const found = modules.flatMap(({ statements }) =>
    statements.flatMap((statement) =>
      compiler.isFunctionDeclaration(statement) ? operationOf(statement) : [],
    ),
  );
  return new Map(found.map((operation) => [operation.key, operation]));
}

function operationOf(node: ts.FunctionDeclaration): readonly OperationFacts[] {
  const request = callOf(node, "request")?.arguments;
  const descriptor = request?.[1];
  if (!node.name || !descriptor || !compiler.isObjectLiteralExpression(descriptor)) return [];
  const property = (name: string) => valueOf(descriptor, name);
  const [method, path] = [stringOf(property("method")), stringOf(property("path"))];
  if (method === undefined || path === undefined) return [];
  return [
    {
      name: node.name.text,
      key: `${method} ${path}`,
      types: typesOf(node),
      parameters: node.parameters.map(parameterText),
      security: alternatives(property("security")),
      servers: textOf(property("servers")),
      nextPage: callOf(node, "paginated")?.arguments.slice(2).map(textOf).join(", "),
      idempotency: textOf(callOf(node, "idempotent")),
    },
  ];
}

function parameterText({ name, questionToken, initializer }: ts.ParameterDeclaration): string {
  return name.getText() + (questionToken || initializer ? "?" : "");
}

/** The type of the input; undefined where there is none, or none yet. */
function inputOf({ parameters }: ts.FunctionDeclaration): ts.TypeNode | undefined {
  const type = parameters.find(({ name }) => name.getText() === "input")?.type;
  return type?.getText() === "NoInput" ? undefined : type;
}

function typesOf(node: ts.FunctionDeclaration): OperationFacts["types"] {
  const { type } = node;
  const input = inputOf(node);
  const promise =
    (type && compiler.isIntersectionTypeNode(type) ? type.types[0] : type) ?? undefined;
  if (!promise || !compiler.isTypeReferenceNode(promise)) return {};
  const given = promise.typeArguments ?? [];
  const isUnwrapped = promise.typeName.getText() === "UnwrappedPromise";
  const order = isUnwrapped
    ? (["data", "response", "errors", "byStatus"] as const)
    : (["response", "errors", "byStatus"] as const);
  const received = given[order.length];
  const headers =
    received && compiler.isTypeReferenceNode(received) ? received.typeArguments?.[0] : undefined;
  const names: [Role, ts.TypeNode | undefined][] = [
    ["input", input],
    ...order.map((role, index): [Role, ts.TypeNode | undefined] => [role, given[index]]),
    ["headers", headers],
  ];
  return Object.fromEntries(
    names.flatMap(([role, named]) =>
      named && compiler.isTypeReferenceNode(named) ? [[role, named.typeName.getText()]] : [],
    ),
  );
}

function callOf(node: ts.Node, name: string): ts.CallExpression | undefined {
  if (compiler.isCallExpression(node) && node.expression.getText() === name) return node;
  return node.forEachChild((child) => callOf(child, name));
}

function valueOf(object: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined {
  const property = object.properties.find((each) => each.name?.getText() === name);
  return property && compiler.isPropertyAssignment(property) ? property.initializer : undefined;
}

function stringOf(node: ts.Expression | undefined): string | undefined {
  return node && compiler.isStringLiteralLike(node) ? node.text : undefined;
}

function alternatives(node: ts.Expression | undefined): readonly (readonly string[])[] {
  if (!node || !compiler.isArrayLiteralExpression(node)) return [];
  return node.elements.map((element) =>
    compiler.isArrayLiteralExpression(element)
      ? element.elements.flatMap((name) => stringOf(name) ?? [])
      : [],
  );
}

function textOf(node: ts.Node | undefined): string | undefined {
  return node
    ?.getText()
    .replaceAll(/\s+/g, " ")
    .replaceAll(/,? ([}\])])/g, "$1");
}
