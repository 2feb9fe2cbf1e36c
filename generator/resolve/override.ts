import { addTo } from "../group.js";
import { define } from "../map-values.js";
import type { Schema, SchemaObject, SchemaType } from "../openapi.js";
import type { Spend } from "./budget.js";
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
  readonly spend: Spend;
}

/**
 * Merges the object schemas of an `allOf`: a later one refines the earlier ones, property by
 * property. JSON Schema (core 10.2.1.1) asks for all to hold; documents mean "the base, with these
 * properties replaced", and where they contradict only that reading allows any value at all.
 *
 * All at once, as one after the other would write out for each what has been merged so far.
 */
export function overrideObjects(
  members: readonly SchemaObject[],
  override: Override,
): SchemaObject {
  const properties = overrideProperties(members, override);
  const patterns = members.flatMap((member) => Object.entries(member.patternProperties ?? {}));
  const required = [...new Set(members.flatMap((member) => member.required ?? []))];
  const { additionalProperties: _, ...said } = Object.fromEntries(members.flatMap(Object.entries));
  const additionalProperties = additionalOf(members);
  return {
    ...said,
    type: members.every(isNullable) ? ["object", "null"] : "object",
    ...(Object.keys(properties).length > 0 && { properties }),
    ...(required.length > 0 && { required }),
    ...(patterns.length > 0 && { patternProperties: Object.fromEntries(patterns) }),
    ...(additionalProperties !== undefined && { additionalProperties }),
  };
}

function overrideProperties(
  members: readonly SchemaObject[],
  override: Override,
): Readonly<Record<string, Schema>> {
  const [first, ...others] = members;
  // V8 copies a record much faster than it makes one of entries.
  const merged: Record<string, Schema> = { ...first?.properties };
  override.spend(1 + Object.keys(merged).length);
  const saidAgain = new Map<string, Schema[]>();
  for (const { properties = {} } of others) {
    const entries = Object.entries(properties);
    override.spend(1 + entries.length);
    for (const [name, schema] of entries) {
      if (Object.hasOwn(merged, name)) addTo(saidAgain, name, schema);
      else define(merged, name, schema);
    }
  }
  for (const [name, schemas] of saidAgain) {
    define(merged, name, overrideSchemas([merged[name] ?? true, ...schemas], override));
  }
  return merged;
}

/** What all allow beside their properties: one closed with `false` would forbid what a later adds. */
function additionalOf(members: readonly SchemaObject[]): Schema | undefined {
  return members.reduce<Schema | undefined>(
    (base, { additionalProperties: later }) => later ?? (base === false ? undefined : base),
    undefined,
  );
}

/** Merges schemas for the same value, each later one refining what is before it. */
function overrideSchemas(schemas: readonly Schema[], override: Override): Schema {
  return mergeRuns(schemas, inlineObject, override).reduce((base, later) =>
    overrideSchema(base, later, override),
  );
}

/**
 * The schemas, with those in a row that can be merged as objects as one.
 *
 * @param objectIn the object schema that one stands for; undefined where it cannot be merged so
 */
export function mergeRuns<Each extends Schema>(
  schemas: readonly Each[],
  objectIn: (schema: Each) => SchemaObject | undefined,
  override: Override,
): readonly (Each | SchemaObject)[] {
  const runs: { readonly first: Each; readonly objects: SchemaObject[] }[] = [];
  for (const schema of schemas) {
    const object = objectIn(schema);
    const run = runs.at(-1);
    if (object && run && run.objects.length > 0) run.objects.push(object);
    else runs.push({ first: schema, objects: object ? [object] : [] });
  }
  return runs.map(({ first, objects }) =>
    objects.length > 1 ? overrideObjects(objects, override) : first,
  );
}

function inlineObject(schema: Schema): SchemaObject | undefined {
  const object = asObject(schema);
  return isMergeableObject(object) && !isOpen(object) ? object : undefined;
}

/**
 * Merges two schemas for the same value, the later one refining the earlier one. Where that cannot
 * be said in one schema, the result is an `allOf` of both, for the caller to resolve.
 */
export function overrideSchema(base: Schema, later: Schema, override: Override): Schema {
  if (isAnnotation(later)) return describe(base, later);
  if (isAnnotation(base)) return later;
  override.spend(1 + valuesIn(base) + valuesIn(later));
  if (sameType(base, later, override.spend) || isOpen(base) || isOpen(later)) {
    return overrideOpen(base, later, override);
  }
  const [from, to] = [override.dereference(asObject(base)), override.dereference(asObject(later))];
  if (contradicts(from, to)) {
    override.onContradiction(base, later);
    return later;
  }
  if (isMergeableObject(from) && isMergeableObject(to)) {
    if (asObject(base).$ref === undefined && asObject(later).$ref === undefined) {
      return overrideObjects([from, to], override);
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
  if (sameType(base, later, override.spend)) return describe(base, later);
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

function isNullable(schema: SchemaObject): boolean {
  return typesOf(schema)?.has("null") ?? false;
}

function valuesIn(schema: Schema): number {
  return asObject(schema).enum?.length ?? 0;
}
