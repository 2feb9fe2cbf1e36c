import type { Schema, SchemaObject } from "../generator/openapi.js";
import { propertyKey, stringLiteral } from "./literal.js";

/**
 * A value that the schema allows, as TypeScript: the document's own example where it gives one, else
 * the least that type-checks. Required properties only.
 *
 * @param resolve gives the schema a `$ref` stands for
 */
export function exampleValue(
  schema: Schema,
  name: string,
  resolve: (ref: string) => Schema | undefined,
  depth = 0,
): string {
  if (typeof schema === "boolean") return "undefined";
  const { const: constant, enum: values, example, examples } = schema;
  const given = [constant, values?.[0], example, examples?.[0], schema.default].find(
    (value) => value !== undefined && fits(value, schema),
  );
  if (given !== undefined) return literal(given);
  if (schema.$ref !== undefined) {
    return depth > 4 ? "{}" : exampleValue(resolve(schema.$ref) ?? true, name, resolve, depth + 1);
  }
  const [first] = schema.oneOf ?? schema.anyOf ?? [];
  if (first !== undefined && depth > 20) return "{}";
  if (first !== undefined) return exampleValue(first, name, resolve, depth + 1);
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  switch (type) {
    case "integer":
    case "number":
      return String(schema["minimum"] ?? 1);
    case "boolean":
      return "true";
    case "array":
      return depth > 4 ? "[]" : `[${exampleValue(schema.items ?? true, name, resolve, depth + 1)}]`;
    case "string":
      return stringLiteral(exampleString(schema.format, name));
    default: {
      if (!schema.properties) return "{}";
      const required = schema.required ?? [];
      const members = Object.entries(schema.properties)
        .filter(([property]) => required.includes(property))
        .map(
          ([property, inner]) =>
            `${propertyKey(property)}: ${depth > 4 ? "{}" : exampleValue(inner, property, resolve, depth + 1)}`,
        );
      return members.length > 0 ? `{ ${members.join(", ")} }` : "{}";
    }
  }
}

/** Whether a value that a document gives is of the type that it says: examples are written by hand. */
function fits(value: unknown, { type = [] }: SchemaObject): boolean {
  const types = typeof type === "string" ? [type] : type;
  if (types.length === 0) return true;
  const own = value === null ? "null" : Array.isArray(value) ? "array" : typeof value;
  return types.some((each) => (each === "integer" ? own === "number" : own === each));
}

function exampleString(format: string | undefined, name: string): string {
  switch (format) {
    case "email":
      return "ada@example.com";
    case "date":
      return "2026-01-31";
    case "date-time":
      return "2026-01-31T12:00:00Z";
    case "uri":
    case "url":
      return "https://example.com";
    case "uuid":
      return "123e4567-e89b-12d3-a456-426614174000";
    default:
      return name;
  }
}

function literal(value: unknown): string {
  if (typeof value === "string") return stringLiteral(value);
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    const members = Object.entries(value).map(
      ([key, inner]) => `${propertyKey(key)}: ${literal(inner)}`,
    );
    return `{ ${members.join(", ")} }`;
  }
  return String(value);
}
