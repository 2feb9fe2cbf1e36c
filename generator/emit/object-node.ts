import type { ts } from "ts-morph";
import { schemaDoc } from "../../templates/jsdoc.js";
import { worded } from "../../templates/words.js";
import type { Schema, SchemaObject } from "../openapi.js";
import { compiler } from "./compiler.js";
import { type Context, inside, type ToNode } from "./context.js";
import {
  distinct,
  isUnknown,
  neverNode,
  reference,
  stringNode,
  undefinedNode,
  union,
  unknownNode,
} from "./nodes.js";
import { print } from "./node-text.js";
import { finished, transform } from "./openapi-typescript.js";

const { factory } = compiler;

/** An object: its declared properties, and an index signature for those it is open to. */
export function objectNode(schema: SchemaObject, context: Context, toNode: ToNode): ts.TypeNode {
  const within = inside(context);
  const properties = Object.entries(schema.properties ?? {});
  const index = indexOf(schema, within, toNode);
  if (properties.length === 0) {
    if (!index) {
      const value = schema.additionalProperties === false ? neverNode() : unknownNode();
      return reference("Record", [stringNode(), value]);
    }
    return isUnknown(index.value) && index.prefix === undefined
      ? reference("Record", [stringNode(), index.value])
      : factory.createTypeLiteralNode([signature(index)]);
  }
  const declared = transform(
    {
      required: schema.required,
      properties: Object.fromEntries(
        properties.map(([name, inner]) => [name, finished(toNode(inner, within), name, inner)]),
      ),
    },
    ({ source, name }) =>
      typeof source === "object" ? schemaDoc(worded(source), name) : undefined,
  );
  if (!index || !compiler.isTypeLiteralNode(declared)) return declared;
  return factory.createTypeLiteralNode([
    ...declared.members,
    signature(allowing(declared.members, properties, index)),
  ]);
}

interface Index {
  /** What the keys begin with; undefined: any key. */
  readonly prefix: string | undefined;
  readonly value: ts.TypeNode;
}

/** What properties that are not declared hold; undefined where none are told of. */
function indexOf(schema: SchemaObject, within: Context, toNode: ToNode): Index | undefined {
  const { additionalProperties = false, patternProperties = {} } = schema;
  const patterns = Object.entries(patternProperties);
  const schemas: Schema[] = patterns.map(([, inner]) => inner);
  if (additionalProperties !== false) schemas.push(additionalProperties);
  if (schemas.length === 0) return undefined;
  const [[pattern] = [""]] = patterns;
  const prefix =
    additionalProperties === false && patterns.length === 1 ? prefixOf(pattern) : undefined;
  return { prefix, value: union(schemas.map((inner) => toNode(inner, within))) };
}

/** `^x-` → `x-`: the patterns that a template literal type can say. */
function prefixOf(pattern: string): string | undefined {
  const [, prefix] = /^\^((?:[\w-]|\\[-_.])+)(?:\.[*+]?\$?)?$/.exec(pattern) ?? [];
  return prefix?.replaceAll("\\", "");
}

/** How much of other types an index signature repeats before nobody reads it. */
const longestIndex = 100;

/** The index signature that allows for the declared properties, too, as TypeScript demands. */
function allowing(
  members: readonly ts.TypeElement[],
  properties: readonly [string, Schema][],
  { prefix, value }: Index,
): Index {
  const typed = members.flatMap((each, position) =>
    compiler.isPropertySignature(each) && each.type
      ? [
          {
            name: properties[position]?.[0] ?? "",
            type: each.type,
            optional: each.questionToken !== undefined,
          },
        ]
      : [],
  );
  const covered = typed.filter(({ name }) => prefix === undefined || name.startsWith(prefix));
  const isOptional = covered.some(({ optional }) => optional);
  const nodes = distinct([value, ...covered.map(({ type }) => type)]);
  const all = union([...nodes, ...(isOptional ? [undefinedNode()] : [])]);
  // As on one line: how a type is laid out may not decide what it is.
  const isReadable =
    nodes.length === 1 || print(all).replaceAll(/\s+/g, " ").length <= longestIndex;
  return { prefix, value: isReadable ? all : unknownNode() };
}

function signature({ prefix, value }: Index): ts.IndexSignatureDeclaration {
  const key = prefix === undefined ? stringNode() : keysWith(prefix);
  const parameter = factory.createParameterDeclaration(undefined, undefined, "key", undefined, key);
  return factory.createIndexSignature(undefined, [parameter], value);
}

/** `${prefix}…` as a template literal type. */
function keysWith(prefix: string): ts.TypeNode {
  return factory.createTemplateLiteralType(factory.createTemplateHead(prefix), [
    factory.createTemplateLiteralTypeSpan(stringNode(), factory.createTemplateTail("")),
  ]);
}
