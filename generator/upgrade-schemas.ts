import type { Shape } from "./structure.js";
import { mapChildren, once } from "./walk.js";

type JsonObject = Readonly<Record<string, unknown>>;

/**
 * Turns the schemas of an OpenAPI 3.0 document into those of 3.1: `nullable` becomes the type
 * `null`, boolean `exclusiveMinimum` and `exclusiveMaximum` become numbers. Documents that say 3.1
 * and use the keywords of 3.0 mean the same, so they are treated alike.
 */
export function upgradeSchemas(value: unknown, shape: Shape): unknown {
  if (shape === "components") {
    return mapChildren(value, shape, (held, kind) => mapChildren(held, kind, upgradedOnce));
  }
  const changed = mapChildren(value, shape, upgradeSchemas);
  if (shape === "mediaType" && isObject(changed)) return itemsAsSchema(changed);
  if (shape !== "schema" || !isObject(changed)) return changed;
  return nullableType(numericLimits(changed));
}

const upgradedOnce = once(upgradeSchemas);

/**
 * OpenAPI 3.2 has a schema of its own for the items of a stream. Documents of 3.1 write them as the
 * schema of the whole, and so is it here.
 */
function itemsAsSchema(media: JsonObject): JsonObject {
  const { itemSchema, ...rest } = media;
  return itemSchema === undefined ? media : { ...rest, schema: itemSchema };
}

function numericLimits(schema: JsonObject): JsonObject {
  return numericLimit(
    numericLimit(schema, "minimum", "exclusiveMinimum"),
    "maximum",
    "exclusiveMaximum",
  );
}

function numericLimit(schema: JsonObject, limit: string, exclusive: string): JsonObject {
  if (typeof schema[exclusive] !== "boolean") return schema;
  const { [exclusive]: isExclusive, [limit]: bound, ...rest } = schema;
  if (bound === undefined) return rest;
  return { ...rest, [isExclusive === true ? exclusive : limit]: bound };
}

const nothing = { type: "null" };

function nullableType(schema: JsonObject): JsonObject {
  const { nullable, ...others } = schema;
  const rest: JsonObject = nullable === undefined ? schema : others;
  if (Array.isArray(rest["enum"]) && rest["enum"].includes(null)) return withNull(rest);
  return nullable === true ? withNull(rest) : rest;
}

/** The schema that also accepts `null`. */
function withNull(schema: JsonObject): JsonObject {
  const { type, enum: values, anyOf, oneOf } = schema;
  const withNullValue = Array.isArray(values) && {
    enum: values.includes(null) ? values : [...values, null],
  };
  if (type !== undefined) {
    const types: readonly unknown[] = Array.isArray(type) ? type : [type];
    return {
      ...schema,
      type: types.includes("null") ? type : [...types, "null"],
      ...withNullValue,
    };
  }
  if (withNullValue) return { ...schema, ...withNullValue };
  if (Array.isArray(anyOf)) return { ...schema, anyOf: orNull(anyOf) };
  if (Array.isArray(oneOf)) return { ...schema, oneOf: orNull(oneOf) };
  if (schema["$ref"] === undefined && schema["allOf"] === undefined) return schema;
  const about = Object.entries(schema).filter(([keyword]) => isAnnotation(keyword));
  const limits = Object.entries(schema).filter(([keyword]) => !isAnnotation(keyword));
  return { ...Object.fromEntries(about), anyOf: [Object.fromEntries(limits), nothing] };
}

/** Such keywords stay on the outside, where readers of the schema look for them. */
function isAnnotation(keyword: string): boolean {
  return annotations.has(keyword) || keyword.startsWith("x-");
}

const annotations = new Set([
  "title",
  "description",
  "deprecated",
  "readOnly",
  "writeOnly",
  "default",
  "externalDocs",
  "example",
  "examples",
]);

function orNull(schemas: readonly unknown[]): readonly unknown[] {
  const known = schemas.some((schema) => isObject(schema) && schema["type"] === "null");
  return known ? schemas : [...schemas, nothing];
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
