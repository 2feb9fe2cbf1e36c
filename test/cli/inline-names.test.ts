import { appendFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { folderWith, specweld } from "./specweld.js";

const line = {
  type: "object",
  properties: {
    sku: { type: "string", description: "What is sold" },
    quantity: { type: "integer" },
    price: { type: "number" },
    currency: { type: "string" },
  },
  required: ["sku"],
};
const order = {
  type: "object",
  properties: {
    id: { type: "string" },
    lines: { type: "array", items: line },
    note: { type: ["string", "null"] },
  },
};
const answers = (schema: object) => ({
  "200": { description: "OK", content: { "application/json": { schema } } },
});
const data = (schema: object) => ({
  allOf: [
    { $ref: "#/components/schemas/Success" },
    { type: "object", properties: { data: schema } },
  ],
});
const shop = {
  openapi: "3.1.0",
  info: { title: "Shop", version: "1" },
  servers: [{ url: "https://shop.example" }],
  paths: {
    "/orders": {
      get: { operationId: "listOrders", responses: answers(data({ type: "array", items: order })) },
      post: {
        operationId: "createOrder",
        requestBody: {
          required: true,
          content: { "application/json": { schema: { ...order, required: ["id"] } } },
        },
        responses: answers(data(order)),
      },
    },
    "/stock": {
      get: {
        operationId: "getStock",
        responses: answers({
          type: "object",
          properties: { open: { type: "boolean" }, shelves: { type: "array", items: order } },
        }),
      },
    },
    "/invite": {
      post: {
        operationId: "invite",
        requestBody: {
          content: {
            "application/json": {
              schema: { type: "object", properties: { email: { type: "string" } } },
            },
          },
        },
        responses: answers(data({ type: "object", properties: { link: { type: "string" } } })),
      },
    },
  },
  components: {
    schemas: {
      Success: { type: "object", properties: { success: { type: "boolean" }, data: {} } },
    },
  },
};

async function generated(names?: string) {
  const folder = await folderWith({
    "specs/shop.json": JSON.stringify(shop),
    ...(names !== undefined && { "specs/names.yaml": names }),
  });
  const run = await specweld(folder, ["generate"]);
  const text = (path: string) => readFile(join(folder, path), "utf8");
  return { folder, text, ...run };
}

/** The declarations of types, without what is said about them. */
function declarations(text: string): string {
  const types = text.match(/^export (type|interface) [^]*?^(?=\n)|^export type .*;$/gm) ?? [];
  return types.map((each) => each.trim()).join("\n");
}

describe("inline objects", () => {
  test("are types with a name, pinned in names.yaml", async () => {
    const { text, status } = await generated();
    expect(status).toBe(0);
    const names = await text("specs/names.yaml");
    expect(names.replaceAll(/^#.*\n/gm, "")).toMatchInlineSnapshot(`
      "POST /invite: invite
      GET /orders: listOrders
      GET /orders 200 data[]: ListOrdersItem
      GET /orders 200 data[].lines[]: ListOrdersItemLine
      POST /orders: createOrder
      POST /orders 200 data: ListOrdersItem
      POST /orders body: CreateOrderBody
      POST /orders body lines[]: ListOrdersItemLine
      GET /stock: getStock
      GET /stock 200 shelves[]: ListOrdersItem
      "
    `);
    expect(declarations(await text("generated/src/types.ts"))).toMatchInlineSnapshot(`
      "export interface Success<Data = unknown> {
        success?: boolean;
        data?: Data;
      }
      export interface ListOrdersItem {
        id?: string;
        lines?: ListOrdersItemLine[];
        note?: string | null;
      }
      export interface ListOrdersItemLine {
        /** What is sold */
        sku: string;
        quantity?: number;
        price?: number;
        currency?: string;
      }"
    `);
    expect(declarations(await text("generated/src/operations/operations.ts")))
      .toMatchInlineSnapshot(`
      "export interface InviteInput {
        body?: {
          email?: string;
        };
      }
      export type InviteResponse = Success<{
        link?: string;
      }>;
      export type ListOrdersResponse = Success<ListOrdersItem[]>;
      export interface CreateOrderInput {
        body: CreateOrderBody;
      }
      export type CreateOrderResponse = Success<ListOrdersItem>;
      export interface GetStockResponse {
        open?: boolean;
        shelves?: ListOrdersItem[];
      }"
    `);
  });

  test("a second run changes nothing", async () => {
    const { folder } = await generated();
    const { status, stderr } = await specweld(folder, ["generate", "--check"]);
    expect(stderr).toMatch(/^\d+ files up to date/m);
    expect(status).toBe(0);
  });

  test("a name may be changed in all places, or asked for", async () => {
    const { folder, text } = await generated();
    const path = join(folder, "specs/names.yaml");
    const renamed = (await text("specs/names.yaml")).replaceAll(": ListOrdersItem\n", ": Order\n");
    await writeFile(path, `${renamed}# asked for\nPOST /invite 200 data: Invitation\n`);
    const { status, stderr } = await specweld(folder, ["generate"]);
    expect([status, stderr]).toEqual([0, expect.not.stringContaining("pinned")]);
    const types = await text("generated/src/types.ts");
    expect(types).toContain("export interface Order {");
    expect(types).toContain("export interface Invitation {");
    expect(types).not.toContain("ListOrdersItem {");
    expect(await text("specs/names.yaml")).toContain(
      "# asked for\nPOST /invite 200 data: Invitation",
    );
  });

  test("a name for two different objects is refused, with its line", async () => {
    const { folder, text } = await generated();
    const path = join(folder, "specs/names.yaml");
    const names = (await text("specs/names.yaml")).replace(": CreateOrderBody", ": ListOrdersItem");
    await writeFile(path, names);
    const { status, stderr } = await specweld(folder, ["generate"]);
    const lines = names.split("\n");
    const at = lines.findIndex((each) => each.startsWith("POST /orders body:")) + 1;
    expect(stderr).toContain(`specs/names.yaml:${at}:1  error`);
    expect(stderr).toContain("[pinned-type-clash]");
    expect(stderr).toContain("Give POST /orders body another name");
    expect(status).toBe(2);
  });

  test("a place that is gone is told", async () => {
    const { folder } = await generated();
    await appendFile(join(folder, "specs/names.yaml"), "Success.rows[]: Row\n");
    const { status, stderr } = await specweld(folder, ["generate"]);
    expect(stderr).toContain("[pinned-type-gone]");
    expect(status).toBe(0);
  });

  test.each(["post /orders body: Order", "Order: Order", "orders: Order"])(
    "%s is no key",
    async (names) => {
      const { status, stderr } = await generated(`${names}\n`);
      expect(stderr).toContain("is not a key that can stand here");
      expect(status).toBe(2);
    },
  );
});
