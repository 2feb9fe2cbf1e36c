import type { ts } from "ts-morph";
import type { NamedType } from "../model/api.js";
import type { Schema } from "../openapi.js";

/** What a schema's type depends on besides the schema. */
export interface Context {
  readonly byRef: ReadonlyMap<string, NamedType>;
  /** The names mentioned so far. */
  readonly references: Set<string>;
  /** Property → name of the type parameter that stands for it. */
  readonly parameters: ReadonlyMap<string, string>;
  /** References that must not be followed where an alias is nothing but them: they lead back to it. */
  readonly circular: ReadonlySet<string>;
  /** Whether the type is the alias itself, or a member of the union that it is. */
  readonly isAlias: boolean;
  readonly depth: number;
}

/** How a schema inside another becomes a type: what breaks the circle between the kinds of schema. */
export type ToNode = (schema: Schema, context: Context) => ts.TypeNode;

/** Inside an object or an array. */
export function inside(context: Context): Context {
  return { ...context, isAlias: false, depth: context.depth + 1 };
}

/** Beside others that are the type together. */
export function beside(context: Context): Context {
  return { ...context, depth: context.depth + 1 };
}
