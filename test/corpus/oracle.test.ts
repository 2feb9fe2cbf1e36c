import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, expect, test } from "vitest";
import { isObject, type JsonObject } from "./json.js";
import { judge } from "./oracle.js";
import { outdated, type Platform, shuffled } from "./pages.js";
import { gitbook } from "./split-gitbook.js";
import { mintlify } from "./split-mintlify.js";
import { readme } from "./split-readme.js";
import { mistakesIn } from "./valid.js";
import { weldFiles } from "./weld.js";

const platforms = [gitbook({ firstSchemeOnly: false }), readme, mintlify];

const examples = [
  "3.0/json/callbacks.json",
  "3.0/json/circular-paths.json",
  "3.0/json/circular-request-bodies.json",
  "3.0/json/circular.json",
  "3.0/json/complex-nesting.json",
  "3.0/json/discriminators.json",
  "3.0/json/link-example.json",
  "3.0/json/parameters-common.json",
  "3.0/json/parameters-style.json",
  "3.0/json/petstore.json",
  "3.0/json/polymorphism.json",
  "3.0/json/request-examples.json",
  "3.0/json/response-examples.json",
  "3.0/json/response-multiple-mediatypes.json",
  "3.0/json/schema-circular.json",
  "3.0/json/schema-types.json",
  "3.0/json/schema-validation.json",
  "3.0/json/security-multiple.json",
  "3.0/json/security.json",
  "3.0/json/server-path-level.json",
  "3.0/json/server-variables.json",
  "3.0/json/uspto.json",
  "3.1/json/petstore.json",
  "3.1/json/readme.json",
  "3.1/json/schema-types.json",
  "3.1/json/security.json",
  "3.1/json/train-travel.json",
  "3.1/json/webhooks.json",
];

function documentAt(path: string): JsonObject {
  const file = createRequire(import.meta.url).resolve(`@readme/oas-examples/${path}`);
  const document: unknown = JSON.parse(readFileSync(file, "utf8"));
  return isObject(document) ? document : {};
}

/** Its references lead into another operation, and fragments of other platforms hold but one. */
const circularPaths = "3.0/json/circular-paths.json";

/** The other platforms print no webhooks, and this document holds nothing else. */
const onlyWebhooks = "3.1/json/webhooks.json";

const onlyOnReadMe = new Set([circularPaths, onlyWebhooks]);

/** How many operations have no page: webhooks, and those of path items that are references. */
function withoutPage(path: string, platform: Platform): number {
  if (path === "3.0/json/server-path-level.json") return 1;
  return path === "3.1/json/train-travel.json" && platform !== readme ? 1 : 0;
}

describe("a document that is split into pages and merged again is the same, in any order", () => {
  for (const path of examples) {
    for (const platform of platforms) {
      if (onlyOnReadMe.has(path) && platform !== readme) continue;
      test(`${path} as ${platform.name} prints it`, async () => {
        const verdict = await judge(documentAt(path), platform, [1]);
        expect(verdict.leftOut).toBe(withoutPage(path, platform));
        expect(verdict.operations).toBeGreaterThan(0);
        expect(verdict.fragments).toBeGreaterThanOrEqual(verdict.operations);
        expect(verdict.differences).toEqual([]);
        expect(await mistakesIn(verdict.welded.document)).toEqual([]);
      });
    }
  }

  test("apart from references that lead out of a fragment, which are reported", async () => {
    for (const platform of platforms.filter((each) => each !== readme)) {
      const { differences } = await judge(documentAt(circularPaths), platform, [1]);
      expect(differences).toEqual([
        expect.stringMatching(/^reported: unresolved-ref: "#\/paths\/~1anything\/post\//),
        "the bytes differ from those of the whole",
      ]);
    }
  });
});

describe("pages that contradict one another give the same bytes in any order", () => {
  for (const path of examples.filter((each) => each !== onlyWebhooks)) {
    test(`${path}`, async () => {
      const platform = gitbook({ firstSchemeOnly: true });
      const saved = platform.split(platform.reduce(documentAt(path)));
      const pages = [...saved, ...outdated(saved, 1)];
      const texts = new Set<string>();
      for (const order of [1, 2]) {
        const { document } = await weldFiles(shuffled(pages, order));
        texts.add(JSON.stringify(document));
      }
      expect(texts.size).toBe(1);
    });
  }
});

describe("the comparison sees", () => {
  const petstore = documentAt("3.0/json/petstore.json");
  const security = documentAt("3.0/json/security-multiple.json");

  test("the second scheme of a requirement, which GitBook doesn't print", async () => {
    const { differences } = await judge(security, gitbook({ firstSchemeOnly: true }), []);
    expect(differences).toContainEqual(expect.stringMatching(/^securitySchemes\/.*: missing$/));
  });

  test("a webhook that is gone, and one that says something else", async () => {
    const split: Platform["split"] = (reduced) =>
      readme.split(reduced).flatMap((page) => {
        const [section = ""] = page.sections;
        if (section.includes('"delete"')) return [];
        return [{ ...page, sections: [section.replace("Information about", "No word of")] }];
      });
    const { differences } = await judge(documentAt(onlyWebhooks), { ...readme, split }, []);
    expect(differences).toContainEqual(expect.stringMatching(/^DELETE webhooks\/newPet: missing$/));
    expect(differences).toContainEqual(expect.stringMatching(/^POST webhooks\/newPet: wanted /));
  });

  test("path items that are references, which no page prints", async () => {
    const get = { get: { responses: { 200: { description: "Fine" } } } };
    const document = {
      openapi: "3.1.0",
      info: { title: "A", version: "1" },
      paths: { "/a": get, "/b": { $ref: "#/components/pathItems/B" } },
      webhooks: { b: { $ref: "#/components/pathItems/B" } },
      components: { pathItems: { B: get } },
    };
    for (const platform of platforms) {
      const { operations, leftOut, differences } = await judge(document, platform, []);
      expect({ operations, leftOut, differences }).toEqual({
        operations: 1,
        leftOut: 2,
        differences: [],
      });
    }
  });

  const changes: readonly { name: string; given: (text: string) => string; want: RegExp }[] = [
    {
      name: "an operation that is gone",
      given: (text) => text.replaceAll('"/pet/findByTags":{"get"', '"/pet/findByTags":{"x-get"'),
      want: /^GET \/pet\/findByTags: missing$/,
    },
    {
      name: "a component that says something else",
      given: (text) => text.replaceAll('"petId":{"type":"integer"', '"petId":{"type":"string"'),
      want: /^schemas\/Order: wanted /,
    },
    {
      name: "security that is gone",
      given: (text) => text.replaceAll('"security":[{"api_key":[]}],', ""),
      want: /^GET \/pet\/\{petId\}: wanted /,
    },
    {
      name: "a component more",
      given: (text) =>
        text
          .replaceAll('"schemas":{', '"schemas":{"New":{},')
          .replaceAll(
            '"schema":{"$ref":"#/components/schemas/User"}',
            '"schema":{"$ref":"#/components/schemas/New"}',
          ),
      want: /^(?:POST|PUT) \/user.*: wanted /,
    },
  ];
  for (const { name, given, want } of changes) {
    test(`${name}`, async () => {
      const pages = gitbook({ firstSchemeOnly: false });
      const split: Platform["split"] = (reduced) =>
        pages.split(reduced).map((page) => ({ ...page, sections: page.sections.map(given) }));
      const { differences } = await judge(petstore, { ...pages, split }, []);
      expect(differences).toContainEqual(expect.stringMatching(want));
    });
  }
});

describe("the validators see", () => {
  const cases: readonly { name: string; given: object; want: RegExp }[] = [
    { name: "a document without info", given: { openapi: "3.1.0", paths: {} }, want: /info/ },
    {
      name: "a reference that leads to nothing",
      given: {
        openapi: "3.1.0",
        info: { title: "", version: "" },
        components: { schemas: { A: { $ref: "#/components/schemas/B" } } },
      },
      want: /schemas\/B/,
    },
    {
      name: "a schema that is none",
      given: {
        openapi: "3.1.0",
        info: { title: "", version: "" },
        components: { schemas: { A: { type: "number", exclusiveMinimum: true } } },
      },
      want: /exclusiveMinimum must be number/,
    },
  ];
  for (const { name, given, want } of cases) {
    test(`${name}`, async () => {
      expect(await mistakesIn(given)).toContainEqual(expect.stringMatching(want));
    });
  }
});
