import type { ts } from "ts-morph";
import type { Schema } from "../openapi.js";
import { compiler, requireWith } from "./compiler.js";

/**
 * The only module that knows openapi-typescript. Schemas are handed over one level at a time, those
 * inside as finished nodes, so that references, generics and comments are ours.
 */
export function transform(schema: Lowered, describe: Describe = () => undefined): ts.TypeNode {
  const given = Object.fromEntries(
    Object.entries(schema).filter(([, value]) => value !== undefined),
  );
  return transformSchemaObject(given, { path: "", ctx: contextOf(describe) });
}

/** The type of a schema that says its type and nothing else. */
export function primitive(type: string): ts.TypeNode {
  const known = primitives.get(type) ?? transform({ type });
  primitives.set(type, known);
  return known;
}

const primitives = new Map<string, ts.TypeNode>();

/** A schema whose inner schemas are finished nodes. */
export interface Lowered {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly items?: Finished;
  readonly properties?: Readonly<Record<string, Finished>>;
  readonly required?: readonly string[] | undefined;
  readonly additionalProperties?: Finished | false;
}

export interface Finished {
  readonly type: "finished";
  readonly node: ts.TypeNode;
  readonly name: string;
  readonly source: Schema;
}

/** What the comment on a property says. */
export type Describe = (property: Finished) => string | undefined;

export function finished(node: ts.TypeNode, name = "", source: Schema = true): Finished {
  // openapi-typescript takes an array type it is given for the array it was about to make.
  const wrapped =
    compiler.isArrayTypeNode(node) || compiler.isTupleTypeNode(node)
      ? compiler.factory.createParenthesizedType(node)
      : node;
  return { type: "finished", node: wrapped, name, source };
}

/** What the comment on a property says, beside the node that carries it. */
export function docOf(node: ts.Node): string | undefined {
  return docs.get(node);
}

const docs = new WeakMap<ts.Node, string>();

/** The part of openapi-typescript that is used, as it has no types of its own for its inner modules. */
type TransformSchemaObject = (
  schema: Readonly<Record<string, unknown>>,
  options: { path: string; ctx: object },
) => ts.TypeNode;

// Its entry loads a linter that costs more time than all else; the transform does without it.
const { default: transformSchemaObject } = requireWith(
  "openapi-typescript/dist/transform/schema-object.cjs",
  {
    // A second compiler would take a quarter of a second to load and 50 MB, and its nodes would be none
    // to the first.
    typescript: compiler,
    // Brings a YAML parser and an agent for proxies, to read pointers in the names of properties, and
    // throws where one is no URI: `#/%`. They would tell where a schema stands, which nothing asks for.
    "@redocly/openapi-core/lib/ref-utils.js": {
      parseRef: () => ({ uri: null, pointer: [] }),
      escapePointer: String,
    },
  },
) as { default: TransformSchemaObject }; // untyped module, pinned to an exact version

function contextOf(describe: Describe): object {
  return {
    discriminators: { objects: {}, refsHandled: [] },
    emptyObjectsUnknown: true,
    defaultNonNullable: false,
    additionalProperties: false,
    injectFooter: [],
    transform: (schema: Partial<Finished>) =>
      schema.type === "finished" ? schema.node : undefined,
    transformProperty: (property: ts.PropertySignature, inner: Finished) => {
      const doc = describe(inner);
      if (doc !== undefined) docs.set(property, doc);
      return property;
    },
  };
}
