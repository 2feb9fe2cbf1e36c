import { describe, expect, test } from "vitest";
import type { ResolvedSchemaObject, Schema } from "../../generator/openapi.js";
import { declared } from "./declared.js";

const petRef = { $ref: "#/components/schemas/pet" };
const resolved = (schema: ResolvedSchemaObject): Schema => schema;

describe("schemas as types", () => {
  test.each<[string, Schema, string]>([
    ["anything", true, "unknown"],
    ["nothing", false, "never"],
    ["no keywords", {}, "unknown"],
    ["string", { type: "string" }, "string"],
    ["integer", { type: "integer" }, "number"],
    ["nullable", { type: ["string", "null"] }, "string | null"],
    ["enum", { type: "string", enum: ["a", "b"] }, '"a" | "b"'],
    ["enum of numbers, null among them", { enum: [1, -1, null] }, "1 | -1 | null"],
    ["const", { const: "dog" }, '"dog"'],
    ["const null", { const: null }, "null"],
    ["a bare object", { type: "object" }, "Record<string, unknown>"],
    ["an array of anything", { type: "array" }, "unknown[]"],
    [
      "an array of a union",
      { type: "array", items: { type: ["string", "null"] } },
      "(string | null)[]",
    ],
    [
      "an array of arrays",
      { type: "array", items: { type: "array", items: { type: "string" } } },
      "string[][]",
    ],
    [
      "arrays of negative numbers, at the end and in between",
      {
        type: "array",
        prefixItems: [{ type: "array", items: { const: -2 } }, { const: -4 }],
        items: { type: "array", items: { enum: [-1, -2] } },
      },
      "[-2[], -4, ...(-1 | -2)[][]]",
    ],
    ["an array of references", { type: "array", items: petRef }, "Pet[]"],
    [
      "a tuple",
      { type: "array", prefixItems: [{ type: "string" }, { type: "number" }] },
      "[string, number]",
    ],
    [
      "a record",
      { type: "object", additionalProperties: { type: "number" } },
      "interface T {\n  [key: string]: number;\n}",
    ],
    ["oneOf", { oneOf: [petRef, { type: "string" }] }, "Pet | string"],
    ["anyOf with null", { anyOf: [petRef, { type: "null" }] }, "Pet | null"],
    ["binary", { type: "string", format: "binary" }, "/** @format binary */\nexport type T = Blob"],
    ["a reference", petRef, "Pet"],
    ["a reference to nothing", { $ref: "#/components/schemas/lost" }, "unknown"],
    [
      "an envelope",
      resolved({
        $ref: "#/components/schemas/envelope",
        "x-type-arguments": [{ type: "array", items: petRef }],
      }),
      "Envelope<Pet[]>",
    ],
    [
      "an intersection",
      resolved({ "x-intersection": [petRef, { oneOf: [{ type: "string" }, { type: "number" }] }] }),
      "Pet & (string | number)",
    ],
    [
      "properties beside a union",
      { type: "object", properties: { a: { type: "string" } }, anyOf: [petRef, { type: "null" }] },
      "{\n  a?: string;\n} & Pet",
    ],
    [
      "properties beside a union that only says what is required",
      { type: "object", properties: { a: { type: "string" } }, anyOf: [{ required: ["a"] }] },
      "{\n  a?: string;\n} & {\n  a: unknown;\n}",
    ],
    [
      "an object",
      {
        type: "object",
        required: ["id"],
        properties: {
          id: { type: "string" },
          "x-y": { type: "string" },
          "x#/%": { type: "string" },
          __proto__x: petRef,
        },
      },
      'interface T {\n  id: string;\n  "x-y"?: string;\n  "x#/%"?: string;\n  __proto__x?: Pet;\n}',
    ],
    [
      "an object open to anything",
      { type: "object", properties: { id: { type: "string" } }, additionalProperties: true },
      "interface T {\n  [key: string]: unknown;\n  id?: string;\n}",
    ],
    [
      "an object open to one type",
      {
        type: "object",
        properties: { id: { type: "string" } },
        additionalProperties: { type: "number" },
      },
      "interface T {\n  [key: string]: number | string | undefined;\n  id?: string;\n}",
    ],
    [
      "a default does not make a property required",
      { type: "object", properties: { a: { type: "number", default: 1 } } },
      "interface T {\n  /** @default 1 */\n  a?: number;\n}",
    ],
  ])("%s", async (_name, schema, want) => {
    expect(await declared(schema)).toBe(want);
  });

  test("an envelope built on another", async () => {
    const schema = resolved({
      type: "object",
      "x-extends": {
        $ref: "#/components/schemas/envelope",
        "x-type-arguments": [{ type: "array", items: resolved({ "x-type-parameter": "data" }) }],
      },
      properties: { total: { type: "integer" } },
    });
    expect(await declared(schema, [{ name: "Item", property: "data", default: petRef }])).toBe(
      "interface T<Item = Pet> extends Envelope<Item[]> {\n  total?: number;\n}",
    );
  });
});

describe("comments", () => {
  test.each<[string, Schema, string]>([
    [
      "descriptions, formats, defaults",
      {
        type: "object",
        properties: {
          at: { type: "string", format: "date", description: "The day", default: "2026-01-01" },
        },
      },
      'interface T {\n  /**\n   * The day\n   * @format date\n   * @default "2026-01-01"\n   */\n  at?: string;\n}',
    ],
    [
      "several lines",
      { type: "object", description: "One\r\n\r\n\r\n* two", properties: { a: {} } },
      "/**\n * One\n *\n * * two\n */\nexport interface T {\n  a?: unknown;\n}",
    ],
    [
      "nothing ends a comment or begins a tag",
      {
        type: "object",
        properties: { a: { type: "string", description: "*/ } evil() /*\n@deprecated" } },
      },
      "interface T {\n  /**\n   * *\\/ } evil() /*\n   * \\@deprecated\n   */\n  a?: string;\n}",
    ],
  ])("%s", async (_name, schema, want) => {
    expect(await declared(schema)).toBe(want);
  });
});
