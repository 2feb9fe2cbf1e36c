import { describe, expect, test } from "vitest";
import { findings, readIn } from "./in-folder.js";

const paths = "paths: { '/looms/{id}': { get: { responses: {} } } }\n";

function page(line: string, document: string = paths): string {
  const yaml = `openapi: 3.1.1\ninfo: { title: Looms, version: "1" }\n${document}`;
  return `# A loom\n\n${line}\nContent-Type: application/json\n\n## OpenAPI Specification\n\n\`\`\`yaml\n${yaml}\`\`\`\n`;
}

async function serversOf(text: string) {
  const read = await readIn({ "page.md": text });
  const document = read.value[0]?.document;
  return {
    servers: document?.servers?.map(({ url }) => url),
    place: read.value[0]?.locate("/servers/0/url"),
    found: findings(read),
  };
}

describe("a document without servers has that of the request line above it", () => {
  test.each([
    ["with a base path", "GET https://a.example/v1.3/looms/{id}", "https://a.example/v1.3"],
    ["without one", "GET https://a.example/looms/{id}", "https://a.example"],
    [
      "with a parameter of the other form",
      "GET http://a.example:8/v1/looms/:id",
      "http://a.example:8/v1",
    ],
    ["with another name", "GET https://a.example/looms/{loom_id}", "https://a.example"],
  ])("%s", async (_, given, want) => {
    expect(await serversOf(page(given))).toEqual({
      servers: [want],
      place: { file: "page.md", line: 3, column: 5 },
      found: ["page.md:3:5 server-from-page"],
    });
  });

  test("the nearest one, where the page has several", async () => {
    const one = page("GET https://a.example/v1/looms/{id}");
    const two = page("GET https://a.example/v2/looms/{id}");
    const { value } = await readIn({ "page.md": one + two });
    expect(value.map(({ document }) => document.servers)).toEqual([
      [{ url: "https://a.example/v1" }],
      [{ url: "https://a.example/v2" }],
    ]);
  });

  test("and one where the list is empty", async () => {
    const text = page("GET https://a.example/looms/{id}", `servers: []\n${paths}`);
    expect((await serversOf(text)).servers).toEqual(["https://a.example"]);
  });
});

describe("the line is left alone where", () => {
  const line = "GET https://a.example/looms/{id}";
  const cases: readonly { name: string; given: string; want?: readonly string[] }[] = [
    { name: "the method differs", given: page("POST https://a.example/looms/{id}") },
    { name: "the path differs", given: page("GET https://a.example/gloom/{id}") },
    { name: "the path only ends alike", given: page("GET https://a.example/xlooms/{id}") },
    { name: "it is part of a sentence", given: page(`Send ${line} to it`) },
    { name: "it has a query", given: page(`${line}?a=b`) },
    { name: "there is no host", given: page("GET https:///looms/{id}") },
    { name: "it is below the document", given: page("") + `\n${line}\n` },
    {
      name: "the document names a server",
      given: page(line, `servers: [{ url: https://b.example }]\n${paths}`),
      want: ["https://b.example"],
    },
    {
      name: "the path names a server",
      given: page(
        line,
        "paths: { '/looms/{id}': { servers: [{ url: https://b.example }], get: { responses: {} } } }\n",
      ),
    },
    {
      name: "the document has several operations",
      given: page(
        line,
        "paths: { '/looms/{id}': { get: { responses: {} }, put: { responses: {} } } }\n",
      ),
    },
  ];
  test.each(cases)("$name", async ({ given, want }) => {
    const { servers, found } = await serversOf(given);
    expect(servers).toEqual(want);
    expect(found).toEqual([]);
  });
});
