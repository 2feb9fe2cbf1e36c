import { describe, expect, test } from "vitest";
import { model } from "../../generator/model/model.js";
import type { Document, Operation, SecurityScheme, Server } from "../../generator/openapi.js";

const apiKey = (name: string): SecurityScheme => ({ type: "apiKey", in: "header", name });

function modelled(
  paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>,
  more: Partial<Document> = {},
  pins: Readonly<Record<string, string>> = {},
) {
  const document: Document = {
    openapi: "3.1.0",
    info: { title: "Test API", version: "1" },
    paths,
    ...more,
  };
  const { value, diagnostics } = model(
    { document, origins: new Map() },
    {
      settings: { package: {}, output: { keep: [] } },
      names: {
        text: "",
        pins: new Map(Object.entries(pins)),
        locate: (pointer) => ({ file: `names.yaml${pointer}`, line: 1, column: 1 }),
      },
    },
  );
  const operations = value.groups.flatMap((group) => group.operations);
  return { api: value, operations, diagnostics };
}

const names = (...args: Parameters<typeof modelled>) =>
  Object.fromEntries(modelled(...args).operations.map(({ key, name }) => [key, name]));

test("an operation and a schema that are called by one digit are no one export", () => {
  const responses = { 200: { description: "OK" } };
  const { api, operations } = modelled(
    { "/a": { get: { operationId: "1a", responses } } },
    { components: { schemas: { "1a": { type: "object" }, "2b": { type: "object" } } } },
  );
  expect(operations.map(({ name }) => name)).toEqual(["_1a"]);
  expect(api.types.map(({ name }) => name)).toEqual(["_1aModel", "_2b"]);
});

describe("names of operations", () => {
  test("operationId, else summary, else method and path", () => {
    expect(
      names({
        "/a": {
          get: { operationId: "list_as", summary: "List all" },
          post: { summary: "Create an A" },
        },
        "/a/{id}": { get: {}, put: { summary: "更新" } },
      }),
    ).toEqual({
      "GET /a": "listAs",
      "POST /a": "createAnA",
      "GET /a/{id}": "getAById",
      "PUT /a/{id}": "putAById",
    });
  });

  test("two that ask for one name both take their next one, in any order", () => {
    const v1 = { "/v1/run": { post: { operationId: "execute", summary: "Run it" } } };
    const v2 = { "/v2/run": { post: { operationId: "execute", summary: "Run it again" } } };
    const want = { "POST /v1/run": "runIt", "POST /v2/run": "runItAgain" };
    expect(names({ ...v1, ...v2 })).toEqual(want);
    expect(names({ ...v2, ...v1 })).toEqual(want);
  });

  test("a name that two ask for is nobody's by another way", () => {
    const retrieve = { operationId: "retrieve" };
    expect(
      names({
        "/a": { get: { ...retrieve, summary: "Retrieve" } },
        "/b": { get: { ...retrieve, summary: "Retrieve B" } },
      }),
    ).toEqual({ "GET /a": "getA", "GET /b": "retrieveB" });
  });

  test("a name that is a keyword or the client's own is passed over", () => {
    expect(
      names({
        "/pets/{id}": { delete: { operationId: "delete" } },
        "/client": { post: { operationId: "createClient" } },
        // `await import()` of a module with such a function would call it.
        "/promise": { get: { operationId: "then" } },
      }),
    ).toEqual({
      "DELETE /pets/{id}": "deletePetsById",
      "POST /client": "postClient",
      "GET /promise": "getPromise",
    });
  });

  test("a sentence is no name", () => {
    const summary = "This endpoint gives you the list of all of the things that you own";
    expect(names({ "/things": { get: { summary } } })).toEqual({ "GET /things": "getThings" });
  });

  test("a pinned name stays, and others make way for it", () => {
    const paths = {
      "/a": { get: { operationId: "list" } },
      "/b": { get: { operationId: "fetch_a" } },
    };
    expect(names(paths, {}, { "GET /b": "list" })).toEqual({ "GET /a": "getA", "GET /b": "list" });
  });

  test.each([
    [
      "FastAPI puts the route behind the name",
      "/v1/pets/{pet_id}",
      "read_pet_v1_pets__pet_id__get",
      "readPet",
    ],
    ["a route that is all there is stays", "/pets", "_pets_get", "petsGet"],
    ["the method behind the name may belong to it", "/pets", "pets_to_get", "petsToGet"],
    [
      "words that were written together",
      "/pet_orders/filter",
      "get_pet_ordersfilter",
      "getPetOrdersFilter",
    ],
    ["the path only", "/v1/pets", "_v1_pets", "v1Pets"],
    ["accents", "/pets", "listar-cães", "listarCaes"],
    ["other letters", "/pets", "获取", "getPets"],
    ["words of TypeScript", "/pets", "await", "getPets"],
    ["punctuation only", "/pets", "--", "getPets"],
  ])("%s", (_, path, operationId, want) => {
    expect(names({ [path]: { get: { operationId } } })).toEqual({ [`GET ${path}`]: want });
  });

  test("names that differ only in case are the same", () => {
    const paths = {
      "/a": { get: { operationId: "listPets" } },
      "/b": { get: { operationId: "ListPets" } },
    };
    expect(names(paths)).toEqual({ "GET /a": "getA", "GET /b": "getB" });
  });

  test("where even method and path are the same, a number tells them apart, in any order", () => {
    const [one, other] = [{ "/a-b": { get: {} } }, { "/a/b": { get: {} } }];
    const want = { "GET /a-b": "getAB", "GET /a/b": "getAB2" };
    expect(names({ ...one, ...other })).toEqual(want);
    expect(names({ ...other, ...one })).toEqual(want);
  });

  test("a fragment tells operations on one path apart, and is never sent", () => {
    const { operations } = modelled({ "/health": { get: {} }, "/health#Billing": { get: {} } });
    expect(operations.map(({ key, name, path }) => [key, name, path])).toEqual([
      ["GET /health", "getHealth", "/health"],
      ["GET /health#Billing", "getHealthBilling", "/health"],
    ]);
  });

  test("a pin to a name of the client itself is an error", () => {
    const pins = { "GET /a": "request", "GET /b": "ApiError", "GET /c": "fine" };
    const operations = { "/a": { get: {} }, "/b": { get: {} }, "/c": { get: {} } };
    const { diagnostics } = modelled(operations, {}, pins);
    expect(diagnostics.map(({ code, place }) => `${place?.file} ${code}`)).toEqual([
      "names.yaml/GET ~1a reserved-pinned-name",
      "names.yaml/GET ~1b reserved-pinned-name",
    ]);
  });

  test("a pin of an operation that is gone is told", () => {
    const { diagnostics } = modelled({ "/a": { get: {} } }, {}, { "GET /old": "getOld" });
    expect(diagnostics).toEqual([
      expect.objectContaining({
        code: "pinned-operation-gone",
        place: { file: "names.yaml/GET ~1old", line: 1, column: 1 },
      }),
    ]);
  });
});

describe("names of types", () => {
  test("never those of the client itself", () => {
    const { api } = modelled(
      {},
      { components: { schemas: { ApiError: true, Record: true, Pet: true } } },
    );
    expect(api.types.map(({ name }) => name)).toEqual(["ApiErrorModel", "RecordModel", "Pet"]);
  });

  test("a name that needs no change keeps it", () => {
    const { api } = modelled({}, { components: { schemas: { "Pet.Tag": true, PetTag: true } } });
    expect(api.types.map(({ name, wireName }) => [wireName, name])).toEqual([
      ["Pet.Tag", "PetTagModel"],
      ["PetTag", "PetTag"],
    ]);
  });

  test("that TypeScript cannot have, and that differ only in case", () => {
    const schemas = { 甲: true, 乙: true, pet: true, Pet: true, "a/b": true, a_b: true };
    const { api } = modelled({}, { components: { schemas } });
    const given = api.types.map(({ name }) => name);
    expect(given).toEqual(["Model2", "Model", "PetModel", "Pet", "AB", "ABModel"]);
  });

  test("an operation's types make way for a schema of that name", () => {
    const { operations } = modelled(
      { "/pets": { get: { operationId: "listPets" } } },
      { components: { schemas: { ListPetsResponse: true } } },
    );
    expect(operations[0]?.types).toEqual({ response: "ListPetsOperationResponse" });
  });
});

describe("servers", () => {
  const serverNames = (...servers: readonly Server[]) =>
    modelled({}, { servers }).api.servers.map(({ name }) => name);

  test("are named after their description, else their host", () => {
    expect(
      serverNames(
        { url: "https://dev-api.joy.so", description: "Staging" },
        { url: "https://api.joy.so/", description: "Production server (uses live data)" },
        { url: "https://eu.example.com", description: "The one to use when you are in the EU" },
        { url: "https://eu.example.org" },
      ),
    ).toEqual(["staging", "production", "eu", "eu2"]);
  });

  test("variables without a value make no server, and no second finding", () => {
    const { api, diagnostics } = modelled(
      {},
      {
        servers: [
          { url: "https://{tenant}.example.com" },
          { url: "https://a.example/{v}", variables: { v: { default: "v" } } },
          { url: "https://b.example" },
        ],
      },
    );
    expect(api.servers.map(({ url }) => url)).toEqual(["https://b.example"]);
    expect(diagnostics).toEqual([]);
  });

  test("variables stand at their defaults; a server without a host is told", () => {
    const region = { default: "eu" };
    const { api, diagnostics } = modelled(
      {},
      {
        servers: [
          { url: "https://{region}.example.com/v1/", variables: { region } },
          { url: "/v1" },
        ],
      },
    );
    expect(api.servers).toEqual([{ name: "eu", url: "https://eu.example.com/v1" }]);
    expect(diagnostics.map(({ code }) => code)).toEqual(["server-needs-url"]);
  });
});

describe("security", () => {
  const components = { securitySchemes: { Key: apiKey("X-Key"), Secret: apiKey("X-Secret") } };
  const required = (...security: readonly (Operation["security"] | undefined)[]) =>
    modelled(
      Object.fromEntries(
        security.map((each, index) => [
          `/${index}`,
          { get: each === undefined ? {} : { security: each } },
        ]),
      ),
      { components, security: [{ Key: [], Secret: [] }] },
    ).api.requiredSchemes;

  test("what every operation needs must be given", () => {
    expect(required(undefined, undefined)).toEqual([["Key", "Secret"]]);
    expect(required([{ Key: [] }, { Secret: [] }])).toEqual([["Key"], ["Secret"]]);
    expect(required([{ Key: [] }], undefined)).toEqual([["Key"]]);
  });

  test("nothing must be given where some operation needs nothing", () => {
    expect(required([], undefined)).toEqual([]);
    expect(required([{}, { Key: [] }], undefined)).toEqual([]);
    expect(required([{ Key: [] }], [{ Secret: [] }])).toEqual([]);
  });
});

describe("operations", () => {
  test("parameters, bodies and answers are looked up", () => {
    const { operations } = modelled(
      {
        "/a/{id}": {
          patch: {
            parameters: [
              { $ref: "#/components/parameters/Id" },
              { name: "q", in: "query", schema: { type: "string" } },
            ],
            requestBody: { $ref: "#/components/requestBodies/A" },
            responses: {
              "200": { $ref: "#/components/responses/A" },
              "204": { description: "Nothing changed" },
              default: {
                description: "Problem",
                content: { "application/problem+json": { schema: true } },
              },
            },
          },
        },
      },
      {
        components: {
          parameters: {
            Id: { name: "id", in: "path", required: true, schema: { type: "integer" } },
          },
          requestBodies: {
            A: {
              required: true,
              content: { "text/csv": {}, "application/json": { schema: { type: "object" } } },
            },
          },
          responses: {
            A: { description: "The A", content: { "text/plain": { schema: { type: "object" } } } },
          },
        },
      },
    );
    expect(operations[0]).toMatchObject({
      parameters: [
        { in: "path", name: "id", required: true },
        { in: "query", name: "q", required: false },
      ],
      body: {
        required: true,
        contents: [
          { kind: "json", mediaType: "application/json", schema: { type: "object" } },
          { kind: "text", mediaType: "text/csv" },
        ],
      },
      responses: [
        { status: "200", bodies: [{ schema: { type: "string" } }] },
        { status: "204", bodies: [] },
      ],
      errors: [{ status: "default", bodies: [{ mediaType: "application/problem+json" }] }],
      types: {
        input: "PatchAByIdInput",
        response: "PatchAByIdResponse",
        byStatus: "PatchAByIdResponseByStatus",
        errors: "PatchAByIdErrors",
      },
    });
  });

  test("stand with their first tag; those without come last", () => {
    const { api } = modelled(
      { "/a": { get: { tags: ["Zoo > Pets", "Other"] }, put: {}, post: { tags: ["🔑"] } } },
      { tags: [{ name: "Zoo > Pets", description: "All pets" }] },
    );
    expect(api.groups.map(({ tag, description, file }) => ({ tag, description, file }))).toEqual([
      { tag: "Zoo > Pets", description: "All pets", file: "zoo-pets" },
      { tag: "🔑", description: undefined, file: "operations" },
      { tag: undefined, description: undefined, file: "other-operations" },
    ]);
  });

  test("the model is plain data", () => {
    const { api } = modelled({ "/a": { get: { summary: "Get A" } } });
    expect(structuredClone(api)).toEqual(api);
    expect(JSON.parse(JSON.stringify(api))).toEqual(api);
  });
});
