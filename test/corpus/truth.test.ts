import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, expect, test } from "vitest";
import type { Document } from "../../generator/openapi.js";
import { isObject, type JsonObject } from "./json.js";
import { truthOf } from "./truth.js";
import { compile } from "./truth-compile.js";
import { mutantsOf } from "./truth-mutants.js";
import { report } from "./truth-report.js";
import { type Claim, judgeOf } from "./truth-schemas.js";

function documentAt(path: string): JsonObject {
  const file = createRequire(import.meta.url).resolve(`@readme/oas-examples/${path}`);
  const document: unknown = JSON.parse(readFileSync(file, "utf8"));
  return isObject(document) ? document : {};
}

describe("the generated types agree with the schemas of", () => {
  const cases = [
    { path: "3.0/json/readme-legacy.json", allowed: 76, wrong: 84 },
    { path: "3.0/json/request-examples.json", allowed: 38, wrong: 99 },
    { path: "3.1/json/schema-validation-local.json", allowed: 71, wrong: 79 },
    { path: "3.1/json/train-travel.json", allowed: 57, wrong: 120 },
  ];
  for (const { path, allowed, wrong } of cases) {
    test(`${path}`, async () => {
      const truth = await truthOf(documentAt(path));
      expect(truth.allowed.asked).toBeGreaterThanOrEqual(allowed);
      expect(truth.forbidden.asked).toBeGreaterThanOrEqual(wrong);
      const { lines, holds } = report([{ name: path, truth, seconds: 0 }]);
      expect(holds ? [] : lines).toEqual([]);
      expect(truth.forbidden.agreed).toBe(truth.forbidden.asked);
    });
  }
});

test("the compiler finds the values that a type refuses, and names that lead nowhere", () => {
  const index = "export interface Pet { name: string; tags?: string[]; friend?: Pet }";
  const values: readonly { given: unknown; fits: boolean }[] = [
    { given: { name: "Ada" }, fits: true },
    { given: { name: "Ada", tags: [], more: 1 }, fits: true },
    { given: { name: "Ada", tags: ["a", 'b"\n'], friend: { name: "Bo" } }, fits: true },
    { given: {}, fits: false },
    { given: { name: 1 }, fits: false },
    { given: { name: "Ada", tags: [1] }, fits: false },
    { given: { name: "Ada", friend: { tags: [] } }, fits: false },
    { given: null, fits: false },
  ];
  const { types, assignments, client } = compile(
    [{ path: "src/index.ts", text: index }],
    ["api.Pet", `api.Pet["nme"]`],
    values.map(({ given }) => ({ type: 0, value: given })),
  );
  expect(assignments.map((complaint) => complaint === undefined)).toEqual(
    values.map(({ fits }) => fits),
  );
  expect(types[0]).toBeUndefined();
  expect(types[1]?.lines.join()).toMatch(/Property 'nme' does not exist on type 'Pet'/);
  expect(client).toEqual([]);
});

test("the compiler finds mistakes in the client", () => {
  const text = "export interface Pet { friend: Dog }";
  expect(compile([{ path: "src/index.ts", text }], [], []).client).toEqual([
    expect.stringMatching(/Cannot find name 'Dog'/),
  ]);
});

describe("the judge", () => {
  const document: Document = {
    openapi: "3.1.0",
    info: { title: "", version: "" },
    paths: {},
    components: {
      schemas: {
        Pet: {
          type: "object",
          properties: {
            id: { type: "integer", readOnly: true },
            secret: { type: "string", writeOnly: true },
            name: { type: "string", minLength: 2 },
          },
          required: ["id", "secret", "name"],
        },
        List: {
          type: "object",
          properties: { data: { type: "array", items: { "x-type-parameter": "data" } } },
          "x-type-parameters": [{ property: "data", at: "items", default: { type: "number" } }],
        },
        Kitten: {
          type: "object",
          "x-extends": { $ref: "#/components/schemas/Pet" },
          properties: { age: { type: "number" } },
        },
      },
    },
  };
  const pet = { $ref: "#/components/schemas/Pet" };
  const list = { $ref: "#/components/schemas/List" };
  const claim = (direction: Claim["direction"], ...schemas: readonly unknown[]): Claim => ({
    schemas,
    direction,
  });
  const judge = judgeOf(document);
  const cases: readonly {
    name: string;
    claim: Claim;
    given: unknown;
    want: "accepted" | "contradicted" | "neither";
  }[] = [
    {
      name: "requires no readOnly property of a request",
      claim: claim("request", pet),
      given: { secret: "s", name: "Ada" },
      want: "accepted",
    },
    {
      name: "requires it of a response",
      claim: claim("response", pet),
      given: { name: "Ada" },
      want: "contradicted",
    },
    {
      name: "requires no writeOnly property of a response",
      claim: claim("response", pet),
      given: { id: 1, name: "Ada" },
      want: "accepted",
    },
    {
      name: "leaves open which way a component goes",
      claim: claim("either", pet),
      given: { id: 1, name: "Ada" },
      want: "neither",
    },
    {
      name: "takes no limit for something that a type says",
      claim: claim("response", pet),
      given: { id: 1, name: "A" },
      want: "neither",
    },
    {
      name: "reads a base as holding, too",
      claim: claim("response", { $ref: "#/components/schemas/Kitten" }),
      given: { id: 1, age: 3 },
      want: "contradicted",
    },
    {
      name: "puts the argument in the place of the parameter",
      claim: claim("response", { ...list, "x-type-arguments": [{ type: "string" }] }),
      given: { data: ["a"] },
      want: "accepted",
    },
    {
      name: "puts the default there where no argument is",
      claim: claim("response", list),
      given: { data: ["a"] },
      want: "contradicted",
    },
    {
      name: "is content with one of several schemas",
      claim: claim("response", pet, list),
      given: { data: [1], name: 3 },
      want: "accepted",
    },
  ];
  for (const { name, claim: asked, given, want } of cases) {
    test(`${name}`, () => {
      const contradicted = judge.contradicts(asked, given) ? "contradicted" : "neither";
      expect(judge.accepts(asked, given) ? "accepted" : contradicted).toBe(want);
    });
  }
});

test("a mutant differs from the example in one place", () => {
  expect(mutantsOf({ a: ["x", { b: 1 }] }, 9)).toEqual([
    { kind: "without", at: "/a", value: {} },
    { kind: "without", at: "/a/1/b", value: { a: ["x", {}] } },
    { kind: "replaced", at: "", value: 7 },
    { kind: "replaced", at: "/a", value: { a: "another type" } },
    { kind: "replaced", at: "/a/0", value: { a: [7, { b: 1 }] } },
    { kind: "replaced", at: "/a/1", value: { a: ["x", 7] } },
    { kind: "replaced", at: "/a/1/b", value: { a: ["x", { b: "another type" }] } },
  ]);
  expect(mutantsOf({ a: 1, b: 2, c: 3, d: 4 }, 2)).toHaveLength(4);
});
