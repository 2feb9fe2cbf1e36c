export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The object at a key, an empty one where there is none. */
export function objectAt(value: unknown, key: string): JsonObject {
  const found = isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  return isObject(found) ? found : {};
}

/** The list at a key; undefined where there is none. */
export function listAt(value: unknown, key: string): readonly unknown[] | undefined {
  const found = isObject(value) ? value[key] : undefined;
  return Array.isArray(found) ? found : undefined;
}

/** The value at a JSON pointer, percent-encoded or not; undefined where there is none. */
export function valueAt(root: unknown, pointer: string): unknown {
  let value = root;
  for (const token of pointer.split("/").slice(1)) {
    const key = decodeURIComponent(token).replaceAll("~1", "/").replaceAll("~0", "~");
    if (Array.isArray(value)) value = value[Number(key)];
    else value = isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  }
  return value;
}

/** Visits a value and everything in it, what is outside first. */
export function visit(value: unknown, seen: (object: JsonObject) => void): void {
  if (Array.isArray(value)) for (const child of value) visit(child, seen);
  if (!isObject(value)) return;
  seen(value);
  for (const child of Object.values(value)) visit(child, seen);
}

/** What stands under these keys of an OpenAPI object are names, and not fields of OpenAPI. */
const maps = new Set([
  "$defs",
  "callbacks",
  "content",
  "definitions",
  "dependentSchemas",
  "encoding",
  "examples",
  "headers",
  "links",
  "mapping",
  "parameters",
  "pathItems",
  "paths",
  "patternProperties",
  "properties",
  "requestBodies",
  "responses",
  "schemas",
  "scopes",
  "securitySchemes",
  "variables",
  "webhooks",
]);

/** What stands under these keys is data and no part of the description. */
const data = new Set(["default", "enum", "const", "example"]);

/** Copies an OpenAPI object with only the fields that `keeps` says; data and names stay as they are. */
export function filterFields(value: unknown, keeps: (field: string) => boolean): unknown {
  return filter(value, keeps, false);
}

function filter(value: unknown, keeps: (field: string) => boolean, isMap: boolean): unknown {
  if (Array.isArray(value)) return value.map((child: unknown) => filter(child, keeps, isMap));
  if (!isObject(value)) return value;
  const entries = Object.entries(value).flatMap(([key, child]): [string, unknown][] => {
    if (isMap) return [[key, filter(child, keeps, false)]];
    if (!keeps(key)) return [];
    if (data.has(key)) return [[key, child]];
    const holdsNames = key === "security" || (maps.has(key) && !Array.isArray(child));
    return [[key, filter(child, keeps, holdsNames)]];
  });
  return Object.fromEntries(entries);
}
