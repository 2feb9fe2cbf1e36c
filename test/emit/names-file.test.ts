import { describe, expect, test } from "vitest";
import { emit } from "../../generator/emit/emit.js";
import type { Api, NamedType, Operation } from "../../generator/model/api.js";

const operation = (key: string, name: string): Operation => ({
  name,
  types: { response: "Response" },
  key,
  method: "get",
  path: "/",
  deprecated: false,
  parameters: [],
  responses: [],
  errors: [],
  headers: [],
  security: [],
});
const type = (name: string, ...places: readonly string[]): NamedType => ({
  name,
  wireName: name,
  parameters: [],
  schema: true,
  places,
});

/** `names.yaml` after a run, without its first comment. */
async function namesFile(
  text: string,
  operations: readonly Operation[],
  types: readonly NamedType[],
): Promise<readonly string[]> {
  const file = await wholeFile(text, operations, types);
  return file
    .replace(/^(#.*\n)*(?=GET|POST)/, "")
    .trimEnd()
    .split("\n");
}

async function wholeFile(
  text: string,
  operations: readonly Operation[],
  types: readonly NamedType[],
): Promise<string> {
  const api: Api = {
    package: { name: "test", version: "1.0.0", description: "Test" },
    title: "Test",
    version: "1",
    servers: [],
    serverFunctions: [],
    schemes: [],
    requiredSchemes: [],
    types,
    groups: [{ file: "operations", operations }],
  };
  const locate = () => ({ file: "", line: 1, column: 1 });
  const { value } = await emit({
    api,
    document: { openapi: "3.1.0", info: { title: "Test", version: "1" }, paths: {} },
    sources: { runtime: [], names: { path: "names.yaml", text, pins: new Map(), locate } },
    format: false,
  });
  const [file] = value.beside;
  return file?.text ?? "";
}

const operations = [
  operation("POST /orders", "createOrder"),
  operation("GET /orders/{id}", "getOrder"),
  operation("GET /orders", "listOrders"),
];
const types = [
  type("OrderLine", "Order.lines[]", "GET /orders 200 data[].lines[]"),
  type("Order", "GET /orders 200 data[]", "POST /orders body"),
];
const all = [
  "GET /orders: listOrders",
  "GET /orders 200 data[]: Order",
  "GET /orders 200 data[].lines[]: OrderLine",
  "POST /orders: createOrder",
  "POST /orders body: Order",
  "GET /orders/{id}: getOrder",
  "Order.lines[]: OrderLine",
];

describe("names.yaml", () => {
  for (const { name, given, want } of [
    {
      name: "the comment at the head of the file stays there",
      given: "# The names.\n# All of them.\nPOST /orders: order\n",
      want: "# The names.\n# All of them.\nGET /orders: listOrders\nPOST /orders: order\n",
    },
    {
      name: "with an empty line behind it, too",
      given: "# The names.\n\nPOST /orders: order\n",
      want: "# The names.\n\nGET /orders: listOrders\nPOST /orders: order\n",
    },
    {
      name: "a comment that an empty line parts from it stays with its line",
      given: "# The names.\n\n# As ever.\nPOST /orders: order\n",
      want: "# The names.\n\nGET /orders: listOrders\n# As ever.\nPOST /orders: order\n",
    },
  ]) {
    test(`${name}`, async () => {
      expect(await wholeFile(given, [operation("GET /orders", "listOrders")], [])).toBe(want);
    });
  }

  test("goes by path, then method, what is inside behind it, components last", async () => {
    expect(await namesFile("", operations, types)).toEqual(all);
    expect(await namesFile("", operations.toReversed(), types.toReversed())).toEqual(all);
  });

  test("keeps what a person wrote, in its order, with its comments", async () => {
    const before = [
      "Order.lines[]: Line # ours",
      "# the list",
      "GET /orders: orders",
      "GET /orders/{id}: order",
    ];
    expect(await namesFile(`${before.join("\n")}\n`, operations, types)).toEqual([
      "Order.lines[]: Line # ours",
      "# the list",
      "GET /orders: orders",
      "GET /orders 200 data[]: Order",
      "GET /orders 200 data[].lines[]: OrderLine",
      "POST /orders: createOrder",
      "POST /orders body: Order",
      "GET /orders/{id}: order",
    ]);
  });

  test("stays byte for byte where nothing is new", async () => {
    const text = `${all.toReversed().join("\n\n")}\n`;
    expect(await namesFile(text, operations, types)).toEqual(text.trimEnd().split("\n"));
  });
});
