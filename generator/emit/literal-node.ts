import type { ts } from "ts-morph";
import { compiler } from "./compiler.js";
import { nullNode, reference, neverNode, stringNode, unknownNode, union } from "./nodes.js";
import { finished, primitive, transform } from "./openapi-typescript.js";

/** How deep a constant is written out. */
const maxDepth = 20;

/** One of the values, as literal types. */
export function literalUnion(values: readonly unknown[]): ts.TypeNode {
  // Thousands of values need not be compared as nodes: they are different already.
  if (values.every(isPlain)) {
    const others = values.filter((value) => value !== null);
    return transform({ enum: others.length < values.length ? [...others, null] : others });
  }
  return union(values.map((value) => literalNode(value)));
}

/** The type of exactly this JSON value. */
export function literalNode(value: unknown, depth = 0): ts.TypeNode {
  if (value === null) return nullNode();
  if (depth > maxDepth) return unknownNode();
  if (Array.isArray(value)) {
    return compiler.factory.createTupleTypeNode(
      value.map((inner) => literalNode(inner, depth + 1)),
    );
  }
  if (typeof value === "object") {
    const entries = Object.entries(value);
    if (entries.length === 0) return reference("Record", [stringNode(), neverNode()]);
    return transform({
      properties: Object.fromEntries(
        entries.map(([key, inner]) => [key, finished(literalNode(inner, depth + 1))]),
      ),
      required: entries.map(([key]) => key),
    });
  }
  if (hasInvisible(value)) {
    // The printer escapes all that is not ASCII of a literal that it makes.
    return compiler.factory.createLiteralTypeNode(compiler.factory.createStringLiteral(value));
  }
  if (typeof value === "number" && !Number.isFinite(value)) return primitive("number");
  return transform({ enum: [value] });
}

function isPlain(value: unknown): boolean {
  if (hasInvisible(value)) return false;
  return value === null || ["string", "boolean"].includes(typeof value) || Number.isFinite(value);
}

function hasInvisible(value: unknown): value is string {
  return typeof value === "string" && invisible.test(value);
}

/** What would mislead who reads the code: controls and format characters, bidirectional ones too. */
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
