import { describe, expect, test } from "vitest";
import type { Schema } from "../../generator/openapi.js";
import { big, json, list, modelled, object, type Pins } from "./modelled.js";

const paths = (one: Schema, other: Schema) => ({
  "/a": { get: { operationId: "listA", responses: { "200": json(list(one)) } } },
  "/b": { get: { operationId: "listB", responses: { "200": json(list(other)) } } },
});
const other = object("a", "b", "c", "e");

function run(
  pins: Pins,
  one: Schema = big,
  two: Schema = other,
  schemas: Readonly<Record<string, Schema>> = {},
) {
  const { api, places, diagnostics } = modelled(paths(one, two), schemas, pins);
  return {
    types: api.types.map(({ name }) => name),
    places,
    found: diagnostics.map(({ code, severity, place }) => `${severity} ${code} ${place?.file}`),
    messages: diagnostics.map(({ message }) => message),
  };
}

describe("a pinned name", () => {
  test("is given", () => {
    expect(run({ "GET /b 200[]": "Order" })).toMatchObject({
      types: ["ListAItem", "Order"],
      places: { "GET /a 200[]": "ListAItem", "GET /b 200[]": "Order" },
      found: [],
    });
  });

  test("keeps an object a type, however small it is, wherever it stands", () => {
    const small = object({ inner: object("x") });
    expect(run({ "GET /a 200[]": "A", "GET /a 200[].inner": "Inner" }, small).places).toMatchObject(
      {
        "GET /a 200[]": "A",
        "GET /a 200[].inner": "Inner",
      },
    );
  });

  test("is that of equal objects that have none, before it too", () => {
    expect(run({ "GET /b 200[]": "Order" }, big, big).places).toEqual({
      "GET /a 200[]": "Order",
      "GET /b 200[]": "Order",
    });
  });

  test("makes two types of equal objects where it differs", () => {
    const inner = object("a", "b", "c", { lines: list(big) });
    expect(run({ "GET /a 200[]": "A", "GET /b 200[]": "B" }, inner, inner)).toMatchObject({
      types: ["A", "ALine", "B"],
      found: [],
    });
  });

  test("names what is inside", () => {
    const inner = object("a", "b", "c", { lines: list(big) });
    expect(run({ "GET /a 200[]": "Order" }, inner).places).toMatchObject({
      "GET /a 200[].lines[]": "OrderLine",
    });
  });

  test("may be that of an equal component", () => {
    const { types, places, found } = run({ "GET /a 200[]": "Order" }, big, other, {
      Order: big,
      Same: big,
    });
    expect({ types, places, found }).toEqual({
      types: ["Order", "Same", "ListBItem"],
      places: { "GET /b 200[]": "ListBItem" },
      found: [],
    });
  });
});

describe("is refused where it is", () => {
  test("given to different objects", () => {
    const { found, messages } = run({ "GET /a 200[]": "Order", "GET /b 200[]": "Order" });
    expect(found).toEqual(["error pinned-type-clash names.yaml/GET ~1b 200[]"]);
    expect(messages[0]).toContain("GET /a 200[]");
  });

  test("that of a component that says something else", () => {
    const { found } = run({ "GET /a 200[]": "Order" }, big, other, { Order: object("z") });
    expect(found).toEqual(["error pinned-type-clash names.yaml/GET ~1a 200[]"]);
  });

  test("that of a function", () => {
    expect(run({ "GET /a 200[]": "listB" }).found).toEqual([
      "error pinned-type-clash names.yaml/GET ~1a 200[]",
    ]);
  });

  test.each(["string", "ApiError"])("%s", (name) => {
    expect(run({ "GET /a 200[]": name }).found).toEqual([
      "error reserved-pinned-name names.yaml/GET ~1a 200[]",
    ]);
  });
});

test.each(["GET /gone 200[]", "GET /a 404", "Gone.lines[]", "GET /a body"])(
  "no object stands at %s: told",
  (key) => {
    expect(run({ [key]: "Order" }).found).toEqual([
      `notice pinned-type-gone names.yaml/${key.replaceAll("/", "~1")}`,
    ]);
  },
);

describe("a second run", () => {
  const deep = object("a", "b", "c", {
    lines: list(object("x", "y")),
    deeper: object({ many: list(big) }),
  });
  const documents: readonly [string, Schema, Schema, Readonly<Record<string, Schema>>][] = [
    ["two types", big, other, {}],
    ["one type", deep, deep, {}],
    ["objects that a component equals", deep, object({ inner: list(deep) }), { Deep: deep }],
    ["clashing names", object({ a: list(big), as: list(other) }), deep, { ListAItem: big }],
  ];

  test.each(documents)("changes nothing: %s", (_, one, two, schemas) => {
    const first = modelled(paths(one, two), schemas);
    const second = modelled(paths(one, two), schemas, first.pins);
    expect(second.api).toEqual(first.api);
    expect(second.diagnostics).toEqual([]);
  });

  test("keeps the names where the first place is gone", () => {
    const first = modelled(paths(deep, deep));
    const { "/b": left } = paths(deep, deep);
    const second = modelled({ "/b": left }, {}, first.pins);
    expect(second.api.types.map(({ name }) => name)).toEqual(
      first.api.types.map(({ name }) => name),
    );
  });

  test("keeps the names in another order", () => {
    const { "/a": a, "/b": b } = paths(deep, object({ inner: list(deep) }));
    const first = modelled({ "/a": a, "/b": b });
    const second = modelled({ "/b": b, "/a": a }, {}, first.pins);
    const sorted = (names: Readonly<Record<string, string>>) => Object.values(names).toSorted();
    expect(new Set(sorted(second.places))).toEqual(new Set(sorted(first.places)));
  });
});
