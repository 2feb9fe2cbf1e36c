import { type Shape, structure } from "../structure.js";
import { elementOf, fieldOf, fieldsOf, mapChildren } from "../walk.js";

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Orders texts by code unit, the same in every locale. */
export function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Parts values by a key, the groups in the order in which they first appear. */
export function groupBy<T>(values: Iterable<T>, keyOf: (value: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}

/**
 * What a value says, without how it is said: descriptions, examples, extensions, the order of keys
 * and of sets, and fields that only repeat their default are gone. Two values mean the same exactly
 * if the JSON of this is the same.
 */
export function essence(value: unknown, shape: Shape): unknown {
  const list = elementOf(shape)?.in === "list" || shape === "schemaType";
  if (list && Array.isArray(value)) {
    const of = elementOf(shape)?.of ?? "any";
    return value.map((child: unknown) => essence(child, of));
  }
  if (!isObject(value)) return value;
  const isKind = fieldsOf(shape) !== undefined;
  const entries: [string, unknown][] = [];
  for (const key of Object.keys(value).toSorted(byCodeUnit)) {
    if (isKind && (isAnnotation(key) || isDefault(key, value[key]))) continue;
    const of = elementOf(shape)?.of ?? fieldOf(shape, key);
    const child = essence(value[key], of);
    entries.push([key, isKind && sets.has(key) && Array.isArray(child) ? sorted(child) : child]);
  }
  return Object.fromEntries(entries);
}

/** The essence as text, to compare by. */
export function canonical(value: unknown, shape: Shape): string {
  return JSON.stringify(essence(value, shape)) ?? "";
}

/** Of values that mean the same, the one that says most; the choice depends on nothing else. */
export function richest<T>(values: readonly [T, ...T[]]): T {
  let [best] = values;
  if (values.length === 1) return best;
  let bestText = JSON.stringify(best) ?? "";
  for (const value of values.slice(1)) {
    const text = JSON.stringify(value) ?? "";
    const order = text.length - bestText.length || byCodeUnit(bestText, text);
    if (order > 0) [best, bestText] = [value, text];
  }
  return best;
}

/**
 * The value with the fields of every OpenAPI object in their conventional order, unknown ones last,
 * required properties in that of the properties, and maps of things that are looked up by their names in
 * the order of these. Other maps keep theirs: that of properties means something to readers.
 */
export function ordered(value: unknown, shape: Shape): unknown {
  const inside = mapChildren(value, shape, ordered);
  if (!isObject(inside)) return inside;
  if (lookedUp.has(shape)) return withKeysBy(inside, byCodeUnit);
  const ranks = ranksIn.get(shape);
  if (!ranks) return inside;
  const changed = shape === "schema" ? withOrderedNames(inside) : inside;
  const rankOf = (field: string) => ranks.get(field) ?? ranks.size;
  return withKeysBy(changed, (a, b) => rankOf(a) - rankOf(b) || byCodeUnit(a, b));
}

/** The same object where its keys have that order already: a document has millions of them. */
function withKeysBy(object: JsonObject, compare: (a: string, b: string) => number): JsonObject {
  const keys = Object.keys(object);
  const isOrdered = keys.every((key, at) => at === 0 || compare(keys[at - 1] ?? "", key) < 0);
  if (isOrdered) return object;
  return Object.fromEntries(keys.toSorted(compare).map((key) => [key, object[key]]));
}

/** Object kind → field → its place in the order. */
const ranksIn: ReadonlyMap<string, ReadonlyMap<string, number>> = new Map(
  Object.entries(structure).map(([kind, fields]) => [
    kind,
    new Map(Object.keys(fields).map((field, rank) => [field, rank])),
  ]),
);

const lookedUp: ReadonlySet<Shape> = new Set<Shape>([
  // A security requirement: all of its schemes are needed.
  "{[string]}",
  "{callback}",
  "{encoding}",
  "{header}",
  "{link}",
  "{response}",
  "{securityScheme}",
]);

/** The properties that a schema lists, and then those that it requires of others. */
function withOrderedNames(schema: JsonObject): JsonObject {
  const { required, properties } = schema;
  if (!Array.isArray(required) || required.length < 2) return schema;
  const ranks = new Map(
    Object.keys(isObject(properties) ? properties : {}).map((name, rank) => [name, rank]),
  );
  const rankOf = (name: unknown) => ranks.get(String(name)) ?? ranks.size;
  const names: readonly unknown[] = required;
  const inOrder = names.toSorted(
    (one, other) => rankOf(one) - rankOf(other) || byCodeUnit(String(one), String(other)),
  );
  return names.every((name, at) => name === inOrder[at])
    ? schema
    : { ...schema, required: inOrder };
}

const annotations = new Set([
  "description",
  "summary",
  "title",
  "example",
  "examples",
  "externalDocs",
  "$comment",
]);

function isAnnotation(field: string): boolean {
  return annotations.has(field) || field.startsWith("x-");
}

const falseByDefault = new Set([
  "required",
  "deprecated",
  "readOnly",
  "writeOnly",
  "allowEmptyValue",
  "allowReserved",
  "uniqueItems",
]);

const emptyByDefault = new Set([
  "required",
  "parameters",
  "tags",
  "headers",
  "content",
  "properties",
  "variables",
  "links",
  "callbacks",
]);

function isDefault(field: string, value: unknown): boolean {
  if (value === false) return falseByDefault.has(field);
  if (typeof value !== "object" || value === null) return false;
  return emptyByDefault.has(field) && Object.keys(value).length === 0;
}

/** Lists whose order means nothing. */
const sets = new Set(["required", "enum", "type", "tags", "parameters", "security"]);

function sorted(list: readonly unknown[]): readonly unknown[] {
  return list
    .map((element) => ({ element, text: JSON.stringify(element) ?? "" }))
    .toSorted((a, b) => byCodeUnit(a.text, b.text))
    .map(({ element }) => element);
}
