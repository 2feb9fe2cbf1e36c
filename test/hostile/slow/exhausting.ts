import { document, withSchemas, list, members, ref, chain, head } from "../documents.js";
import { tooMuch, type Exhausting } from "../exhausting-bounds.js";

/** What takes seconds each. */
export const slow: Readonly<Record<string, Exhausting>> = {
  "20 000 anchors, each used": {
    files: () => ({
      "a.yaml": `${head}x-b: [${list(20_000, (index) => `&a${index} x, *a${index}`).join(",")}]\n`,
    }),
  },
  "a million properties": {
    files: () => ({
      "a.json": withSchemas({ A: { properties: members(1e6, "p", () => ({ type: "string" })) } }),
    }),
    refused: tooMuch,
  },
  "a million values of an enum": {
    files: () => ({
      "a.json": withSchemas({ A: { type: "string", enum: list(1e6, (i) => `v${i}`) } }),
    }),
    refused: tooMuch,
  },
  "100 000 uses of an anchor": {
    files: () => ({ "a.yaml": `${head}a: &a [x]\nb: [${list(1e5, () => "*a").join(",")}]\n` }),
  },
  "20 000 names of one schema": {
    files: () => ({ "a.json": withSchemas(chain(20_000, (next) => next)) }),
  },
  "a ring of 5 000 schemas": {
    files: () => ({
      "a.json": withSchemas(
        members(5000, "S", (index) => ({
          type: "object",
          properties: { next: ref("schemas", `S${(index + 1) % 5000}`) },
        })),
      ).replace("schemas/A", "schemas/S0"),
    }),
  },
  "an allOf of 2 000 schemas in a row": {
    files: () => ({
      "a.json": withSchemas(
        chain(2000, (next, index) => ({
          allOf: [next, { properties: { [`p${index}`]: { type: "string" } } }],
        })),
      ),
    }),
  },
  "100 000 properties": {
    files: () => ({
      "a.json": withSchemas({
        A: {
          required: list(1e5, (index) => `p${index}`),
          properties: members(1e5, "p", () => ({ type: "string" })),
        },
      }),
    }),
  },
  "100 000 components": {
    files: () => ({
      "a.json": document({
        components: { schemas: members(1e5, "S", () => ({ type: "string" })) },
      }),
    }),
  },
  "20 000 components of like names": {
    files: () => ({
      "a.json": document({
        components: {
          schemas: Object.fromEntries(
            list(20_000, (index) => [
              `S${"-".repeat(index % 100)}${Math.floor(index / 100)}`,
              { properties: { a: { type: "string" } } },
            ]),
          ),
        },
      }),
    }),
  },
  "100 000 tags": {
    files: () => ({ "a.json": document({ tags: list(1e5, (index) => ({ name: `t${index}` })) }) }),
  },
  "100 000 servers": {
    files: () => ({
      "a.json": document({ servers: list(1e5, (index) => ({ url: `https://e${index}.x` })) }),
    }),
  },
  "100 000 parameters": {
    files: () => ({
      "a.json": document({
        paths: {
          "/a": {
            get: {
              operationId: "a",
              parameters: list(1e5, (index) => ({ in: "query", name: `p${index}`, schema: {} })),
              responses: {},
            },
          },
        },
      }),
    }),
  },
  "20 000 operations of one name": {
    files: () => ({
      "a.json": document({
        paths: members(20_000, "/p", () => ({ get: { operationId: "same", responses: {} } })),
      }),
    }),
  },
  "10 000 alternatives of credentials": {
    files: () => ({
      "a.json": document({
        components: {
          securitySchemes: members(1e4, "s", (index) => ({
            type: "apiKey",
            in: "header",
            name: `X-${index}`,
          })),
        },
        security: list(1e4, (index) => ({ [`s${index}`]: [] })),
      }),
    }),
  },
  "100 000 media types": {
    files: () => ({
      "a.json": document({
        paths: {
          "/a": {
            get: {
              responses: { 200: { description: "", content: members(1e5, "text/x", () => ({})) } },
            },
          },
        },
      }),
    }),
  },
  "30 files that double": {
    files: () => ({
      "a.yaml": head.replace("paths: {}", 'paths: {/a: {$ref: "p0.yaml"}}'),
      ...Object.fromEntries(
        list(30, (index) => [
          `p${index}.yaml`,
          `get: {responses: {200: {description: x}}, callbacks: {a: {x: {$ref: "p${index + 1}.yaml"}}, b: {y: {$ref: "p${index + 1}.yaml"}}}}\n`,
        ]),
      ),
      "p30.yaml": "get: {responses: {200: {description: x}}}\n",
    }),
    refused: ["external-ref"],
  },
  "a title of 5 MB": {
    files: () => ({ "a.json": document({ info: { title: "T".repeat(5e6), version: "1" } }) }),
    refused: ["beyond-limit"],
  },
  "a title of 1 MB": {
    files: () => ({ "a.json": document({ info: { title: "T".repeat(1e6), version: "1" } }) }),
  },
  "a path of 1 MB": {
    files: () => ({
      "a.json": document({ paths: { ["/a".repeat(5e5)]: { get: { responses: {} } } } }),
    }),
  },
};
