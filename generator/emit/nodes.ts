import type { ts } from "ts-morph";
import { compiler } from "./compiler.js";
import { print } from "./node-text.js";

/** The nodes of types, and how they are put together: no duplicates, nothing that says nothing. */

const { factory, SyntaxKind } = compiler;

export const unknownNode = (): ts.TypeNode =>
  factory.createKeywordTypeNode(SyntaxKind.UnknownKeyword);
export const neverNode = (): ts.TypeNode => factory.createKeywordTypeNode(SyntaxKind.NeverKeyword);
export const stringNode = (): ts.TypeNode =>
  factory.createKeywordTypeNode(SyntaxKind.StringKeyword);
export const undefinedNode = (): ts.TypeNode =>
  factory.createKeywordTypeNode(SyntaxKind.UndefinedKeyword);
export const nullNode = (): ts.TypeNode => factory.createLiteralTypeNode(factory.createNull());

export function reference(name: string, typeArguments?: readonly ts.TypeNode[]): ts.TypeNode {
  return factory.createTypeReferenceNode(name, typeArguments);
}

export function isUnknown(node: ts.TypeNode): boolean {
  return node.kind === SyntaxKind.UnknownKeyword;
}

export function isNull(node: ts.TypeNode): boolean {
  return compiler.isLiteralTypeNode(node) && node.literal.kind === SyntaxKind.NullKeyword;
}

/** One of the types: each once, null last; `unknown` where one of them is that. */
export function union(nodes: readonly ts.TypeNode[]): ts.TypeNode {
  const all = nodes
    .flatMap((node) => (compiler.isUnionTypeNode(node) ? node.types : [node]))
    .filter((node) => node.kind !== SyntaxKind.NeverKeyword);
  const once = distinct([...all.filter((node) => !isNull(node)), ...all.filter(isNull)]);
  const [only] = once;
  if (!only) return neverNode();
  if (once.some(isUnknown)) return unknownNode();
  return once.length === 1 ? only : factory.createUnionTypeNode(once);
}

/** All of the types at once: without those that add nothing to an object. */
export function intersection(nodes: readonly ts.TypeNode[]): ts.TypeNode {
  const all = distinct(
    nodes.flatMap((node) => (compiler.isIntersectionTypeNode(node) ? node.types : [node])),
  ).filter((node) => !isUnknown(node));
  const simple = all.filter(({ kind }) => simpleKinds.has(kind));
  const telling = all.filter(
    (node) => print(node) !== anyRecord && !simple.some((one) => isUnionWith(node, one)),
  );
  const [only, ...others] = telling.length > 0 ? telling : all;
  if (!only) return unknownNode();
  return others.length === 0 ? only : factory.createIntersectionTypeNode([only, ...others]);
}

const simpleKinds = new Set([
  SyntaxKind.StringKeyword,
  SyntaxKind.NumberKeyword,
  SyntaxKind.BooleanKeyword,
]);

/** `string | number` beside `string` adds nothing to it. */
function isUnionWith(node: ts.TypeNode, { kind }: ts.TypeNode): boolean {
  return compiler.isUnionTypeNode(node) && node.types.some((member) => member.kind === kind);
}

const anyRecord = "Record<string, unknown>";

/** The members of a union but null. */
export function withoutNull(node: ts.TypeNode): ts.TypeNode {
  if (isNull(node)) return neverNode();
  return compiler.isUnionTypeNode(node)
    ? union(node.types.filter((member) => !isNull(member)))
    : node;
}

export function distinct(nodes: readonly ts.TypeNode[]): readonly ts.TypeNode[] {
  if (nodes.length < 2) return nodes;
  return [...new Map(nodes.map((node) => [print(node), node])).values()];
}
