import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { placeOf } from "../../generator/diagnostics/origins.js";
import { repair } from "../../generator/repair/repair.js";
import { overlayOf, specOf, told } from "./spec.js";

const base = `
tags:
  - name: a
    x-labels: [one, two]
  - name: b
data:
  text: old
  list: [1, 2]
  map: { kept: 1, nested: { deep: [x] } }
  "it's/a~key": { v: 1 }
paths:
  /a:
    get: { summary: A, tags: [x], responses: { 200: { description: ok } } }
  /b:
    get: { summary: B, tags: [y], responses: { 200: { description: ok } } }
`;

function overlaid(actions: string): Record<string, unknown> {
  const spec = specOf(base);
  const before = structuredClone(spec.document);
  const { value, diagnostics } = repair(spec, overlayOf(actions));
  expect(told(diagnostics)).toEqual([]);
  expect(spec.document).toEqual(before);
  return { ...value.document };
}

describe("actions", () => {
  const cases: readonly {
    readonly name: string;
    readonly given: string;
    readonly at: string;
    readonly want: string;
  }[] = [
    {
      name: "update merges objects deep and concatenates the arrays in them",
      given: "[{ target: $.data.map, update: { new: 2, nested: { deep: [y], other: z } } }]",
      at: "data.map",
      want: "{ kept: 1, nested: { deep: [x, y], other: z }, new: 2 }",
    },
    {
      name: "update of an array property concatenates",
      given: "[{ target: $.data, update: { list: [3] } }]",
      at: "data.list",
      want: "[1, 2, 3]",
    },
    {
      name: "update of a selected array with an array concatenates",
      given: "[{ target: $.data.list, update: [3, 4] }]",
      at: "data.list",
      want: "[1, 2, 3, 4]",
    },
    {
      name: "update of a selected array with another value appends",
      given: "[{ target: $.tags, update: { name: c } }]",
      at: "tags.2",
      want: "{ name: c }",
    },
    {
      name: "update replaces primitives, null included, and a selected primitive",
      given: `
        - { target: $.data, update: { text: null } }
        - { target: $.data.text, update: new }`,
      at: "data.text",
      want: "new",
    },
    {
      name: "an update of all that a wildcard selects",
      given: "[{ target: $.paths.*.get, update: { deprecated: true } }]",
      at: "paths./b.get.deprecated",
      want: "true",
    },
    {
      name: "a filter",
      given: "[{ target: \"$.paths.*.get[?@ == 'A']\", update: Z }]",
      at: "paths",
      want: `
        /a: { get: { summary: Z, tags: [x], responses: { 200: { description: ok } } } }
        /b: { get: { summary: B, tags: [y], responses: { 200: { description: ok } } } }`,
    },
    {
      name: "keys that JSONPath and JSON pointer must escape",
      given: `[{ target: "$.data['it\\\\'s/a~key']", update: { v: 2 } }]`,
      at: "data.it's/a~key",
      want: "{ v: 2 }",
    },
    {
      name: "a value selected twice is updated once",
      given: "[{ target: \"$['data','data'].list\", update: 3 }]",
      at: "data.list",
      want: "[1, 2, 3]",
    },
    {
      name: "remove takes a property out",
      given: "[{ target: $.data.map.nested, remove: true }]",
      at: "data.map",
      want: "{ kept: 1 }",
    },
    {
      name: "remove takes several items and what is inside of them out",
      given: "[{ target: '$.tags..*', remove: true }]",
      at: "tags",
      want: "[]",
    },
    {
      name: "remove takes all items but one",
      given: '[{ target: "$.data.list[?@ < 2]", remove: true }]',
      at: "data.list",
      want: "[2]",
    },
    {
      name: "remove goes before update",
      given: '[{ target: "$.tags[0]", remove: true, update: { name: never } }]',
      at: "tags",
      want: "[{ name: b }]",
    },
    {
      name: "each action works on the result of the one before",
      given: `
        - { target: $.data.list, remove: true }
        - { target: $.data, update: { list: { now: a map } } }`,
      at: "data.list",
      want: "{ now: a map }",
    },
    {
      name: "copy merges what it selects",
      given: "[{ target: \"$.paths['/a']\", copy: $.data.map.nested }]",
      at: "paths./a.deep",
      want: "[x]",
    },
    {
      name: "copy, update and remove together rename",
      given: `
        - { target: $.paths, update: { /c: {} } }
        - { target: "$.paths['/c']", copy: "$.paths['/a']" }
        - { target: "$.paths['/a']", remove: true }`,
      at: "paths./c.get.summary",
      want: "A",
    },
    {
      name: "a key that would reach the prototype is a key like any other",
      given: '[{ target: $.data, update: { "__proto__": { polluted: true } } }]',
      at: "data.polluted",
      want: "",
    },
  ];

  test.each(cases)("$name", ({ given, at, want }) => {
    const found = at
      .split(".")
      .reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], overlaid(given));
    expect(found ?? null).toEqual(parse(want));
  });
});

describe("keywords of OpenAPI 3.0 in an overlay become those of 3.1", () => {
  const cases: readonly {
    readonly given: string;
    readonly update: string;
    readonly want: string;
  }[] = [
    {
      given: "{ type: string }",
      update: "{ nullable: true }",
      want: "{ type: [string, 'null'] }",
    },
    {
      given: "{ $ref: '#/components/schemas/B', description: One }",
      update: "{ nullable: true }",
      want: "{ description: One, anyOf: [{ $ref: '#/components/schemas/B' }, { type: 'null' }] }",
    },
    {
      given: "{ type: object, properties: { a: { type: string } } }",
      update: "{ properties: { a: { nullable: true }, b: { type: integer, nullable: true } } }",
      want: "{ type: object, properties: { a: { type: [string, 'null'] }, b: { type: [integer, 'null'] } } }",
    },
    {
      given: "{ type: number, minimum: 1, maximum: 9 }",
      update: "{ exclusiveMinimum: true, exclusiveMaximum: false }",
      want: "{ type: number, exclusiveMinimum: 1, maximum: 9 }",
    },
    { given: "{ type: string }", update: "{ nullable: false }", want: "{ type: string }" },
    {
      given: "{ type: string }",
      update: "{ example: { nullable: true } }",
      want: "{ type: string, example: { nullable: true } }",
    },
  ];
  test.each(cases)("$update into $given", ({ given, update, want }) => {
    const spec = specOf(`components: { schemas: { A: ${given}, B: {} } }`);
    const actions = `[{ target: $.components.schemas.A, update: ${update} }]`;
    const { value, diagnostics } = repair(spec, overlayOf(actions));
    expect(told(diagnostics)).toEqual([]);
    expect(value.document.components?.schemas?.["A"]).toEqual(parse(want));
  });
});

describe("origins", () => {
  test("what an action adds or replaces has the place of that action's text, the rest keeps its own", () => {
    const actions = `
      - target: $.data
        update: { text: new, map: { added: { a: 1 } }, list: [3] }
      - target: "$.paths['/b']"
        copy: "$.paths['/a']"`;
    const { value } = repair(specOf(base), overlayOf(actions));
    const places = [
      "/data",
      "/data/text",
      "/data/map/kept",
      "/data/map/added/a",
      "/data/list/1",
      "/data/list/2",
      "/paths/~1b/get/summary",
      "/paths/~1b/get/tags/0",
      "/paths/~1b/get/tags/1",
    ].map((pointer) => placeOf(value.origins, pointer)?.file);
    expect(places).toEqual([
      "doc#/data",
      "overlay#/actions/0/update/text",
      "doc#/data/map/kept",
      "overlay#/actions/0/update/map/added/a",
      "doc#/data/list/1",
      "overlay#/actions/0/update/list/0",
      "overlay#/actions/1/copy",
      "doc#/paths/~1b/get/tags/0",
      "overlay#/actions/1/copy",
    ]);
  });

  test("items that move up because one before them is removed keep their places", () => {
    const actions = '[{ target: "$.tags[0]", remove: true }]';
    const { value } = repair(specOf(base), overlayOf(actions));
    expect(placeOf(value.origins, "/tags/0/name")?.file).toBe("doc#/tags/1/name");
  });

  test("what is removed and added anew belongs to the overlay, all of it", () => {
    const actions = `
      - { target: $.data, update: { map: { added: { a: 1 } } } }
      - { target: $.data.map, remove: true }
      - { target: $.data, update: { map: { added: { a: 2 } } } }`;
    const { value } = repair(specOf(base), overlayOf(actions));
    expect(placeOf(value.origins, "/data/map/added/a")?.file).toBe(
      "overlay#/actions/2/update/map/added/a",
    );
  });
});

describe("reports", () => {
  const cases: readonly { readonly given: string; readonly want: string }[] = [
    {
      given: "[{ target: $.nowhere, update: {} }]",
      want: "overlay-no-match overlay#/actions/0/target: nothing in the documents matches $.nowhere",
    },
    {
      given: "[{ target: $.paths./a, remove: true }]",
      want: 'overlay-invalid-path overlay#/actions/0/target: target is not a JSONPath: "/a" cannot follow "$.paths."',
    },
    {
      given: "[{ target: $.paths, copy: '$.paths[' }]",
      want: "overlay-invalid-path overlay#/actions/0/copy: copy is not a JSONPath: it ends too early",
    },
    {
      given: "[{ target: $, remove: true }]",
      want: "overlay-conflict overlay#/actions/0/target: the whole document cannot be removed",
    },
    {
      given: "[{ target: \"$.paths['/a']\", copy: $.paths.* }]",
      want: "overlay-conflict overlay#/actions/0/copy: copy selects 2 values instead of one",
    },
    {
      given: "[{ target: \"$.paths['/a']\", copy: $.nowhere }]",
      want: "overlay-conflict overlay#/actions/0/copy: copy selects 0 values instead of one",
    },
    {
      given: "[{ target: $.data.*, update: 1 }]",
      want: "overlay-conflict overlay#/actions/0/target: target selects values of several kinds: a single value and a list and a map",
    },
    {
      given: "[{ target: $.data, update: text }]",
      want: "overlay-conflict overlay#/actions/0/update: a single value cannot be merged into a map at /data",
    },
    {
      given: "[{ target: $.data, update: { map: [1] } }]",
      want: "overlay-conflict overlay#/actions/0/update: a list cannot be merged into a map at /data/map",
    },
    {
      given: "[{ target: $.data, update: { list: 3 } }]",
      want: "overlay-conflict overlay#/actions/0/update: a single value cannot be merged into a list at /data/list",
    },
  ];

  test.each(cases)("$want", ({ given, want }) => {
    const { diagnostics } = repair(specOf(base), overlayOf(given));
    expect(told(diagnostics)).toEqual([expect.stringContaining(want)]);
  });

  test("of all actions, also after one that failed", () => {
    const given =
      "[{ target: a, remove: true }, { target: $.b, remove: true }, { target: $, remove: true }]";
    const { diagnostics } = repair(specOf(base), overlayOf(given));
    expect(diagnostics.map(({ code }) => code)).toEqual([
      "overlay-invalid-path",
      "overlay-no-match",
      "overlay-conflict",
    ]);
  });

  const broken: readonly { readonly update: string; readonly want: string }[] = [
    { update: "{ parameters: { name: a } }", want: "parameters is no list" },
    { update: "{ parameters: [{ name: a }] }", want: 'parameters/0 has no "in"' },
    { update: "{ deprecated: maybe }", want: "deprecated is no true or false" },
    { update: "{ security: [{ Key: read }] }", want: "security/0/Key is no list" },
    { update: "{ servers: [https://a.example] }", want: "servers/0 is no map" },
    {
      update: "{ requestBody: { content: { a: { schema: text } } } }",
      want: "requestBody/content/a/schema is no map",
    },
    {
      update: "{ requestBody: { content: { a: { schema: { type: text } } } } }",
      want: "requestBody/content/a/schema/type is no type of JSON Schema",
    },
  ];
  test.each(broken)("a document that is broken: $want", ({ update, want }) => {
    const given = `[{ target: "$.paths['/a'].get", update: ${update} }]`;
    const { diagnostics } = repair(specOf(base), overlayOf(given));
    const pointer = want.split(" ")[0] ?? "";
    const named = `${pointer.replaceAll("/", " → ")}${want.slice(pointer.length)}`;
    expect(told(diagnostics)).toEqual([
      `overlay-conflict overlay#/actions/0/update/${pointer}: after the overlay, paths → /a → get → ${named}`,
    ]);
  });

  const outdated: readonly {
    readonly given: string;
    readonly update: string;
    readonly want: string;
  }[] = [
    {
      given: "{ type: number, exclusiveMinimum: 5 }",
      update: "{ exclusiveMinimum: true }",
      want: 'exclusiveMinimum: after the overlay, components → schemas → A has exclusiveMinimum: true and no "minimum"; in OpenAPI 3.1 exclusiveMinimum is the limit itself, a number',
    },
    {
      given: "{ type: number }",
      update: "{ exclusiveMaximum: false }",
      want: 'exclusiveMaximum: after the overlay, components → schemas → A has exclusiveMaximum: false and no "maximum"; in OpenAPI 3.1 exclusiveMaximum is the limit itself, a number',
    },
    ...[
      "{ type: [string, 'null'] }",
      "{ anyOf: [{ type: 'null' }, {}] }",
      "{ enum: [a, null] }",
    ].map((given) => ({
      given,
      update: "{ nullable: false }",
      want: 'nullable: after the overlay, components → schemas → A has nullable: false and allows null; remove "null" by an action of its own',
    })),
  ];
  test.each(outdated)(
    "a keyword of OpenAPI 3.0 that says nothing by now: $update into $given",
    (row) => {
      const spec = specOf(`components: { schemas: { A: ${row.given} } }`);
      const actions = `[{ target: $.components.schemas.A, update: ${row.update} }]`;
      const { diagnostics } = repair(spec, overlayOf(actions));
      expect(told(diagnostics)).toEqual([`overlay-conflict overlay#/actions/0/update/${row.want}`]);
    },
  );

  test("a document without what it must have", () => {
    const given = "[{ target: $.info.title, remove: true }]";
    const { diagnostics } = repair(specOf(base), overlayOf(given));
    expect(told(diagnostics)).toEqual([
      'overlay-conflict doc#/info: after the overlay, info has no "title"',
    ]);
  });

  test("nothing where a value is made null: it is absent then", () => {
    const given = "[{ target: \"$.paths['/a'].get\", update: { summary: null } }]";
    const { value, diagnostics } = repair(specOf(base), overlayOf(given));
    expect(told(diagnostics)).toEqual([]);
    expect(value.document.paths["/a"]?.get).not.toHaveProperty("summary");
  });
});
