import { expect, test } from "vitest";
import { object, ref, resolved, string } from "./resolved.js";

test("a reference into a component gets a component of its own", () => {
  const { schemas } = resolved({
    Order: object({ lines: { type: "array", items: object({ sku: string }) } }),
    Cart: object({
      first: { $ref: "#/components/schemas/Order/properties/lines/items" },
      all: { $ref: "#/components/schemas/Order/properties/lines" },
    }),
  });
  expect(schemas).toMatchObject({
    Cart: object({ first: ref("Order lines Item"), all: ref("Order lines") }),
    "Order lines": { type: "array", items: object({ sku: string }) },
    "Order lines Item": object({ sku: string }),
  });
});

test("a reference to what is no place of a schema is anything", () => {
  const type = { type: { enum: ["a"] } };
  const { schemas } = resolved({
    Order: { ...object({}), "x-types": type },
    Cart: { $ref: "#/components/schemas/Order/x-types" },
  });
  expect(schemas["Cart"]).toEqual(ref("Order x-types"));
  expect(schemas["Order x-types"]).toBe(true);
});

test("a reference into an operation, through another reference", () => {
  const { schemas, document } = resolved(
    { Alias: ref("Order"), Order: object({ id: string }) },
    {
      "/a/{b}": {
        get: {
          responses: { 200: { content: { "application/json": { schema: ref("Alias") } } } },
        },
        put: {
          responses: {
            200: {
              content: {
                "application/json": {
                  schema: {
                    $ref: "#/paths/~1a~1%7Bb%7D/get/responses/200/content/application~1json/schema/properties/id",
                  },
                },
              },
            },
          },
        },
      },
    },
  );
  expect(schemas["Order id"]).toEqual(string);
  expect(JSON.stringify(document.paths)).toContain('{"$ref":"#/components/schemas/Order id"}');
});

test("a reference inside itself", () => {
  const { schemas } = resolved({
    Tree: object({
      node: object({ next: { $ref: "#/components/schemas/Tree/properties/node" } }),
    }),
  });
  expect(schemas["Tree node"]).toEqual(object({ next: ref("Tree node") }));
});
