import { describe, expect, test } from "vitest";
import { findings, readIn } from "./in-folder.js";

interface Case {
  readonly name: string;
  readonly given: object;
  readonly want: object;
  readonly found: readonly string[];
}

const info = { title: "A", version: "1" };
const schema = (given: unknown): object => ({ components: { schemas: { S: given } } });
const get = (given: unknown): object => ({ paths: { "/a": { get: given } } });
const scheme = (given: unknown): object => ({ components: { securitySchemes: { S: given } } });

const cases: readonly Case[] = [
  {
    name: "nested lists of tags",
    given: get({ tags: [["a"], "b"] }),
    want: get({ tags: ["a", "b"] }),
    found: ["repaired-shape"],
  },
  {
    name: "one tag",
    given: get({ tags: "a" }),
    want: get({ tags: ["a"] }),
    found: ["repaired-shape"],
  },
  {
    name: "tags that are words",
    given: { tags: ["a", { name: "b" }, {}], ...get({}) },
    want: { tags: [{ name: "a" }, { name: "b" }], ...get({}) },
    found: ["dropped-shape"],
  },
  {
    name: "servers and tags that are said to be elsewhere",
    given: {
      servers: [{ $ref: "#/components/schemas/A" }],
      tags: [{ $ref: "#/components/schemas/A" }],
      ...get({}),
    },
    want: { servers: [], tags: [], ...get({}) },
    found: ["dropped-shape", "dropped-shape"],
  },
  {
    name: "members of an enum that are objects",
    given: schema({ enum: [{ value: "A" }, { value: 2 }] }),
    want: schema({ enum: ["A", 2] }),
    found: ["repaired-shape"],
  },
  {
    name: "members of an enum that are meant to be objects",
    given: schema({ enum: [{ value: "A" }, { other: 1 }] }),
    want: schema({ enum: [{ value: "A" }, { other: 1 }] }),
    found: [],
  },
  {
    name: "a type that is a dash",
    given: schema({ type: "–", description: "x" }),
    want: schema({ description: "x" }),
    found: ["dropped-shape"],
  },
  {
    name: "types by other names",
    given: schema({
      properties: { a: { type: "String" }, b: { type: "int" }, c: { type: "any" } },
    }),
    want: schema({ properties: { a: { type: "string" }, b: { type: "integer" }, c: {} } }),
    found: ["repaired-shape", "repaired-shape"],
  },
  {
    name: "lists of types",
    given: schema({ type: ["string", "string", "–", null] }),
    want: schema({ type: ["string", "null"] }),
    found: ["dropped-shape", "repaired-shape"],
  },
  {
    name: "a property that is a word",
    given: schema({ properties: { a: "string", b: "whatever", c: ["x"] } }),
    want: schema({ properties: { a: { type: "string" }, b: {}, c: {} } }),
    found: ["repaired-shape", "dropped-shape", "dropped-shape"],
  },
  {
    name: "required on a property",
    given: schema({
      properties: { a: { type: "string", required: true }, b: { required: false } },
    }),
    want: schema({ properties: { a: { type: "string" }, b: {} }, required: ["a"] }),
    found: ["repaired-shape"],
  },
  {
    name: "required that isn't a list of names",
    given: schema({ required: ["a", { b: 1 }, null] }),
    want: schema({ required: ["a"] }),
    found: ["dropped-shape"],
  },
  {
    name: "named examples in a schema",
    given: schema({ examples: { one: { value: 1 } } }),
    want: schema({ examples: [1] }),
    found: [],
  },
  {
    name: "numbers and booleans in quotes",
    given: schema({ minLength: "3", readOnly: "true", pattern: 5, maxLength: "many" }),
    want: schema({ minLength: 3, readOnly: true, pattern: "5" }),
    found: ["repaired-shape", "repaired-shape", "dropped-shape"],
  },
  {
    name: "null is absent, but not where it is data",
    given: schema({ description: null, items: null, default: null, enum: [null] }),
    want: schema({ default: null, enum: [null] }),
    found: [],
  },
  {
    name: "booleans as schemas",
    given: schema({ properties: { a: true }, additionalProperties: false }),
    want: schema({ properties: { a: true }, additionalProperties: false }),
    found: [],
  },
  {
    name: "empty maps as empty lists",
    given: schema({ properties: [] }),
    want: schema({ properties: {} }),
    found: [],
  },
  {
    name: "parameters that are no list, or no parameters",
    given: {
      paths: {
        "/a": { get: { parameters: { id: { in: "query" } } } },
        "/b": {
          get: {
            parameters: [{ name: "x" }, { name: "b", in: "body" }, { name: "q", in: "Query" }],
          },
        },
      },
    },
    want: {
      paths: { "/a": { get: {} }, "/b": { get: { parameters: [{ name: "q", in: "query" }] } } },
    },
    found: ["dropped-shape", "dropped-shape", "dropped-shape"],
  },
  {
    name: "responses",
    given: get({
      responses: {
        "2xx": { description: "A" },
        "x-apidog": 1,
        fine: {},
        default: "text",
        200: { content: {} },
      },
    }),
    want: get({ responses: { "2XX": { description: "A" }, 200: { content: {} } } }),
    found: ["dropped-shape", "dropped-shape"],
  },
  {
    name: "a body without content",
    given: get({ requestBody: { required: true } }),
    want: get({ requestBody: { required: true, content: {} } }),
    found: [],
  },
  {
    name: "fields that are almost OpenAPI's, which stay, and are told",
    given: { paths: { "/a": { gett: {}, post: { operationID: "a", paramters: [], label: "A" } } } },
    want: { paths: { "/a": { gett: {}, post: { operationID: "a", paramters: [], label: "A" } } } },
    found: ["misspelt-field", "misspelt-field", "misspelt-field"],
  },
  {
    name: "fields that are almost one that is there beside them are somebody's own",
    given: schema({ type: "string", types: ["A"], item: 1, "x-formt": 1, id: 1 }),
    want: schema({ type: "string", types: ["A"], item: 1, "x-formt": 1, id: 1 }),
    found: ["misspelt-field"],
  },
  {
    name: "references that are no text",
    given: {
      paths: {
        "/a": { post: { requestBody: { $ref: {} }, parameters: [{ $ref: 1, in: "body" }] } },
      },
      components: { securitySchemes: { A: { $ref: [], type: "magic" } } },
    },
    want: {
      paths: { "/a": { post: { requestBody: { content: {} }, parameters: [] } } },
    },
    found: ["dropped-shape", "dropped-shape", "dropped-shape"],
  },
  {
    name: "paths without a slash, methods in capitals, extensions",
    given: { paths: { pets: { GET: { summary: "S" } }, "x-more": 1 } },
    want: { paths: { "/pets": { get: { summary: "S" } } } },
    found: ["repaired-shape"],
  },
  {
    name: "extensions in security requirements",
    given: { security: [{ key: [], "x-apidog": { required: true } }, { "x-key": [] }], ...get({}) },
    want: { security: [{ key: [] }, { "x-key": [] }], ...get({}) },
    found: [],
  },
  {
    name: "a scheme of the type bearer",
    given: scheme({ type: "bearer" }),
    want: scheme({ type: "http", scheme: "bearer" }),
    found: ["repaired-shape"],
  },
  {
    name: "schemes that lack what their type needs",
    given: {
      components: {
        securitySchemes: { A: { type: "apiKey" }, B: { type: "magic" }, C: { type: "oauth2" } },
      },
    },
    want: { components: { securitySchemes: { C: { type: "oauth2", flows: {} } } } },
    found: ["dropped-shape", "dropped-shape"],
  },
  {
    name: "servers that are words, or have no URL",
    given: { servers: ["https://a", { description: "x" }], ...get({}) },
    want: { servers: [{ url: "https://a" }], ...get({}) },
    found: ["dropped-shape"],
  },
  {
    name: "names that objects have by nature",
    given: schema({
      properties: { constructor: { type: "string" }, toString: { type: "string" } },
    }),
    want: schema({ properties: { constructor: { type: "string" }, toString: { type: "string" } } }),
    found: [],
  },
];

describe("values of the wrong shape", () => {
  for (const { name, given, want, found } of cases) {
    test(`${name}`, async () => {
      const read = await readIn({ "a.json": JSON.stringify({ openapi: "3.1.0", info, ...given }) });
      expect(read.value[0]?.document).toEqual({ openapi: "3.1.0", info, paths: {}, ...want });
      expect(read.diagnostics.map(({ code }) => code)).toEqual(found);
    });
  }

  test("are reported with their place", async () => {
    const text = "openapi: 3.1.0\ninfo: {title: A}\npaths:\n  /a:\n    get:\n      tags: [[x]]\n";
    expect(findings(await readIn({ "a.yaml": text }))).toEqual(["a.yaml:6:7 repaired-shape"]);
  });

  test("a title that is missing comes from the file's name", async () => {
    const read = await readIn({ "pet-store.yaml": "openapi: 3.1.0\npaths: {/a: {}}\n" });
    expect(read.value[0]?.document.info).toEqual({ title: "pet-store", version: "" });
    expect(findings(read)).toEqual(["pet-store.yaml:1:1 repaired-shape"]);
  });

  test.each(["[]", "{ a: 1 }", "[[a]]"])("a title that is %s, too", async (title) => {
    const text = `openapi: 3.1.0\ninfo: { title: ${title}, version: ${title} }\npaths: {/a: {}}\n`;
    const read = await readIn({ "pet-store.yaml": text });
    expect(read.value[0]?.document.info).toEqual({ title: "pet-store", version: "" });
  });

  test.each(["1", "a", "[x]", "[[x]]"])("paths that are %s are none", async (paths) => {
    const text = `openapi: 3.1.0\ninfo: { title: A }\npaths: ${paths}\n`;
    const read = await readIn({ "a.yaml": text });
    expect(read.diagnostics.map(({ code }) => code)).toEqual(["dropped-shape", "empty-document"]);
  });
});

describe("documents that are none", () => {
  test("the private format of older Mintlify pages", async () => {
    const page = "```yaml get /a\nopenapi: 3.0.0\npaths:\n  path: /a\n  method: get\n```\n";
    expect(findings(await readIn({ "a.md": page }))).toEqual(["a.md:3:1 not-openapi"]);
  });

  test("a document without anything in it", async () => {
    const page = "```yaml\nopenapi: 3.0.0\ninfo: {title: A, version: '1'}\npaths: {}\n```\n";
    expect(findings(await readIn({ "a.md": page }))).toEqual(["a.md:2:1 empty-document"]);
  });
});

describe("hostile input", () => {
  const wrap = (value: string): string => `{"openapi":"3.1.0","paths":{"/a":${value}}}`;

  test("nesting of 100 000 levels", async () => {
    const json = wrap(`${'{"get":'.repeat(100_000)}1${"}".repeat(100_000)}`);
    const yaml = `openapi: 3.1.0\nx: ${"[".repeat(100_000)}${"]".repeat(100_000)}\n`;
    expect(findings(await readIn({ "a.json": json }))).toEqual(["a.json:1:3521 beyond-limit"]);
    const read = await readIn({ "a.yaml": yaml });
    expect(read.diagnostics.map(({ code }) => code)).toEqual(["beyond-limit"]);
  });

  test("aliases that multiply", async () => {
    const lines = ["openapi: 3.1.0", "a0: &a0 [x, x]"];
    for (let i = 1; i < 30; i++) lines.push(`a${i}: &a${i} [*a${i - 1}, *a${i - 1}]`);
    const read = await readIn({ "a.yaml": lines.join("\n") });
    expect(findings(read)).toEqual(["a.yaml:1:1 beyond-limit"]);
  });

  test("an anchor that contains itself", async () => {
    const read = await readIn({ "a.yaml": "openapi: 3.1.0\nx: &a\n  b: *a\n" });
    expect(findings(read)).toEqual(["a.yaml:3:3 beyond-limit"]);
  });

  test("__proto__ is no way in", async () => {
    const json = `{"openapi":"3.1.0","info":{"title":"A"},"components":{"schemas":{"S":{"properties":{"__proto__":{"polluted":true},"a":{}}}}}}`;
    const read = await readIn({ "a.json": json, "b.yaml": json });
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
    for (const { document } of read.value) {
      const found = document.components?.schemas?.["S"];
      const properties = typeof found === "object" ? (found.properties ?? {}) : {};
      expect(Object.getPrototypeOf(properties)).toBe(Object.prototype);
      expect(Object.keys(properties)).toEqual(["a"]);
    }
    expect(read.diagnostics.map(({ code }) => code)).toEqual(["dropped-shape", "dropped-shape"]);
  });
});
