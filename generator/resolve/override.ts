import type { Schema, SchemaObject, SchemaType } from "../openapi.js";
import {
  annotations,
  asObject,
  isAnnotation,
  isMergeableObject,
  isOpen,
  sameType,
  typesOf,
  without,
} from "./keywords.js";

/** Gives the schema that a reference stands for, with its own `allOf` already merged where possible. */
export type Dereference = (schema: SchemaObject) => SchemaObject;

/** Told when two members of an `allOf` exclude each other. */
export type OnContradiction = (base: Schema, later: Schema) => void;

export interface Override {
  readonly dereference: Dereference;
  readonly onContradiction: OnContradiction;
}

/**
 * Merges two object schemas of an `allOf`: the later one refines the earlier one, property by
 * property. JSON Schema (core 10.2.1.1) asks for both to hold; documents mean "the base, with these
 * properties replaced", and where they contradict only that reading allows any value at all.
 */
export function overrideObject(
  base: SchemaObject,
  later: SchemaObject,
  override: Override,
): SchemaObject {
  const properties: Record<string, Schema> = { ...base.properties };
  for (const [name, schema] of Object.entries(later.properties ?? {})) {
    const inherited = Object.hasOwn(properties, name) ? properties[name] : undefined;
    define(
      properties,
      name,
      inherited === undefined ? schema : overrideSchema(inherited, schema, override),
    );
  }
  const required = [...new Set([...(base.required ?? []), ...(later.required ?? [])])];
  // A base closed with `false` would forbid what the later member adds.
  const closed = base.additionalProperties === false && later.additionalProperties === undefined;
  const { additionalProperties, ...merged } = { ...base, ...later };
  return {
    ...merged,
    type: nullableObject(base, later) ? ["object", "null"] : "object",
    ...(Object.keys(properties).length > 0 && { properties }),
    ...(required.length > 0 && { required }),
    ...(base.patternProperties && {
      patternProperties: { ...base.patternProperties, ...later.patternProperties },
    }),
    ...(!closed && additionalProperties !== undefined && { additionalProperties }),
  };
}

/**
 * Merges two schemas for the same value, the later one refining the earlier one. Where that cannot
 * be said in one schema, the result is an `allOf` of both, for the caller to resolve.
 */
export function overrideSchema(base: Schema, later: Schema, override: Override): Schema {
  if (isAnnotation(later)) return describe(base, later);
  if (isAnnotation(base)) return later;
  if (sameType(base, later) || isOpen(base) || isOpen(later)) {
    return overrideOpen(base, later, override);
  }
  const [from, to] = [override.dereference(asObject(base)), override.dereference(asObject(later))];
  if (contradicts(from, to)) {
    override.onContradiction(base, later);
    return later;
  }
  if (isMergeableObject(from) && isMergeableObject(to)) {
    if (asObject(base).$ref === undefined && asObject(later).$ref === undefined) {
      return overrideObject(from, to, override);
    }
    return { allOf: [base, later] };
  }
  if (isArray(from) && isArray(to)) {
    const items = overrideSchema(from.items ?? {}, to.items ?? {}, override);
    return { ...from, ...to, items };
  }
  if (isScalar(from) && isScalar(to)) return narrower(from, to);
  return { allOf: [base, later] };
}

/** The result where one side leaves the value open, or both say the same. */
function overrideOpen(base: Schema, later: Schema, override: Override): Schema {
  if (sameType(base, later)) return describe(base, later);
  const [from, to] = [override.dereference(asObject(base)), override.dereference(asObject(later))];
  if (contradicts(from, to)) {
    override.onContradiction(base, later);
    return later;
  }
  return isOpen(base)
    ? describe(later, annotations(asObject(base)), "keep")
    : describe(base, later);
}

/** Whether no value can satisfy both: the types exclude each other. */
export function contradicts(base: SchemaObject, later: SchemaObject): boolean {
  const [from, to] = [typesOf(base), typesOf(later)];
  if (!from || !to) return false;
  return ![...to].some((type) => from.has(type) || overlapsNumber(type, from));
}

function overlapsNumber(type: SchemaType, types: ReadonlySet<SchemaType>): boolean {
  if (type === "integer") return types.has("number");
  return type === "number" && types.has("integer");
}

/** A schema with the other one's description laid over it, or under it where it has its own. */
function describe(schema: Schema, from: Schema, own: "replace" | "keep" = "replace"): Schema {
  const words = annotations(asObject(from));
  if (Object.keys(words).length === 0 || typeof schema === "boolean") return schema;
  return own === "keep" ? { ...words, ...schema } : { ...schema, ...words };
}

function narrower(base: SchemaObject, later: SchemaObject): SchemaObject {
  const merged = { ...("const" in later ? without(base, "enum") : base), ...later };
  if (base.enum && later.enum) {
    const allowed = new Set(base.enum);
    const shared = later.enum.filter((value) => allowed.has(value));
    return { ...merged, enum: shared.length > 0 ? shared : later.enum };
  }
  const [from, to] = [typesOf(base), typesOf(later)];
  if (!from || !to) return merged;
  const types = [...to].filter((type) => from.has(type) || overlapsNumber(type, from));
  const integer = types.map((type): SchemaType =>
    type === "number" && !from.has("number") ? "integer" : type,
  );
  const [only] = integer;
  return { ...merged, type: integer.length === 1 && only !== undefined ? only : integer };
}

function isArray(schema: SchemaObject): boolean {
  return isPlain(schema) && (typesOf(schema)?.has("array") ?? false) && !schema.prefixItems;
}

function isScalar(schema: SchemaObject): boolean {
  const types = typesOf(schema);
  return isPlain(schema) && types !== undefined && !types.has("object") && !types.has("array");
}

function isPlain(schema: SchemaObject): boolean {
  return (schema.$ref ?? schema.allOf ?? schema.anyOf ?? schema.oneOf ?? schema.not) === undefined;
}

function nullableObject(base: SchemaObject, later: SchemaObject): boolean {
  const nullable = (schema: SchemaObject): boolean => typesOf(schema)?.has("null") ?? false;
  return nullable(base) && nullable(later);
}

/** Sets a key that may be called `__proto__`. */
function define(record: Record<string, Schema>, name: string, schema: Schema): void {
  Object.defineProperty(record, name, {
    value: schema,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}
