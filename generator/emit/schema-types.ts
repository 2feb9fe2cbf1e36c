import { createRequire } from "node:module";
import ts from "typescript";
import { schemaDoc } from "../../templates/jsdoc.js";
import type { PrintedDeclaration, PrintedMember, TypeText } from "../../templates/type-text.js";
import type { NamedType } from "../model/api.js";
import type { ResolvedSchemaObject, Schema } from "../openapi.js";

/**
 * Turns resolved schemas into TypeScript with openapi-typescript, one level at a time: the schemas
 * inside one are handed over as finished nodes, so that references, generics and comments are ours
 * and everything else is theirs. The only module that knows openapi-typescript.
 */
export function schemaTypes(types: readonly NamedType[]): TypeText {
  const byRef = new Map(
    types.map((type) => [`#/components/schemas/${escapePointer(type.wireName)}`, type]),
  );
  const expression = (schema: Schema, within?: NamedType) => {
    const context = newContext(byRef, within);
    const text = print(toNode(schema, context));
    return { text, references: [...context.references].toSorted() };
  };
  return {
    expression: (schema) => expression(schema),
    declaration: (type) => declaration(type, newContext(byRef, type)),
  };
}

interface Context {
  readonly byRef: ReadonlyMap<string, NamedType>;
  /** The names mentioned so far. */
  readonly references: Set<string>;
  /** Property → name of the type parameter that stands for it. */
  readonly parameters: ReadonlyMap<string, string>;
}

function newContext(byRef: ReadonlyMap<string, NamedType>, within?: NamedType): Context {
  const parameters = (within?.parameters ?? []).map(
    ({ property, name }) => [property, name] as const,
  );
  return { byRef, references: new Set(), parameters: new Map(parameters) };
}

function declaration(type: NamedType, context: Context): PrintedDeclaration {
  const schema: ResolvedSchemaObject = typeof type.schema === "object" ? type.schema : {};
  const node = toNode(withoutBase(type.schema), context);
  const base = schema["x-extends"] && print(toNode(schema["x-extends"], context));
  const parameters = type.parameters.map(({ name, default: byDefault }) => ({
    name,
    default: print(toNode(byDefault, context)),
  }));
  const references = () => [...context.references].filter((name) => name !== type.name).toSorted();
  if (ts.isTypeLiteralNode(node)) {
    const members = node.members.flatMap(member);
    const extending = base !== undefined && { extends: base };
    return { kind: "interface", parameters, ...extending, members, references: references() };
  }
  if (base !== undefined) {
    return { kind: "interface", parameters, extends: base, members: [], references: references() };
  }
  return { kind: "alias", parameters, text: print(node), references: references() };
}

/** An empty object without its base would be a record of anything. */
function withoutBase(schema: Schema): Schema {
  const { "x-extends": base, ...own }: ResolvedSchemaObject =
    typeof schema === "object" ? schema : {};
  return base ? own : schema;
}

function member(node: ts.TypeElement): readonly PrintedMember[] {
  if (ts.isIndexSignatureDeclaration(node)) return [{ kind: "index", type: print(node.type) }];
  if (!ts.isPropertySignature(node) || !node.type) return [];
  const doc = docs.get(node);
  return [
    {
      kind: "property",
      name: print(node.name),
      optional: node.questionToken !== undefined,
      readonly: node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ReadonlyKeyword) ?? false,
      type: print(node.type),
      ...(doc !== undefined && { doc }),
    },
  ];
}

/** What the comment on a property says, beside the node that carries it. */
const docs = new WeakMap<ts.Node, string>();

const { factory } = ts;

function toNode(schema: Schema, context: Context): ts.TypeNode {
  if (schema === true) return factory.createKeywordTypeNode(ts.SyntaxKind.UnknownKeyword);
  if (schema === false) return factory.createKeywordTypeNode(ts.SyntaxKind.NeverKeyword);
  return special(schema, context) ?? transform(lower(schema, context));
}

/** What openapi-typescript has no word for. */
function special(schema: ResolvedSchemaObject, context: Context): ts.TypeNode | undefined {
  const parameter = schema["x-type-parameter"];
  if (parameter !== undefined) return reference(context.parameters.get(parameter) ?? "unknown");
  if (schema.$ref !== undefined) return applied(schema.$ref, schema, context);
  const base = schema["x-extends"];
  if (base) return intersection([base, withoutBase(schema)], context);
  if (schema["x-intersection"]) return intersection(schema["x-intersection"], context);
  const union = schema.oneOf ?? schema.anyOf;
  if (union && hasOwnType(schema)) return besideUnion(schema, context);
  if (schema.const === null) return factory.createLiteralTypeNode(factory.createNull());
  if (schema.type === "string" && schema.format === "binary") return reference("Blob");
  if (schema.properties && schema.additionalProperties && !schema.patternProperties) {
    return openObject(schema, context);
  }
  return undefined;
}

function applied(ref: string, schema: ResolvedSchemaObject, context: Context): ts.TypeNode {
  const type = context.byRef.get(ref);
  if (!type) return factory.createKeywordTypeNode(ts.SyntaxKind.UnknownKeyword);
  context.references.add(type.name);
  const typeArguments = schema["x-type-arguments"]?.map((inner) => toNode(inner, context));
  return factory.createTypeReferenceNode(type.name, typeArguments);
}

function intersection(schemas: readonly Schema[], context: Context): ts.TypeNode {
  const nodes = schemas
    .map((schema) => toNode(schema, context))
    .filter((node) => node.kind !== ts.SyntaxKind.UnknownKeyword);
  const [only] = nodes;
  return only && nodes.length === 1
    ? only
    : factory.createIntersectionTypeNode(nodes.map(parenthesized));
}

function hasOwnType(schema: ResolvedSchemaObject): boolean {
  return (
    (schema.properties ?? schema.additionalProperties ?? schema.patternProperties) !== undefined
  );
}

/** Properties beside `oneOf` or `anyOf` hold together with one of them. */
function besideUnion(schema: ResolvedSchemaObject, context: Context): ts.TypeNode {
  const { oneOf, anyOf, discriminator, ...own } = schema;
  const unions = [oneOf && { oneOf }, anyOf && { anyOf }].flatMap((union) =>
    union ? [{ ...union, ...(discriminator && { discriminator }) }] : [],
  );
  return intersection([own, ...unions], context);
}

/**
 * Declared properties and others: one object type whose index signature allows for the declared
 * ones, too, as TypeScript demands.
 */
function openObject(schema: ResolvedSchemaObject, context: Context): ts.TypeNode {
  const { additionalProperties = true, ...declared } = schema;
  const object = toNode(declared, context);
  if (!ts.isTypeLiteralNode(object)) return object;
  const others = toNode(additionalProperties, context);
  const typed = object.members.flatMap((each) =>
    ts.isPropertySignature(each) && each.type ? [each] : [],
  );
  const types = new Map(
    [others, ...typed.map(({ type }) => type ?? others)].map((node) => [print(node), node]),
  );
  const optional = typed.some(({ questionToken }) => questionToken !== undefined);
  const undefinedType = factory.createKeywordTypeNode(ts.SyntaxKind.UndefinedKeyword);
  const all = [...types.values(), ...(optional ? [undefinedType] : [])];
  const isUnknown = others.kind === ts.SyntaxKind.UnknownKeyword;
  const value = isUnknown ? others : factory.createUnionTypeNode(all.map(parenthesized));
  const key = factory.createParameterDeclaration(
    undefined,
    undefined,
    "key",
    undefined,
    factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword),
  );
  return factory.createTypeLiteralNode([
    ...object.members,
    factory.createIndexSignature(undefined, [key], value),
  ]);
}

function reference(name: string): ts.TypeNode {
  return factory.createTypeReferenceNode(name);
}

function parenthesized(node: ts.TypeNode): ts.TypeNode {
  return ts.isTypeLiteralNode(node) || ts.isTypeReferenceNode(node)
    ? node
    : factory.createParenthesizedType(node);
}

/** A schema whose inner schemas are finished nodes, in a form openapi-typescript asks us about. */
interface Lowered {
  readonly [keyword: string]: unknown;
}

interface Finished {
  readonly type: "finished";
  readonly node: ts.TypeNode;
  readonly source: Schema;
}

function lower(schema: ResolvedSchemaObject, context: Context): Lowered {
  const finish = (inner: Schema): Finished => ({
    type: "finished",
    node: nested(toNode(inner, context)),
    source: inner,
  });
  const list = (schemas: readonly Schema[] | undefined) => schemas?.map(finish);
  const record = (schemas: Readonly<Record<string, Schema>> | undefined) =>
    schemas &&
    Object.fromEntries(Object.entries(schemas).map(([name, inner]) => [name, finish(inner)]));
  const lowered = {
    type: schema.type,
    enum: schema.enum,
    const: schema.const,
    required: schema.required,
    properties: record(schema.properties),
    patternProperties: record(schema.patternProperties),
    additionalProperties:
      typeof schema.additionalProperties === "object"
        ? finish(schema.additionalProperties)
        : schema.additionalProperties,
    items: schema.items === undefined ? undefined : finish(schema.items),
    prefixItems: list(schema.prefixItems),
    oneOf: list(schema.oneOf),
    anyOf: list(schema.anyOf),
  };
  return Object.fromEntries(Object.entries(lowered).filter(([, value]) => value !== undefined));
}

/** openapi-typescript takes an array type it is given for the array it was about to make. */
function nested(node: ts.TypeNode): ts.TypeNode {
  return ts.isArrayTypeNode(node) || ts.isTupleTypeNode(node)
    ? factory.createParenthesizedType(node)
    : node;
}

/** The part of openapi-typescript that is used, as it has no types of its own for its inner modules. */
type TransformSchemaObject = (
  schema: Lowered,
  options: { path: string; ctx: object },
) => ts.TypeNode;

// Its entry loads a linter that costs more time than all else; the transform does without it.
const { default: transformSchemaObject } = createRequire(import.meta.url)(
  "openapi-typescript/dist/transform/schema-object.cjs",
) as { default: TransformSchemaObject }; // untyped module, pinned to an exact version

function transform(schema: Lowered): ts.TypeNode {
  return transformSchemaObject(schema, { path: "", ctx: transformContext });
}

const transformContext = {
  discriminators: { objects: {}, refsHandled: [] },
  emptyObjectsUnknown: true,
  defaultNonNullable: false,
  additionalProperties: false,
  injectFooter: [],
  transform: (schema: Partial<Finished>) => (schema.type === "finished" ? schema.node : undefined),
  transformProperty: (property: ts.PropertySignature, { source }: Finished) => {
    const doc = typeof source === "object" ? schemaDoc(source) : undefined;
    if (doc === undefined) return property;
    docs.set(property, doc);
    const lines = doc.split("\n");
    const text =
      lines.length === 1
        ? `* ${doc} `
        : `*\n${lines.map((line) => ` * ${line}`.trimEnd()).join("\n")}\n `;
    ts.addSyntheticLeadingComment(property, ts.SyntaxKind.MultiLineCommentTrivia, text, true);
    return property;
  },
};

const printer = ts.createPrinter({ newLine: ts.NewLineKind.LineFeed });
const nowhere = ts.createSourceFile("types.ts", "", ts.ScriptTarget.ESNext);

function print(node: ts.Node): string {
  return printer.printNode(ts.EmitHint.Unspecified, node, nowhere);
}

function escapePointer(name: string): string {
  return name.replaceAll("~", "~0").replaceAll("/", "~1");
}
