import type {
  ResolvedSchemaObject,
  Schema,
  SchemaObject,
  SchemaType,
} from "../generator/openapi.js";
import { propertyKey, stringLiteral, valueLiteral } from "./literal.js";
import { plain, textOf, type NamedType, type Schema as WordedSchema, type Words } from "./words.js";

/**
 * A value that the schema allows, as TypeScript: the document's own example where it gives one that
 * fits, else the least that type-checks. Required properties only.
 *
 * @param types what a `$ref` can stand for
 * @param shown an example from beside the schema
 */
export function exampleValue(
  schema: WordedSchema,
  name: Words | string,
  types: readonly NamedType[],
  shown?: unknown,
): string {
  const resolve = (ref: string): Schema | undefined => {
    const found = types.find((type) => ref === `#/components/schemas/${textOf(type.wireName)}`);
    return found && plain<Schema>(found.schema);
  };
  return example(plain<Schema>(schema), textOf(name), resolve, shown, 0);
}

function example(
  schema: Schema,
  name: string,
  resolve: Resolve,
  shown: unknown,
  depth: number,
): string {
  if (typeof schema === "boolean") return shown === undefined ? "undefined" : valueLiteral(shown);
  const given = [
    shown,
    schema.example,
    schema.examples?.[0],
    schema.default,
    schema.const,
    schema.enum?.[0],
  ].find((value) => value !== undefined && isShort(value) && fits(value, schema, resolve));
  if (given !== undefined) return valueLiteral(given);
  const inner = (of: Schema, as = name) => example(of, as, resolve, undefined, depth + 1);
  if (schema.$ref !== undefined) {
    const target = resolve(schema.$ref) ?? true;
    return depth > DEEPEST && !isFlat(target, resolve) ? "{}" : inner(target);
  }
  const [first] = schema.oneOf ?? schema.anyOf ?? [];
  if (first !== undefined) return inner(first);
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  switch (type) {
    case "integer":
    case "number":
      return String(schema["minimum"] ?? 1);
    case "boolean":
      return "true";
    case "array":
      return depth > DEEPEST ? "[]" : `[${inner(schema.items ?? true)}]`;
    case "string":
      if (schema.format === "binary") return "new Blob([])";
      return stringLiteral(exampleString(schema.format, name));
    default: {
      const needed =
        depth > DEEPEST && !isFlat(schema, resolve) ? [] : requiredMembers(schema, resolve);
      const members = needed.map(
        ([property, of]) => `${propertyKey(property)}: ${inner(of, property)}`,
      );
      return members.length > 0 ? `{ ${members.join(", ")} }` : "{}";
    }
  }
}

/** Objects further in than this are left empty if they hold others: some documents have no end. */
const DEEPEST = 4;

function isFlat(schema: Schema, resolve: Resolve): boolean {
  if (typeof schema === "boolean" || schema.$ref !== undefined) return false;
  if (isScalar(schema)) return true;
  const isObject = schema.type === "object" && !schema.oneOf && !schema.anyOf;
  return isObject && requiredMembers(schema, resolve).every(([, member]) => isScalar(member));
}

function isScalar(schema: Schema): boolean {
  return (
    typeof schema === "object" &&
    (schema.enum !== undefined || /^(string|integer|number|boolean)$/.test(String(schema.type)))
  );
}

/** The required properties, those of the schema that it is built on first. */
function requiredMembers(
  schema: ResolvedSchemaObject,
  resolve: Resolve,
  depth = 0,
): readonly (readonly [string, Schema])[] {
  const { properties = {}, required = [], "x-extends": base } = schema;
  const target = base?.$ref === undefined ? undefined : resolve(base.$ref);
  const inherited =
    typeof target === "object" && depth < DEEPEST
      ? requiredMembers(target, resolve, depth + 1)
      : [];
  const own = Object.entries(properties).filter(([name]) => required.includes(name));
  return [...new Map([...inherited, ...own])];
}

type Resolve = (ref: string) => Schema | undefined;

/** Documents show whole databases, too. */
function isShort(value: unknown): boolean {
  return JSON.stringify(value).length <= 1000;
}

/** Whether an example type-checks as far as that is told by types, names and enums; many do not. */
function fits(
  value: unknown,
  schema: ResolvedSchemaObject | boolean | undefined,
  resolve: Resolve,
  depth = 0,
): boolean {
  if (typeof schema !== "object") return schema !== false;
  if (depth > DEEPEST) return false;
  const same = (of: Schema | undefined) => fits(value, of, resolve, depth + 1);
  // The members of a value have an end, so that only what says more of one value is counted.
  const inside = (member: unknown, of: Schema | undefined) => fits(member, of, resolve);
  if (schema.$ref !== undefined) return same(resolve(schema.$ref));
  if (schema["x-extends"] ?? schema["x-intersection"]) return false;
  if (schema.format === "binary") return false;
  const allowed = schema.const === undefined ? schema.enum : [schema.const];
  if (allowed) return allowed.includes(value);
  const union = schema.oneOf ?? schema.anyOf;
  if (union && !union.some(same)) return false;
  const types = [schema.type ?? []].flat();
  if (types.length > 0 && !types.some((type) => isOfType(value, type))) return false;
  if (Array.isArray(value)) return value.every((item) => inside(item, schema.items ?? true));
  if (typeof value !== "object" || value === null) return true;
  return fitsObject(value, schema, inside, union !== undefined);
}

function fitsObject(
  value: object,
  { properties = {}, additionalProperties, required = [] }: SchemaObject,
  inside: (member: unknown, of: Schema | undefined) => boolean,
  isPart: boolean,
): boolean {
  if (required.some((name) => !Object.hasOwn(value, name))) return false;
  const isClosed = Object.keys(properties).length > 0 && !additionalProperties && !isPart;
  return Object.entries(value).every(([name, member]) =>
    Object.hasOwn(properties, name)
      ? inside(member, properties[name])
      : !isClosed && inside(member, additionalProperties ?? true),
  );
}

function isOfType(value: unknown, type: SchemaType): boolean {
  switch (type) {
    case "null":
      return value === null;
    case "array":
      return Array.isArray(value);
    case "object":
      return typeof value === "object" && value !== null && !Array.isArray(value);
    case "integer":
    case "number":
      return typeof value === "number";
    case "string":
    case "boolean":
      return typeof value === type;
  }
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
