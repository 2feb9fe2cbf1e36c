import { describe, expect, test } from "vitest";
import { sample } from "./mock-sample.js";

const document = {
  components: {
    schemas: {
      Node: {
        type: "object",
        required: ["name"],
        properties: {
          name: { type: "string" },
          id: { type: "string", readOnly: true },
          next: { $ref: "#/components/schemas/Node" },
        },
      },
    },
  },
};

test.each<[string, object, unknown]>([
  ["an enum", { type: "string", enum: ["b", "a"] }, "b"],
  ["an example of the type", { type: "integer", example: 7 }, 7],
  ["no example of another type", { type: "integer", example: "seven" }, 1],
  ["limits of numbers", { type: "number", minimum: 3, exclusiveMinimum: true }, 4],
  ["steps", { type: "integer", minimum: 5, multipleOf: 10 }, 10],
  ["a format", { type: "string", format: "date" }, "2026-01-31"],
  ["a pattern", { type: "string", pattern: "^(?:tok|key)_a{4}$" }, expect.stringMatching(/_aaaa$/)],
  [
    "no example with an item of another type",
    { type: "array", items: { enum: ["a"] }, example: ["b"] },
    ["a"],
  ],
  ["a length", { type: "string", minLength: 5 }, "aaaaa"],
  ["null among types", { type: ["null", "boolean"] }, true],
  ["the first choice", { oneOf: [{ type: "boolean" }, { type: "string" }] }, true],
  ["items", { type: "array", minItems: 2, items: { type: "integer" } }, [1, 1]],
  [
    "what is united",
    {
      allOf: [
        { type: "object", properties: { a: { type: "integer" } } },
        { required: ["a"], properties: { b: { type: "string" } } },
      ],
    },
    { a: 1 },
  ],
  ["references", { $ref: "#/components/schemas/Node" }, { name: "a" }],
])("%s", (_, schema, want) => {
  expect(sample(document, schema, "required")).toEqual(want);
});

describe("all members", () => {
  test("but what is only read, and a circle only so far", () => {
    const text = JSON.stringify(sample(document, { $ref: "#/components/schemas/Node" }, "all"));
    expect(text).toBe('{"name":"a","next":{"name":"a","next":{"name":"a","next":{"name":"a"}}}}');
  });
});
