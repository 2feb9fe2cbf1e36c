/** A published advisory on a generator of clients, and what shows that this one has no such hole. */
export interface Advisory {
  readonly ids: readonly string[];
  readonly generator: string;
  /** Which text of a document became what. */
  readonly hole: string;
  /** A document that says so here, from which a client is made; or the test of another kind of hole. */
  readonly shown: Document | Elsewhere;
}

export interface Document {
  readonly document: object;
}

export interface Elsewhere {
  readonly file: string;
  readonly test: string;
}

const code = "globalThis.pwned = 1";

export const advisories: readonly Advisory[] = [
  {
    ids: ["CVE-2016-5641"],
    generator: "swagger-codegen",
    hole: "paths, descriptions and titles became code in several languages",
    shown: api({
      path: `/a'; ${code}; '`,
      info: { title: `*/ ${code} /*`, description: `*/${code}` },
    }),
  },
  {
    ids: ["GHSA-9x4c-63pf-525f"],
    generator: "openapi-python-client",
    hole: "defaults, names and descriptions became code",
    shown: api({
      schema: { type: "string", default: `"); ${code}; ("`, description: `"""${code}` },
    }),
  },
  {
    ids: ["CVE-2026-22785", "GHSA-mwr6-3gp8-9jmj"],
    generator: "orval",
    hole: "the summary of an operation ended a string",
    shown: api({ operation: { summary: `', ${code}, '` } }),
  },
  {
    ids: ["CVE-2026-23947", "GHSA-h526-wf6g-67jv"],
    generator: "orval",
    hole: "x-enum-descriptions and other extensions of enums became code",
    shown: api({
      schema: {
        type: "string",
        enum: ["a", "b"],
        "x-enum-descriptions": [`*/ ${code}; /*`, `\n${code}\n`],
        "x-enum-varnames": [`A = ${code}`, "B"],
        "x-enumNames": [`[${code}]`, "B"],
      },
    }),
  },
  {
    ids: ["CVE-2026-25141"],
    generator: "orval",
    hole: "the escaping of the one before let comments through: */ with characters between",
    shown: api({
      schema: { type: "string", enum: ["a"], "x-enum-descriptions": [`*\\/ ${code} /\\*`, "*//"] },
    }),
  },
  {
    ids: ["CVE-2026-24132"],
    generator: "orval",
    hole: "const values became code in mocks",
    shown: api({ schema: { type: "string", const: `'; ${code}; '` } }),
  },
  {
    ids: ["CVE-2026-71868", "GHSA-3575-w9fc-c2j6"],
    generator: "orval",
    hole: "the default of an enum was evaluated in a template literal, when the module was imported",
    shown: api({ schema: { type: "string", enum: ["a"], default: `v\${${code}}w` } }),
  },
  {
    ids: ["CVE-2026-72716", "GHSA-p4cg-3328-rvfg"],
    generator: "orval",
    hole: "defaults in arrays and parameters were evaluated in template literals",
    shown: api({
      operation: {
        parameters: [
          { in: "query", name: "q", schema: { type: "string", default: `\`\${${code}}` } },
          {
            in: "query",
            name: "r",
            schema: { type: "array", default: [`\${${code}}`], items: {} },
          },
        ],
      },
    }),
  },
  {
    ids: ["GHSA-653q-5476-x79g"],
    generator: "orval",
    hole: "names of headers, of query parameters and of properties ended the key of an object",
    shown: api({
      schema: { type: "object", properties: { [`a":1,[${code}]:2,"b`]: { type: "string" } } },
      operation: {
        parameters: [
          { in: "header", name: `a":1,[${code}]:2,"b`, schema: { type: "string" } },
          { in: "query", name: `a":1,[${code}]:2,"b`, schema: { type: "string" } },
        ],
      },
    }),
  },
  {
    ids: ["GHSA-j7p3-24q8-rm47"],
    generator: "orval",
    hole: "strings in the enum of an integer or a boolean were written as they are",
    shown: api({ schema: { type: "integer", enum: [`(${code})`] } }),
  },
  {
    ids: ["GHSA-w68h-2r38-4cqq"],
    generator: "orval",
    hole: "the name of a property ended the type in an assertion",
    shown: api({
      schema: {
        type: "object",
        properties: {
          [`k'][]), x: (${code}), z: (0 as T['k`]: { type: "string", enum: ["A", "B"] },
        },
      },
    }),
  },
  {
    ids: ["GHSA-38c3-wv3c-v3xj", "GHSA-hqj5-cw9f-rx67"],
    generator: "swagger-typescript-api",
    hole: "the URL of a server ended a string",
    shown: api({ servers: [{ url: `https://example.com/"; ${code}; "` }] }),
  },
  {
    ids: ["GHSA-5f94-x226-ccpm"],
    generator: "swagger-typescript-api",
    hole: "values of enums ended a string",
    shown: api({ schema: { type: "string", enum: [`a"; ${code}; "`, `b'; ${code}; '`] } }),
  },
  {
    ids: ["GHSA-w284-33mx-6g9v"],
    generator: "swagger-typescript-api",
    hole: "paths were evaluated in template literals",
    shown: api({ path: `/a/\${${code}}/\`b` }),
  },
  {
    ids: ["GHSA-h754-fxp7-88wx"],
    generator: "swagger-typescript-api",
    hole: "the token for the document went to where its references lead",
    shown: {
      file: "test/hostile/fetch.test.ts",
      test: "a reference that begins with %s// is not fetched",
    },
  },
  {
    ids: ["GHSA-x36r-4347-pm5x", "CVE-2023-27162"],
    generator: "swagger-typescript-api, openapi-generator",
    hole: "addresses inside of a network were fetched",
    shown: {
      file: "test/hostile/fetch.test.ts",
      test: "a redirect with %d is told and not followed",
    },
  },
  {
    ids: ["GHSA-rg4h-fpcp-2qm8"],
    generator: "Kiota",
    hole: "references read any file, and fetched any URL",
    shown: {
      file: "test/hostile/fetch.test.ts",
      test: "no file outside of the roots is opened: %s",
    },
  },
  {
    ids: ["GHSA-2hx3-vp6r-mg3f"],
    generator: "Kiota",
    hole: "defaults, enums, names of properties and comments became code",
    shown: api({
      schema: {
        type: "object",
        description: `*/ ${code} /*`,
        properties: {
          [`a"; ${code}; "`]: { type: "string", default: `"; ${code}; "`, enum: [`"; ${code}; "`] },
        },
      },
    }),
  },
  {
    ids: ["GHSA-xg2h-5xr2-29jw", "GHSA-7f3j-j7jj-r3vr", "GHSA-jqwh-526h-c92j"],
    generator: "Kiota",
    hole: "paths and media types were evaluated in strings of Ruby, Python and PHP",
    shown: api({ path: `/#{${code}}/{${code}}`, media: `text/#{${code}}` }),
  },
  {
    ids: ["GHSA-rjwr-m7qx-3fjr"],
    generator: "oapi-codegen",
    hole: "a newline in the description of a server ended a line comment",
    shown: api({ servers: [{ url: "https://example.com", description: `a\n${code};\n` }] }),
  },
  {
    ids: ["GHSA-xrqw-w576-xgj2"],
    generator: "oapi-codegen",
    hole: "values of enums ended a block of constants",
    shown: api({ schema: { type: "string", enum: [`a\`)\n${code}\nconst (b = \``] } }),
  },
  {
    ids: ["GHSA-jwgf-6xff-4hvp"],
    generator: "oapi-codegen",
    hole: "paths ended the string that registers a route",
    shown: api({ path: `/a", x); ${code}; ("` }),
  },
  {
    ids: ["GHSA-9c2f-gr95-7wqw"],
    generator: "oapi-codegen",
    hole: "an extension named what is imported",
    shown: api({
      schema: { type: "string", "x-go-type": code, "x-go-type-import": { path: `"; ${code}` } },
    }),
  },
  {
    ids: ["GHSA-hhx9-57xq-r5rw"],
    generator: "@hey-api/openapi-ts",
    hole: "a parameter called __proto__ replaced the prototype of what is sent",
    shown: {
      file: "test/hostile/client.test.ts",
      test: "parameters that are called like a prototype are sent as any others",
    },
  },
  {
    ids: ["CVE-2024-35219", "GHSA-g3hr-p86p-593h", "GHSA-2q42-4q24-7rgv"],
    generator: "openapi-generator, TypeSpec",
    hole: "texts of a document chose where files are written",
    shown: {
      file: "test/hostile/paths.test.ts",
      test: "are in their folder, can exist on every system, and each tag has its own",
    },
  },
];

/** A document with one operation, and these texts in it. */
function api(given: {
  readonly info?: object;
  readonly servers?: readonly object[];
  readonly path?: string;
  readonly operation?: object;
  readonly media?: string;
  readonly schema?: object;
}): Document {
  const { info, servers, path = "/a", operation, media = "application/json", schema = {} } = given;
  const names = [...path.matchAll(/\{([^{}]*)\}/g)].map(([, name = ""]) => name);
  const parameters = names.map((name) => ({
    in: "path",
    name,
    required: true,
    schema: { type: "string" },
  }));
  return {
    document: {
      openapi: "3.1.0",
      info: { title: "A", version: "1", ...info },
      ...(servers && { servers }),
      paths: {
        [path]: {
          parameters,
          post: {
            operationId: "send",
            requestBody: { content: { [media]: { schema: { $ref: "#/components/schemas/S" } } } },
            responses: {
              "200": {
                description: "",
                content: { "application/json": { schema: { $ref: "#/components/schemas/S" } } },
              },
            },
            ...operation,
          },
        },
      },
      components: { schemas: { S: schema } },
    },
  };
}
