import { describe, expect, test } from "vitest";
import { model } from "../../generator/model/model.js";
import type { Document, Schema } from "../../generator/openapi.js";
import type { TypeSettings } from "../../generator/settings.js";

function modelled(some: Partial<Document>, types: TypeSettings = {}) {
  return model(
    {
      document: { openapi: "3.1.0", info: { title: "T", version: "1" }, paths: {}, ...some },
      origins: new Map(),
    },
    {
      settings: { package: {}, output: { keep: [] }, types },
      names: { text: "", pins: new Map(), locate: () => ({ file: "", line: 1, column: 1 }) },
    },
  ).value;
}

const status: Schema = { type: "string", enum: ["open", "closed"] };

/** The names of arrays and their values, by type. */
function ofTypes(schemas: Readonly<Record<string, Schema>>) {
  return Object.fromEntries(
    modelled({ components: { schemas } }).types.flatMap(({ name, enums = [] }) =>
      enums.length > 0
        ? [
            [
              name,
              enums.map((each) => `${each.name} ${each.values.map(({ value }) => value).join()}`),
            ],
          ]
        : [],
    ),
  );
}

describe("the values of enums", () => {
  test.each<[string, Schema, readonly string[] | undefined]>([
    ["of the type", status, ["orderValues open,closed"]],
    ["of the type, one only", { enum: ["open"] }, ["orderValues open"]],
    ["of a property", { properties: { status } }, ["orderStatusValues open,closed"]],
    [
      "of a property's items",
      { properties: { tags: { type: "array", items: status } } },
      ["orderTagsValues open,closed"],
    ],
    ["of items", { type: "array", items: status }, ["orderValues open,closed"]],
    [
      "beside null",
      { properties: { status: { anyOf: [status, { type: "null" }] } } },
      ["orderStatusValues open,closed"],
    ],
    ["null is none", { enum: ["a", null] }, ["orderValues a"]],
    ["beside any string", { anyOf: [status, { type: "string" }] }, ["orderValues open,closed"]],
    ["constants", { oneOf: [{ const: 1 }, { const: 2 }] }, ["orderValues 1,2"]],
    ["one value in place needs no list", { properties: { kind: { enum: ["order"] } } }, undefined],
    ["objects have none", { enum: [{ a: 1 }] }, undefined],
    [
      "a reference has its own",
      { properties: { status: { $ref: "#/components/schemas/x" } } },
      undefined,
    ],
    [
      "words that are no identifier",
      { properties: { "+1": status } },
      ["orderPlus1Values open,closed"],
    ],
  ])("%s", (_given, schema, want) => {
    expect(ofTypes({ Order: schema })["Order"]).toEqual(want);
  });

  test("no two have one name, whatever the order", () => {
    const schemas = { Order: { properties: { status } }, OrderStatus: status };
    const want = {
      Order: ["orderPropertyStatusValues open,closed"],
      OrderStatus: ["orderStatusValues open,closed"],
    };
    expect(ofTypes(schemas)).toEqual(want);
    expect(ofTypes(Object.fromEntries(Object.entries(schemas).toReversed()))).toEqual(want);
  });

  test("a function of the same name keeps it", () => {
    const paths = { "/a": { get: { operationId: "orderStatusValues" } } };
    const { types } = modelled({ paths, components: { schemas: { OrderStatus: status } } });
    expect(types[0]?.enums?.[0]?.name).toBe("orderStatusTypeValues");
  });

  test("of parameters and of what a body holds", () => {
    const body = { type: "object", properties: { sort: status, kind: status } } as const;
    const { groups } = modelled({
      paths: {
        "/orders": {
          post: {
            operationId: "listOrders",
            parameters: [{ name: "sort", in: "query", deprecated: true, schema: status }],
            requestBody: { content: { "application/json": { schema: body } } },
          },
        },
      },
    });
    const enums = groups[0]?.operations[0]?.enums ?? [];
    expect(enums.map(({ name, deprecated }) => [name, deprecated])).toEqual([
      ["listOrdersSortValues", true],
      ["listOrdersBodySortValues", false],
      ["listOrdersKindValues", false],
    ]);
  });

  test.each<[string, Schema, readonly (string | undefined)[]]>([
    [
      "names that say more",
      { enum: [1, 2], "x-enum-varnames": ["Open", "Closed"] },
      ["Open", "Closed"],
    ],
    ["names that say the same", { enum: ["is-open"], "x-enumNames": ["IS_OPEN"] }, [undefined]],
    ["descriptions", { enum: ["a", "b"], "x-enum-descriptions": ["First"] }, ["First", undefined]],
    [
      "by value",
      { enum: ["a", "b"], "x-enumDescriptions": { b: "Second" } },
      [undefined, "Second"],
    ],
    [
      "both",
      { enum: [1], "x-enum-varnames": ["One"], "x-enumDescriptions": ["First"] },
      ["One: First"],
    ],
    ["past null", { enum: [null, "a"], "x-enum-descriptions": ["None", "First"] }, ["First"]],
    [
      "of constants",
      {
        oneOf: [
          { const: "a", title: "First" },
          { const: "b", description: "Last" },
        ],
      },
      ["First", "Last"],
    ],
  ])("are described: %s", (_given, schema, want) => {
    const { types } = modelled({ components: { schemas: { T: schema } } });
    expect(types[0]?.enums?.[0]?.values.map(({ description }) => description)).toEqual(want);
  });
});

describe("64-bit integers", () => {
  const id = { type: "integer", format: "int64", default: 1, examples: [2], minimum: 0 } as const;
  const schemas: Readonly<Record<string, Schema>> = {
    T: {
      type: "object",
      properties: { id, maybe: { type: ["integer", "null"], format: "uint64", enum: [1, null] } },
      "x-extends": { $ref: "#/components/schemas/U", "x-type-arguments": [id] },
    },
    U: { type: "integer", format: "int32", default: 1 },
  };

  test("are numbers", () => {
    expect(modelled({ components: { schemas } }).types[0]?.schema).toEqual(schemas["T"]);
  });

  test("are strings where the settings say so", () => {
    const written = { type: "string", format: "int64", default: "1", examples: ["2"], minimum: 0 };
    const { types } = modelled({ components: { schemas } }, { int64: "string" });
    expect(types.map(({ schema }) => schema)).toEqual([
      {
        type: "object",
        properties: {
          id: written,
          maybe: { type: ["string", "null"], format: "uint64", enum: ["1", null] },
        },
        "x-extends": { $ref: "#/components/schemas/U", "x-type-arguments": [written] },
      },
      schemas["U"],
    ]);
  });
});
