import { methods } from "../openapi.js";
import type { Shape } from "../structure.js";
import { type Draft, isObject, type JsonObject, report } from "./draft.js";

/**
 * Repairs of objects whose meaning is plain although their shape is wrong, before their fields are
 * checked. Undefined drops the object; the repair has then reported it.
 */
export function repairObject(value: unknown, kind: Shape, pointer: string, draft: Draft): unknown {
  const repair = repairs[kind];
  return repair ? repair(value, pointer, draft) : value;
}

type Repair = (value: unknown, pointer: string, draft: Draft) => unknown;

const repairs: Readonly<Partial<Record<Shape, Repair>>> = {
  schema: repairSchema,
  tag: (value) => (typeof value === "string" ? { name: value } : value),
  server: (value) => (typeof value === "string" ? { url: value } : value),
  pathItem: (value) =>
    isObject(value)
      ? Object.fromEntries(
          Object.entries(value).map(([key, child]) => [
            isMethod(key) ? key.toLowerCase() : key,
            child,
          ]),
        )
      : value,
  parameter: repairParameter,
  requestBody: (value) =>
    isObject(value) && !isReference(value) && !isObject(value["content"])
      ? { ...value, content: {} }
      : value,
  securityScheme: repairScheme,
};

/** A `$ref` that is no text is left out later, and with it the reason to be without other fields. */
function isReference(value: JsonObject): boolean {
  return typeof value["$ref"] === "string";
}

/** The name under which a member of a map is kept; undefined where it is not kept. */
export function repairKey(
  key: string,
  value: unknown,
  of: Shape,
  pointer: string,
  draft: Draft,
): string | undefined {
  if (of === "[string]" && key.startsWith("x-") && !Array.isArray(value)) return undefined;
  if (of === "pathItem" && /^\/paths\/[^/]*$/.test(pointer)) {
    if (key.startsWith("/")) return key;
    if (key.startsWith("x-")) return undefined;
    report(
      draft,
      "repaired-shape",
      pointer,
      `The path "${key}" doesn't begin with a slash; it is taken as "/${key}".`,
    );
    return `/${key}`;
  }
  if (of === "response" && !pointer.startsWith("/components/responses/")) {
    if (key === "default" || /^[1-5](?:\d\d|XX)$/.test(key)) return key;
    if (key.startsWith("x-")) return undefined;
    if (/^[1-5]xx$/i.test(key)) return key.toUpperCase();
    report(
      draft,
      "dropped-shape",
      pointer,
      `"${key}" is no HTTP status, so the response is left out.`,
    );
    return undefined;
  }
  return key;
}

const types = new Set(["null", "boolean", "object", "array", "number", "integer", "string"]);

const otherNames: Readonly<Record<string, string>> = {
  int: "integer",
  bool: "boolean",
  float: "number",
  double: "number",
};

/** The type or types a schema names; what is no type of JSON Schema is dropped. */
export function repairType(value: unknown, pointer: string, draft: Draft): unknown {
  if (typeof value === "string" && types.has(value)) return value;
  const named: readonly unknown[] = Array.isArray(value) ? value : [value];
  const known = named.flatMap((name) => {
    const type = typeNamed(name);
    if (type === undefined) {
      report(
        draft,
        "dropped-shape",
        pointer,
        `${JSON.stringify(name)} is no type of JSON Schema, so it is left out.`,
        `Write one of ${[...types].join(", ")}.`,
      );
      return [];
    }
    if (type !== name) {
      report(
        draft,
        "repaired-shape",
        pointer,
        `The type ${JSON.stringify(name)} is taken as "${type}".`,
      );
    }
    return [type];
  });
  const unique = [...new Set(known)];
  if (unique.length <= 1 && !(Array.isArray(value) && value.length === 1)) return unique[0];
  return unique.length === 0 ? undefined : unique;
}

function typeNamed(name: unknown): string | undefined {
  if (name === null) return "null";
  if (typeof name !== "string") return undefined;
  if (types.has(name)) return name;
  const lower = name.toLowerCase();
  if (types.has(lower)) return lower;
  return Object.hasOwn(otherNames, lower) ? otherNames[lower] : undefined;
}

function repairSchema(value: unknown, pointer: string, draft: Draft): unknown {
  if (typeof value === "string" && typeNamed(value) !== undefined) {
    report(
      draft,
      "repaired-shape",
      pointer,
      `The schema is only the word "${value}"; it is taken as a type.`,
    );
    return { type: value };
  }
  if (!isObject(value)) return value;
  return requiredMembers(
    exampleList(enumOfObjects(namedType(value), pointer, draft)),
    pointer,
    draft,
  );
}

/** `type: file` comes from Swagger 2.0; `type: any` says nothing. */
function namedType(schema: JsonObject): JsonObject {
  const { type, ...rest } = schema;
  if (type === "file") return { ...rest, type: "string", format: "binary" };
  return type === "any" ? rest : schema;
}

/** Fern prints the members of an enum as objects. */
function enumOfObjects(schema: JsonObject, pointer: string, draft: Draft): JsonObject {
  const values = schema["enum"];
  if (!Array.isArray(values) || values.length === 0) return schema;
  const inside = values.map((value: unknown) => (isObject(value) ? value["value"] : undefined));
  if (inside.includes(undefined)) return schema;
  report(
    draft,
    "repaired-shape",
    `${pointer}/enum`,
    'The members of "enum" are objects; the "value" of each is taken.',
  );
  return { ...schema, enum: inside };
}

/** In a schema, examples are a list; documents also give the named ones of a media type. */
function exampleList(schema: JsonObject): JsonObject {
  const { examples, ...rest } = schema;
  if (!isObject(examples)) return schema;
  const values = Object.values(examples).map((example) =>
    isObject(example) && "value" in example ? example["value"] : example,
  );
  return { ...rest, examples: values };
}

/** `required: true` on a property means that the object around it requires the property. */
function requiredMembers(schema: JsonObject, pointer: string, draft: Draft): JsonObject {
  const { properties } = schema;
  if (!isObject(properties)) return withoutFlag(schema);
  const flagged = Object.entries(properties)
    .filter(([, property]) => isObject(property) && property["required"] === true)
    .map(([name]) => name);
  if (flagged.length === 0) return withoutFlag(schema);
  report(
    draft,
    "repaired-shape",
    pointer,
    `"required: true" stands on properties (${flagged.join(", ")}); it is taken as a list on their object.`,
  );
  const listed: readonly unknown[] = Array.isArray(schema["required"]) ? schema["required"] : [];
  return { ...schema, required: [...new Set([...listed, ...flagged])] };
}

function withoutFlag(schema: JsonObject): JsonObject {
  const { required, ...rest } = schema;
  return typeof required === "boolean" ? rest : schema;
}

function repairParameter(value: unknown, pointer: string, draft: Draft): unknown {
  if (!isObject(value) || isReference(value)) return value;
  const place = typeof value["in"] === "string" ? value["in"].toLowerCase() : value["in"];
  if (place === undefined || ["path", "query", "header", "cookie"].includes(String(place))) {
    return { ...value, ...(place !== undefined && { in: place }) };
  }
  report(
    draft,
    "dropped-shape",
    pointer,
    `A parameter cannot be in ${JSON.stringify(place)}, so it is left out.`,
    "Write path, query, header or cookie; a body is described by requestBody.",
  );
  return undefined;
}

/** A scheme of a type that OpenAPI has, with the fields its type needs. */
function repairScheme(value: unknown, pointer: string, draft: Draft): unknown {
  if (!isObject(value) || isReference(value)) return value;
  const scheme = namedScheme(value, pointer, draft);
  const type = String(scheme["type"]);
  const needed = Object.hasOwn(schemeFields, type) ? schemeFields[type] : undefined;
  const lacking = needed?.find((field) => typeof scheme[field] !== "string");
  if (needed && lacking === undefined) {
    return type === "oauth2" && !isObject(scheme["flows"]) ? { ...scheme, flows: {} } : scheme;
  }
  report(
    draft,
    "dropped-shape",
    pointer,
    needed
      ? `A security scheme of the type ${type} needs "${lacking}", so this one is left out.`
      : `${JSON.stringify(scheme["type"])} is no type of security scheme, so it is left out.`,
  );
  return undefined;
}

const schemeFields: Readonly<Record<string, readonly string[]>> = {
  apiKey: ["in", "name"],
  http: ["scheme"],
  oauth2: [],
  openIdConnect: ["openIdConnectUrl"],
  mutualTLS: [],
};

/** Apidog and others give the scheme of `http` as the type itself. */
function namedScheme(value: JsonObject, pointer: string, draft: Draft): JsonObject {
  const type = typeof value["type"] === "string" ? value["type"] : "";
  const named = Object.keys(schemeFields).find((name) => name.toLowerCase() === type.toLowerCase());
  if (named === "http" && value["scheme"] === undefined && value["bearerFormat"] !== undefined) {
    return { ...value, type: named, scheme: "bearer" };
  }
  if (named) return named === type ? value : { ...value, type: named };
  if (!/^(?:bearer|basic|digest)$/i.test(type)) return value;
  const scheme = type.toLowerCase();
  report(
    draft,
    "repaired-shape",
    pointer,
    `"${type}" is taken as the type http with the scheme ${scheme}.`,
  );
  return { ...value, type: "http", scheme };
}

function isMethod(key: string): boolean {
  return methods.some((method) => method === key.toLowerCase());
}
