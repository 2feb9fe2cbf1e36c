import { describe, expect, test } from "vitest";
import { model } from "../../generator/model/model.js";
import type { Document, Schema } from "../../generator/openapi.js";
import type { Settings } from "../../generator/settings.js";

const list: Schema = { type: "array", items: { type: "object" } };
const object = (properties: Record<string, Schema>): Schema => ({ type: "object", properties });

interface Given {
  readonly query?: readonly string[];
  readonly answer: Schema;
  readonly link?: boolean;
  readonly method?: "get" | "post";
  readonly schemas?: Readonly<Record<string, Schema>>;
}

function paged(given: Given, pagination?: Settings["pagination"]) {
  const { query = [], answer, link = false, method = "get", schemas = {} } = given;
  const document: Document = {
    openapi: "3.1.0",
    info: { title: "Test API", version: "1" },
    paths: {
      "/things": {
        [method]: {
          parameters: query.map((name) => ({ in: "query" as const, name, schema: {} })),
          responses: {
            200: {
              ...(link && { headers: { Link: { schema: { type: "string" } } } }),
              content: { "application/json": { schema: answer } },
            },
          },
        },
      },
    },
    components: { schemas },
  };
  const names = {
    text: "",
    pins: new Map(),
    locate: () => ({ file: "names.yaml", line: 1, column: 1 }),
  };
  const settings = {
    package: {},
    output: { keep: [] },
    ...(pagination !== undefined && { pagination }),
  };
  const { value, diagnostics } = model({ document, origins: new Map() }, { settings, names });
  const [operation] = value.groups.flatMap(({ operations }) => operations);
  return { pagination: operation?.pagination, codes: diagnostics.map(({ code }) => code) };
}

const envelope = {
  Envelope: {
    ...(object({
      data: { "x-type-parameter": "data" } as Schema,
      meta: object({ nextCursor: {} }),
    }) as object),
    "x-type-parameters": [{ property: "data", at: "property", default: {} }],
  } as Schema,
};

describe("what names make plain", () => {
  test.each<[name: string, given: Given, want: unknown]>([
    [
      "a page number",
      { query: ["page"], answer: list },
      { kind: "page", items: [], parameter: "page" },
    ],
    [
      "an offset",
      { query: ["limit", "offset"], answer: object({ total: {}, results: list }) },
      { kind: "offset", items: ["results"], parameter: "offset" },
    ],
    [
      "a cursor beside the list",
      { query: ["cursor"], answer: object({ items: list, next_cursor: {} }) },
      { kind: "cursor", items: ["items"], parameter: "cursor", next: ["next_cursor"] },
    ],
    [
      "a cursor within the envelope of a generic",
      {
        query: ["pageToken"],
        answer: {
          $ref: "#/components/schemas/Envelope",
          "x-type-arguments": [list],
        } as Schema,
        schemas: envelope,
      },
      { kind: "cursor", items: ["data"], parameter: "pageToken", next: ["meta", "nextCursor"] },
    ],
    ["the header Link", { answer: list, link: true, query: ["page"] }, { kind: "link", items: [] }],
    ["no list", { query: ["page"], answer: object({}) }, undefined],
    ["two lists", { query: ["page"], answer: object({ a: list, b: list }) }, undefined],
    [
      "a cursor that nothing leads to",
      { query: ["after"], answer: object({ data: list }) },
      undefined,
    ],
    ["a list all at once", { query: ["sort"], answer: list }, undefined],
    ["what is no GET", { query: ["page"], answer: list, method: "post" }, undefined],
  ])("%s", (_, given, want) => {
    expect(paged(given).pagination).toEqual(want);
  });
});

describe("what the settings say", () => {
  const given = { query: ["after"], answer: object({ data: list, other: list }) };

  test("goes before names, and says which list it is", () => {
    const rule = { style: "cursor", parameter: "after", last: "id", items: "data" } as const;
    expect(paged(given, [rule])).toEqual({
      pagination: { kind: "last", items: ["data"], parameter: "after", last: ["id"] },
      codes: expect.not.arrayContaining(["nothing-to-page"]),
    });
  });

  test("a rule that fits nothing is told", () => {
    const rule = { style: "page", parameter: "seite", items: "data" } as const;
    expect(paged(given, [rule]).codes).toContain("nothing-to-page");
  });

  test("false: no operation has pages", () => {
    expect(paged({ query: ["page"], answer: list }, false).pagination).toBeUndefined();
  });

  test("an answer that may be nothing is told", () => {
    const nullable: Schema = { anyOf: [list, { type: "null" }] };
    expect(paged({ query: ["page"], answer: nullable }).pagination).toMatchObject({
      kind: "page",
      optional: true,
    });
  });
});
