import { describe, expect, test } from "vitest";
import { placeOf } from "../../generator/diagnostics/origins.js";
import { merge } from "../../generator/merge/merge.js";
import type { Document, Fragment } from "../../generator/openapi.js";

/** Fragments whose places name the fragment by its line and the pointer asked for by `file`. */
function fragmentsOf(documents: readonly object[]): readonly Fragment[] {
  return documents.map((document, index) => ({
    file: "page.md",
    document: { openapi: "3.1.0", info, paths: {}, ...document } as Document,
    locate: (pointer) => ({ file: `page.md${pointer}`, line: index + 1, column: 1 }),
  }));
}

const info = { title: "Pets", version: "1" };

function merged(...documents: readonly object[]) {
  const { value, diagnostics } = merge(fragmentsOf(documents));
  const found = diagnostics.map(({ code, place }) => (place ? `${place.line} ${code}` : code));
  return { document: value.document, origins: value.origins, found, diagnostics };
}

const ok = { responses: { 200: { description: "Fine" } } };
const get = (path: string, more: object = {}): object => ({
  paths: { [path]: { get: { ...ok, ...more } } },
});
const schemas = (held: object): object => ({ components: { schemas: held } });
const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` });

function permutations<T>(values: readonly T[]): readonly (readonly T[])[] {
  if (values.length <= 1) return [values];
  return values.flatMap((value, index) =>
    permutations(values.toSpliced(index, 1)).map((rest) => [value, ...rest]),
  );
}

/** The documents merged in every order give one text; that document. */
function inAnyOrder(...documents: readonly object[]): Document {
  const texts = permutations(documents).map((order) => JSON.stringify(merged(...order).document));
  expect(new Set(texts).size).toBe(1);
  return JSON.parse(texts[0] ?? "");
}

describe("what is at the root belongs to the operation", () => {
  const a = { ...get("/a"), security: [{ user: [] }], servers: [{ url: "https://a" }] };
  const b = { ...get("/b"), security: [{ bot: [] }], servers: [{ url: "https://b" }] };

  test("it is pushed down where operations differ", () => {
    const document = inAnyOrder(a, b);
    expect(document.security).toBeUndefined();
    expect(document.servers).toBeUndefined();
    expect(document.paths["/a"]?.get).toMatchObject({
      security: [{ user: [] }],
      servers: [{ url: "https://a" }],
    });
    expect(document.paths["/b"]?.get).toMatchObject({
      security: [{ bot: [] }],
      servers: [{ url: "https://b" }],
    });
  });

  test("it is hoisted where all agree", () => {
    const document = inAnyOrder(a, { ...get("/b"), security: a.security, servers: a.servers });
    expect(document).toMatchObject({ security: a.security, servers: a.servers });
    expect(document.paths["/b"]?.get).toEqual(ok);
  });

  test("servers that most operations have are the document's", () => {
    const other = { ...get("/c"), security: [], servers: [{ url: "https://c" }] };
    const document = inAnyOrder(a, { ...get("/b"), security: [], servers: a.servers }, other);
    expect(document.servers).toEqual(a.servers);
    expect(document.paths["/b"]?.get).not.toHaveProperty("servers");
    expect(document.paths["/c"]?.get).toMatchObject({ servers: other.servers });
  });

  test("what the operation says itself comes first", () => {
    const { document } = merged({ ...a, ...get("/a", { security: [], servers: [{ url: "/x" }] }) });
    expect(document).toMatchObject({ security: [], servers: [{ url: "/x" }] });
  });

  test("an operation without security doesn't get that of the others", () => {
    const document = inAnyOrder(a, { ...get("/b"), servers: a.servers });
    expect(document.security).toBeUndefined();
    expect(document.paths["/b"]?.get).toEqual(ok);
  });

  test("an operation without a server takes that of the others, and this is told", () => {
    const { document, found } = merged(a, { ...get("/b"), security: a.security });
    expect(document.servers).toEqual(a.servers);
    expect(found).toEqual(["2 servers-assumed"]);
  });

  test("parameters and servers of the path", () => {
    const id = { name: "id", in: "path", required: true, schema: { type: "string" } };
    const page = { name: "page", in: "query", description: "of the path" };
    const own = { name: "page", in: "query", description: "of the operation" };
    const { document } = merged({
      paths: {
        "/a/{id}": {
          summary: "About a",
          parameters: [id, page],
          servers: [{ url: "https://a" }],
          get: { ...ok, parameters: [own] },
        },
      },
    });
    expect(document.paths["/a/{id}"]).toEqual({
      summary: "About a",
      get: { ...ok, parameters: [id, own] },
    });
    expect(document.servers).toEqual([{ url: "https://a" }]);
  });

  test("parameters of the path that are printed before those that override them", () => {
    const id = { name: "id", in: "path", required: true, schema: { type: "string" } };
    const page = { name: "page", in: "query", description: "of the path" };
    const own = { $ref: "#/components/parameters/Page" };
    const components = { parameters: { Page: { ...page, description: "of the operation" } } };
    const { document } = merged({ ...get("/a/{id}", { parameters: [page, id, own] }), components });
    expect(document.paths["/a/{id}"]?.get?.parameters).toEqual([id, own]);
  });

  test("parameters that another fragment has are no reason to drop one another", () => {
    const parameter = (name: string): object => ({ $ref: `#/components/parameters/${name}` });
    const { document } = merged(
      {
        paths: {
          "/a": { parameters: [parameter("Id")], get: { parameters: [parameter("Page")] } },
        },
      },
      {
        components: {
          parameters: { Id: { name: "id", in: "query" }, Page: { name: "page", in: "query" } },
        },
      },
    );
    expect(document.paths["/a"]?.get?.parameters).toEqual([parameter("Id"), parameter("Page")]);
  });

  test("a path item that is a reference", () => {
    const { document, found } = merged({
      paths: { "/a": { $ref: "#/components/pathItems/A" } },
      components: { pathItems: { A: { get: ok } } },
    });
    expect(document.paths).toEqual({ "/a": { get: ok } });
    expect(found).toEqual([]);
  });
});

describe("operations", () => {
  test("of one path from two fragments", () => {
    const document = inAnyOrder(get("/a"), { paths: { "/a": { post: ok } } }, get("/A"));
    expect(Object.keys(document.paths)).toEqual(["/A", "/a"]);
    expect(Object.keys(document.paths["/a"] ?? {})).toEqual(["get", "post"]);
  });

  test("that are the same become one, with most detail", () => {
    const rich = { summary: "Get a", description: "Gets a", "x-more": true };
    const { document, found } = merged(get("/a"), get("/a", rich), get("/a", { tags: [] }));
    expect(document.paths["/a"]?.get).toEqual({ ...rich, ...ok });
    expect(found).toEqual([]);
    inAnyOrder(get("/a"), get("/a", rich), get("/a", { tags: [] }));
  });

  test("that differ are united, and this is told with all places", () => {
    const body = (model: string, required: boolean): object => ({
      required,
      content: { "application/json": { schema: { properties: { model: { enum: [model] } } } } },
    });
    const parameter = (more: object): object => ({ name: "q", in: "query", ...more });
    const one = {
      tags: ["x"],
      operationId: "generate",
      requestBody: body("one", true),
      parameters: [parameter({ required: true, schema: { type: "string" } })],
      responses: {
        200: { description: "Fine", content: { "a/b": { schema: { type: "string" } } } },
        400: { description: "Bad" },
      },
    };
    const two = {
      tags: ["y"],
      operationId: "generate",
      requestBody: body("two", true),
      parameters: [parameter({ required: true, schema: { type: "integer" } })],
      responses: { 200: { description: "Fine", content: { "a/c": { schema: {} } } } },
    };
    const three = { ...two, requestBody: body("one", false), parameters: [] };
    const documents = [one, two, three].map((operation) => ({
      paths: { "/m": { post: operation } },
    }));
    const post = inAnyOrder(...documents).paths["/m"]?.post;
    expect(post?.operationId).toBe("generate");
    expect(post?.tags?.toSorted()).toEqual(["x", "y"]);
    expect(post?.parameters).toHaveLength(1);
    expect(post?.parameters?.[0]).not.toHaveProperty("required");
    expect(post?.parameters?.[0]).toHaveProperty("schema.anyOf");
    expect(post?.requestBody).not.toHaveProperty("required");
    expect(post?.requestBody).toMatchObject({
      content: {
        "application/json": {
          schema: {
            anyOf: expect.arrayContaining([
              { properties: { model: { enum: ["one"] } } },
              { properties: { model: { enum: ["two"] } } },
            ]),
          },
        },
      },
    });
    expect(post?.responses).toMatchObject({
      200: { content: { "a/b": { schema: { type: "string" } }, "a/c": { schema: {} } } },
      400: { description: "Bad" },
    });
    const { diagnostics } = merged(...documents);
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]).toMatchObject({
      code: "operation-conflict",
      place: { file: "page.md/paths/~1m/post", line: 1 },
      related: [{ place: { line: 2 } }, { place: { line: 3 } }],
    });
  });

  test("that match the same requests are both kept", () => {
    const { document, found } = merged(get("/a/{x}"), get("/a/{y}"), get("/a/b"));
    expect(Object.keys(document.paths)).toHaveLength(3);
    expect(found).toEqual(["1 equivalent-paths"]);
  });

  test("of webhooks", () => {
    const hook = (name: string): object => ({ webhooks: { [name]: { post: ok } } });
    const document = inAnyOrder(hook("b"), hook("a"), { ...get("/a"), security: [{ k: [] }] });
    expect(document.webhooks).toEqual({ a: { post: ok }, b: { post: ok } });
  });
});

describe("components", () => {
  const pet = { type: "object", properties: { name: { type: "string" } } };

  test("that say the same become one, with most detail", () => {
    const rich = {
      title: "A pet",
      description: "Barks",
      properties: { name: { example: "Rex", type: "string" } },
      type: "object",
      "x-more": 1,
    };
    const { document, found } = merged(schemas({ Pet: pet }), schemas({ Pet: rich }));
    expect(document.components).toEqual({ schemas: { Pet: rich } });
    expect(found).toEqual([]);
    inAnyOrder(schemas({ Pet: pet }), schemas({ Pet: rich }));
  });

  test("of which one only adds optional properties become that one", () => {
    const more = {
      ...pet,
      properties: { ...pet.properties, age: { type: "integer", default: 1 } },
    };
    const user = (held: object): object =>
      schemas({ ...held, User: { properties: { pet: ref("Pet") } } });
    const { document, found } = merged(user({ Pet: pet }), user({ Pet: more }));
    expect(document.components?.schemas).toEqual({
      Pet: more,
      User: { properties: { pet: ref("Pet") } },
    });
    expect(found).toEqual([]);
    inAnyOrder(user({ Pet: pet }), user({ Pet: more }));
  });

  const contradictions: readonly { name: string; given: object }[] = [
    { name: "another type", given: { type: "object", properties: { name: { type: "integer" } } } },
    {
      name: "one more required property",
      given: { ...pet, required: ["age"], properties: { ...pet.properties, age: {} } },
    },
    { name: "a required property", given: { ...pet, required: ["name"] } },
    { name: "a property called like an annotation", given: { properties: { title: {} } } },
  ];
  for (const { name, given } of contradictions) {
    test(`that contradict each other are both kept: ${name}`, () => {
      const documents = [
        {
          ...schemas({ Pet: pet }),
          ...get("/a", { responses: { 200: { content: { j: { schema: ref("Pet") } } } } }),
        },
        {
          ...schemas({ Pet: given }),
          ...get("/b", { responses: { 200: { content: { j: { schema: ref("Pet") } } } } }),
        },
      ];
      const document = inAnyOrder(...documents);
      const targets = ["/a", "/b"].map((path) => {
        const text = JSON.stringify(document.paths[path]);
        return document.components?.schemas?.[text.includes("Pet2") ? "Pet2" : "Pet"];
      });
      expect(targets).toEqual([pet, given]);
      const { diagnostics } = merged(...documents);
      expect(diagnostics.map(({ code }) => code)).toEqual(["component-conflict"]);
      expect(diagnostics[0]?.related).toHaveLength(2);
    });
  }

  test("that read the same but refer to different ones are kept apart", () => {
    const list = { type: "array", items: ref("Pet") };
    const tree = { properties: { pets: ref("List"), up: ref("Tree") } };
    const one = schemas({ Pet: { type: "string" }, List: list, Tree: tree });
    const two = schemas({ Pet: { type: "integer" }, List: list, Tree: tree });
    const document = inAnyOrder(one, two, one);
    const { schemas: held = {} } = document.components ?? {};
    expect(Object.keys(held)).toEqual(["List", "List2", "Pet", "Pet2", "Tree", "Tree2"]);
    for (const [tree_, list_] of [
      ["Tree", "List"],
      ["Tree2", "List2"],
    ] as const) {
      expect(JSON.stringify(held[tree_])).toContain(`schemas/${tree_}"`);
      expect(
        [`schemas/List"`, `schemas/List2"`].some((text) =>
          JSON.stringify(held[tree_]).includes(text),
        ),
      ).toBe(true);
      expect(held[list_]).toBeDefined();
    }
    const { diagnostics } = merged(one, two);
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]?.message).toContain("schemas/Pet in 2 ways");
    expect(diagnostics[0]?.hint).toContain("List, List2, Tree, Tree2");
    const listed = JSON.stringify([held["List"], held["List2"]]);
    expect(listed).toContain('schemas/Pet"');
    expect(listed).toContain('schemas/Pet2"');
  });

  test("a new name is never one that is taken", () => {
    const document = inAnyOrder(
      schemas({ Pet: { type: "string" }, Pet2: { type: "null" } }),
      schemas({ Pet: { type: "integer" } }),
    );
    expect(Object.keys(document.components?.schemas ?? {})).toEqual(["Pet", "Pet2", "Pet3"]);
    expect(document.components?.schemas?.["Pet2"]).toEqual({ type: "null" });
  });

  test("security schemes that differ take their requirements along", () => {
    const part = (path: string, name: string): object => ({
      ...get(path),
      security: [{ key: [] }],
      components: { securitySchemes: { key: { type: "apiKey", in: "header", name } } },
    });
    const document = inAnyOrder(part("/a", "X-A"), part("/b", "X-B"));
    const schemeOf = (path: string): unknown => {
      const [requirement = {}] = document.paths[path]?.get?.security ?? [];
      return document.components?.securitySchemes?.[Object.keys(requirement)[0] ?? ""];
    };
    expect(schemeOf("/a")).toMatchObject({ name: "X-A" });
    expect(schemeOf("/b")).toMatchObject({ name: "X-B" });
  });

  test("the order of properties is kept, that of keywords is the usual one", () => {
    const { document } = merged(
      schemas({
        S: {
          properties: { z: {}, a: {} },
          "x-b": 1,
          required: ["z"],
          description: "d",
          type: "object",
        },
      }),
    );
    expect(JSON.stringify(document.components)).toBe(
      '{"schemas":{"S":{"type":"object","description":"d","properties":{"z":{},"a":{}},"required":["z"],"x-b":1}}}',
    );
  });
});

describe("references", () => {
  const withRef = (text: string, held: object): object => ({
    ...schemas(held),
    ...get("/a", { responses: { 200: { content: { j: { schema: { $ref: text } } } } } }),
  });
  const cases: readonly { name: string; given: string; component: string; want: string }[] = [
    {
      name: "raw spaces and slashes",
      given: "#/components/schemas/Agent API/List_Response 200",
      component: "Agent API/List_Response 200",
      want: "#/components/schemas/Agent API~1List_Response 200",
    },
    {
      name: "percent-encoded",
      given: "#/components/schemas/Result%5Bstring%5D",
      component: "Result[string]",
      want: "#/components/schemas/Result[string]",
    },
    {
      name: "escaped",
      given: "#/components/schemas/a~1b",
      component: "a/b",
      want: "#/components/schemas/a~1b",
    },
    {
      name: "an escape that is part of the name",
      given: "#/components/schemas/a~1b",
      component: "a~1b",
      want: "#/components/schemas/a~01b",
    },
  ];
  for (const { name, given, component, want } of cases) {
    test(`${name}`, () => {
      const { document, found } = merged(withRef(given, { [component]: { type: "string" } }));
      expect(JSON.stringify(document.paths)).toContain(JSON.stringify(want));
      expect(found).toEqual([]);
    });
  }

  test("to a component of another fragment, and into one", () => {
    const { found } = merged(
      withRef("#/components/schemas/Pet/properties/name", {}),
      schemas({ Pet: { properties: { name: {} } } }),
    );
    expect(found).toEqual([]);
  });

  test("to nothing are errors, once for each target", () => {
    const { diagnostics } = merged(
      withRef("#/components/schemas/None", { A: { items: ref("None") } }),
      withRef("#/components/schemas/A/properties/none", { A: {} }),
      withRef("2f9a7a60-0d5e-4b7c-9f5e-1e6c8f6a0001", {}),
    );
    expect(diagnostics.filter(({ code }) => code === "unresolved-ref")).toMatchObject([
      { place: { file: expect.stringMatching(/schema\/\$ref$/), line: 2 } },
      {
        message: '"#/components/schemas/None" leads to nothing.',
        place: { file: "page.md/paths/~1a/get/responses/200/content/j/schema/$ref", line: 1 },
        related: [{ place: { file: "page.md/components/schemas/A/items/$ref" } }],
      },
      { place: { line: 3 } },
    ]);
  });

  test("text that only looks like a reference", () => {
    const { found } = merged(
      schemas({
        S: { example: ref("None"), enum: [ref("None")], properties: { $ref: { type: "string" } } },
      }),
    );
    expect(found).toEqual([]);
  });

  test("into paths lead to components", () => {
    const target = "#/paths/~1a/get/responses/200";
    const { document, found } = merged({
      paths: {
        "/a": { get: ok, post: { responses: { 200: { $ref: target } } } },
      },
    });
    expect(found).toEqual([]);
    const response = document.paths["/a"]?.post?.responses?.["200"];
    expect(response).toEqual({ $ref: "#/components/responses/AGetResponses200" });
    expect(document.components?.responses?.["AGetResponses200"]).toEqual(ok.responses[200]);
  });

  test("in the mapping of a discriminator", () => {
    const mapping = { cat: "Cat", dog: "#/components/schemas/Dog" };
    const { document } = merged(
      schemas({ Pet: { discriminator: { propertyName: "k", mapping } }, Cat: {}, Dog: {} }),
    );
    expect(document.components?.schemas?.["Pet"]).toEqual({
      discriminator: {
        propertyName: "k",
        mapping: { cat: "#/components/schemas/Cat", dog: "#/components/schemas/Dog" },
      },
    });
  });
});

describe("the root", () => {
  test("tags by name, with the richest description", () => {
    const document = inAnyOrder(
      { ...get("/a"), tags: [{ name: "b" }, { name: "a" }] },
      { ...get("/b"), tags: [{ name: "b", description: "B" }] },
    );
    expect(document.tags).toEqual([{ name: "a" }, { name: "b", description: "B" }]);
  });

  test("the highest version", () => {
    const at = (version: string): object => ({
      info: { title: "Pets", version },
      ...get(`/${version}`),
    });
    expect(inAnyOrder(at("1.9.0"), at("1.10.0"), at("1.10.0-beta")).info.version).toBe(
      "1.10.0-beta",
    );
    expect(merged(at("1"), at("2")).found).toEqual(["1 info-conflict"]);
  });

  test("several APIs are an error, unless one is chosen", () => {
    const fragments = fragmentsOf([
      { info: { title: "A", version: "1" }, ...get("/a") },
      { info: { title: "B", version: "1" }, ...get("/b") },
      { info: { title: "", version: "1" }, ...get("/c") },
    ]);
    const { diagnostics } = merge(fragments);
    expect(diagnostics.map(({ code }) => code)).toEqual(["several-apis"]);
    expect(diagnostics[0]?.hint).toContain('api: "A"');
    expect(diagnostics[0]?.hint).toContain("B (1 operation, page.md)");
    const one = merge(fragments, { api: "B" });
    expect(one.diagnostics).toEqual([]);
    expect(Object.keys(one.value.document.paths)).toEqual(["/b", "/c"]);
    const both = merge(fragments, { api: ["A", "B"] });
    expect(Object.keys(both.value.document.paths)).toEqual(["/a", "/b", "/c"]);
    expect(merge(fragments, { api: "C" }).diagnostics.map(({ code }) => code)).toEqual([
      "no-such-api",
    ]);
  });

  test("every unit has an origin", () => {
    const { document, origins } = merged({
      ...get("/b", { security: [{ k: [] }] }),
      tags: [{ name: "t" }],
      servers: [{ url: "/" }],
      security: [{ k: [] }],
      webhooks: { w: { post: ok } },
      components: { schemas: { "a/b": {} } },
    });
    expect([...origins.keys()].toSorted()).toEqual([
      "",
      "/components/schemas/a~1b",
      "/paths/~1b",
      "/paths/~1b/get",
      "/security/0",
      "/servers/0",
      "/tags/0",
      "/webhooks/w",
      "/webhooks/w/post",
    ]);
    expect(placeOf(origins, "/paths/~1b/get/responses/200")?.file).toBe(
      "page.md/paths/~1b/get/responses/200",
    );
    expect(document.openapi).toBe("3.1.0");
  });
});

test("one document split by operation gives the bytes of the whole", () => {
  const operations: Record<string, object> = {
    "/pets": {
      get: {
        tags: ["b"],
        responses: { 200: { description: "P", content: { j: { schema: ref("Pet") } } } },
      },
    },
    "/owners": {
      post: {
        tags: ["a"],
        security: [],
        responses: { 200: { description: "O", content: { j: { schema: ref("Owner") } } } },
      },
    },
    "/{id}": { get: { responses: { default: { description: "E" } } } },
  };
  const around = {
    tags: [{ name: "b" }, { name: "a" }],
    servers: [{ url: "https://b" }, { url: "https://a" }],
    security: [{ k: [] }],
  };
  const components = {
    securitySchemes: { k: { type: "http", scheme: "basic" } },
    schemas: {
      Pet: { properties: { name: {}, owner: ref("Owner") } },
      Owner: { properties: { pets: { items: ref("Pet") } } },
    },
  };
  const whole = { ...around, paths: operations, components };
  const split = Object.entries(operations).map(([path, item]) => ({
    components,
    paths: { [path]: item },
    ...around,
  }));
  const bytes = JSON.stringify(merged(whole).document);
  for (const order of permutations(split)) {
    expect(JSON.stringify(merged(...order).document)).toBe(bytes);
  }
  expect(merged(JSON.parse(bytes)).document).toEqual(JSON.parse(bytes));
});
