import type {
  Document,
  Encoding,
  MediaType,
  ResolvedSchemaObject,
  Schema,
  SchemaObject,
} from "../openapi.js";
import { methods } from "../openapi.js";
import type { Shape } from "../structure.js";
import { mapChildren } from "../walk.js";
import { dereference } from "./dereference.js";
import { essenceOf, isJson, isRangeOverJson, isText } from "./media-types.js";

/** The document with bytes in the schemas that a form is made of, and text in all others. */
export function settleBinary(document: Document): Document {
  const inForms = componentsInForms(document);
  // What has the shape of a schema or a media type is one: `read` has checked it.
  const settle = (value: unknown, shape: Shape): unknown => {
    if (shape === "schema") return asText(value as Schema);
    if (shape === "{mediaType}") return mapChildren(value, shape, content);
    return mapChildren(value, shape, shape === "components" ? component : settle);
  };
  const component = (value: unknown, shape: Shape, kind: string) =>
    kind === "schemas" ? mapChildren(value, shape, schema) : settle(value, shape);
  const schema = (value: unknown, _: Shape, name: string) =>
    (inForms.has(refTo(name)) ? asFiles : asText)(value as Schema);
  const content = (value: unknown, _: Shape, mediaType: string) =>
    settleMedia(mediaType, value as MediaType);
  // Each thing in the document is replaced by one of its kind.
  return settle(document, "document") as Document;
}

function settleMedia(mediaType: string, media: MediaType): MediaType {
  const { schema, encoding } = media;
  if (schema === undefined) return media;
  if (isForm(mediaType)) return { ...media, schema: asFiles(schema, encoding) };
  // A whole body can be bytes, unless it is said to be JSON.
  const isWhole = typeof schema === "object" && schema.format === "binary";
  const isBody = isWhole && (isRangeOverJson(mediaType) || !isJson(mediaType));
  return isBody ? media : { ...media, schema: asText(schema) };
}

function isForm(mediaType: string): boolean {
  return essenceOf(mediaType) === "multipart/form-data";
}

/** References to the component schemas that forms are made of. */
function componentsInForms(document: Document): ReadonlySet<string> {
  const found = new Set<string>();
  const schemas = document.components?.schemas ?? {};
  const byRef = new Map(Object.entries(schemas).map(([name, schema]) => [refTo(name), schema]));
  const extending = new Map<string | undefined, string[]>();
  for (const [ref, schema] of byRef) {
    const base = baseOf(schema);
    const others = extending.get(base);
    if (others) others.push(ref);
    else extending.set(base, [ref]);
  }
  const waiting = formSchemas(document).flatMap(refsIn);
  for (let ref = waiting.pop(); ref !== undefined; ref = waiting.pop()) {
    if (found.has(ref)) continue;
    found.add(ref);
    for (const other of refsIn(byRef.get(ref))) waiting.push(other);
    // What extends a type has its properties, too.
    for (const other of extending.get(ref) ?? []) waiting.push(other);
  }
  return found;
}

function baseOf(schema: ResolvedSchemaObject | boolean): string | undefined {
  return typeof schema === "boolean" ? undefined : schema["x-extends"]?.$ref;
}

function formSchemas(document: Document): Schema[] {
  return Object.values(document.paths).flatMap((item) =>
    methods.flatMap((method) => {
      const given = item[method]?.requestBody;
      const { content = {} } = (given && dereference(document, "requestBodies", given)) ?? {};
      return Object.entries(content).flatMap(([mediaType, { schema }]) =>
        isForm(mediaType) && schema !== undefined ? [schema] : [],
      );
    }),
  );
}

function refTo(name: string): string {
  return `#/components/schemas/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

function refsIn(value: unknown): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === "$ref" && typeof inner === "string" ? [inner] : refsIn(inner),
  );
}

/**
 * `format: binary` is bytes in a form or as a whole body, and text in JSON, which cannot hold bytes:
 * the schema with text in their place.
 */
function asText(schema: Schema): Schema {
  return mapStrings(schema, ({ format, ...rest }) => (format === "binary" ? rest : undefined));
}

/**
 * The schema of a form, with every file in it as `format: binary`: OpenAPI 3.1 describes one by its
 * media type (4.8.15), in the schema or in the encoding of the property.
 */
function asFiles(schema: Schema, encoding: Readonly<Record<string, Encoding>> = {}): Schema {
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
