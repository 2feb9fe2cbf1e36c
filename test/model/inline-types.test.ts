import { describe, expect, test } from "vitest";
import type { Document, ResolvedSchemaObject, Schema } from "../../generator/openapi.js";
import { big, json, list, modelled, object, text } from "./modelled.js";

const gives = (operationId: string, schema: Schema, status = "200") => ({
  get: { operationId, responses: { [status]: json(schema) } },
});
const takes = (operationId: string, schema: Schema) => ({
  post: { operationId, requestBody: json(schema) },
});
const resolved = (schema: ResolvedSchemaObject): Schema => schema;
const places = (...args: Parameters<typeof modelled>) => modelled(...args).places;

const marker = resolved({ "x-type-parameter": "data" });
const envelopes = {
  Envelope: resolved({
    type: "object",
    properties: { data: marker },
    "x-type-parameters": [{ property: "data", at: "property", default: {} }],
  }),
  Page: resolved({
    type: "object",
    properties: { data: list(marker) },
    "x-type-parameters": [{ property: "data", at: "items", default: {} }],
  }),
};
const applied = (name: string, argument: Schema) =>
  resolved({ $ref: `#/components/schemas/${name}`, "x-type-arguments": [argument] });

type Places = Readonly<Record<string, string>>;

describe("which get a name", () => {
  test.each<[string, Document["paths"], Places]>([
    ["a small body stays", { "/a": takes("createA", object("email")) }, {}],
    ["three properties are small", { "/a": takes("createA", object("a", "b", "c")) }, {}],
    ["four are not", { "/a": takes("createA", big) }, { "POST /a body": "CreateABody" }],
    [
      "one that holds an object",
      { "/a": takes("createA", object({ inner: object("b") })) },
      { "POST /a body": "CreateABody" },
    ],
    [
      "one that holds a list of objects",
      { "/a": takes("createA", object({ inner: list(object("b")) })) },
      { "POST /a body": "CreateABody" },
    ],
    [
      "a small one, found twice",
      { "/a": takes("createA", object("a", "b")), "/b": takes("createB", object("b", "a")) },
      { "POST /a body": "CreateABody", "POST /b body": "CreateABody" },
    ],
    [
      "not one property, however often",
      { "/a": takes("createA", object("a")), "/b": takes("createB", object("a")) },
      {},
    ],
    [
      "not the object of a property",
      { "/a": takes("createA", object({ inner: big })) },
      { "POST /a body": "CreateABody" },
    ],
    ["not an answer of one operation", { "/a": gives("getA", big) }, {}],
    ["an error", { "/a": gives("getA", big, "404") }, { "GET /a 404": "GetANotFound" }],
    ["not what the client has no type for", { "/a": gives("getA", big, "302") }, {}],
    [
      "a form",
      {
        "/a": {
          post: {
            operationId: "upload",
            requestBody: {
              content: { "multipart/form-data": { schema: big }, "text/csv": { schema: big } },
            },
          },
        },
      },
      { "POST /a body": "UploadBody" },
    ],
    [
      "a form beside JSON",
      {
        "/a": {
          post: {
            operationId: "upload",
            requestBody: {
              content: {
                "multipart/form-data": { schema: object("file", "b", "c", "d") },
                "application/json": { schema: big },
              },
            },
          },
        },
      },
      { "POST /a body": "UploadBody", "POST /a body multipart/form-data": "UploadRequestBody" },
    ],
  ])("%s", (_, paths, want) => {
    expect(places(paths)).toEqual(want);
  });

  test("not one that holds a type parameter of the component around it", () => {
    const schema = resolved({
      ...(envelopes.Envelope as ResolvedSchemaObject),
      properties: { rows: list(object("a", "b", "c", { data: marker, inner: list(big) })) },
    });
    expect(places({}, { Envelope: schema })).toEqual({
      "Envelope.rows[].inner[]": "EnvelopeRowInnerItem",
    });
  });
});

describe("names", () => {
  const namedIn = (schema: Schema) =>
    Object.entries(places({ "/a": gives("listOrders", schema) }, envelopes));

  test.each<[string, Schema, [key: string, name: string][]]>([
    ["a bare list", list(big), [["GET /a 200[]", "ListOrdersItem"]]],
    [
      "the argument of an envelope",
      applied("Envelope", big),
      [["GET /a 200 data", "ListOrdersData"]],
    ],
    ["the item of an envelope", applied("Page", big), [["GET /a 200 data[]", "ListOrdersItem"]]],
    [
      "a list as argument",
      applied("Envelope", list(big)),
      [["GET /a 200 data[]", "ListOrdersItem"]],
    ],
    [
      "inside one that has a name",
      applied("Page", object("a", "b", "c", { lines: list(big) })),
      [
        ["GET /a 200 data[]", "ListOrdersItem"],
        ["GET /a 200 data[].lines[]", "ListOrdersItemLine"],
      ],
    ],
    [
      "through objects that have none",
      object({ cost: object({ taxes: list(big) }) }),
      [["GET /a 200 cost.taxes[]", "ListOrdersCostTax"]],
    ],
    [
      "without saying a thing twice",
      object({ orders: list(big) }),
      [["GET /a 200 orders[]", "ListOrdersItem"]],
    ],
    [
      "values of a map",
      object({ prices: { type: "object", additionalProperties: big } }),
      [["GET /a 200 prices{}", "ListOrdersPrice"]],
    ],
    [
      "a title",
      list({ ...(big as object), title: "Purchase order" }),
      [["GET /a 200[]", "PurchaseOrder"]],
    ],
    [
      "not a title that is a sentence",
      list({ ...(big as object), title: "An order, as it was placed." }),
      [["GET /a 200[]", "ListOrdersItem"]],
    ],
    [
      "not a title that says nothing",
      list({ ...(big as object), title: "Response" }),
      [["GET /a 200[]", "ListOrdersItem"]],
    ],
    [
      "not a title that a component has",
      list({ ...(big as object), title: "Page" }),
      [["GET /a 200[]", "ListOrdersItem"]],
    ],
    [
      "null beside it",
      list({ ...(big as object), type: ["object", "null"] }),
      [["GET /a 200[]", "ListOrdersItem"]],
    ],
    [
      "a union with null",
      list({ anyOf: [big, { type: "null" }] }),
      [["GET /a 200[]", "ListOrdersItem"]],
    ],
    [
      "members of a union",
      list({ anyOf: [object({ lines: list(big) }), text] }),
      [["GET /a 200[](anyOf 1).lines[]", "ListOrdersItemLine"]],
    ],
    [
      "names that could be taken for something else",
      object({ "a.b": list(big) }),
      [['GET /a 200["a.b"][]', "ListOrdersABItem"]],
    ],
  ])("%s", (_, schema, want) => {
    expect(namedIn(schema)).toEqual(want);
  });

  test.each([
    ["lines", "Line"],
    ["addresses", "Address"],
    ["categories", "Category"],
    ["movies", "Movie"],
    ["statuses", "Status"],
    ["boxes", "Box"],
    ["databases", "Database"],
    ["order_items", "OrderItem", "Basket"],
    ["orderLines", "OrderLine"],
    ["data", "DataItem"],
    ["series", "SeriesItem"],
    ["news", "NewsItem"],
    ["status", "StatusItem"],
    ["行", "Item"],
  ])("an item of %s", (property, word, component = "Basket") => {
    const { places: named } = modelled({}, { [component]: object({ [property]: list(big) }) });
    expect(Object.values(named)).toEqual([component + word]);
  });

  test("what begins with the name of the component has it once", () => {
    const schemas = {
      Order: object({ orderLines: list(big) }),
      "rule-suites": list(object("a", "b", "c", "e")),
    };
    expect(places({}, schemas)).toEqual({
      "Order.orderLines[]": "OrderLine",
      "rule-suites[]": "RuleSuite",
    });
  });

  test("components and operations keep theirs", () => {
    const paths = {
      "/a": takes("createA", big),
      "/b": { ...gives("createABody", text), ...takes("getA", list(big)) },
    };
    const { api, places: named } = modelled(paths, { CreateABody: object("other") });
    expect(named).toEqual({
      "POST /a body": "CreateARequestBody",
      "POST /b body[]": "CreateARequestBody",
    });
    expect(api.types.map(({ name }) => name)).toEqual(["CreateABody", "CreateARequestBody"]);
  });
});

describe("equal objects", () => {
  test("are one type, named after the first, whatever is said about them", () => {
    const described = { ...(big as object), description: "Another", "x-order": 1, required: [] };
    const paths = { "/a": gives("listA", list(big)), "/b": gives("listB", list(described)) };
    const { api, places: named } = modelled(paths);
    expect(named).toEqual({ "GET /a 200[]": "ListAItem", "GET /b 200[]": "ListAItem" });
    expect(api.types.map(({ name }) => name)).toEqual(["ListAItem"]);
  });

  test.each<[string, Schema]>([
    ["a property more", object("a", "b", "c", "d", "e")],
    ["one that must be there", { ...(big as object), required: ["a"] }],
    ["another type", object("b", "c", "d", { a: { type: "integer" } })],
    ["a closed object", { ...(big as object), additionalProperties: false }],
  ])("are not those with %s", (_, other) => {
    const paths = { "/a": gives("listA", list(big)), "/b": gives("listB", list(other)) };
    expect(Object.values(places(paths))).toEqual(["ListAItem", "ListBItem"]);
  });

  test("are the component that is equal, where it is the only one", () => {
    const paths = { "/a": takes("createA", big) };
    const { operations, places: named } = modelled(paths, { A: big });
    expect(named).toEqual({});
    expect(operations[0]?.body?.contents[0]?.schema).toEqual({ $ref: "#/components/schemas/A" });
    expect(places(paths, { A: big, B: big })).toEqual({ "POST /a body": "CreateABody" });
  });

  test("as answers of several operations are named after what these are about", () => {
    const paths = {
      "/orders": { ...gives("listOrders", object("a", { orders: list({}), b: text, c: text })) },
      "/mine": { ...gives("listMyOrders", object("a", { orders: list({}), b: text, c: text })) },
      "/orders/{id}": {
        get: {
          operationId: "getOrderById",
          responses: { "200": json(big), "404": json(object("message", "code")) },
        },
        put: {
          operationId: "updateOrder",
          responses: {
            "200": json(big),
            "404": json(object("message", "code")),
            "400": json(object("message", "code", "field", "hint")),
          },
        },
        delete: {
          operationId: "deleteOrder",
          responses: {
            "400": json(object("message", "code", "field", "hint")),
            "422": json(object("message", "code", "field", "hint")),
          },
        },
      },
    };
    expect(places(paths)).toEqual({
      "GET /orders 200": "OrderList",
      "GET /mine 200": "OrderList",
      "GET /orders/{id} 200": "Order",
      "PUT /orders/{id} 200": "Order",
      "GET /orders/{id} 404": "NotFoundResponse",
      "PUT /orders/{id} 404": "NotFoundResponse",
      "PUT /orders/{id} 400": "ErrorResponse",
      "DELETE /orders/{id} 400": "ErrorResponse",
      "DELETE /orders/{id} 422": "ErrorResponse",
    });
  });

  test("with one title, that differ, do not have it as their name", () => {
    const titled = (...names: string[]) => ({ ...(object(...names) as object), title: "Order" });
    const paths = {
      "/a": gives("listA", list(titled("a", "b", "c", "d"))),
      "/b": gives("listB", list(titled("a", "b", "c", "e"))),
    };
    expect(Object.values(places(paths))).toEqual(["ListAItem", "ListBItem"]);
  });

  test("a nullable place says so; what it says about the object stays beside it", () => {
    const nullable = {
      ...(big as object),
      type: ["object", "null"] as const,
      description: "Maybe",
    };
    const { operations } = modelled({
      "/a": takes("createA", nullable),
      "/b": takes("createB", big),
    });
    expect(operations.map(({ body }) => body?.contents[0]?.schema)).toEqual([
      {
        anyOf: [{ $ref: "#/components/schemas/CreateABody" }, { type: "null" }],
        description: "Maybe",
      },
      { $ref: "#/components/schemas/CreateABody" },
    ]);
  });
});

test("an object that holds itself through its component ends", () => {
  const schemas = {
    Tree: object({
      children: list(object("a", "b", "c", { tree: { $ref: "#/components/schemas/Tree" } })),
    }),
  };
  expect(places({}, schemas)).toEqual({ "Tree.children[]": "TreeChild" });
});

test("types from inside a component stand behind it, those of operations last", () => {
  const schemas = { A: object({ items: list(big) }), B: text };
  const paths = { "/a": takes("createA", object("a", "b", "c", "z")) };
  expect(modelled(paths, schemas).api.types.map(({ name }) => name)).toEqual([
    "A",
    "AItem",
    "B",
    "CreateABody",
  ]);
});
