import { sample as sampled, stringMatching } from "fast-check";
import { isObject } from "./json.js";

/** Which members a sampled object has: those that are required, or all. */
export type Extent = "required" | "all";

/**
 * A value that a schema of a document (OpenAPI 2.0 to 3.1) allows, as far as it can be told without
 * search: the document's example, default, enum or const where there is one, else the smallest that
 * fits its limits. What is only read is left out.
 */
export function sample(document: unknown, schema: unknown, extent: Extent, depth = 0): unknown {
  const given = dereferenced(document, schema);
  if (!isObject(given) || depth > 12) return depth > 12 ? undefined : "a";
  const whole = united(document, given);
  const told = toldValue(document, whole);
  // An example may lack what is required, or have what is only read: of objects, members are better.
  if (told !== undefined && !isObject(told)) return told;
  const inner = (part: unknown) => sample(document, part, extent, depth + 1);
  const type = typeOf(whole);
  if (type === "object") return sampledObject(document, whole, extent, depth);
  if (type === "array") {
    const wanted = extent === "all" && whole["uniqueItems"] !== true ? 2 : 1;
    const most = Number(whole["maxItems"] ?? Infinity);
    const count = Math.max(Number(whole["minItems"] ?? 0), Math.min(wanted, most));
    const item = inner(whole["items"] ?? {});
    return item === undefined ? [] : Array.from({ length: count }, () => item);
  }
  if (type === "integer" || type === "number") return sampledNumber(whole, type);
  if (type === "boolean") return true;
  if (type === "null") return null;
  const [choice] = [whole["oneOf"], whole["anyOf"]].filter(Array.isArray).flat();
  if (choice !== undefined && whole["type"] === undefined) return inner(choice);
  return sampledString(whole);
}

/** What a parameter or a body has as its example, its schema's apart. */
export function exampleOf(document: unknown, place: Readonly<Record<string, unknown>>): unknown {
  if (place["example"] !== undefined) return place["example"];
  const [first] = isObject(place["examples"]) ? Object.values(place["examples"]) : [];
  const example = dereferenced(document, first);
  return isObject(example) ? example["value"] : undefined;
}

/** What a reference leads to; anything else is given back. */
export function dereferenced(document: unknown, value: unknown): unknown {
  let current = value;
  for (let steps = 0; isObject(current) && typeof current["$ref"] === "string"; steps += 1) {
    if (steps > 30) return undefined;
    current = current["$ref"]
      .slice(2)
      .split("/")
      .map((part) => decodeURIComponent(part).replaceAll("~1", "/").replaceAll("~0", "~"))
      .reduce<unknown>((holder, key) => memberOf(holder, key), document);
  }
  return current;
}

function memberOf(holder: unknown, key: string): unknown {
  if (Array.isArray(holder)) return (holder as readonly unknown[])[Number(key)];
  return isObject(holder) ? holder[key] : undefined;
}

/** A schema with what its `allOf` adds, and the first of a choice beside properties. */
function united(
  document: unknown,
  schema: Readonly<Record<string, unknown>>,
  depth = 0,
): Readonly<Record<string, unknown>> {
  const parts = Array.isArray(schema["allOf"]) ? (schema["allOf"] as readonly unknown[]) : [];
  const [choice] = [schema["oneOf"], schema["anyOf"]].filter(Array.isArray).flat();
  const isObjectAnyway = schema["properties"] !== undefined || schema["type"] === "object";
  const besides = choice !== undefined && isObjectAnyway ? [choice] : [];
  const all = [...parts, ...besides].flatMap((part) => {
    const found = dereferenced(document, part);
    return isObject(found) && depth < 10 ? [united(document, found, depth + 1)] : [];
  });
  const merged: Record<string, unknown> = {};
  for (const part of [...all, schema]) {
    for (const [key, value] of Object.entries(part)) {
      if (key === "properties" && isObject(value)) {
        merged[key] = { ...(isObject(merged[key]) ? merged[key] : {}), ...value };
      } else if (key === "required" && Array.isArray(value)) {
        merged[key] = [...(Array.isArray(merged[key]) ? merged[key] : []), ...value];
      } else if (key !== "allOf") merged[key] = value;
    }
  }
  return withoutOthers(document, merged, schema["oneOf"]);
}

/** Of a `oneOf` beside properties only the first may hold: what only the others require is left out. */
function withoutOthers(
  document: unknown,
  schema: Readonly<Record<string, unknown>>,
  oneOf: unknown,
): Readonly<Record<string, unknown>> {
  const { properties, required } = schema;
  if (!Array.isArray(oneOf) || !isObject(properties)) return schema;
  const others = oneOf.slice(1).flatMap((other) => {
    const found = dereferenced(document, other);
    return isObject(found) && Array.isArray(found["required"]) ? found["required"] : [];
  });
  const kept = Object.entries(properties).filter(
    ([name]) => !others.includes(name) || (Array.isArray(required) && required.includes(name)),
  );
  return { ...schema, properties: Object.fromEntries(kept) };
}

function toldValue(document: unknown, schema: Readonly<Record<string, unknown>>): unknown {
  const { example, examples, const: only, enum: values } = schema;
  const [first] = Array.isArray(examples) ? (examples as readonly unknown[]) : [];
  const listed = Array.isArray(values) ? (values as readonly unknown[]) : [];
  const candidates = [only, ...listed, example, first, schema["default"]];
  return candidates.find((candidate) => fits(document, schema, candidate));
}

/** Documents have examples of another type than they say. */
function fits(
  document: unknown,
  schema: Readonly<Record<string, unknown>>,
  value: unknown,
): boolean {
  const type = typeOf(schema);
  if (value === undefined || value === null) return false;
  if (Array.isArray(schema["enum"]) && !schema["enum"].includes(value)) return false;
  if (type === undefined) return true;
  if (type === "integer") return Number.isInteger(value);
  if (type === "array") {
    const items = dereferenced(document, schema["items"]);
    const isItem = (each: unknown) => !isObject(items) || fits(document, items, each);
    return Array.isArray(value) && value.length > 0 && value.every(isItem);
  }
  if (type === "string" && typeof value === "string") {
    const { format, pattern, minLength = 0, maxLength = Infinity } = schema;
    if (value.length < Number(minLength) || value.length > Number(maxLength)) return false;
    const isFormatted = format === undefined || !(String(format) in formats);
    return isFormatted && (pattern === undefined || matches(String(pattern), value));
  }
  return typeof value === type;
}

function matches(pattern: string, value: string): boolean {
  return regular(pattern).test(value);
}

function typeOf(schema: Readonly<Record<string, unknown>>): string | undefined {
  const { type } = schema;
  const types: readonly unknown[] = [type ?? []].flat();
  const first = types.find((each) => each !== "null") ?? types[0];
  if (typeof first === "string") return first;
  if (schema["properties"] !== undefined || schema["additionalProperties"] !== undefined) {
    return "object";
  }
  if (schema["items"] !== undefined) return "array";
  return undefined;
}

function sampledObject(
  document: unknown,
  schema: Readonly<Record<string, unknown>>,
  extent: Extent,
  depth: number,
): unknown {
  const properties = isObject(schema["properties"]) ? schema["properties"] : {};
  const required = new Set(Array.isArray(schema["required"]) ? schema["required"] : []);
  const members = Object.entries(properties).flatMap(([name, property]) => {
    const given = dereferenced(document, property);
    if (given === false || (isObject(given) && given["readOnly"] === true)) return [];
    // Further down, what is not required may go round in a circle.
    const isWanted = required.has(name) || (extent === "all" && depth < 3);
    const value = isWanted ? sample(document, property, extent, depth + 1) : undefined;
    return value === undefined ? [] : [[name, value] as const];
  });
  const found = Object.fromEntries(members);
  const least = Number(schema["minProperties"] ?? 0);
  if (members.length >= least) return found;
  return extent === "required"
    ? sampledObject(document, { ...schema, minProperties: 0 }, "all", depth)
    : { ...found, a: sample(document, schema["additionalProperties"], extent, depth + 1) };
}

function sampledNumber(schema: Readonly<Record<string, unknown>>, type: string): number {
  const step = Number(schema["multipleOf"] ?? 1);
  const above = schema["exclusiveMinimum"];
  const least = typeof above === "number" ? above + step : Number(schema["minimum"] ?? -Infinity);
  const most = Number(schema["maximum"] ?? Infinity);
  const start = above === true ? least + step : least;
  const value = Number.isFinite(start) ? Math.max(start, Math.min(1, most)) : Math.min(1, most);
  return type === "integer" ? Math.ceil(value / step) * step : value;
}

const formats: Readonly<Record<string, unknown>> = {
  date: "2026-01-31",
  "date-time": "2026-01-31T12:00:00Z",
  time: "12:00:00Z",
  email: "ada@example.com",
  uuid: "7f9c24e8-3b12-4fef-91e0-56a2d5a3c0a1",
  uri: "https://example.com/a",
  "uri-template": "https://example.com/{a}",
  url: "https://example.com/a",
  hostname: "example.com",
  ipv4: "192.0.2.1",
  ipv6: "2001:db8::1",
  binary: undefined,
  byte: "YQ==",
  "json-pointer": "/a",
  regex: "a",
};

function sampledString(schema: Readonly<Record<string, unknown>>): unknown {
  const format = String(schema["format"] ?? "");
  if (format === "binary" || schema["contentMediaType"] === "application/octet-stream") {
    return new Blob(["bytes"]);
  }
  if (formats[format] !== undefined) return formats[format];
  const { pattern, minLength, maxLength = Infinity } = schema;
  const least = Math.max(Number(minLength ?? 1), 1);
  if (typeof pattern !== "string") return "a".repeat(least);
  const isShort = (text: string) => text.length >= least && text.length <= Number(maxLength);
  const long = "a".repeat(least);
  if (matches(pattern, long)) return long;
  return sampled(stringMatching(regular(pattern)).filter(isShort), { seed: 1, numRuns: 1 })[0];
}

/** Patterns of documents are JavaScript's, some with escapes that only hold without `u`. */
function regular(pattern: string): RegExp {
  try {
    return new RegExp(pattern, "u");
  } catch {
    return new RegExp(pattern);
  }
}
