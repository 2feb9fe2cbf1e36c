import { describe, expect, test } from "vitest";
import { findings, readIn } from "./in-folder.js";

async function documentOf(source: object): Promise<unknown> {
  const read = await readIn({ "a.json": JSON.stringify(source) });
  expect(findings(read)).toEqual([]);
  return read.value[0]?.document;
}

const info = { title: "A", version: "1" };

describe("schemas of 3.0 become those of 3.1", () => {
  const cases: readonly { name: string; given: object; want: object }[] = [
    {
      name: "nullable type",
      given: { type: "string", nullable: true },
      want: { type: ["string", "null"] },
    },
    {
      name: "nullable enum",
      given: { type: "string", enum: ["a"], nullable: true },
      want: { type: ["string", "null"], enum: ["a", null] },
    },
    {
      name: "nullable enum without a type",
      given: { enum: ["a"], nullable: true },
      want: { enum: ["a", null] },
    },
    {
      name: "an enum with null says that null is allowed",
      given: { type: "number", enum: [1, null] },
      want: { type: ["number", "null"], enum: [1, null] },
    },
    {
      name: "nullable reference",
      given: { $ref: "#/components/schemas/B", nullable: true, description: "b" },
      want: {
        description: "b",
        anyOf: [{ $ref: "#/components/schemas/B" }, { type: "null" }],
      },
    },
    {
      name: "nullable allOf",
      given: { allOf: [{ $ref: "#/components/schemas/B" }], nullable: true, readOnly: true },
      want: {
        readOnly: true,
        anyOf: [{ allOf: [{ $ref: "#/components/schemas/B" }] }, { type: "null" }],
      },
    },
    {
      name: "nullable oneOf",
      given: { oneOf: [{ type: "string" }], nullable: true },
      want: { oneOf: [{ type: "string" }, { type: "null" }] },
    },
    { name: "nullable anything", given: { nullable: true }, want: {} },
    { name: "not nullable", given: { type: "string", nullable: false }, want: { type: "string" } },
    {
      name: "3.1 in 3.0",
      given: { type: ["string", "null"], const: "a", nullable: true },
      want: { type: ["string", "null"], const: "a" },
    },
    {
      name: "exclusive limits",
      given: { minimum: 1, exclusiveMinimum: true, maximum: 9, exclusiveMaximum: false },
      want: { exclusiveMinimum: 1, maximum: 9 },
    },
    {
      name: "numeric exclusive limits stay",
      given: { exclusiveMinimum: 0, minimum: 1 },
      want: { exclusiveMinimum: 0, minimum: 1 },
    },
    {
      name: "example and binary stay",
      given: { type: "string", format: "binary", example: { nullable: true } },
      want: { type: "string", format: "binary", example: { nullable: true } },
    },
    {
      name: "a property called nullable is a property",
      given: { type: "object", properties: { nullable: { type: "boolean", nullable: true } } },
      want: { type: "object", properties: { nullable: { type: ["boolean", "null"] } } },
    },
    {
      name: "deep inside",
      given: { items: { additionalProperties: { not: { type: "string", nullable: true } } } },
      want: { items: { additionalProperties: { not: { type: ["string", "null"] } } } },
    },
  ];
  for (const openapi of ["3.0.3", "3.1.0"]) {
    for (const { name, given, want } of cases) {
      test(`${name} (${openapi})`, async () => {
        const components = { schemas: { A: given, B: {} } };
        expect(await documentOf({ openapi, info, components })).toEqual({
          openapi: "3.1.0",
          info,
          paths: {},
          components: { schemas: { A: want, B: {} } },
        });
      });
    }
  }
});

test("schemas in every place are upgraded", async () => {
  const given = { type: "string", nullable: true };
  const want = { type: ["string", "null"] };
  const document = (schema: object): object => ({
    openapi: "3.1.0",
    info,
    paths: {
      "/a": {
        parameters: [{ name: "p", in: "query", schema }],
        post: {
          requestBody: { content: { "a/b": { schema } } },
          responses: { 200: { headers: { H: { schema } }, content: { "a/b": { schema } } } },
          callbacks: {
            done: {
              "{$url}": { post: { responses: { 200: { content: { "a/b": { schema } } } } } },
            },
          },
        },
      },
    },
    webhooks: { w: { post: { requestBody: { content: { "a/b": { schema } } } } } },
    components: { parameters: { P: { name: "p", in: "query", content: { "a/b": { schema } } } } },
  });
  expect(await documentOf(document(given))).toEqual(document(want));
});

describe("Swagger 2.0", () => {
  const base = { swagger: "2.0", info };

  async function upgraded(given: object): Promise<unknown> {
    return documentOf({ ...base, paths: {}, ...given });
  }

  async function operation(given: object, around: object = {}): Promise<unknown> {
    const document = await upgraded({ ...around, paths: { "/a": { post: given } } });
    return (document as { paths: { "/a": { post: unknown } } }).paths["/a"].post;
  }

  test("host, basePath and schemes", async () => {
    expect(
      await upgraded({
        host: "a.example",
        basePath: "/v1/",
        schemes: ["http", "https", "wss"],
        definitions: { A: {} },
      }),
    ).toMatchObject({ servers: [{ url: "http://a.example/v1" }, { url: "https://a.example/v1" }] });
    expect(await upgraded({ host: "a.example", definitions: { A: {} } })).toMatchObject({
      servers: [{ url: "https://a.example" }],
    });
    expect(await upgraded({ basePath: "/v1", definitions: { A: {} } })).toMatchObject({
      servers: [{ url: "/v1" }],
    });
    expect(await upgraded({ basePath: "/", definitions: { A: {} } })).not.toHaveProperty("servers");
  });

  test("definitions, and the references to them", async () => {
    expect(
      await upgraded({
        definitions: {
          Pet: {
            discriminator: "kind",
            properties: {
              kind: { type: "string", "x-nullable": true },
              owner: { $ref: "#/definitions/Owner" },
            },
          },
          Owner: { type: "object" },
        },
      }),
    ).toMatchObject({
      components: {
        schemas: {
          Pet: {
            discriminator: { propertyName: "kind" },
            properties: {
              kind: { type: ["string", "null"] },
              owner: { $ref: "#/components/schemas/Owner" },
            },
          },
          Owner: { type: "object" },
        },
      },
    });
  });

  const operations: readonly { name: string; given: object; around?: object; want: object }[] = [
    {
      name: "parameters",
      given: {
        parameters: [
          {
            name: "q",
            in: "query",
            type: "integer",
            format: "int64",
            description: "Q",
            maximum: 5,
          },
          { name: "h", in: "header", required: true, type: "array", items: { type: "string" } },
          { name: "a", in: "query", type: "array", items: { type: "string" } },
          {
            name: "m",
            in: "query",
            type: "array",
            items: { type: "string" },
            collectionFormat: "multi",
          },
          {
            name: "s",
            in: "query",
            type: "array",
            items: { type: "string" },
            collectionFormat: "ssv",
          },
          {
            name: "p",
            in: "query",
            type: "array",
            items: { type: "string" },
            collectionFormat: "pipes",
          },
        ],
      },
      want: {
        parameters: [
          {
            name: "q",
            in: "query",
            description: "Q",
            schema: { type: "integer", format: "int64", maximum: 5 },
          },
          { name: "h", in: "header", required: true, style: "simple" },
          { name: "a", in: "query", style: "form", explode: false },
          { name: "m", in: "query", style: "form", explode: true },
          { name: "s", in: "query", style: "spaceDelimited", explode: false },
          { name: "p", in: "query", style: "pipeDelimited", explode: false },
        ],
      },
    },
    {
      name: "a body",
      given: {
        consumes: ["application/xml"],
        parameters: [
          { name: "b", in: "body", required: true, description: "B", schema: { type: "object" } },
        ],
      },
      around: { consumes: ["application/json"] },
      want: {
        requestBody: {
          required: true,
          description: "B",
          content: { "application/xml": { schema: { type: "object" } } },
        },
      },
    },
    {
      name: "a form",
      given: {
        parameters: [
          { name: "name", in: "formData", type: "string", required: true, description: "N" },
          { name: "tags", in: "formData", type: "array", items: { type: "string" } },
        ],
      },
      want: {
        requestBody: {
          required: true,
          content: {
            "application/x-www-form-urlencoded": {
              schema: {
                type: "object",
                properties: {
                  name: { type: "string", description: "N" },
                  tags: { type: "array", items: { type: "string" } },
                },
                required: ["name"],
              },
              encoding: { tags: { style: "form", explode: false } },
            },
          },
        },
      },
    },
    {
      name: "a file",
      given: { parameters: [{ name: "f", in: "formData", type: "file" }] },
      want: {
        requestBody: {
          content: {
            "multipart/form-data": {
              schema: {
                type: "object",
                properties: { f: { type: "string", format: "binary" } },
              },
            },
          },
        },
      },
    },
    {
      name: "a shared body",
      given: { parameters: [{ $ref: "#/parameters/Body" }, { $ref: "#/parameters/Page" }] },
      around: {
        parameters: {
          Body: { name: "b", in: "body", schema: { type: "string" } },
          Page: { name: "page", in: "query", type: "integer" },
        },
      },
      want: {
        parameters: [{ $ref: "#/components/parameters/Page" }],
        requestBody: { content: { "application/json": { schema: { type: "string" } } } },
      },
    },
    {
      name: "responses",
      given: {
        produces: ["text/csv"],
        responses: {
          200: {
            description: "Fine",
            schema: { type: "string" },
            headers: { "X-Rate": { type: "integer", description: "R" } },
            examples: { "text/csv": "a,b" },
          },
          404: { $ref: "#/responses/NotFound" },
          204: { description: "Nothing" },
        },
      },
      around: { responses: { NotFound: { description: "No", schema: { type: "object" } } } },
      want: {
        responses: {
          200: {
            description: "Fine",
            headers: { "X-Rate": { description: "R", schema: { type: "integer" } } },
            content: { "text/csv": { schema: { type: "string" }, example: "a,b" } },
          },
          404: { $ref: "#/components/responses/NotFound" },
          204: { description: "Nothing" },
        },
      },
    },
  ];
  for (const { name, given, around, want } of operations) {
    test(`${name}`, async () => {
      expect(await operation(given, around)).toMatchObject(want);
    });
  }

  test("a body leaves no trace among the parameters", async () => {
    const given = { parameters: [{ name: "b", in: "body", schema: {} }] };
    expect(await operation(given)).not.toHaveProperty("parameters");
  });

  test("security schemes", async () => {
    expect(
      await upgraded({
        securityDefinitions: {
          basic: { type: "basic" },
          key: { type: "apiKey", in: "header", name: "X-Key" },
          app: { type: "oauth2", flow: "application", tokenUrl: "https://t", scopes: { a: "A" } },
          code: {
            type: "oauth2",
            flow: "accessCode",
            authorizationUrl: "https://a",
            tokenUrl: "https://t",
          },
        },
      }),
    ).toMatchObject({
      components: {
        securitySchemes: {
          basic: { type: "http", scheme: "basic" },
          key: { type: "apiKey", in: "header", name: "X-Key" },
          app: {
            type: "oauth2",
            flows: { clientCredentials: { tokenUrl: "https://t", scopes: { a: "A" } } },
          },
          code: {
            type: "oauth2",
            flows: { authorizationCode: { authorizationUrl: "https://a", tokenUrl: "https://t" } },
          },
        },
      },
    });
  });

  test("what has moved keeps its place", async () => {
    const text = [
      "swagger: '2.0'",
      "info: {title: A, version: '1'}",
      "paths:",
      "  /a:",
      "    post:",
      "      parameters:",
      "        - {name: b, in: body, schema: {}}",
      "        - {name: q, in: query, type: string}",
      "definitions:",
      "  Pet: {type: object}",
    ].join("\n");
    const [fragment] = (await readIn({ "a.yaml": text })).value;
    expect(fragment?.locate("/components/schemas/Pet").line).toBe(10);
    expect(fragment?.locate("/paths/~1a/post/parameters/0").line).toBe(8);
    expect(fragment?.locate("/paths/~1a/post/requestBody/content").line).toBe(7);
  });
});

describe("versions", () => {
  const cases: readonly { given: object; want: readonly string[] }[] = [
    { given: { openapi: "3.0" }, want: ["a.json:1:1 empty-document"] },
    { given: { openapi: "3.1.1" }, want: ["a.json:1:1 empty-document"] },
    { given: { openapi: "3.2.0" }, want: ["a.json:1:1 empty-document"] },
    { given: { openapi: 3.1 }, want: ["a.json:1:1 empty-document"] },
    { given: { swagger: 2 }, want: ["a.json:1:1 empty-document"] },
    { given: { openapi: "4.0.0" }, want: ["a.json:1:2 unsupported-version"] },
    { given: { swagger: "1.2" }, want: ["a.json:1:2 unsupported-version"] },
    { given: { openapi: null }, want: ["a.json:1:2 unsupported-version"] },
  ];
  for (const { given, want } of cases) {
    test(`${JSON.stringify(given)}`, async () => {
      const read = await readIn({ "a.json": JSON.stringify({ ...given, info }) });
      expect(findings(read)).toEqual(want);
    });
  }

  test("an unquoted version keeps its zeros", async () => {
    const read = await readIn({ "a.yaml": "openapi: 3.1\ninfo:\n  title: A\n  version: 1.10\n" });
    expect(read.value[0]?.document.info.version).toBe("1.10");
  });
});
