import { describe, expect, test } from "vitest";
import { defaultLimits } from "../../generator/limits.js";
import { parse } from "yaml";
import { placeOf } from "../../generator/diagnostics/origins.js";
import type { Document } from "../../generator/openapi.js";
import { repair } from "../../generator/repair/repair.js";
import type { Overlay } from "../../generator/settings.js";
import { repaired, specOf, tellingLocate, told } from "./spec.js";

interface Case {
  readonly name: string;
  /** An operation `GET /pets/{id}`, or with `paths` a whole document. */
  readonly given: string;
  /** The operation as it comes out; its responses are left out. */
  readonly want: string;
  readonly told?: readonly string[];
}

const at = "/paths/~1pets~1{id}/get";
const key = "components: { securitySchemes: { Key: { type: apiKey, in: header, name: X-Key } } }";
const keys = `
components:
  securitySchemes:
    Key: { type: apiKey, in: header, name: X-Key }
    Other: { type: apiKey, in: query, name: key }
    Cookie: { type: apiKey, in: cookie, name: session }`;
const id = "{ name: id, in: path, required: true, schema: { type: string } }";
const responses = "responses: { 200: { description: ok } }";

function operationIn(document: Document): object {
  const { responses: _, ...operation } = document.paths["/pets/{id}"]?.get ?? {};
  return operation;
}

function check({ given, want, told: expected = [] }: Case): void {
  const spec = specOf(given);
  const before = structuredClone(spec.document);
  const { value, diagnostics } = repair(spec);
  expect(operationIn(value.document)).toEqual(parse(want));
  expect(told(diagnostics)).toEqual(expected);
  expect(spec.document).toEqual(before);
}

test("a document without faults comes out as it went in", () => {
  const given = `
    security: [{ Key: [] }]
    ${key}
    paths:
      /pets/{id}:
        get:
          parameters: [${id}, { name: X-Other, in: header }]
          ${responses}`;
  const { value, diagnostics } = repaired(given);
  expect(diagnostics).toEqual([]);
  expect(value.document).toEqual(specOf(given).document);
});

describe("parameters of the path item", () => {
  const cases: readonly Case[] = [
    {
      name: "go in front of the operation's own",
      given: `paths: { "/pets/{id}": { parameters: [${id}], get: { parameters: [{ name: a, in: query }], ${responses} } } }`,
      want: `parameters: [${id}, { name: a, in: query }]`,
    },
    {
      name: "are overridden by name and place, whatever the case of a header",
      given: `
paths:
  /pets/{id}:
    parameters: [${id}, { name: X-A, in: header, description: item }, { name: a, in: query }]
    get:
      parameters: [{ name: x-a, in: header, description: own }, { name: a, in: cookie }]
      ${responses}`,
      want: `parameters: [${id}, { name: a, in: query }, { name: x-a, in: header, description: own }, { name: a, in: cookie }]`,
    },
    {
      name: "are found through references",
      given: `
components: { parameters: { Id: ${id} } }
paths:
  /pets/{id}:
    parameters: [{ $ref: "#/components/parameters/Id" }]
    get: { parameters: [{ $ref: "#/components/parameters/Id" }], ${responses} }`,
      want: 'parameters: [{ $ref: "#/components/parameters/Id" }]',
    },
  ];
  test.each(cases)("$name", check);

  test("leave nothing at the path item and keep their places", () => {
    const { value } = repaired(`
paths:
  /pets/{id}:
    parameters: [{ name: a, in: query }, ${id}]
    get: { parameters: [{ name: a, in: query, description: own }], ${responses} }`);
    expect(value.document.paths["/pets/{id}"]).not.toHaveProperty("parameters");
    expect(placeOf(value.origins, `${at}/parameters/0`)?.file).toBe(
      "doc#/paths/~1pets~1{id}/parameters/1",
    );
    expect(placeOf(value.origins, `${at}/parameters/1/name`)?.file).toBe(
      `doc#${at}/parameters/0/name`,
    );
  });
});

describe("credentials among the parameters", () => {
  const operation = (text: string, schemes = keys): string =>
    `${schemes}\npaths: { "/pets/{id}": { get: { ${text}, ${responses} } } }`;
  const header = (scheme = "Key", name = "X-Key", index = 0): string =>
    `credential-parameter doc#${at}/parameters/${index}: header parameter "${name}" is the ` +
    `credential "${scheme}": the client sends it (1 operation lists it)`;

  const cases: readonly Case[] = [
    {
      name: "become security",
      given: operation(`parameters: [{ name: x-key, in: header, required: true }, ${id}]`),
      want: `{ parameters: [${id}], security: [{ Key: [] }] }`,
      told: [header("Key", "x-key")],
    },
    {
      name: "are needed together with each alternative",
      given: operation(
        `parameters: [${id}, { name: X-Key, in: header }], security: [{ Other: [] }, { Cookie: [] }]`,
      ),
      want: `{ parameters: [${id}], security: [{ Other: [], Key: [] }, { Cookie: [], Key: [] }] }`,
      told: [header("Key", "X-Key", 1)],
    },
    {
      name: "add nothing where an alternative has the scheme",
      given: operation(
        `parameters: [${id}, { name: X-Key, in: header }], security: [{ Other: [] }, { Key: [] }]`,
      ),
      want: `{ parameters: [${id}], security: [{ Other: [] }, { Key: [] }] }`,
      told: [header("Key", "X-Key", 1)],
    },
    {
      name: "are added to the security of the document",
      given: `security: [{ Other: [] }]\n${operation(`parameters: [${id}, { name: X-Key, in: header }]`)}`,
      want: `{ parameters: [${id}], security: [{ Other: [], Key: [] }] }`,
      told: [header("Key", "X-Key", 1)],
    },
    {
      name: "several at once, one through a reference",
      given: `
components:
  parameters: { K: { $ref: "#/components/parameters/L" }, L: { name: key, in: query } }
  securitySchemes:
    Key: { type: apiKey, in: header, name: X-Key }
    Other: { type: apiKey, in: query, name: key }
paths:
  /pets/{id}:
    get:
      parameters: [${id}, { $ref: "#/components/parameters/K" }, { name: X-Key, in: header }]
      ${responses}`,
      want: `{ parameters: [${id}], security: [{ Other: [], Key: [] }] }`,
      told: [
        `credential-parameter doc#${at}/parameters/1: query parameter "key" is the credential "Other": the client sends it (1 operation lists it)`,
        header("Key", "X-Key", 2),
      ],
    },
    {
      name: "must be in the same place, and but for headers in the same case",
      given: operation(`parameters: [${id}, { name: X-Key, in: query }, { name: KEY, in: query }]`),
      want: `parameters: [${id}, { name: X-Key, in: query }, { name: KEY, in: query }]`,
    },
    {
      name: "of two schemes with one header the one that the operation needs is meant",
      given: operation(
        `parameters: [${id}, { name: X-Key, in: header }], security: [{ Second: [] }]`,
        "components: { securitySchemes: { First: { type: apiKey, in: header, name: X-Key }, Second: { type: apiKey, in: header, name: X-Key } } }",
      ),
      want: `{ parameters: [${id}], security: [{ Second: [] }] }`,
      told: [header("Second", "X-Key", 1)],
    },
  ];
  test.each(cases)("$name", check);

  test("are told once per scheme", () => {
    const operationText = `{ parameters: [{ name: X-Key, in: header }], ${responses} }`;
    const { diagnostics } = repaired(
      `${key}\npaths: { /a: { get: ${operationText}, put: ${operationText} } }`,
    );
    expect(told(diagnostics)).toEqual([expect.stringContaining("(2 operations list it)")]);
  });
});

describe("headers that the HTTP client decides", () => {
  const given = (text: string): string =>
    `paths: { "/pets/{id}": { get: { ${text}, ${responses} } } }\n${key}`;
  const cases: readonly Case[] = [
    {
      name: "are dropped",
      given: given(
        `parameters: [${id}, { name: accept, in: header }, { name: Content-Type, in: header }, { name: Accept-Encoding, in: header }, { name: Content-Length, in: header }, { name: Accept, in: query }]`,
      ),
      want: `parameters: [${id}, { name: Accept, in: query }]`,
      told: [
        `transport-header doc#${at}/parameters/1: header parameters that the HTTP client decides are left out: Accept-Encoding, Content-Length, Content-Type, accept`,
      ],
    },
    {
      name: "Authorization without security is told",
      given: given(`parameters: [${id}, { name: Authorization, in: header }]`),
      want: `parameters: [${id}]`,
      told: [
        `authorization-parameter doc#${at}/parameters/1: 1 operation lists an Authorization header but no security; the header is left out`,
      ],
    },
    {
      name: "Authorization that is an API key is one",
      given: `
components: { securitySchemes: { Token: { type: apiKey, in: header, name: Authorization } } }
paths: { "/pets/{id}": { get: { parameters: [${id}, { name: authorization, in: header }], ${responses} } } }`,
      want: `{ parameters: [${id}], security: [{ Token: [] }] }`,
      told: [
        'raw-authorization doc#/components/securitySchemes/Token: security scheme "Token" is the whole Authorization header: users give "Bearer" or "Basic" with it, where the API wants that',
        `credential-parameter doc#${at}/parameters/1: header parameter "authorization" is the credential "Token": the client sends it (1 operation lists it)`,
      ],
    },
    {
      name: "Authorization is the only scheme that is sent there",
      given: `
components: { securitySchemes: { Token: { type: http, scheme: bearer }, Other: { type: apiKey, in: query, name: key } } }
paths: { "/pets/{id}": { get: { parameters: [${id}, { name: Authorization, in: header }], ${responses} } } }`,
      want: `{ parameters: [${id}], security: [{ Token: [] }] }`,
      told: [
        `credential-parameter doc#${at}/parameters/1: header parameter "Authorization" is the credential "Token": the client sends it (1 operation lists it)`,
      ],
    },
    {
      name: "Authorization that may be one of two is told",
      given: `
components: { securitySchemes: { Token: { type: http, scheme: bearer }, Basic: { type: http, scheme: basic } } }
paths: { "/pets/{id}": { get: { parameters: [${id}, { name: Authorization, in: header }], ${responses} } } }`,
      want: `{ parameters: [${id}] }`,
      told: [
        `authorization-parameter doc#${at}/parameters/1: 1 operation lists an Authorization header but no security; the header is left out`,
      ],
    },
    {
      name: "Authorization beside security goes without a word",
      given: given(
        `parameters: [${id}, { name: Authorization, in: header }], security: [{ Key: [] }]`,
      ),
      want: `{ parameters: [${id}], security: [{ Key: [] }] }`,
    },
  ];
  test.each(cases)("$name", check);

  test("what the warning says to paste works", () => {
    const yaml = given(`parameters: [${id}, { name: Authorization, in: header }]`);
    const { value, diagnostics } = pasting(yaml, "authorization-parameter");
    expect(operationIn(value)).toEqual({ parameters: [parse(id)], security: [{ Bearer: [] }] });
    expect(told(diagnostics)).toEqual([]);
  });
});

describe("path parameters", () => {
  const given = (parameters: string): string =>
    `paths: { "/pets/{id}": { get: { parameters: ${parameters}, ${responses} } } }`;
  const cases: readonly Case[] = [
    {
      name: "that nothing declares are strings",
      given: given("[{ name: a, in: query }]"),
      want: `parameters: [{ name: a, in: query }, ${id}]`,
      told: [
        `undeclared-path-parameter doc#${at}: GET /pets/{id} does not declare its path parameter "id"; it is taken for a string`,
      ],
    },
    {
      name: "that are not in the path are dropped",
      given: given(`[${id}, { name: other, in: path }]`),
      want: `parameters: [${id}]`,
      told: [
        `unmatched-path-parameter doc#${at}/parameters/1: path parameter "other" is not in the path /pets/{id}; it is left out`,
      ],
    },
    {
      name: "that differ in case and separators only are meant",
      given: given("[{ name: I-D, in: path, schema: { type: integer } }]"),
      want: "parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]",
      told: [
        `unmatched-path-parameter doc#${at}/parameters/0: path parameter "I-D" is not in the path /pets/{id}; it is taken for the path's {id}`,
      ],
    },
    {
      name: "that differ in case beside the right one are dropped",
      given: given(`[{ name: ID, in: path }, ${id}]`),
      want: `parameters: [${id}]`,
      told: [
        `unmatched-path-parameter doc#${at}/parameters/0: path parameter "ID" is not in the path /pets/{id}; it is left out`,
      ],
    },
    {
      name: "are required, also through a reference",
      given: `
components: { parameters: { Id: { name: id, in: path, required: false } } }
paths: { "/pets/{id}": { get: { parameters: [{ $ref: "#/components/parameters/Id" }], ${responses} } } }`,
      want: "parameters: [{ name: id, in: path, required: true }]",
    },
  ];
  test.each(cases)("$name", check);

  test("that stand in the path twice are declared once", () => {
    const { value, diagnostics } = repaired(`paths: { "/{a}/{b}/{a}": { get: { ${responses} } } }`);
    expect(value.document.paths["/{a}/{b}/{a}"]?.get?.parameters).toMatchObject([
      { name: "a" },
      { name: "b" },
    ]);
    expect(diagnostics).toHaveLength(2);
  });
});

describe("security", () => {
  const given = (security: string, components = key): string =>
    `paths: { "/pets/{id}": { get: { parameters: [${id}], security: ${security}, ${responses} } } }\n${components}`;
  const undefinedScheme = (name: string, pointer: string): string =>
    `undefined-security-scheme doc#${at}/security/${pointer}: security scheme "${name}" is not defined anywhere; 1 operation needs it, the client cannot send it`;

  const cases: readonly Case[] = [
    {
      name: "an undefined scheme is left out, its partner stays",
      given: given("[{ Key: [], Secret: [] }]"),
      want: `{ parameters: [${id}], security: [{ Key: [] }] }`,
      told: [undefinedScheme("Secret", "0/Secret")],
    },
    {
      name: "an alternative of undefined schemes alone is left out",
      given: given("[{ Secret: [] }, { Key: [] }]"),
      want: `{ parameters: [${id}], security: [{ Key: [] }] }`,
      told: [undefinedScheme("Secret", "0/Secret")],
    },
    {
      name: "no alternative at all is no security",
      given: given("[{ Secret: [] }]", ""),
      want: `{ parameters: [${id}], security: [] }`,
      told: [undefinedScheme("Secret", "0/Secret")],
    },
    {
      name: "an alternative without schemes stays",
      given: given("[{}, { Key: [] }]"),
      want: `{ parameters: [${id}], security: [{}, { Key: [] }] }`,
    },
    {
      name: "scopes of an API key are tolerated",
      given: given("[{ Key: [read] }]"),
      want: `{ parameters: [${id}], security: [{ Key: [read] }] }`,
    },
    {
      name: "an extension among the schemes is no scheme",
      given: given("[{ Key: [], x-platform: { group: a } }]"),
      want: `{ parameters: [${id}], security: [{ Key: [] }] }`,
    },
    {
      name: "a scheme whose name looks like an extension is one",
      given: given("[{ x-key: [] }]"),
      want: `{ parameters: [${id}], security: [] }`,
      told: [undefinedScheme("x-key", "0/x-key")],
    },
    {
      name: "a name that every object has is not defined by that",
      given: given("[{ constructor: [] }]"),
      want: `{ parameters: [${id}], security: [] }`,
      told: [undefinedScheme("constructor", "0/constructor")],
    },
  ];
  test.each(cases)("$name", check);

  test("an undefined scheme is told once, with the number of operations and the first place", () => {
    const { value, diagnostics } = repaired(`
security: [{ Secret: [] }]
paths:
  /a: { get: { ${responses} }, put: { security: [{ A: [], Secret: [] }, { Secret: [] }], ${responses} } }
  /b: { get: { security: [], ${responses} } }
components: { securitySchemes: { A: { type: http, scheme: bearer } } }`);
    expect(told(diagnostics)).toEqual([
      'undefined-security-scheme doc#/security/0/Secret: security scheme "Secret" is not defined anywhere; 2 operations need it, the client cannot send it',
    ]);
    expect(value.document.security).toEqual([]);
  });

  test.each([
    { components: "", name: "Secret" },
    { components: "components: { schemas: {} }", name: "a: '#\"b" },
    { components: key, name: "JwtToken" },
    { components: key, name: "basicAuth" },
  ])("what the warning on $name says to paste works", ({ components, name }) => {
    const yaml = given(`[{ ${JSON.stringify(name)}: [] }]`, components);
    const { value, diagnostics } = pasting(yaml, "undefined-security-scheme", (text) =>
      text.replace("<the header's name>", "X-Secret"),
    );
    expect(told(diagnostics)).toEqual([]);
    expect(operationIn(value)).toMatchObject({ security: [{ [name]: [] }] });
  });

  test("what is pasted without completing it is told", () => {
    const { diagnostics } = pasting(given("[{ Secret: [] }]"), "undefined-security-scheme");
    expect(told(diagnostics)).toContainEqual(
      `invalid-security-scheme overlay#/actions/0/update/Secret: security scheme "Secret" has a name that no header can have: "<the header's name>"; it is left out`,
    );
  });
});

describe("security schemes", () => {
  const cases: readonly {
    readonly given: string;
    readonly want?: string;
    readonly told?: string;
  }[] = [
    {
      given: "{ type: apiKey, in: header, name: X-A }",
      want: "{ type: apiKey, in: header, name: X-A }",
    },
    {
      given: "{ type: apiKey, in: query, name: 'a[b]' }",
      want: "{ type: apiKey, in: query, name: 'a[b]' }",
    },
    { given: "{ type: http, scheme: bearer }", want: "{ type: http, scheme: bearer }" },
    { given: "{ type: oauth2, flows: {} }", want: "{ type: oauth2, flows: {} }" },
    {
      given: "{ type: mutualTLS }",
      want: "{ type: mutualTLS }",
      told: "is a client certificate: the client sends none, users give it a `fetch` that does",
    },
    {
      given: "{ type: http, scheme: Digest }",
      want: "{ type: http, scheme: Digest }",
      told: "is the HTTP scheme Digest: what users give is sent after that word, so they have to compute it",
    },
    { given: '{ $ref: "#/components/securitySchemes/B" }', want: "{ type: http, scheme: basic }" },
    {
      given: "{ type: bearer, description: d }",
      want: "{ type: http, scheme: bearer, description: d }",
      told: 'has the type "bearer"; it is taken for the HTTP scheme bearer',
    },
    { given: "{ type: magic }", told: 'has the unknown type "magic"; it is left out' },
    { given: "{ description: d }", told: "has no type; it is left out" },
    {
      given: "{ type: apiKey, in: header }",
      told: "does not say the name of its key; it is left out",
    },
    {
      given: "{ type: apiKey, in: body, name: a }",
      told: 'does not say whether its key is "in" the header, query or cookie; it is left out',
    },
    {
      given: '{ type: apiKey, in: header, name: "a b" }',
      told: 'has a name that no header can have: "a b"; it is left out',
    },
    { given: "{ type: http }", told: "does not say which HTTP scheme it is; it is left out" },
    {
      given: '{ $ref: "#/components/securitySchemes/A" }',
      told: "is a reference that leads nowhere; it is left out",
    },
  ];
  test.each(cases)("$given", ({ given, want, told: problem }) => {
    const { value, diagnostics } = repaired(
      `components: { securitySchemes: { A: ${given}, B: { type: http, scheme: basic } } }`,
    );
    expect(value.document.components?.securitySchemes?.["A"]).toEqual(want && parse(want));
    expect(told(diagnostics)).toEqual(
      problem
        ? [
            `${/users/.test(problem) ? "scheme-left-to-users" : "invalid-security-scheme"} doc#/components/securitySchemes/A: security scheme "A" ${problem}`,
          ]
        : [],
    );
  });

  test.each(["toString", "constructor", "valueOf"])("the name %s", (name) => {
    const { value, diagnostics } = repaired(
      `components: { securitySchemes: { ${name}: { type: http, scheme: basic } } }`,
    );
    expect(value.document.components?.securitySchemes).toEqual({});
    expect(told(diagnostics)).toEqual([
      `invalid-security-scheme doc#/components/securitySchemes/${name}: security scheme "${name}" has a name that JavaScript keeps for itself; it is left out`,
    ]);
  });
});

describe("servers", () => {
  const paths = `paths: { /a: { get: { ${responses} }, put: { ${responses} } } }`;
  const cases: readonly {
    readonly name: string;
    readonly given: string;
    readonly told: readonly string[];
  }[] = [
    {
      name: "none",
      given: `servers: []\n${paths}`,
      told: ["no-servers doc#/paths/~1a/get: 2 operations have no server with a full address"],
    },
    {
      name: "a relative one",
      given: `servers: [{ url: /v1 }]\n${paths}`,
      told: ["no-servers doc#/servers/0: 2 operations have no server with a full address"],
    },
    {
      name: "a relative one beside a full one",
      given: `servers: [{ url: / }, { url: "https://a.example" }]\n${paths}`,
      told: [],
    },
    {
      name: "one made of variables",
      given: `servers: [{ url: "{host}/v1", variables: { host: { default: "https://a.example" } } }]\n${paths}`,
      told: [],
    },
    {
      name: "variables without a value",
      given: `servers: [{ url: "https://{a}.example/{b}", variables: { a: { enum: [x] }, b: { default: b } } }]\n${paths}`,
      told: [
        'server-variable doc#/servers/0: the server "https://{a}.example/{b}" cannot be chosen by name: {a} has no value',
        'server-variable doc#/servers/0: the server "https://{a}.example/{b}" cannot be chosen by name: {b} has no value',
      ],
    },
    {
      name: "one of its own",
      given: `servers: []\npaths: { /a: { get: { servers: [{ url: "https://a.example" }], ${responses} } } }`,
      told: [],
    },
    { name: "nothing to call", given: "servers: []", told: [] },
  ];
  test.each(cases)("$name", (row) => {
    expect(told(repaired(row.given).diagnostics)).toEqual(row.told);
  });

  test.each(["[]", "[{ url: / }]"])("what the warning on %s says to paste works", (servers) => {
    const { value, diagnostics } = pasting(`servers: ${servers}\n${paths}`, "no-servers");
    expect(told(diagnostics)).toEqual([]);
    expect(value.servers).toEqual([{ url: "https://api.example.com" }]);
  });
});

test("what the warning on a server's variable says to paste works", () => {
  const given = "servers: [{ url: 'https://{tenant}.example' }]";
  const { value, diagnostics } = pasting(given, "server-variable", (text) =>
    text.replace("<value>", "main"),
  );
  expect(told(diagnostics)).toEqual([]);
  expect(value.servers?.[0]?.variables).toEqual({ tenant: { default: "main" } });
});

test("bodies of GET and HEAD are left out", () => {
  const body = "requestBody: { content: { application/json: { schema: {} } } }";
  const { value, diagnostics } = repaired(
    `paths: { /a: { get: { ${body}, ${responses} }, head: { ${body}, ${responses} }, delete: { ${body}, ${responses} } } }`,
  );
  expect(told(diagnostics)).toEqual([
    "body-on-get doc#/paths/~1a/get/requestBody: 2 operations have a body that GET and HEAD cannot send; it is left out",
  ]);
  const item = value.document.paths["/a"];
  expect(
    [item?.get, item?.head, item?.delete].map((each) => each?.requestBody !== undefined),
  ).toEqual([false, false, true]);
});

describe("schemes that differ only in how their names are written", () => {
  const two = (second: string): string => `
security: [{ bearer-auth: [read] }, { BearerAuth: [write] }]
components: { securitySchemes: { bearer-auth: { type: http, scheme: bearer }, BearerAuth: ${second} } }
paths: { /a: { get: { security: [{ bearer-auth: [a], BearerAuth: [a, b] }], ${responses} } } }`;

  test("are one", () => {
    const { value, diagnostics } = repaired(two("{ type: http, scheme: Bearer, description: d }"));
    expect(Object.keys(value.document.components?.securitySchemes ?? {})).toEqual(["BearerAuth"]);
    expect(value.document.security).toEqual([{ BearerAuth: ["read"] }, { BearerAuth: ["write"] }]);
    expect(value.document.paths["/a"]?.get?.security).toEqual([{ BearerAuth: ["a", "b"] }]);
    expect(told(diagnostics)).toEqual([
      'same-security-scheme doc#/components/securitySchemes/bearer-auth: "bearer-auth" is the security scheme "BearerAuth"',
    ]);
  });

  test("unless they are sent differently", () => {
    const { value, diagnostics } = repaired(two("{ type: http, scheme: basic }"));
    expect(Object.keys(value.document.components?.securitySchemes ?? {})).toHaveLength(2);
    expect(told(diagnostics)).toEqual([]);
  });
});

describe("credentials that no scheme sends", () => {
  const paths = (text: string): string => `paths: { /a: { post: { ${text}, ${responses} } } }`;
  const parameter = (name: string, place: string, more = ""): string =>
    paths(`parameters: [{ name: ${name}, in: ${place}, required: true${more} }]`);
  const body = (name: string, more = ""): string =>
    paths(
      `requestBody: { content: { application/json: { schema: { properties: { ${name}: {} } } } } }${more}`,
    );

  test.each([
    ["unlifted-credential", parameter("X-Api-Key", "header")],
    ["unlifted-credential", parameter("x_access_token", "header")],
    ["unlifted-credential", parameter("app-secret", "cookie")],
    ["unlifted-credential", parameter("X-Authorization", "header")],
    ["authorization-parameter", parameter("Authorization", "header")],
    ["unlifted-credential", parameter("api_key", "query")],
    [undefined, parameter("X-Api-Key", "header").replace("true", "false")],
    [undefined, parameter("Idempotency-Key", "header")],
    [undefined, parameter("X-CSRF-Token", "header")],
    [undefined, parameter("page_token", "query")],
    [undefined, parameter("token", "query")],
    ["credential-in-body", body("apiKey")],
    [undefined, body("token")],
    [
      "credential-in-body",
      `components: { requestBodies: { "A/b": { content: { a/json: { schema: { $ref: "#/components/schemas/B" } } } } }, schemas: { B: { properties: { client_secret: {} } } } }\n${paths('requestBody: { $ref: "#/components/requestBodies/A~1b" }')}`,
    ],
    [undefined, `${key}\n${body("apiKey", ", security: [{ Key: [] }]")}`],
    ["no-security", `security: null\n${paths("parameters: []")}`],
    ["unused-security-schemes", `security: null\n${key}\n${paths("parameters: []")}`],
    [undefined, `${key}\n${paths("parameters: []")}`],
    [undefined, `security: null\n${key}\n${paths("parameters: [], security: [{ Key: [] }]")}`],
    [undefined, paths("parameters: []")],
  ])("%s: %s", (code, given) => {
    expect(repaired(given).diagnostics.map((finding) => finding.code)).toEqual(code ? [code] : []);
  });

  test("are told once, with a count", () => {
    const both = `{ parameters: [{ name: X-Key, in: header, required: true }], ${responses} }`;
    const given = `paths: { /a: { get: ${both.replace("X-Key", "X-Api-Key")}, put: ${both.replace("X-Key", "x-api-key")} } }`;
    expect(told(repaired(given).diagnostics)).toEqual([
      'unlifted-credential doc#/paths/~1a/get/parameters/0: header parameter "X-Api-Key" looks like a credential, and no security scheme sends it: every call has to give it (2 operations want it)',
    ]);
  });

  test.each(["", key])("what the warning says to paste works %s", (components) => {
    const given = `${components}\n${parameter("X-Pet-Api-Key", "header")}`;
    const { value, diagnostics } = pasting(given, "unlifted-credential");
    expect(value.paths["/a"]?.post).toMatchObject({
      security: [{ PetApiKey: [] }],
      parameters: [],
    });
    expect(diagnostics.map(({ code }) => code)).toEqual(["credential-parameter"]);
  });

  test("what the notice on missing security says to paste works", () => {
    const { value, diagnostics } = pasting(`security: null\n${paths("tags: []")}`, "no-security");
    expect(value.security).toEqual([{ Token: [] }]);
    expect(told(diagnostics)).toEqual([]);
  });

  test("what the warning on schemes that nothing asks for says to paste works", () => {
    const given = `security: null\n${key}\n${paths("tags: []")}`;
    const { value, diagnostics } = pasting(given, "unused-security-schemes");
    expect(value.security).toEqual([{ Key: [] }]);
    expect(told(diagnostics)).toEqual([]);
  });

  test("what the notice on a raw Authorization header says to paste works", () => {
    const given = `components: { securitySchemes: { JWT: { type: apiKey, in: header, name: Authorization } } }`;
    const { value, diagnostics } = pasting(given, "raw-authorization");
    expect(value.components?.securitySchemes).toEqual({ JWT: { type: "http", scheme: "bearer" } });
    expect(told(diagnostics)).toEqual([]);
  });
});

test("operations without responses are told once", () => {
  const { diagnostics } = repaired("paths: { /a: { get: {}, put: { responses: {} } } }");
  expect(told(diagnostics)).toEqual([
    "no-responses doc#/paths/~1a/get: 2 operations document no response, first GET /a",
  ]);
});

/** Repairs again with the YAML that the hint of the given finding shows. */
function pasting(
  yaml: string,
  code: string,
  complete: (text: string) => string = (text) => text,
): { readonly value: Document; readonly diagnostics: ReturnType<typeof repair>["diagnostics"] } {
  const hint = repaired(yaml).diagnostics.find((finding) => finding.code === code)?.hint ?? "";
  const pasted: Pick<Overlay, "actions"> = parse(complete(hint.slice(hint.indexOf("\n"))));
  const outcome = repair(specOf(yaml), {
    ...pasted,
    limits: defaultLimits,
    locate: tellingLocate("overlay"),
  });
  return { value: outcome.value.document, diagnostics: outcome.diagnostics };
}
