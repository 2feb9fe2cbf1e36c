import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { methods } from "../../generator/openapi.js";
import { readFragments } from "../../generator/read/fragments.js";
import { findings, readIn, textAt } from "./in-folder.js";

const json = (path: string, more: object = {}): string =>
  JSON.stringify({
    openapi: "3.0.1",
    info: { title: "Pets", version: "1" },
    ...more,
    paths: { [path]: { get: { responses: { 200: { description: "Fine" } } } } },
  });

const yaml = (path: string): string =>
  [
    "openapi: 3.0.1",
    "info: { title: Pets, version: '1' }",
    "paths:",
    `  ${path}:`,
    "    get: {responses: {'200': {description: Fine}}}",
    "",
  ].join("\n");

const indented = (text: string, by: string): string => text.replaceAll(/^(?=.)/gm, by);

const pages: readonly {
  name: string;
  page: string;
  paths: readonly string[];
  told?: readonly string[];
}[] = [
  {
    name: "GitBook: one line per operation, a quote above, a trailer with a fence below",
    page: [
      "# Pets\n\nAll about pets\n\n## List pets\n\n> Lists them\n\n```json",
      json("/pets"),
      "```\n\n## GET /pet\\_types\n\n>\n\n```json",
      json("/pet_types"),
      "```\n\n# Agent Instructions\n\n```\nGET https://d.example/pets.md?ask=<question>\n```\n",
    ].join("\n"),
    paths: ["/pets", "/pet_types"],
  },
  {
    name: "ReadMe: front matter, pretty JSON, keys in alphabetical order",
    page: [
      "---\nupdatedAt: 2026-04-20T20:39:51.000Z\n---\n# Create a pet\n\n# OpenAPI definition\n```json",
      `{\n  "components": {},\n  "info": {"title": "Pets", "version": "1"},\n  "openapi": "3.1.2",`,
      `  "paths": {"/pets": {"post": {}}}\n}`,
      "```\n",
    ].join("\n"),
    paths: ["/pets"],
  },
  {
    name: "Mintlify: four backticks, YAML, the operation behind the language",
    page: [
      "> ## Documentation Index\n\n# Get a pet\n\n<Warning>\n  Careful\n</Warning>\n\n## OpenAPI\n",
      "````yaml openapi.json get /pets/{id}\n" + yaml("/pets/{id}"),
      "````\n",
    ].join("\n"),
    paths: ["/pets/{id}"],
  },
  {
    name: "Fern: a method line, YAML, samples below",
    page: [
      "# Get a pet\n\nGET https://api.d.example/pets\n\n## OpenAPI Specification\n",
      "```yaml\n" + yaml("/pets") + "```\n\n## SDK Code Examples\n",
      "```python\nimport requests\n```\n",
    ].join("\n"),
    paths: ["/pets"],
    told: ["page.md:3:5 server-from-page"],
  },
  {
    name: "Apidog: Accordions around, no title",
    page: [
      "# Pets\n\n<Accordion title='More'>\n```yaml",
      "openapi: 3.0.1\ninfo: {title: '', version: 1.0.0}\npaths: {/pets: {get: {}}}",
      "```\n</Accordion>\n",
    ].join("\n"),
    paths: ["/pets"],
  },
  {
    name: "a fence of three backticks inside a text of the JSON",
    page:
      "````json\n" +
      JSON.stringify(
        { openapi: "3.1.0", info: { title: "```\ncode\n```", version: "" }, paths: { "/a": {} } },
        null,
        2,
      ) +
      "\n````\n",
    paths: ["/a"],
  },
  {
    name: "tildes, and no language",
    page: `~~~yaml\n${yaml("/a")}~~~\n\n\`\`\`\n${json("/b")}\n\`\`\`\n`,
    paths: ["/a", "/b"],
  },
  {
    name: "in a list, a quote, a tab and indented by four",
    page: [
      `1. First\n\n   \`\`\`json\n   ${json("/list")}\n   \`\`\`\n`,
      `> \`\`\`json\n> ${json("/quote")}\n> \`\`\`\n`,
      `<Tab>\n${indented("```yaml\n" + yaml("/tab") + "```", "    ")}\n</Tab>\n`,
      `text\n\n${indented("```yaml\n" + yaml("/indented") + "```", "    ")}\n`,
    ].join("\n"),
    paths: ["/list", "/quote", "/tab", "/indented"],
  },
  {
    name: "turned from HTML to text, without a fence",
    page: `Get a pet\n${json("/a")}\nNext heading\n${json("/b")}Another heading\n`,
    paths: ["/a", "/b"],
  },
  {
    name: "samples are passed over",
    page: [
      '```json\n{ "id": 1, // the pet\n  "openapi": false }\n```\n',
      '```json\n{ "spec": { "openapi": "is a word here" } }\n```\n',
      "```bash\ncurl https://d.example/openapi.json\n```\n",
      "```yaml\n{% openapi src='x' %}\n```\n",
      "```json\n[1, 2\n```\n",
      `<!--\n\`\`\`json\n${json("/hidden")}\n\`\`\`\n-->\n`,
      "```json\n" + json("/a") + "\n```\n",
    ].join("\n"),
    paths: ["/a"],
  },
];

describe("the documents of a page", () => {
  for (const { name, page, paths, told = [] } of pages) {
    for (const [ends, text] of [
      ["LF", page],
      ["CRLF", page.replaceAll("\n", "\r\n")],
      ["a BOM", `\uFEFF${page}`],
    ] as const) {
      test(`${name} (${ends})`, async () => {
        const read = await readIn({ "page.md": text });
        expect(findings(read)).toEqual(told);
        expect(read.value.flatMap(({ document }) => Object.keys(document.paths))).toEqual(paths);
      });
    }
  }
});

describe("places", () => {
  const page = (pages.find(({ name }) => name.startsWith("in a list")) ?? { page: "" }).page;

  test("point at the key in the page, whatever stands around the fence", async () => {
    const { value } = await readIn({ "page.md": page });
    const places = value.map(({ document, locate }) => {
      const [path = ""] = Object.keys(document.paths);
      return textAt(page, locate(`/paths/${path.replaceAll("/", "~1")}`)).slice(0, 12);
    });
    expect(places).toEqual(['"/list":{"ge', '"/quote":{"g', "/tab:", "/indented:"]);
  });

  test("of a value that doesn't exist are those of the nearest around it", async () => {
    const text = "openapi: 3.1.0\ninfo:\n  title: A\npaths:\n  /a:\n    get: {}\n";
    const [fragment] = (await readIn({ "a.yaml": text })).value;
    expect(fragment?.locate("/paths/~1a/get/responses/200")).toEqual({
      file: "a.yaml",
      line: 6,
      column: 5,
    });
    expect(fragment?.locate("/components")).toEqual({ file: "a.yaml", line: 1, column: 1 });
  });

  test("go through YAML aliases", async () => {
    const text =
      "openapi: 3.1.0\ninfo: {title: A}\nx-a: &a\n  get: {}\npaths:\n  /a: *a\n  /b: *a\n";
    const [fragment] = (await readIn({ "a.yaml": text })).value;
    expect(Object.keys(fragment?.document.paths ?? {})).toEqual(["/a", "/b"]);
    expect(fragment?.locate("/paths/~1b/get")).toEqual({ file: "a.yaml", line: 4, column: 3 });
  });
});

describe("broken documents", () => {
  // Ends inside the name "paths", which begins at column 58.
  const cut = json("/pets").slice(0, 60);
  const cases: readonly { name: string; page: string; want: readonly string[] }[] = [
    {
      name: "a fence that is never closed",
      page: `# A\n\n\`\`\`json\n${cut}`,
      want: ["page.md:4:58 broken-document"],
    },
    {
      name: "a fence that is never closed, cut off between two values",
      page: `# A\n\n\`\`\`json\n${cut.slice(0, 57)}\n\n`,
      want: ["page.md:4:58 broken-document"],
    },
    {
      name: "a document that is cut off inside its fence, in a list",
      page: `* A\n\n  \`\`\`json\n  ${cut}\n  \`\`\`\n`,
      want: ["page.md:4:60 broken-document"],
    },
    {
      name: "a comma too many",
      page: '```json\n{\n  "openapi": "3.0.0",\n  "paths": {},\n}\n```\n',
      want: ["page.md:5:1 broken-document"],
    },
    {
      name: "an ellipsis",
      page: '```json\n{"openapi": "3.0.0", ... }\n```\n',
      want: ["page.md:2:22 broken-document"],
    },
    {
      name: "YAML",
      page: "```yaml\nopenapi: 3.0.0\npaths:\n  /a: [\n```\n",
      want: ["page.md:4:8 broken-document"],
    },
    {
      name: "a name twice, JSON",
      page: '```json\n{"openapi": "3.0.0",\n "paths": {"/a": {}, "/a": {}}}\n```\n',
      want: ["page.md:3:22 broken-document"],
    },
    {
      name: "a name twice, YAML",
      page: "```yaml\nopenapi: 3.0.0\npaths:\n  /a: {}\n  /a: {}\n```\n",
      want: ["page.md:5:3 broken-document"],
    },
    {
      name: "bare JSON that is cut off",
      page: `Title\n${cut}`,
      want: ["page.md:2:58 broken-document"],
    },
  ];
  for (const { name, page, want } of cases) {
    test(`${name}`, async () => {
      const read = await readIn({ "page.md": page });
      expect(findings(read)).toEqual(want);
      expect(findings(await readIn({ "page.md": page.replaceAll("\n", "\r\n") }))).toEqual(want);
    });
  }
});

test("the referrals page", async () => {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  const page = readFileSync(`${root}/specs/referrals.md`, "utf8");
  const { value, diagnostics } = await readFragments(["specs/referrals.md"], root);
  expect(diagnostics).toEqual([]);
  const operations = value.flatMap(({ document, locate }) =>
    Object.entries(document.paths).flatMap(([path, item]) =>
      methods
        .filter((method) => item[method])
        .map((method) => {
          const place = locate(`/paths/${path.replaceAll("/", "~1")}/${method}`);
          return [`${method} ${path}`, place.line, textAt(page, place).slice(0, 8)];
        }),
    ),
  );
  expect(operations).toEqual([
    ["post /rest_api/v2/referrals/invitations", 10, '"post":{'],
    ["get /rest_api/v2/referrals/customers/{customerId}/referrers", 18, '"get":{"'],
    ["get /rest_api/v2/referrals/customers/{customerId}/summary", 26, '"get":{"'],
    ["get /rest_api/v2/referrals/analytics", 34, '"get":{"'],
  ]);
});
