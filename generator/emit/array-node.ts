import type { ts } from "ts-morph";
import type { SchemaObject } from "../openapi.js";
import { compiler } from "./compiler.js";
import { type Context, inside, type ToNode } from "./context.js";
import { isUnknown, unknownNode } from "./nodes.js";
import { finished, transform } from "./openapi-typescript.js";

const { factory } = compiler;

/**
 * An array, or a tuple where `prefixItems` says so. Without `minItems` all of its elements are
 * there, and without `items` no others: what documents mean, though JSON Schema has it otherwise.
 */
export function arrayNode(schema: SchemaObject, context: Context, toNode: ToNode): ts.TypeNode {
  const { prefixItems = [], items } = schema;
  const within = inside(context);
  if (prefixItems.length > 0) return tupleNode(schema, within, toNode);
  if (items === false || schema["maxItems"] === 0) return factory.createTupleTypeNode([]);
  return arrayOf(items === undefined ? unknownNode() : toNode(items, within));
}

function tupleNode(schema: SchemaObject, within: Context, toNode: ToNode): ts.TypeNode {
  const { prefixItems = [], items } = schema;
  const { minItems = prefixItems.length, maxItems } = schema as {
    // `read` has checked that limits are numbers.
    readonly minItems?: number;
    readonly maxItems?: number;
  };
  const elements = prefixItems.slice(0, maxItems).map((element, index) => {
    const node = toNode(element, within);
    return index < minItems ? node : factory.createOptionalTypeNode(node);
  });
  const isLonger = (maxItems ?? minItems) > prefixItems.length;
  const others = items ?? isLonger;
  if (others === false || (maxItems !== undefined && maxItems <= prefixItems.length)) {
    return factory.createTupleTypeNode(elements);
  }
  const rest = factory.createRestTypeNode(arrayOf(toNode(others, within)));
  return factory.createTupleTypeNode([...elements, rest]);
}

function arrayOf(node: ts.TypeNode): ts.TypeNode {
  return isUnknown(node)
    ? transform({ type: "array" })
    : transform({ type: "array", items: finished(node) });
}
