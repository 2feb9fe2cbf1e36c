import type { Encoding, Schema, SchemaObject } from "../openapi.js";
import type { NamedType, Operation } from "./api.js";
import { essenceOf, isJson, isText } from "./media-types.js";

/**
 * `format: binary` is bytes in a form or as a whole body, and text in JSON, which cannot hold bytes:
 * the schema with text in their place.
 */
export function asText(schema: Schema): Schema {
  return mapStrings(schema, ({ format, ...rest }) => (format === "binary" ? rest : undefined));
}

/**
 * The schema of a form, with every file in it as `format: binary`: OpenAPI 3.1 describes one by its
 * media type (4.8.15), in the schema or in the encoding of the property.
 */
export function asFiles(schema: Schema, encoding: Readonly<Record<string, Encoding>> = {}): Schema {
  const files = mapStrings(schema, (string) => {
    const type = string["contentMediaType"];
    return typeof type === "string" && string["contentEncoding"] === undefined && isBytes(type)
      ? { ...string, format: "binary" }
      : undefined;
  });
  if (typeof files === "boolean" || !files.properties) return files;
  const properties = Object.entries(files.properties).map(([name, property]) => {
    const type = Object.hasOwn(encoding, name) ? encoding[name]?.contentType : undefined;
    return [name, type !== undefined && isBytes(type) ? asFile(property) : property] as const;
  });
  return { ...files, properties: Object.fromEntries(properties) };
}

function asFile(schema: Schema): Schema {
  if (typeof schema === "boolean") return schema;
  if (schema.items !== undefined) return { ...schema, items: asFile(schema.items) };
  return schema.type === "string" && schema.format === undefined && schema.enum === undefined
    ? { ...schema, format: "binary" }
    : schema;
}

function isBytes(mediaTypes: string): boolean {
  return mediaTypes
    .split(",")
    .map(essenceOf)
    .every((type) => !isJson(type) && !isText(type));
}

/** The types with bytes in those that a form is made of, and text in all others. */
export function settleBinary(
  types: readonly NamedType[],
  operations: readonly Operation[],
): readonly NamedType[] {
  const byRef = new Map(types.map((type) => [refTo(type.wireName), type]));
  const inForms = new Set<string>();
  const visit = (value: unknown): void => {
    for (const ref of refsIn(value)) {
      if (inForms.has(ref)) continue;
      inForms.add(ref);
      visit(byRef.get(ref)?.schema);
    }
  };
  for (const { body } of operations) {
    visit(body?.contents.filter(({ kind }) => kind === "multipart").map(({ schema }) => schema));
  }
  return types.map((type) => {
    const settle = inForms.has(refTo(type.wireName)) ? asFiles : asText;
    return { ...type, schema: settle(type.schema) };
  });
}

function refTo(wireName: string): string {
  return `#/components/schemas/${wireName.replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

function refsIn(value: unknown): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === "$ref" && typeof inner === "string" ? [inner] : refsIn(inner),
  );
}

/** Replaces the schemas of strings, however deep, for which `change` gives another. */
function mapStrings(
  schema: Schema,
  change: (schema: SchemaObject) => SchemaObject | undefined,
): Schema {
  // Most hold none, and documents are large.
  if (!/"binary"|"contentMediaType"/.test(JSON.stringify(schema))) return schema;
  const map = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(map);
    if (typeof value !== "object" || value === null) return value;
    const changed = isString(value) ? change(value) : undefined;
    if (changed) return changed;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, map(inner)]));
  };
  // A schema stays one: only what is in it is replaced, by other schemas.
  return map(schema) as Schema;
}

function isString(value: object): value is SchemaObject {
  return "type" in value && (value.type === "string" || includesString(value.type));
}

function includesString(type: unknown): boolean {
  return Array.isArray(type) && type.includes("string");
}
