import { describe, expect, test } from "vitest";
import { placeOf } from "../../generator/diagnostics/origins.js";
import { merge } from "../../generator/merge/merge.js";
import type { Document, Fragment } from "../../generator/openapi.js";
import { parse } from "yaml";

const titles = ["Ada", "Bo", "Cy", "Di", "Ed"] as const;

/** Each title has another `ErrorResponse`, and an operation and a scheme of the same names. */
function documentOf(title: string, index: number): Document {
  const given = `
openapi: 3.1.0
info: { title: ${title}, version: "${index}" }
servers: [{ url: "https://${title.toLowerCase()}.example" }]
security: [{ Shared: [], Own: [] }]
components:
  schemas:
    ErrorResponse: { type: object, properties: { code: { const: ${index} }, cause: { $ref: "#/components/schemas/cause" } } }
    cause: { type: object, properties: { of: { const: ${title} } } }
    Choice:
      oneOf: [{ $ref: "#/components/schemas/cause" }]
      discriminator: { propertyName: of, mapping: { a: cause, b: "#/components/schemas/cause" } }
  securitySchemes:
    Shared: { type: http, scheme: bearer }
    Own: { type: apiKey, in: header, name: X-${title} }
paths:
  /${title.toLowerCase()}/run:
    post:
      operationId: execute
      responses: { "400": { description: No, content: { application/json: { schema: { $ref: "#/components/schemas/ErrorResponse" } } } } }
  /${title.toLowerCase()}/only:
    get: { operationId: only${title}, responses: { "200": { description: Yes } } }`;
  // The text is a document as the type describes it.
  return parse(given) as Document;
}

const fragments: readonly Fragment[] = titles.map((title, index) => ({
  file: `${title}.md`,
  document: documentOf(title, index),
  locate: (pointer) => ({ file: `${title}.md${pointer}`, line: 1, column: 1 }),
}));

describe("five APIs with five components of one name", () => {
  const apis = {
    Ada: null,
    Bo: { prefix: "Bo" },
    Cy: { prefix: "Cy" },
    Di: { prefix: "Di" },
    Ed: { prefix: "Ed" },
  };
  const { value, diagnostics } = merge(fragments, { apis });
  const { document, origins } = value;
  const schemas = document.components?.schemas ?? {};

  test("are welded without a word and without a loss", () => {
    expect(diagnostics).toEqual([]);
    expect(Object.keys(document.paths)).toHaveLength(10);
    expect(["", "Bo", "Cy", "Di", "Ed"].map((prefix) => schemas[`${prefix}ErrorResponse`])).toEqual(
      titles.map((_, index) => ({
        type: "object",
        properties: {
          code: { const: index },
          cause: { $ref: `#/components/schemas/${["", "Bo_", "Cy_", "Di_", "Ed_"][index]}cause` },
        },
      })),
    );
  });

  test("references, the bare names of discriminators included, follow", () => {
    expect(schemas["CyChoice"]).toEqual({
      oneOf: [{ $ref: "#/components/schemas/Cy_cause" }],
      discriminator: {
        propertyName: "of",
        mapping: { a: "#/components/schemas/Cy_cause", b: "#/components/schemas/Cy_cause" },
      },
    });
  });

  test("operations of one name get the prefix, others keep theirs", () => {
    const ids = Object.values(document.paths).map((item) => (item.post ?? item.get)?.operationId);
    expect(ids.toSorted()).toEqual([
      "Bo_execute",
      "Cy_execute",
      "Di_execute",
      "Ed_execute",
      "execute",
      ...titles.map((title) => `only${title}`),
    ]);
  });

  test("security schemes that are the same stay one", () => {
    expect(Object.keys(document.components?.securitySchemes ?? {})).toEqual([
      "BoOwn",
      "CyOwn",
      "DiOwn",
      "EdOwn",
      "Own",
      "Shared",
    ]);
    expect(document.paths["/di/run"]?.post?.security).toEqual([{ Shared: [], DiOwn: [] }]);
  });

  test("in any order", () => {
    const reversed = merge(fragments.toReversed(), { apis });
    expect(JSON.stringify(reversed.value.document)).toBe(JSON.stringify(document));
  });

  test("places are those of the source", () => {
    expect(placeOf(origins, "/components/schemas/DiErrorResponse/properties/code")?.file).toBe(
      "Di.md/components/schemas/ErrorResponse/properties/code",
    );
  });

  test("without prefixes all are kept, and told", () => {
    const plain = merge(fragments, { apis: { Ada: {}, Bo: {}, Cy: {}, Di: {}, Ed: {} } });
    expect(plain.diagnostics.map(({ code }) => code)).toContain("component-conflict");
    expect(Object.keys(plain.value.document.components?.schemas ?? {})).toHaveLength(15);
  });
});

describe("a path that several APIs have", () => {
  const health = (title: string, more: object): Fragment => ({
    file: `${title}.md`,
    document: { openapi: "3.1.0", info: { title, version: "1" }, paths: { "/health": more } },
    locate: (pointer) => ({ file: `${title}.md${pointer}`, line: 1, column: 1 }),
  });
  const apis = { Ada: {}, Bo: { prefix: "Bo" } };
  const get = { get: { responses: {} } };

  test("stays for each of them, and this is told", () => {
    const { value, diagnostics } = merge([health("Ada", get), health("Bo", get)], { apis });
    expect(Object.keys(value.document.paths)).toEqual(["/health", "/health#Bo"]);
    expect(placeOf(value.origins, "/paths/~1health#Bo/get")?.file).toBe("Bo.md/paths/~1health/get");
    expect(diagnostics.map(({ code, place }) => `${place?.file} ${code}`)).toEqual([
      "Bo.md/paths/~1health shared-path",
    ]);
  });

  test("is one where the methods differ", () => {
    const { value, diagnostics } = merge(
      [health("Ada", get), health("Bo", { head: { responses: {} } })],
      { apis },
    );
    expect(Object.keys(value.document.paths)).toEqual(["/health"]);
    expect(diagnostics).toEqual([]);
  });
});

test("an API without a server does not get that of another", () => {
  const of = (title: string, path: string, more: object): Fragment => ({
    file: `${title}.md`,
    // The values are written as the type describes them.
    document: {
      openapi: "3.1.0",
      info: { title, version: "1" },
      paths: { [path]: { get: { responses: {} } } },
      ...more,
    } as Document,
    locate: (pointer) => ({ file: `${title}.md${pointer}`, line: 1, column: 1 }),
  });
  const servers = [{ url: "https://ada.example" }];
  const { value, diagnostics } = merge([of("Ada ", "/a", { servers }), of("Bo", "/b", {})], {
    apis: { Ada: {}, Bo: {} },
  });
  expect(diagnostics).toEqual([]);
  expect(value.document.info.title).toBe("Ada");
  expect(value.document.servers).toBeUndefined();
  expect(value.document.paths).toMatchObject({ "/a": { get: { servers } } });
  expect(value.document.paths["/b"]?.get).not.toHaveProperty("servers");
});

describe("webhooks of one name in several APIs", () => {
  const hooks = (title: string, webhooks: object, more: object = {}): Fragment => {
    const given = { openapi: "3.1.0", info: { title, version: "1" }, paths: {}, webhooks, ...more };
    return {
      file: `${title}.md`,
      // The values are written as the type describes them.
      document: given as Document,
      locate: (pointer) => ({ file: `${title}.md${pointer}`, line: 1, column: 1 }),
    };
  };
  const post = (description: string, more: object = {}) => ({
    post: { description, ...more, responses: {} },
  });
  const apis = { Ada: {}, Bo: { prefix: "Bo" } };

  const cases: readonly { name: string; given: readonly Fragment[]; want: object }[] = [
    {
      name: "each have their own, under the prefix",
      given: [hooks("Ada", { paid: post("a") }), hooks("Bo", { paid: post("b"), Paid: post("B") })],
      want: { Bo_paid: post("b"), BoPaid: post("B"), paid: post("a") },
    },
    {
      name: "are one where one title has them twice",
      given: [
        hooks("Bo", { paid: post("b") }),
        hooks("Bo", { paid: post("b") }),
        hooks("Ada", { paid: post("a") }),
      ],
      want: { Bo_paid: post("b"), paid: post("a") },
    },
    {
      name: "have identifiers of their own as well",
      given: [
        hooks("Ada", { paid: post("a", { operationId: "onPaid" }) }),
        hooks("Bo", { paid: post("b", { operationId: "onPaid" }) }),
      ],
      want: {
        Bo_paid: post("b", { operationId: "Bo_onPaid" }),
        paid: post("a", { operationId: "onPaid" }),
      },
    },
  ];
  test.each(cases)("$name", ({ given, want }) => {
    const { value, diagnostics } = merge(given, { apis });
    expect(diagnostics).toEqual([]);
    expect(value.document.webhooks).toEqual(want);
    expect(placeOf(value.origins, "/webhooks/Bo_paid/post")?.file).toBe("Bo.md/webhooks/paid/post");
  });

  test("references into renamed webhooks and paths follow", () => {
    const body = { content: { "application/json": { schema: { type: "object" } } } };
    const into = (ref: string) => ({ requestBody: { $ref: `#/${ref}/post/requestBody` } });
    const { value, diagnostics } = merge(
      [
        hooks("Ada", {}, { paths: { "/pay": post("a") } }),
        hooks(
          "Bo",
          { "paid~/{x}": post("b", { requestBody: body }) },
          {
            paths: {
              "/one": post("1", into("webhooks/paid~0~1%7Bx%7D")),
              "/two": post("2", into("paths/~1pay")),
              "/pay": post("b", { requestBody: body }),
            },
          },
        ),
      ],
      { apis },
    );
    expect(diagnostics.map(({ code }) => code)).toEqual(["shared-path"]);
    const bodies = value.document.components?.requestBodies ?? {};
    for (const path of ["/one", "/two"]) {
      const found = value.document.paths[path]?.post?.requestBody;
      const ref = found && "$ref" in found ? found.$ref : "";
      expect(bodies[ref.split("/").at(-1) ?? ""]).toEqual(body);
    }
  });
});

describe("choosing", () => {
  test("only the titles that are named", () => {
    const { value } = merge(fragments, { apis: { Bo: { prefix: "B" }, Cy: {} } });
    expect(Object.keys(value.document.paths)).toHaveLength(4);
  });

  test("a title that no document has", () => {
    const { diagnostics } = merge(fragments, { apis: { Ada: {}, Bob: {} } });
    expect(diagnostics.map(({ code }) => code)).toEqual(["no-such-api"]);
  });

  test("what the error on several says to paste works", () => {
    const [error] = merge(fragments).diagnostics;
    expect(error?.code).toBe("several-apis");
    const hint = error?.hint ?? "";
    const one: { api: string } = parse(/^ {2}api: .*$/m.exec(hint)?.[0] ?? "");
    expect(one).toEqual({ api: "Ada" });
    const several: { apis: Record<string, { prefix?: string }> } = parse(
      hint.slice(hint.indexOf("  apis:")),
    );
    expect(Object.keys(several.apis)).toEqual(titles);
    expect(merge(fragments, one).diagnostics).toEqual([]);
    expect(merge(fragments, several).diagnostics).toEqual([]);
  });

  test.each([
    [["B API", "A API"], { "A API": {}, "B API": { prefix: "B" } }],
    [
      ["A", "The pets REST api", "Pets"],
      { A: {}, Pets: { prefix: "Pets" }, "The pets REST api": { prefix: "Pets3" } },
    ],
    [["A", "获取", "Ω 2fa"], { A: {}, "Ω 2fa": { prefix: "Api2fa" }, 获取: { prefix: "Api3" } }],
  ])("prefixes for %s", (given, want) => {
    const documents = given.map((title) => ({
      file: "page.md",
      document: { openapi: "3.1.0", info: { title, version: "" }, paths: {} },
      locate: () => ({ file: "page.md", line: 1, column: 1 }),
    }));
    const hint = merge(documents).diagnostics[0]?.hint ?? "";
    const { apis }: { apis: unknown } = parse(hint.slice(hint.indexOf("  apis:")));
    expect(apis).toEqual(want);
  });
});
