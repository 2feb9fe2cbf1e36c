import type ts from "typescript";
import { compiler } from "./compiler.js";
import type { Doc, Member, ObjectShape, ReferenceShape, Shape } from "./shape.js";
import { noDoc, textShape } from "./shape.js";

/** What names mean where a type stands. */
export interface Scope {
  /** What a type is called in the comparison. */
  readonly nameOf: (name: string) => string;
  /** The elements of a constant array, as they are written; undefined where there is none. */
  readonly valuesOf: (name: string) => readonly string[] | undefined;
}

/** A type as it is written → data. */
export function shapeOf(node: ts.TypeNode, scope: Scope): Shape {
  if (compiler.isParenthesizedTypeNode(node)) return shapeOf(node.type, scope);
  if (compiler.isTypeLiteralNode(node)) return objectOf(node.members, [], scope);
  if (compiler.isArrayTypeNode(node))
    return { kind: "array", of: shapeOf(node.elementType, scope) };
  if (compiler.isUnionTypeNode(node)) return several("union", node.types, scope);
  if (compiler.isIntersectionTypeNode(node)) return several("intersection", node.types, scope);
  if (compiler.isTypeReferenceNode(node))
    return referenceOf(node.typeName, node.typeArguments, scope);
  if (compiler.isLiteralTypeNode(node) && compiler.isStringLiteral(node.literal)) {
    return textShape(JSON.stringify(node.literal.text));
  }
  if (compiler.isTypeQueryNode(node) && compiler.isIdentifier(node.exprName)) {
    return { kind: "other", parts: ["typeof ", named(node.exprName.text, undefined, scope)] };
  }
  return valuesOfArray(node, scope) ?? { kind: "other", parts: partsOf(node, scope) };
}

/** The members of an interface or of an object type. */
export function objectOf(
  members: readonly ts.TypeElement[],
  bases: readonly ReferenceShape[],
  scope: Scope,
): ObjectShape {
  return {
    kind: "object",
    bases,
    members: members.flatMap((member) => memberOf(member, scope)),
    indexes: members.flatMap((member) => {
      if (!compiler.isIndexSignatureDeclaration(member)) return [];
      const key = member.parameters[0]?.type?.getText() ?? "string";
      return [{ key, type: shapeOf(member.type, scope) }];
    }),
  };
}

/** What an interface extends. */
export function basesOf(node: ts.InterfaceDeclaration, scope: Scope): readonly ReferenceShape[] {
  const types = node.heritageClauses?.flatMap((clause) => clause.types) ?? [];
  return types.flatMap(({ expression, typeArguments }) =>
    compiler.isIdentifier(expression) ? [named(expression.text, typeArguments, scope)] : [],
  );
}

/** What the comment before a member says. */
function docOf(node: ts.Node): Doc {
  const { text } = node.getSourceFile();
  const ranges = compiler.getLeadingCommentRanges(text, node.pos) ?? [];
  return docIn(ranges.map(({ pos, end }) => text.slice(pos, end)).at(-1) ?? "");
}

/** What the comment says that a text begins with. */
export function docIn(text: string): Doc {
  const [comment] = /^\/\*\*[^]*?\*\//.exec(text) ?? [];
  if (comment === undefined) return noDoc;
  const lines = comment
    .slice(3, -2)
    .split("\n")
    .map((line) => line.replace(/^\s*\* ?/, "").trim());
  const said = lines.filter((line) => line !== "@deprecated").join("\n");
  return { text: said.trim(), deprecated: lines.includes("@deprecated") };
}

/** The name of a property as the program sees it. */
export function propertyName(name: ts.PropertyName): string {
  return compiler.isComputedPropertyName(name) ? name.getText() : name.text;
}

function memberOf(member: ts.TypeElement, scope: Scope): readonly Member[] {
  if (compiler.isPropertySignature(member)) {
    return [
      {
        name: propertyName(member.name),
        optional: member.questionToken !== undefined,
        type: member.type === undefined ? textShape("unknown") : shapeOf(member.type, scope),
        doc: docOf(member),
      },
    ];
  }
  if (!compiler.isMethodSignature(member)) return [];
  return [
    {
      name: propertyName(member.name),
      optional: member.questionToken !== undefined,
      type: signatureOf(member, scope),
      doc: docOf(member),
    },
  ];
}

/** What a function or a method takes and gives, as the type of a function. */
export function signatureOf(
  { typeParameters, parameters, type }: ts.MethodSignature | ts.FunctionDeclaration,
  scope: Scope,
): Shape {
  const generic = (typeParameters ?? []).map((node) => partsOf(node, scope));
  const given = parameters.map((node): (string | Shape)[] => {
    const isOptional = node.questionToken !== undefined || node.initializer !== undefined;
    const rest = node.dotDotDotToken === undefined ? "" : "...";
    const name = `${rest}${node.name.getText()}${isOptional ? "?" : ""}: `;
    return [name, node.type ? shapeOf(node.type, scope) : "unknown"];
  });
  return {
    kind: "other",
    parts: [
      ...(generic.length > 0 ? ["<", ...listed(generic), ">"] : []),
      "(",
      ...listed(given),
      ") => ",
      type === undefined ? "void" : shapeOf(type, scope),
    ],
  };
}

function listed(each: readonly (readonly (string | Shape)[])[]): readonly (string | Shape)[] {
  return each.flatMap((parts, index) => [...(index > 0 ? [", "] : []), ...parts]);
}

function several(
  kind: "union" | "intersection",
  types: readonly ts.TypeNode[],
  scope: Scope,
): Shape {
  const members = types
    .map((type) => shapeOf(type, scope))
    .flatMap((shape) => (shape.kind === kind ? shape.members : [shape]));
  const [only] = members;
  return only !== undefined && members.length === 1 ? only : { kind, members };
}

function referenceOf(
  name: ts.EntityName,
  given: ts.NodeArray<ts.TypeNode> | undefined,
  scope: Scope,
): Shape {
  if (!compiler.isIdentifier(name)) return textShape(name.getText());
  const [only] = given ?? [];
  if (name.text === "Array" && only) return { kind: "array", of: shapeOf(only, scope) };
  return named(name.text, given, scope);
}

function named(
  name: string,
  given: ts.NodeArray<ts.TypeNode> | undefined,
  scope: Scope,
): ReferenceShape {
  const types = (given ?? []).map((node) => shapeOf(node, scope));
  return { kind: "reference", name: scope.nameOf(name), arguments: types };
}

/** `(typeof orderStatusValues)[number]`: the elements of the array. */
function valuesOfArray(node: ts.TypeNode, scope: Scope): Shape | undefined {
  if (!compiler.isIndexedAccessTypeNode(node)) return undefined;
  if (node.indexType.kind !== compiler.SyntaxKind.NumberKeyword) return undefined;
  const object = compiler.isParenthesizedTypeNode(node.objectType)
    ? node.objectType.type
    : node.objectType;
  if (!compiler.isTypeQueryNode(object) || !compiler.isIdentifier(object.exprName))
    return undefined;
  const members = scope.valuesOf(object.exprName.text)?.map(textShape);
  return members && { kind: "union", members };
}

/** The text of a node, with the types that it mentions apart. */
function partsOf(node: ts.Node, scope: Scope): readonly (string | Shape)[] {
  const source = node.getSourceFile();
  const parts: (string | Shape)[] = [];
  let end = node.getStart();
  const text = (until: number): void => {
    const between = source.text.slice(end, until).replaceAll(/\s+/g, " ");
    if (between !== "") parts.push(between);
  };
  const visit = (child: ts.Node): void => {
    if (isApart(child)) {
      text(child.getStart());
      parts.push(shapeOf(child, scope));
      end = child.end;
    } else child.forEachChild(visit);
  };
  node.forEachChild(visit);
  text(node.end);
  return parts;
}

function isApart(node: ts.Node): node is ts.TypeNode {
  return (
    compiler.isTypeReferenceNode(node) ||
    compiler.isTypeQueryNode(node) ||
    compiler.isTypeLiteralNode(node) ||
    compiler.isUnionTypeNode(node) ||
    compiler.isIntersectionTypeNode(node) ||
    (compiler.isIndexedAccessTypeNode(node) &&
      node.indexType.kind === compiler.SyntaxKind.NumberKeyword)
  );
}
