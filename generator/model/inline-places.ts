import type { ResolvedSchemaObject, Schema, TypeParameter } from "../openapi.js";
import type { Root } from "./inline-roots.js";
import { pascalCase } from "./names.js";
import { singular } from "./singular.js";

/** Where a schema stands: a step from where the schema around it stands. */
export interface Place {
  readonly root: Root;
  /** What it is there: an item or argument may be `named`, a `part` only where a person asks for it. */
  readonly position: "root" | "named" | "part";
  /** The name of the type around it. */
  readonly base: string;
  /** Absent at the root. */
  readonly step?: Step;
  /** Whether it is the type around what stands inside. */
  readonly isBase?: boolean;
}

interface Step {
  readonly from: Place;
  /** `argument`: what stands for the only type of items of an envelope. */
  readonly kind: "property" | "items" | "values" | "member" | "argument";
  /** The property's name; else what is written in its place. */
  readonly text: string;
}

export function rootPlace(root: Root): Place {
  const position = root.role === "component" ? "part" : "root";
  return { root, position, base: root.base, isBase: true };
}

/** The same place as the one around what stands inside a type of that name. */
export function insideType(place: Place, name: string): Place {
  return { ...place, base: name, isBase: true };
}

/** What `names.yaml` calls the place: `GET /orders 200 data[].lines[]`, `Order.lines[]`. */
export function keyOf({ root, step }: Place): string {
  if (!step) return root.key;
  const before = keyOf(step.from);
  if (step.kind !== "property") return before + step.text;
  if (!/^[\p{L}\p{N}_$-]+$/u.test(step.text)) return `${before}[${JSON.stringify(step.text)}]`;
  const isFirst = !step.from.step && root.role !== "component";
  return `${before}${isFirst ? " " : "."}${step.text}`;
}

/** The words that lead to the place from the type around it. */
export function wordsOf({ isBase, step, base, root }: Place): readonly string[] {
  if (isBase === true || !step) return [];
  const { from, kind, text } = step;
  if (kind === "property") return [...wordsOf(from), pascalCase(text).replace(/^_/, "")];
  if (kind === "argument") return [...(from.step ? wordsOf(from.step.from) : []), "Item"];
  const before = wordsOf(from);
  if (kind === "member") return before;
  // An item is one of what its array is called.
  const last = before.at(-1) ?? "";
  const one = singular(last);
  const item = kind === "items" ? "Item" : "Value";
  // The list that an operation gives is no part of something.
  const isAnswer = root.role === "answer" && base === root.base && fillers.has(last);
  const word = one !== last ? one : isAnswer ? item : last + item;
  return [...before.slice(0, -1), word];
}

/** Words that a person leaves out between others: `GetOrderDataLine` is `GetOrderLine`. */
export const fillers: ReadonlySet<string> = new Set([
  "Attributes",
  "Content",
  "Data",
  "Items",
  "Payload",
  "Response",
  "Result",
]);

export type Visit = (schema: Schema, place: Place) => Schema;

/** The type parameters of the component that a reference leads to. */
export type ParametersOf = (ref: string) => readonly TypeParameter[];

/**
 * A schema with each schema directly inside it replaced by what `visit` gives; references stay. Gives
 * the schema itself where nothing is replaced.
 */
export function mapInside(
  schema: ResolvedSchemaObject,
  place: Place,
  parametersOf: ParametersOf,
  visit: Visit,
): ResolvedSchemaObject {
  if (schema.$ref !== undefined) return mapArguments(schema, place, parametersOf, visit);
  if (!holding.some((keyword) => schema[keyword] !== undefined)) return schema;
  const { properties, items, additionalProperties, prefixItems, oneOf, anyOf } = schema;
  const { "x-extends": base, "x-intersection": parts } = schema;
  const isAlone = properties === undefined && isNullable(oneOf ?? anyOf ?? []);
  const member = (word: string) => (inner: Schema, index: number) => {
    if (isNull(inner)) return inner;
    // A union with null says no more than that.
    const isPart = word === "part" || !isAlone;
    return visit(inner, isPart ? child(place, "member", `(${word} ${index + 1})`) : place);
  };
  const given = {
    properties: properties && mapProperties(properties, place, visit),
    items: items === undefined ? undefined : visit(items, child(place, "items", "[]")),
    additionalProperties:
      typeof additionalProperties === "object"
        ? visit(additionalProperties, child(place, "values", "{}"))
        : additionalProperties,
    prefixItems: prefixItems && mapList(prefixItems, member("item")),
    oneOf: oneOf && mapList(oneOf, member("oneOf")),
    anyOf: anyOf && mapList(anyOf, member("anyOf")),
    "x-intersection": parts && mapList(parts, member("part")),
    "x-extends": base && mapArguments(base, place, parametersOf, visit),
  };
  const changed = holding.filter((keyword) => given[keyword] !== schema[keyword]);
  if (changed.length === 0) return schema;
  return { ...schema, ...Object.fromEntries(changed.map((keyword) => [keyword, given[keyword]])) };
}

/** The keywords that hold the schemas inside; most schemas have none. */
const holding = [
  "properties",
  "items",
  "additionalProperties",
  "prefixItems",
  "oneOf",
  "anyOf",
  "x-intersection",
  "x-extends",
] as const;

function mapProperties(
  properties: Readonly<Record<string, Schema>>,
  place: Place,
  visit: Visit,
): Readonly<Record<string, Schema>> {
  const changed = new Map<string, Schema>();
  for (const [name, inner] of Object.entries(properties)) {
    const given = visit(inner, child(place, "property", name));
    if (given !== inner) changed.set(name, given);
  }
  return changed.size === 0 ? properties : { ...properties, ...Object.fromEntries(changed) };
}

function mapList(
  list: readonly Schema[],
  map: (inner: Schema, index: number) => Schema,
): readonly Schema[] {
  const mapped = list.map(map);
  return mapped.every((inner, index) => inner === list[index]) ? list : mapped;
}

function mapArguments(
  schema: ResolvedSchemaObject,
  place: Place,
  parametersOf: ParametersOf,
  visit: Visit,
): ResolvedSchemaObject {
  const given = schema["x-type-arguments"];
  if (!given || schema.$ref === undefined) return schema;
  const parameters = parametersOf(schema.$ref);
  const itemTypes = parameters.filter(({ at }) => at === "items").length;
  const mapped = mapList(given, (inner, index) => {
    const parameter = parameters[index];
    if (!parameter) return inner;
    const property = child(place, "property", parameter.property);
    if (parameter.at === "property") return visit(inner, { ...property, position: "named" });
    return visit(inner, child(property, itemTypes === 1 ? "argument" : "items", "[]"));
  });
  return mapped === given ? schema : { ...schema, "x-type-arguments": mapped };
}

function child(from: Place, kind: Step["kind"], text: string): Place {
  const { root, base } = from;
  const position = kind === "property" || kind === "member" ? "part" : "named";
  return { root, base, position, step: { from, kind, text } };
}

function isNullable(members: readonly Schema[]): boolean {
  return members.filter((member) => !isNull(member)).length === 1;
}

function isNull(schema: Schema): boolean {
  return typeof schema === "object" && schema.type === "null";
}
