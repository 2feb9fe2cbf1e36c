import { expect, test } from "vitest";
import type { EnumValues, NamedType, Operation } from "../../generator/model/api.js";
import { compilerErrors } from "./compile.js";
import { emitted } from "./declared.js";

const open: EnumValues = {
  name: "statusValues",
  of: { kind: "type", nullable: false },
  values: [{ value: "open", description: "Not yet\npaid */" }, { value: "closed" }],
  deprecated: false,
};
const schema = { type: "string", enum: ["open", "closed"] } as const;
const type = (enums: readonly EnumValues[], more: Partial<NamedType> = {}): NamedType => ({
  name: "Status",
  wireName: "status",
  parameters: [],
  schema,
  enums,
  ...more,
});

const modules = new Map<string, string>();

async function typesOf(...types: readonly NamedType[]): Promise<string> {
  const text = (await emitted({ types })).get("src/types.ts") ?? "";
  modules.set(`/${modules.size}.ts`, text);
  return text.slice(text.indexOf("\n")).trim();
}

test("a type that is an enum is made of the array of its values", async () => {
  expect(await typesOf(type([open]))).toBe(`/** The values of {@link Status}. */
export const statusValues = [
  /** Not yet paid *\\/ */
  "open",
  "closed",
] as const;

export type Status = (typeof statusValues)[number];`);
});

test("null is no value, but part of the type", async () => {
  const nullable = { ...open, of: { kind: "type", nullable: true } } as const;
  expect(await typesOf(type([nullable]))).toContain(
    "export type Status = (typeof statusValues)[number] | null;",
  );
});

test("an enum in place stays readable in place", async () => {
  const inPlace = {
    ...open,
    values: [{ value: 1 }, { value: -1 }, { value: true }],
    of: { kind: "property", name: "a`b" },
    deprecated: true,
  } as const;
  const object = { type: "object", properties: { "a`b": { enum: [1, -1, true] } } } as const;
  expect(await typesOf(type([inPlace], { schema: object }))).toBe(`/**
 * The values of \`\` a\`b \`\` in {@link Status}.
 * @deprecated
 */
export const statusValues = [1, -1, true] as const;

export interface Status {
  "a\`b"?: 1 | -1 | true;
}`);
});

test("all of it compiles, ten thousand values too", async () => {
  const values = Array.from({ length: 10_000 }, (_, index) => ({ value: `value ${index}` }));
  await typesOf(type([{ ...open, values }]));
  expect(compilerErrors(modules)).toEqual([]);
});

test("those of an operation stand before its input", async () => {
  const operation: Operation = {
    name: "listOrders",
    types: { input: "ListOrdersInput", response: "ListOrdersResponse" },
    key: "GET /orders",
    method: "get",
    path: "/orders",
    deprecated: false,
    parameters: [{ in: "query", name: "status", required: false, deprecated: false, schema }],
    responses: [],
    errors: [],
    headers: [],
    security: [],
    enums: [{ ...open, name: "listOrdersStatusValues", of: { kind: "property", name: "status" } }],
  };
  const files = await emitted({ groups: [{ file: "orders", operations: [operation] }] });
  const text = files.get("src/operations/orders.ts") ?? "";
  expect(text).toMatch(
    /The values of `status` in \{@link ListOrdersInput\}[^]*export const listOrdersStatusValues = \[[^]*status\?: "open" \| "closed";/,
  );
});

test("the index exports them, and a module of types only as such", async () => {
  const index = async (types: readonly NamedType[]) =>
    (await emitted({ types })).get("src/index.ts");
  expect(await index([type([open])])).toContain('export * from "./types.js";');
  expect(await index([type([])])).toContain('export type * from "./types.js";');
});
