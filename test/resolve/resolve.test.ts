import { describe, expect, test } from "vitest";
import type { Schema } from "../../generator/openapi.js";
import { bare, integer, object, ref, resolved, string, type Schemas } from "./resolved.js";

interface Case {
  readonly given: Schemas;
  readonly want: Schemas;
}

const overrides: Record<string, Case> = {
  "members add properties": {
    given: { A: { allOf: [object({ a: string }), object({ b: integer })] } },
    want: { A: object({ a: string, b: integer }) },
  },
  "required in another member than the property": {
    given: { A: { allOf: [object({ a: string }), { required: ["a"] }] } },
    want: { A: object({ a: string }, ["a"]) },
  },
  "what stands beside allOf counts as its last member": {
    given: { A: { allOf: [object({ a: { type: "number" } })], properties: { a: integer } } },
    want: { A: object({ a: integer }) },
  },
  "number narrowed to integer, and the other way round": {
    given: {
      A: { allOf: [object({ a: { type: "number" } }), object({ a: integer })] },
      B: { allOf: [object({ a: integer }), object({ a: { type: "number" } })] },
    },
    want: { A: object({ a: integer }), B: object({ a: integer }) },
  },
  "an enum narrowed": {
    given: {
      A: {
        allOf: [
          object({ a: { type: "string", enum: ["x", "y", "z"] } }),
          object({ a: { type: "string", enum: ["z", "y"] } }),
        ],
      },
    },
    want: { A: object({ a: { type: "string", enum: ["z", "y"] } }) },
  },
  "what is required of each member of a union": {
    given: {
      A: { allOf: [{ oneOf: [ref("B"), ref("C")] }, { required: ["a"] }] },
      B: object({ a: string }),
      C: object({ a: integer }),
    },
    want: {
      A: { "x-intersection": [{ oneOf: [ref("B"), ref("C")] }, { required: ["a"] }] } as Schema,
      B: object({ a: string }),
      C: object({ a: integer }),
    },
  },
  "null taken away": {
    given: { A: { allOf: [object({ a: { type: ["string", "null"] } }), object({ a: string })] } },
    want: { A: object({ a: string }) },
  },
  "objects inside merged deep": {
    given: {
      A: {
        allOf: [
          object({ meta: object({ count: integer }, ["count"]) }),
          object({ meta: object({ page: integer }, ["page"]) }),
        ],
      },
    },
    want: { A: object({ meta: object({ count: integer, page: integer }, ["count", "page"]) }) },
  },
  "items of arrays merged": {
    given: {
      A: {
        allOf: [
          object({ list: { type: "array", items: object({ a: string }) } }),
          object({ list: { type: "array", items: object({ b: string }) } }),
        ],
      },
    },
    want: { A: object({ list: { type: "array", items: object({ a: string, b: string }) } }) },
  },
  "an open member does not replace what is known": {
    given: { A: { allOf: [object({ a: object({ x: string }) }), object({ a: bare })] } },
    want: { A: object({ a: object({ x: string }) }) },
  },
  "a description laid over a property": {
    given: { A: { allOf: [object({ a: string }), object({ a: { description: "About a" } })] } },
    want: { A: object({ a: { type: "string", description: "About a" } }) },
  },
  "a base closed to other properties is open to the members beside it": {
    given: {
      A: {
        allOf: [{ ...object({ a: string }), additionalProperties: false }, object({ b: string })],
      },
    },
    want: { A: object({ a: string, b: string }) },
  },
  "allOf inside allOf": {
    given: { A: { allOf: [{ allOf: [object({ a: string })] }, object({ b: string })] } },
    want: { A: object({ a: string, b: string }) },
  },
  "allOf inside properties, items and unions": {
    given: {
      A: object({ a: { type: "array", items: { allOf: [ref("B")] } } }),
      B: { oneOf: [{ allOf: [object({ b: string })] }, string] },
    },
    want: {
      A: object({ a: { type: "array", items: ref("B") } }),
      B: { oneOf: [object({ b: string }), string] },
    },
  },
  "a reference with a description": {
    given: { A: object({ b: { allOf: [ref("B")], description: "The b" } }), B: string },
    want: { A: object({ b: { ...ref("B"), description: "The b" } }), B: string },
  },
  "null beside a reference": {
    given: {
      A: object({ b: { type: ["object", "null"], allOf: [ref("B")] } }),
      B: object({ c: string }),
    },
    want: {
      A: object({ b: { anyOf: [ref("B"), { type: "null" }] } }),
      B: object({ c: string }),
    },
  },
  "a union beside properties": {
    given: {
      A: { allOf: [ref("B"), { oneOf: [object({ x: string }), object({ y: string })] }] },
      B: object({ b: string }),
    },
    want: {
      A: {
        "x-intersection": [ref("B"), { oneOf: [object({ x: string }), object({ y: string })] }],
      },
      B: object({ b: string }),
    },
  },
  "a base with properties of its own beside": {
    given: {
      Dog: { allOf: [ref("Pet"), object({ bark: string }, ["bark"])] },
      Pet: object({ name: string }),
    },
    want: {
      Dog: { ...object({ bark: string }, ["bark"]), "x-extends": ref("Pet") },
      Pet: object({ name: string }),
    },
  },
  "a base made required": {
    given: { Dog: { allOf: [ref("Pet"), { required: ["name"] }] }, Pet: object({ name: string }) },
    want: {
      Dog: { ...object({ name: string }, ["name"]), "x-extends": ref("Pet") },
      Pet: object({ name: string }),
    },
  },
  "several bases": {
    given: {
      A: { allOf: [ref("B"), ref("C")] },
      B: object({ b: string }),
      C: object({ c: string }),
    },
    want: {
      A: object({ b: string, c: string }),
      B: object({ b: string }),
      C: object({ c: string }),
    },
  },
  "keywords of ours in a source are not believed": {
    given: {
      A: { ...object({ a: { type: "string", "x-type-parameter": "a" } }), "x-extends": ref("A") },
    },
    want: { A: object({ a: string }) },
  },
};

describe("allOf is override", () => {
  test.each(Object.entries(overrides))("%s", (_name, { given, want }) => {
    const { schemas, diagnostics } = resolved(given);
    expect(schemas).toEqual(want);
    expect(diagnostics).toEqual([]);
    expect(JSON.stringify(schemas)).not.toContain('"allOf"');
  });
});

const envelope = object({ success: { type: "boolean" }, data: bare });
const parameter = (property: string) => ({ "x-type-parameter": property });
const generic = (
  schema: ReturnType<typeof object>,
  ...parameters: readonly { property: string; at: "property" | "items"; default: Schema }[]
) => ({ ...schema, "x-type-parameters": parameters });

const genericEnvelope = generic(object({ success: { type: "boolean" }, data: parameter("data") }), {
  property: "data",
  at: "property",
  default: bare,
});

const envelopes: Record<string, Case> = {
  "a property left open is a parameter": {
    given: {
      Envelope: envelope,
      A: object({ a: { allOf: [ref("Envelope"), object({ data: string })] } }),
    },
    want: {
      Envelope: genericEnvelope,
      A: object({ a: { ...ref("Envelope"), "x-type-arguments": [string] } }),
    },
  },
  "the order of the members does not matter": {
    given: {
      Envelope: envelope,
      A: object({ a: { allOf: [object({ data: object({ x: string }) }), ref("Envelope")] } }),
    },
    want: {
      Envelope: genericEnvelope,
      A: object({ a: { ...ref("Envelope"), "x-type-arguments": [object({ x: string })] } }),
    },
  },
  "bare use keeps the default": {
    given: {
      Envelope: envelope,
      A: object({
        a: { allOf: [ref("Envelope"), object({ data: object({ x: string }) })] },
        b: ref("Envelope"),
      }),
    },
    want: {
      Envelope: genericEnvelope,
      A: object({
        a: { ...ref("Envelope"), "x-type-arguments": [object({ x: string })] },
        b: ref("Envelope"),
      }),
    },
  },
  "items are the parameter where every use is an array": {
    given: {
      List: object({ data: { type: "array", items: bare }, count: integer }),
      A: object({
        a: { allOf: [ref("List"), object({ data: { type: "array", items: ref("Pet") } })] },
      }),
      Pet: object({ name: string }),
    },
    want: {
      List: generic(object({ data: { type: "array", items: parameter("data") }, count: integer }), {
        property: "data",
        at: "items",
        default: bare,
      }),
      A: object({ a: { ...ref("List"), "x-type-arguments": [ref("Pet")] } }),
      Pet: object({ name: string }),
    },
  },
  "an envelope built on another": {
    given: {
      Envelope: object({ data: bare, meta: bare }),
      List: {
        allOf: [
          ref("Envelope"),
          object({ data: { type: "array", items: bare }, meta: object({ count: integer }) }),
        ],
      },
      A: object({
        a: { allOf: [ref("List"), object({ data: { type: "array", items: string } })] },
      }),
    },
    want: {
      Envelope: generic(object({ data: parameter("data"), meta: bare }), {
        property: "data",
        at: "property",
        default: bare,
      }),
      List: {
        ...object({ meta: object({ count: integer }) }),
        "x-extends": {
          ...ref("Envelope"),
          "x-type-arguments": [{ type: "array", items: parameter("data") }],
        },
        "x-type-parameters": [{ property: "data", at: "items", default: bare }],
      } as Schema,
      A: object({ a: { ...ref("List"), "x-type-arguments": [string] } }),
    },
  },
  "two parameters, where a response replaces both": {
    given: {
      Envelope: object({ data: bare, meta: bare }),
      A: object({ a: { allOf: [ref("Envelope"), object({ meta: object({ count: integer }) })] } }),
      B: object({ b: { allOf: [ref("Envelope"), object({ data: string, meta: string })] } }),
    },
    want: {
      Envelope: generic(
        object({ data: parameter("data"), meta: parameter("meta") }),
        { property: "data", at: "property", default: bare },
        { property: "meta", at: "property", default: bare },
      ),
      A: object({
        a: { ...ref("Envelope"), "x-type-arguments": [bare, object({ count: integer })] } as Schema,
      }),
      B: object({ b: { ...ref("Envelope"), "x-type-arguments": [string, string] } as Schema }),
    },
  },
  "a parameter handed through a base that adds to it": {
    given: {
      Envelope: envelope,
      Traced: { allOf: [ref("Envelope"), object({ trace: string })] },
      A: object({ a: { allOf: [ref("Traced"), object({ data: string })] } }),
    },
    want: {
      Envelope: genericEnvelope,
      Traced: {
        ...object({ trace: string }),
        "x-extends": { ...ref("Envelope"), "x-type-arguments": [parameter("data")] },
        "x-type-parameters": [{ property: "data", at: "property", default: bare }],
      } as Schema,
      A: object({ a: { ...ref("Traced"), "x-type-arguments": [string] } }),
    },
  },
  "what a use adds beyond the parameters stands beside it": {
    given: {
      Envelope: envelope,
      A: object({ a: { allOf: [ref("Envelope"), object({ data: string, extra: string })] } }),
    },
    want: {
      Envelope: genericEnvelope,
      A: object({
        a: {
          ...object({ extra: string }),
          "x-extends": { ...ref("Envelope"), "x-type-arguments": [string] },
        } as Schema,
      }),
    },
  },
  "an inherited property may be refined; what may not be is written out": {
    given: {
      Base: object({ meta: object({ page: integer }), kind: { type: "string", enum: ["a"] } }),
      A: { allOf: [ref("Base"), object({ meta: object({ total: integer }) })] },
      B: { allOf: [ref("Base"), object({ kind: { type: "string", enum: ["b"] } })] },
    },
    want: {
      Base: object({ meta: object({ page: integer }), kind: { type: "string", enum: ["a"] } }),
      A: {
        ...object({ meta: object({ page: integer, total: integer }) }),
        "x-extends": ref("Base"),
      } as Schema,
      B: object({ meta: object({ page: integer }), kind: { type: "string", enum: ["b"] } }),
    },
  },
  "narrowing a known property makes no envelope": {
    given: {
      Pet: object({ kind: string }),
      A: object({
        a: { allOf: [ref("Pet"), object({ kind: { type: "string", enum: ["dog"] } })] },
      }),
    },
    want: {
      Pet: object({ kind: string }),
      A: object({
        a: {
          ...object({ kind: { type: "string", enum: ["dog"] } }),
          "x-extends": ref("Pet"),
        } as Schema,
      }),
    },
  },
};

describe("envelopes are generics", () => {
  test.each(Object.entries(envelopes))("%s", (_name, { given, want }) => {
    const { schemas } = resolved(given);
    expect(schemas).toEqual(want);
  });

  test("types that exclude each other are told with both places", () => {
    const { schemas, diagnostics } = resolved({
      Envelope: envelope,
      List: { allOf: [ref("Envelope"), object({ data: { type: "array", items: string } })] },
    });
    expect(schemas["List"]).toEqual({
      type: "object",
      "x-extends": { ...ref("Envelope"), "x-type-arguments": [{ type: "array", items: string }] },
    });
    expect(diagnostics).toEqual([
      {
        code: "allof-contradiction",
        severity: "notice",
        message: expect.stringContaining('"data" is array here and object in the schema'),
        place: expect.objectContaining({
          file: "/components/schemas/List/allOf/1/properties/data",
        }),
        hint: expect.stringContaining("diagnostics: { allof-contradiction: off }"),
        related: [
          {
            message: "object here",
            place: expect.objectContaining({
              file: "/components/schemas/Envelope/properties/data",
            }),
          },
        ],
      },
    ]);
  });
});

describe("limits", () => {
  test("an allOf that leads back to itself is an error", () => {
    const { diagnostics } = resolved({ A: { allOf: [ref("B")] }, B: { allOf: [ref("A")] } });
    expect(diagnostics.map(({ code, severity }) => [code, severity])).toContainEqual([
      "allof-cycle",
      "error",
    ]);
  });

  test("a chain of ten thousand bases", () => {
    const length = 10_000;
    const schemas = Object.fromEntries(
      Array.from({ length }, (_, index) => [
        `S${index}`,
        index === 0 ? object({ id: string }) : { allOf: [ref(`S${index - 1}`), { title: "next" }] },
      ]),
    );
    const { schemas: result } = resolved(schemas);
    expect(Object.keys(result)).toHaveLength(length);
  });

  test("schemas that contain each other", () => {
    const schemas = { A: object({ b: ref("B") }), B: object({ a: { allOf: [ref("A")] } }) };
    expect(resolved(schemas).schemas).toEqual({
      A: object({ b: ref("B") }),
      B: object({ a: ref("A") }),
    });
  });
});
