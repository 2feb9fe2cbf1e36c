import { beforeAll, describe, expect, test } from "vitest";
import type { NamedType } from "../../generator/model/api.js";
import type { ResolvedSchemaObject, Schema } from "../../generator/openapi.js";
import { compilerErrors } from "./compile.js";
import { typesModule } from "./declared.js";

const petRef = { $ref: "#/components/schemas/pet" };
const string = { type: "string" } as const;
const number = { type: "number" } as const;
const resolved = (schema: ResolvedSchemaObject): Schema => schema;

/** What is given, its schema, and the type that is wanted, written in one line. */
type Case = readonly [given: string, schema: Schema, want: string];

const objects: readonly Case[] = [
  ["closed and empty", { type: "object", additionalProperties: false }, "Record<string, never>"],
  ["open, and nothing else", { additionalProperties: true }, "Record<string, unknown>"],
  [
    "open to two types by patterns",
    { patternProperties: { "^a|b$": string, c: number } },
    "{ [key: string]: string | number; }",
  ],
  [
    "one pattern that says how keys begin",
    { properties: { id: number }, patternProperties: { "^x-": string } },
    "{ [key: `x-${string}`]: string; id?: number; }",
  ],
  [
    "a declared property that fits the pattern",
    {
      required: ["x-a"],
      properties: { "x-a": number, b: number },
      patternProperties: { "^x-.*$": string },
    },
    '{ [key: `x-${string}`]: string | number; "x-a": number; b?: number; }',
  ],
  [
    "patterns beside other properties",
    {
      properties: { id: number },
      patternProperties: { "^x-": string },
      additionalProperties: petRef,
    },
    "{ [key: string]: string | Pet | number | undefined; id?: number; }",
  ],
  [
    "an index signature that nobody would read",
    {
      properties: {
        a: {
          type: "array",
          items: { type: "object", properties: { first: string, second: string } },
        },
        b: { type: "object", properties: { third: string, fourth: string, fifth: string } },
      },
      additionalProperties: number,
    },
    "{ [key: string]: unknown; a?: { first?: string; second?: string; }[]; b?: { third?: string; fourth?: string; fifth?: string; }; }",
  ],
  [
    "open to its own kind",
    { type: "object", additionalProperties: { $ref: "#/components/schemas/open to its own kind" } },
    "{ [key: string]: T; }",
  ],
  ["a property that must not be there", { properties: { a: false } }, "{ a?: never; }"],
  [
    "keywords that a type cannot say",
    {
      properties: { a: string },
      if: { properties: { a: { const: "x" } } },
      // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
      then: { required: ["a"] },
      else: false,
      not: { required: ["b"] },
      dependentSchemas: { a: { required: ["b"] } },
      unevaluatedProperties: false,
    },
    "{ a?: string; }",
  ],
];

const prefixItems = [string, number];
const arrays: readonly Case[] = [
  ["a closed tuple", { type: "array", prefixItems, items: false }, "[string, number]"],
  ["elements that may lack", { prefixItems, minItems: 1 }, "[string, number?]"],
  ["others behind", { prefixItems, items: { type: "boolean" } }, "[string, number, ...boolean[]]"],
  ["anything behind", { prefixItems, items: true }, "[string, number, ...unknown[]]"],
  ["a limit beyond the elements", { prefixItems, maxItems: 5 }, "[string, number, ...unknown[]]"],
  ["a limit at the elements", { prefixItems, items: string, maxItems: 2 }, "[string, number]"],
  ["a limit before the elements", { prefixItems, maxItems: 1 }, "[string]"],
  [
    "an element that may be null",
    { prefixItems: [{ anyOf: [petRef, { type: "null" }] }], minItems: 0 },
    "[(Pet | null)?]",
  ],
  ["no elements at all", { type: "array", items: false }, "[]"],
  ["arrays of tuples", { type: "array", items: { prefixItems } }, "[string, number][]"],
  ["items without a type", { items: string }, "string[]"],
  ["of a union", { items: { oneOf: [string, petRef] } }, "(string | Pet)[]"],
];

const constants: readonly Case[] = [
  [
    "an object",
    { const: { a: [1, null], "b-c": {} } },
    '{ a: [1, null]; "b-c": Record<string, never>; }',
  ],
  ["an array", { const: ["a", true] }, '["a", true]'],
  ["an empty array", { const: [] }, "[]"],
  [
    "any kind in one enum",
    { enum: ["a", 1, false, null, { a: 1 }, [2]] },
    '"a" | 1 | false | { a: 1; } | [2] | null',
  ],
  ["twice the same", { enum: ["a", "b", "a"] }, '"a" | "b"'],
  ["null by the type", { type: ["string", "null"], enum: ["a"] }, '"a" | null'],
  ["null in both", { type: ["string", "null"], enum: [null, "a"] }, '"a" | null'],
  ["null alone", { type: ["number", "null"], enum: [null] }, "null"],
  [
    "numbers where strings are meant",
    { type: "string", enum: [1, 2.5, true] },
    '"1" | "2.5" | "true"',
  ],
  ["strings where numbers are meant", { type: "integer", enum: ["1", "-2"] }, "1 | -2"],
  ["strings where booleans are meant", { type: "boolean", enum: ["true"] }, "true"],
  ["an empty enum says nothing", { type: "string", enum: [] }, "string"],
  [
    "hostile strings",
    { enum: ['"; evil(); "', "\u2028", "*/", "\u202e//\u007f"] },
    '\'"; evil(); "\' | "\\u2028" | "*/" | "\\u202E//\\u007F"',
  ],
  ["a number that is none", { const: Infinity }, "number"],
];

const types: readonly Case[] = [
  [
    "an object or null",
    { type: ["object", "null"], properties: { a: string } },
    "{ a?: string; } | null",
  ],
  ["an array or null", { type: ["array", "null"], items: string }, "string[] | null"],
  [
    "keywords belong to their own type",
    { type: ["string", "number"], properties: { a: string } },
    "string | number",
  ],
  [
    "each type its own keywords",
    { type: ["null", "array", "object"], items: number, properties: { a: string } },
    "number[] | { a?: string; } | null",
  ],
  ["number and integer are one", { type: ["integer", "number"] }, "number"],
  ["a format without a type", { format: "date-time" }, "string"],
  ["a limit without a type", { minimum: 1 }, "number"],
  ["a format nobody knows", { format: "colour" }, "unknown"],
  ["base64 is text", { type: "string", contentEncoding: "base64" }, "string"],
  ["bytes", { type: ["string", "null"], format: "binary" }, "Blob | null"],
  [
    "bytes as 3.1 has them",
    { type: "string", contentMediaType: "application/octet-stream" },
    "Blob",
  ],
  ["not", { not: { type: "string" } }, "unknown"],
  ["not anything", { not: {} }, "never"],
  ["not beside a type", { type: "string", not: { enum: ["a"] } }, "string"],
];

const a = { properties: { a: string } };
const unions: readonly Case[] = [
  [
    "duplicates",
    { oneOf: [string, { type: "string", format: "uuid" }, number] },
    "string | number",
  ],
  [
    "unions in unions",
    { anyOf: [{ oneOf: [string, { type: "null" }] }, number] },
    "string | number | null",
  ],
  ["an empty list", { type: "string", oneOf: [], anyOf: [] }, "string"],
  ["anything among them", { oneOf: [string, true] }, "unknown"],
  ["nothing among them", { oneOf: [string, false] }, "string"],
  ["null beside the list", { type: ["object", "null"], oneOf: [petRef] }, "Pet | null"],
  [
    "members that only limit",
    { type: "string", anyOf: [{ maxLength: 1 }, { pattern: "^a" }] },
    "string",
  ],
  [
    "members that only say what is required",
    { ...a, oneOf: [{ required: ["a"] }, { type: "object", required: ["b"] }] },
    "{ a?: string; } & ({ a: unknown; } | { b: unknown; })",
  ],
  [
    "properties beside it",
    { ...a, oneOf: [petRef, { properties: { b: string } }] },
    "{ a?: string; } & (Pet | { b?: string; })",
  ],
  [
    "properties beside it, or null",
    { type: ["object", "null"], ...a, anyOf: [petRef] },
    "({ a?: string; } & Pet) | null",
  ],
  [
    "both lists",
    { oneOf: [petRef, number], anyOf: [string, petRef] },
    "(Pet | number) & (string | Pet)",
  ],
  [
    "a bare object in an intersection",
    resolved({ "x-intersection": [petRef, { type: "object" }] }),
    "Pet",
  ],
  [
    "a wider type in an intersection",
    resolved({ "x-intersection": [{ type: ["string", "number"] }, string] }),
    "string",
  ],
  [
    "itself among them",
    { oneOf: [{ $ref: "#/components/schemas/itself among them" }, string] },
    "string",
  ],
  ["nothing but itself", { $ref: "#/components/schemas/nothing but itself" }, "unknown"],
  [
    "itself further in",
    { oneOf: [{ items: { $ref: "#/components/schemas/itself further in" } }, string] },
    "T[] | string",
  ],
];

const groups = { objects, arrays, constants, types, unions };

/** The types are named after the groups, `ObjectsType3`, and stand in one module. */
const named: readonly NamedType[] = Object.entries(groups).flatMap(([group, cases]) =>
  cases.map(([given, schema], index) => ({
    name: nameOf(group, index),
    wireName: given,
    parameters: [],
    schema,
  })),
);
const modules = new Map<string, string>();

function nameOf(group: string, index: number): string {
  return `${group.charAt(0).toUpperCase()}${group.slice(1)}Type${index}`;
}

beforeAll(async () => {
  modules.set("/types.ts", await typesModule(named));
});

/** A declaration without its comment and line breaks, and with its own name as `T`. */
function declarationOf(name: string): string {
  const text = modules.get("/types.ts") ?? "";
  const [, start = ""] = text.split(new RegExp(`^(?=export (?:type|interface) ${name}\\b)`, "m"));
  const declaration = start.split(/^(?=export |\/\*\*)/m).find((part) => part !== "") ?? "";
  return declaration
    .replaceAll(/[ \n]+/g, " ")
    .trim()
    .replace(/^export (?:interface \w+|type \w+ =) /, "")
    .replaceAll(new RegExp(`\\b${name}\\b`, "g"), "T")
    .replaceAll(/(^|\() ?\| /g, "$1")
    .replaceAll("( ", "(")
    .replaceAll(" )", ")")
    .replace(/;$/, "");
}

describe.each(Object.entries(groups))("%s", (group, cases) => {
  test.each(cases.map(([given, , want], index) => [given, want, index] as const))(
    "%s",
    (_given, want, index) => {
      expect(declarationOf(nameOf(group, index))).toBe(want);
    },
  );
});

test("an enum of ten thousand values", async () => {
  const values = Array.from({ length: 10_000 }, (_, index) => `value ${index}`);
  const schema: Schema = { type: "object", properties: { a: { enum: values } } };
  const module = await typesModule([{ name: "T", wireName: "t", parameters: [], schema }]);
  modules.set("/enum.ts", module);
  expect(module.match(/\| "value \d+"/g)).toHaveLength(10_000);
});

test("a circle of aliases", async () => {
  const alias = (name: string, to: string): NamedType => ({
    name,
    wireName: name,
    parameters: [],
    schema: { anyOf: [{ $ref: `#/components/schemas/${to}` }, { const: name }] },
  });
  const module = await typesModule([alias("A", "B"), alias("B", "C"), alias("C", "A")]);
  modules.set("/circle.ts", module);
  expect(module).toContain('export type A = B | "A";');
  expect(module).toContain('export type C = "C";');
});

test("an interface extends what may be null without the null", async () => {
  const type = (name: string, schema: Schema) => ({ name, wireName: name, parameters: [], schema });
  const module = await typesModule([
    type("Base", { type: ["object", "null"], properties: { a: string } }),
    type(
      "Extension",
      resolved({ "x-extends": { $ref: "#/components/schemas/Base" }, properties: { b: string } }),
    ),
  ]);
  modules.set("/extension.ts", module);
  expect(module).toContain("export interface Extension extends NonNullable<Base> {");
});

describe("five thousand levels end in unknown", () => {
  test.each<readonly [string, (inner: Schema) => Schema]>([
    ["objects", (inner) => ({ type: "object", properties: { inner } })],
    ["arrays", (items) => ({ type: "array", items })],
    ["unions", (inner) => ({ anyOf: [{ type: "array", items: inner }, number] })],
    ["intersections", (inner) => resolved({ "x-intersection": [{ items: inner }, petRef] })],
    ["maps", (additionalProperties) => ({ type: "object", additionalProperties })],
  ])("%s", async (kind, wrap) => {
    let schema: Schema = string;
    for (let depth = 0; depth < 5000; depth += 1) schema = wrap(schema);
    const module = await typesModule([{ name: "T", wireName: "t", parameters: [], schema }]);
    modules.set(`/${kind}.ts`, module);
    expect(module).toContain("unknown");
  });
});

test("all of it compiles", () => {
  expect(modules.size).toBeGreaterThan(7);
  expect(compilerErrors(modules)).toEqual([]);
});
