import type { ts } from "ts-morph";
import { enumValues } from "../enum-values.js";
import type { ResolvedSchemaObject, Schema, SchemaObject } from "../openapi.js";
import { compiler } from "./compiler.js";
import { arrayNode } from "./array-node.js";
import { beside, inside, type Context } from "./context.js";
import { isStructural, isUntyped, typesOf } from "./keywords.js";
import { literalNode, literalUnion } from "./literal-node.js";
import {
  intersection,
  isUnknown,
  neverNode,
  nullNode,
  reference,
  union,
  unknownNode,
  withoutNull,
} from "./nodes.js";
import { objectNode } from "./object-node.js";
import { finished, primitive, transform } from "./openapi-typescript.js";

/**
 * How deep a type is written out within one declaration; what is deeper is `unknown`. Nobody reads
 * further, and compilers and formatters end with a full stack.
 */
const maxDepth = 100;

/**
 * The type of the JSON values that a resolved schema allows. Keywords that a type cannot say
 * (`not`, `if`, `dependentSchemas`, `unevaluatedProperties`, limits) are left to the comments.
 */
export function toNode(schema: Schema, context: Context): ts.TypeNode {
  if (schema === true || context.depth > maxDepth) return unknownNode();
  if (schema === false) return neverNode();
  return (
    composed(schema, context) ?? valued(schema) ?? united(schema, context) ?? typed(schema, context)
  );
}

/** What `resolve` has put together. */
function composed(schema: ResolvedSchemaObject, context: Context): ts.TypeNode | undefined {
  const parameter = schema["x-type-parameter"];
  if (parameter !== undefined) return reference(context.parameters.get(parameter) ?? "unknown");
  if (schema.$ref !== undefined) return applied(schema.$ref, schema, context);
  if (schema["x-extends"]) return extended(schema, context);
  const members = schema["x-intersection"];
  return members && intersection(members.map((member) => partNode(member, beside(context))));
}

/** A schema that holds together with others: it may say no more than what they require. */
function partNode(schema: Schema, context: Context): ts.TypeNode {
  return typeof schema === "object" && isUntyped(schema)
    ? requiredNode(schema)
    : toNode(schema, context);
}

/** The properties that must be there, whatever they are. */
function requiredNode({ required = [] }: SchemaObject): ts.TypeNode {
  if (required.length === 0) return unknownNode();
  const properties = Object.fromEntries(required.map((name) => [name, finished(unknownNode())]));
  return transform({ required, properties });
}

/** A base and what is added to it, where no interface can extend it. */
function extended(schema: ResolvedSchemaObject, context: Context): ts.TypeNode {
  const { "x-extends": base = true, ...own } = schema;
  const written = toNode(base, context);
  if (Object.keys(own.properties ?? {}).length === 0) return written;
  return intersection([written, toNode(own, beside(context))]);
}

function applied(ref: string, schema: ResolvedSchemaObject, context: Context): ts.TypeNode {
  const type = context.byRef.get(ref);
  if (!type || (context.isAlias && context.circular.has(ref))) return unknownNode();
  context.references.add(type.name);
  return reference(
    type.name,
    schema["x-type-arguments"]?.map((inner) => toNode(inner, inside(context))),
  );
}

function valued(schema: ResolvedSchemaObject): ts.TypeNode | undefined {
  if (schema.const !== undefined) return literalNode(schema.const);
  const values = enumValues(schema);
  if (!values) return undefined;
  return schema["x-open-enum"] === true ? openUnion(values) : literalUnion(values);
}

/** The listed values, which editors complete, and every other one of their type. */
function openUnion(values: readonly unknown[]): ts.TypeNode {
  const types = [...new Set(values.map((value) => typeof value))];
  const others = types.flatMap((type) =>
    type === "string" || type === "number"
      ? [intersection([primitive(type), compiler.factory.createTypeLiteralNode([])])]
      : [],
  );
  return union([literalUnion(values), ...others]);
}

/** `oneOf` and `anyOf`, with what stands beside them: that holds together with one of the members. */
function united(schema: SchemaObject, context: Context): ts.TypeNode | undefined {
  const { oneOf, anyOf, ...own } = schema;
  const lists = [oneOf, anyOf].flatMap((members) =>
    members && members.length > 0 ? [members] : [],
  );
  if (lists.length === 0) return undefined;
  const isObject = isStructural(own);
  const unions = lists.map((members) => unionOf(members, own, isObject, context));
  const types = typesOf(own);
  const nullable = types.includes("null") ? [nullNode()] : [];
  const rest = types.filter((type) => type !== "null");
  if (unions.every(isUnknown)) return typed(own, context);
  if (!isObject) return union([intersection(unions), ...nullable]);
  const object = typed({ ...own, type: rest }, beside(context));
  return union([intersection([object, ...unions.map(withoutNull)]), ...nullable]);
}

function unionOf(
  members: readonly Schema[],
  own: SchemaObject,
  isObject: boolean,
  context: Context,
): ts.TypeNode {
  const { type, format } = own;
  const typing = { ...(type !== undefined && { type }), ...(format !== undefined && { format }) };
  const nodes = members.flatMap((member) => {
    if (isCircular(member, context)) return [];
    // A member that only says what is required, or limits it, has the type of what it stands in.
    const inherits = typeof member === "object" && isUntyped(member);
    if (inherits && isObject) return [requiredNode(member)];
    return [toNode(inherits ? { ...member, ...typing } : member, beside(context))];
  });
  return nodes.length > 0 ? union(nodes) : unknownNode();
}

/** `T` within the union that `T` is adds nothing to it. */
function isCircular(member: Schema, { isAlias, circular }: Context): boolean {
  return isAlias && typeof member === "object" && circular.has(member.$ref ?? "");
}

/** One type of JSON after the other, each with the keywords that are about it. */
function typed(schema: SchemaObject, context: Context): ts.TypeNode {
  const types = typesOf(schema);
  if (types.length === 0)
    return schema.not === true || isEmpty(schema.not) ? neverNode() : unknownNode();
  return union(
    types.map((type) => {
      if (type === "object") return objectNode(schema, context, toNode);
      if (type === "array") return arrayNode(schema, context, toNode);
      if (type === "string" && isBinary(schema)) return reference("Blob");
      return known.has(type) ? primitive(type) : unknownNode();
    }),
  );
}

const known = new Set(["string", "number", "integer", "boolean", "null"]);

function isEmpty(schema: Schema | undefined): boolean {
  return typeof schema === "object" && Object.keys(schema).length === 0;
}

/** Bytes as they are (OpenAPI 3.0, 4.7.24.1, and 3.1, 4.8.14.2). */
function isBinary(schema: SchemaObject): boolean {
  if (schema.format === "binary") return true;
  return (
    schema["contentMediaType"] === "application/octet-stream" &&
    schema["contentEncoding"] === undefined
  );
}
