import type { SchemaObject, SchemaType } from "../openapi.js";

/** What the keywords of a schema tell of the types it allows (JSON Schema 2020-12, Validation, 6). */

/** The types of JSON: those of `type`, else those that the other keywords are about. */
export function typesOf(schema: SchemaObject): readonly SchemaType[] {
  const { type } = schema;
  if (type !== undefined) return typeof type === "string" ? [type] : type;
  const has = (keywords: readonly string[]) =>
    keywords.some((keyword) => schema[keyword] !== undefined);
  const implied: SchemaType[] = [];
  if (has(ofObjects)) implied.push("object");
  if (has(ofArrays)) implied.push("array");
  if (implied.length > 0) return implied;
  const { format = "" } = schema;
  if (numberFormats.has(format)) return ["number"];
  if (stringFormats.has(format)) return ["string"];
  if (has(ofStrings)) implied.push("string");
  if (has(ofNumbers)) implied.push("number");
  return implied;
}

/** Whether the schema says what an object or an array holds. */
export function isStructural(schema: SchemaObject): boolean {
  return [...ofObjects, ...ofArrays].some((keyword) => schema[keyword] !== undefined);
}

/** Whether the schema says nothing of the type, or no more than that it is an object. */
export function isUntyped(schema: SchemaObject): boolean {
  if (composing.some((keyword) => schema[keyword] !== undefined)) return false;
  return typesOf(schema).length === 0 || (schema.type === "object" && !isStructural(schema));
}

const ofObjects = ["properties", "additionalProperties", "patternProperties"];
const ofArrays = ["items", "prefixItems"];
const ofStrings = ["pattern", "minLength", "maxLength", "contentEncoding", "contentMediaType"];
const ofNumbers = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"];
const composing = ["$ref", "const", "enum", "oneOf", "anyOf", "x-type-parameter", "x-intersection"];

const numberFormats = new Set(
  "int8 int16 int32 int64 uint8 uint16 uint32 uint64 float double".split(" "),
);

const stringFormats = new Set(
  (
    "date date-time time duration email idn-email hostname idn-hostname ipv4 ipv6 uri url " +
    "uri-reference uri-template iri iri-reference uuid json-pointer relative-json-pointer regex " +
    "byte base64 base64url binary password"
  ).split(" "),
);
