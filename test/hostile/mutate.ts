import {
  array,
  constantFrom,
  double,
  jsonValue,
  nat,
  oneof,
  record,
  string,
  tuple,
  type Arbitrary,
} from "fast-check";
import { payloads } from "./payloads.js";

/** A change to a document: at which of its values, counted from the root, and what becomes of it. */
export interface Mutation {
  readonly at: number;
  readonly change: Change;
}

export type Change =
  | { readonly kind: "replaced"; readonly by: unknown }
  | { readonly kind: "removed" }
  | { readonly kind: "doubled" }
  | { readonly kind: "renamed"; readonly to: string }
  | { readonly kind: "wrapped"; readonly keyword: string }
  | { readonly kind: "copied"; readonly from: number }
  | { readonly kind: "given"; readonly name: string; readonly value: unknown };

function words(text: string): readonly string[] {
  return text.split(" ");
}

/** What begins something in Markdown, in HTML or in a comment. */
const markup = [
  ...words("> - * 1. # ``` ` | [ ]( <b> <!-- --> <pre> {% ~~ ** _ \\ & */ /** @x"),
  "    ",
  "\n",
  "\n\n",
  "a ",
];

const texts = oneof(
  array(constantFrom(...markup), { maxLength: 40 }).map((parts) => parts.join("")),
  constantFrom(...Object.values(payloads).filter((text) => text.length < 200)),
  string({ unit: "binary", maxLength: 8 }),
);

const keywords = constantFrom(
  ...words(
    `allOf oneOf anyOf not items prefixItems properties required enum type nullable const default format discriminator additionalProperties patternProperties readOnly writeOnly deprecated example examples $ref parameters requestBody responses content headers security servers schema style explode in name tags operationId $defs description`,
  ),
);

const targets = constantFrom(
  ...words(
    `# #/ #/components #/components/schemas #/paths #/info/title #/nowhere #/components/schemas/Pet #/components/schemas/__proto__ other.json a.json#/a`,
  ),
);

const values: Arbitrary<unknown> = oneof(
  constantFrom<unknown>(null, true, false, 0, -1, 1.5, 1e308, 2 ** 53, "", [], {}, [null], [[]]),
  constantFrom("string", "object", "array", "integer", "null", "query", "path", "header"),
  texts,
  targets.map((target) => ({ $ref: target })),
  keywords.map((keyword) => ({ [keyword]: {} })),
  jsonValue({ maxDepth: 3 }),
);

const changes: Arbitrary<Change> = oneof(
  values.map((by) => ({ kind: "replaced" as const, by })),
  constantFrom({ kind: "removed" as const }, { kind: "doubled" as const }),
  oneof(texts, keywords).map((to) => ({ kind: "renamed" as const, to })),
  keywords.map((keyword) => ({ kind: "wrapped" as const, keyword })),
  nat().map((from) => ({ kind: "copied" as const, from })),
  tuple(oneof(keywords, texts), values).map(([name, value]) => ({
    kind: "given" as const,
    name,
    value,
  })),
);

export const mutations: Arbitrary<readonly Mutation[]> = array(
  record({ at: nat(), change: changes }),
  { minLength: 1, maxLength: 6 },
);

/** A document with the changes made to it, one after the other. */
export function mutated(document: unknown, made: readonly Mutation[]): unknown {
  let current = structuredClone(document);
  for (const { at, change } of made) {
    const places = placesIn({ root: current });
    const place = places[at % places.length];
    if (!place) continue;
    const holder = { root: current };
    apply(holder, place, change, places);
    current = holder.root;
  }
  return current;
}

type Place = readonly (string | number)[];

/** The ways to all values, the root's first. */
function placesIn(holder: object): readonly Place[] {
  const found: Place[] = [];
  const visit = (value: unknown, way: Place): void => {
    if (way.length > 0) found.push(way);
    if (typeof value !== "object" || value === null) return;
    const keys = Array.isArray(value) ? value.map((_, index) => index) : Object.keys(value);
    for (const key of keys) visit(Reflect.get(value, key), [...way, key]);
  };
  visit(holder, []);
  return found;
}

function apply(holder: object, place: Place, change: Change, places: readonly Place[]): void {
  const parent = valueAt(holder, place.slice(0, -1));
  const key = place.at(-1);
  const isRoot = place.length === 1;
  if (isRoot && (change.kind === "removed" || change.kind === "renamed")) return;
  if (typeof parent !== "object" || parent === null || key === undefined) return;
  const value: unknown = Reflect.get(parent, key);
  if (change.kind === "removed") {
    if (Array.isArray(parent)) parent.splice(Number(key), 1);
    else Reflect.deleteProperty(parent, key);
  } else if (change.kind === "doubled") {
    if (Array.isArray(parent)) parent.push(structuredClone(value));
    else put(parent, `${key}2`, structuredClone(value));
  } else if (change.kind === "renamed") {
    if (Array.isArray(parent)) return;
    Reflect.deleteProperty(parent, key);
    put(parent, change.to, value);
  } else if (change.kind === "wrapped") {
    put(parent, key, { [change.keyword]: change.keyword.endsWith("Of") ? [value] : value });
  } else if (change.kind === "copied") {
    const from = places[change.from % places.length];
    if (from) put(parent, key, structuredClone(valueAt(holder, from)));
  } else if (change.kind === "given") {
    if (typeof value === "object" && value !== null && !Array.isArray(value)) {
      put(value, change.name, change.value);
    }
  } else put(parent, key, change.by);
}

function valueAt(holder: unknown, place: Place): unknown {
  return place.reduce<unknown>(
    (value, key) =>
      typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined,
    holder,
  );
}

/** An assignment to `__proto__` would set no member. */
function put(parent: object, key: string | number, value: unknown): void {
  const all = { configurable: true, enumerable: true, writable: true };
  Object.defineProperty(parent, key, { value, ...all });
}

/** A change to a text: a part of it, in shares of its length, and what stands in its place. */
export interface Cut {
  readonly at: number;
  readonly length: number;
  readonly by: string;
}

export const cuts: Arbitrary<readonly Cut[]> = array(
  record({
    at: double({ min: 0, max: 1, noNaN: true }),
    length: nat(40),
    by: oneof(texts, constantFrom("```\n", "{", '"', "---\n", "&a ", "*a ", "\n  ", "<<: ")),
  }),
  { minLength: 1, maxLength: 5 },
);

export function cut(text: string, made: readonly Cut[]): string {
  return made.reduce((current, { at: share, length, by }) => {
    const start = Math.floor(share * current.length);
    return `${current.slice(0, start)}${by}${current.slice(start + length)}`;
  }, text);
}
