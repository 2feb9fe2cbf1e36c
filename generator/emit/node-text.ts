import type { ts } from "ts-morph";
import { objectType } from "../../templates/object-type.js";
import type { PrintedMember } from "../../templates/type-text.js";
import { compiler } from "./compiler.js";
import { docOf } from "./openapi-typescript.js";

const printer = compiler.createPrinter({ newLine: compiler.NewLineKind.LineFeed });
const nowhere = compiler.createSourceFile("types.ts", "", compiler.ScriptTarget.ESNext);

/**
 * The text of a type, or of a name. Lists of types and of members are put together here, members with
 * the comments that {@link docOf} tells. What is left are literals: TypeScript's printer, which takes
 * its time to be set up for each, writes those.
 */
export function print(node: ts.Node): string {
  if (compiler.isIdentifier(node)) return node.text;
  if (compiler.isTypeReferenceNode(node)) {
    const name = print(node.typeName);
    return node.typeArguments ? `${name}<${listed(node.typeArguments, ", ")}>` : name;
  }
  if (compiler.isTypeLiteralNode(node)) return objectType(node.members.flatMap(member));
  if (compiler.isUnionTypeNode(node)) return listed(node.types, " | ");
  if (compiler.isIntersectionTypeNode(node)) return listed(node.types, " & ");
  if (compiler.isArrayTypeNode(node)) return arrayText(print(node.elementType));
  if (compiler.isParenthesizedTypeNode(node)) return apart(node.type);
  if (compiler.isTupleTypeNode(node)) return `[${listed(node.elements, ", ")}]`;
  if (compiler.isOptionalTypeNode(node)) return `${print(node.type)}?`;
  if (compiler.isRestTypeNode(node)) return `...${print(node.type)}`;
  return (compiler.isToken(node) && compiler.tokenToString(node.kind)) || printedText(node);
}

/** Arrays and tuples are in parentheses for openapi-typescript alone. */
function apart(node: ts.TypeNode): string {
  const needsNone = compiler.isArrayTypeNode(node) || compiler.isTupleTypeNode(node);
  return needsNone ? print(node) : `(${print(node)})`;
}

/** TypeScript reads `-2[]`; Babel, and so prettier with it, does not. */
function arrayText(element: string): string {
  return element.startsWith("-") ? `(${element})[]` : `${element}[]`;
}

function listed(nodes: readonly ts.Node[], between: string): string {
  return nodes.map(print).join(between);
}

function printedText(node: ts.Node): string {
  const text = printer.printNode(compiler.EmitHint.Unspecified, node, nowhere);
  // Of all controls, the printer leaves this one in a literal as it is.
  return text.replaceAll("\u007F", "\\u007F");
}

/** What a member of an object type says; none, where it is of a kind that is never made. */
export function member(node: ts.TypeElement): readonly PrintedMember[] {
  if (compiler.isIndexSignatureDeclaration(node)) {
    const [key] = node.parameters;
    return [{ kind: "index", key: key?.type ? print(key.type) : "string", type: print(node.type) }];
  }
  if (!compiler.isPropertySignature(node) || !node.type) return [];
  const doc = docOf(node);
  return [
    {
      kind: "property",
      name: print(node.name),
      optional: node.questionToken !== undefined,
      readonly:
        node.modifiers?.some(({ kind }) => kind === compiler.SyntaxKind.ReadonlyKeyword) ?? false,
      type: print(node.type),
      ...(doc !== undefined && { doc }),
    },
  ];
}
