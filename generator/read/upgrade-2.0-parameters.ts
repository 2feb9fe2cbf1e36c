import { isObject, type JsonObject } from "./draft.js";
import { upgradeSchema } from "./upgrade-2.0-schema.js";

/** The media types that hold where an operation names none itself. */
export interface MediaTypes {
  readonly consumes: readonly string[];
  readonly produces: readonly string[];
}

/** Whether a parameter of 2.0 is the body or a part of it. */
export function isBodyParameter(parameter: unknown): parameter is JsonObject {
  return isObject(parameter) && (parameter["in"] === "body" || parameter["in"] === "formData");
}

/** Writes a parameter of 2.0 that isn't part of the body: what it says of its type becomes a schema. */
export function toParameter(parameter: unknown): unknown {
  if (!isObject(parameter) || parameter["$ref"] !== undefined) return parameter;
  const { about, schema, collectionFormat } = split(parameter);
  const isArray = isObject(schema) && schema["type"] === "array";
  return { ...about, ...(isArray && styleOf(collectionFormat, about["in"])), schema };
}

/** Writes a response header of 2.0. */
export function toHeader(header: unknown): unknown {
  if (!isObject(header)) return header;
  const { about, schema } = split(header);
  return { ...about, schema };
}

/** Writes the body parameter, or all the form parameters, of an operation as its request body. */
export function toRequestBody(
  parameters: readonly unknown[],
  { consumes }: MediaTypes,
): JsonObject | undefined {
  const parts = parameters.filter(isBodyParameter);
  const body = parts.find((part) => part["in"] === "body");
  if (body) {
    const { name: _name, in: _in, schema, ...rest } = body;
    const types = consumes.length > 0 ? consumes : ["application/json"];
    return { ...rest, content: sameFor(types, { schema: upgradeSchema(schema ?? {}) }) };
  }
  return parts.length > 0 ? toForm(parts, consumes) : undefined;
}

function toForm(parts: readonly JsonObject[], consumes: readonly string[]): JsonObject {
  const fields = parts.map((part) => ({ name: String(part["name"]), part, ...split(part) }));
  const hasFile = parts.some((part) => part["type"] === "file");
  const types = consumes.filter(
    (type) => isForm(type) && !(hasFile && type.includes("urlencoded")),
  );
  const fallback = hasFile ? "multipart/form-data" : "application/x-www-form-urlencoded";
  const required = fields.filter(({ part }) => part["required"] === true).map(({ name }) => name);
  const encoding = fields
    .filter(({ part }) => part["type"] === "array" && part["collectionFormat"] !== "multi")
    .map(({ name, collectionFormat }) => [name, styleOf(collectionFormat, "query")]);
  const schema = {
    type: "object",
    properties: Object.fromEntries(
      fields.map(({ name, about, schema: field }) => [
        name,
        {
          ...field,
          ...(about["description"] !== undefined && { description: about["description"] }),
        },
      ]),
    ),
    ...(required.length > 0 && { required }),
  };
  const content = {
    schema,
    ...(encoding.length > 0 && { encoding: Object.fromEntries(encoding) }),
  };
  return {
    ...(required.length > 0 && { required: true }),
    content: sameFor(types.length > 0 ? types : [fallback], content),
  };
}

function isForm(type: string): boolean {
  return type === "multipart/form-data" || type === "application/x-www-form-urlencoded";
}

const parameterFields = new Set([
  "name",
  "in",
  "description",
  "required",
  "allowEmptyValue",
  "deprecated",
]);

/** Parts what a parameter says of itself from what it says of its value. */
function split(parameter: JsonObject): {
  readonly about: JsonObject;
  readonly schema: JsonObject;
  readonly collectionFormat: unknown;
} {
  const { collectionFormat, schema: given, ...rest } = parameter;
  const about = Object.entries(rest).filter(([key]) => isOwn(key));
  const type = Object.entries(rest).filter(([key]) => !isOwn(key));
  const schema = upgradeSchema(isObject(given) ? given : withoutFormat(Object.fromEntries(type)));
  return {
    about: Object.fromEntries(about),
    schema: isObject(schema) ? schema : {},
    collectionFormat,
  };
}

function isOwn(field: string): boolean {
  return parameterFields.has(field) || (field.startsWith("x-") && field !== "x-nullable");
}

function withoutFormat(schema: JsonObject): JsonObject {
  const { items } = schema;
  if (!isObject(items)) return schema;
  const { collectionFormat: _, ...inner } = items;
  return { ...schema, items: withoutFormat(inner) };
}

/** How a list is written: with commas unless something else is said. */
function styleOf(collectionFormat: unknown, location: unknown): JsonObject {
  if (location !== "query") return { style: "simple" };
  if (collectionFormat === "multi") return { style: "form", explode: true };
  if (collectionFormat === "ssv") return { style: "spaceDelimited", explode: false };
  if (collectionFormat === "pipes") return { style: "pipeDelimited", explode: false };
  return { style: "form", explode: false };
}

function sameFor(types: readonly string[], value: unknown): JsonObject {
  return Object.fromEntries(types.map((type) => [type, value]));
}
