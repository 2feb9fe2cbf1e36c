import type { Schema, SchemaObject, SchemaType } from "../openapi.js";

/** Keywords that decide a value's type; all others describe it or limit it further. */
const typeKeywords = [
  "$ref",
  "type",
  "enum",
  "const",
  "properties",
  "patternProperties",
  "additionalProperties",
  "required",
  "items",
  "prefixItems",
  "allOf",
  "anyOf",
  "oneOf",
  "not",
] as const;

const resolvedKeywords = new Set([
  "x-type-parameters",
  "x-type-parameter",
  "x-type-arguments",
  "x-extends",
  "x-intersection",
  "x-open-enum",
]);

/** The schema as an object: `true` is `{}`, `false` is `{ not: {} }` (JSON Schema core 4.3.2). */
export function asObject(schema: Schema): SchemaObject {
  if (schema === true) return {};
  if (schema === false) return { not: {} };
  return schema;
}

/** Whether the schema says nothing about the type: only descriptions and the like. */
export function isAnnotation(schema: Schema): boolean {
  const object = asObject(schema);
  return typeKeywords.every((keyword) => object[keyword] === undefined);
}

/** The schema's keywords that say nothing about the type. */
export function annotations(schema: SchemaObject): SchemaObject {
  const typed: readonly string[] = typeKeywords;
  return pick(schema, (keyword) => !typed.includes(keyword));
}

/** The schema without the keywords that only `resolve` may write. */
export function withoutResolvedKeywords(schema: SchemaObject): SchemaObject {
  return pick(schema, (keyword) => !resolvedKeywords.has(keyword));
}

export function without(schema: SchemaObject, ...keywords: readonly string[]): SchemaObject {
  return pick(schema, (keyword) => !keywords.includes(keyword));
}

function pick(schema: SchemaObject, keep: (keyword: string) => boolean): SchemaObject {
  if (Object.keys(schema).every(keep)) return schema;
  return Object.fromEntries(Object.entries(schema).filter(([keyword]) => keep(keyword)));
}

/** The types a schema without `$ref` allows, said or implied by its keywords; undefined: not said. */
export function typesOf(schema: SchemaObject): ReadonlySet<SchemaType> | undefined {
  if (schema.type !== undefined) {
    return new Set(typeof schema.type === "string" ? [schema.type] : schema.type);
  }
  if (schema.properties ?? schema.patternProperties ?? schema.required) return new Set(["object"]);
  if (schema.additionalProperties !== undefined) return new Set(["object"]);
  if (schema.items ?? schema.prefixItems) return new Set(["array"]);
  const values = schema.enum ?? ("const" in schema ? [schema.const] : undefined);
  if (values) return new Set(values.map(typeOfValue));
  return undefined;
}

function typeOfValue(value: unknown): SchemaType {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value === "string") return "string";
  if (typeof value === "boolean") return "boolean";
  return typeof value === "number" ? "number" : "object";
}

/** Whether a schema is an object schema that can be merged with another one, property by property. */
export function isMergeableObject(schema: SchemaObject): boolean {
  if (schema.$ref ?? schema.allOf ?? schema.anyOf ?? schema.oneOf ?? schema.not) return false;
  if (schema.enum !== undefined || schema.const !== undefined) return false;
  return typesOf(schema)?.has("object") ?? false;
}

/**
 * Whether a schema leaves open what stands in its place: `{}`, an object of which nothing is said,
 * or an array of such. Documents write these where each use says more.
 */
export function isOpen(schema: Schema): boolean {
  if (typeof schema === "boolean") return schema;
  if (isAnnotation(schema)) return true;
  const types = typesOf(schema);
  const composed =
    schema.$ref ?? schema.allOf ?? schema.anyOf ?? schema.oneOf ?? schema.not ?? schema.enum;
  if (!types || composed !== undefined || schema.const !== undefined) return false;
  const named = [...types].filter((type) => type !== "null");
  if (named.length !== 1) return false;
  if (named[0] === "array") {
    return !schema.prefixItems && (schema.items === undefined || isOpen(schema.items));
  }
  return named[0] === "object" && isOpenObject(schema);
}

function isOpenObject(schema: SchemaObject): boolean {
  return (
    Object.keys(schema.properties ?? {}).length === 0 &&
    (schema.required ?? []).length === 0 &&
    Object.keys(schema.patternProperties ?? {}).length === 0 &&
    (schema.additionalProperties === undefined || isOpen(schema.additionalProperties))
  );
}

/**
 * Whether two schemas allow the same, whatever they say about it.
 *
 * @param spend told how many values have been compared
 */
export function sameType(
  one: Schema,
  other: Schema,
  spend: (values: number) => void = () => undefined,
): boolean {
  return isSame(one, other, "", spend);
}

/** @param name what both are the value of */
function isSame(
  one: unknown,
  other: unknown,
  name: string,
  spend: (values: number) => void,
): boolean {
  if (one === other) return true;
  spend(1);
  if (!isRecord(one) || !isRecord(other) || Array.isArray(one) !== Array.isArray(other)) {
    return false;
  }
  const members = saidIn(one, name);
  return (
    members.length === saidIn(other, name).length &&
    members.every(
      (member) => Object.hasOwn(other, member) && isSame(one[member], other[member], member, spend),
    )
  );
}

/** The members that tell what is allowed; below `properties` all are names of properties. */
function saidIn(value: Readonly<Record<string, unknown>>, name: string): readonly string[] {
  return Object.keys(value).filter(
    (member) => value[member] !== undefined && (name === "properties" || !described.has(member)),
  );
}

const described = new Set(["title", "description", "example", "examples", "default"]);

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
