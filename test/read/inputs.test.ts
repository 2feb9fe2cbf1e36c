import { describe, expect, test } from "vitest";
import { findings, readIn } from "./in-folder.js";

const document = (title: string): string =>
  `openapi: 3.1.0\ninfo: {title: ${title}, version: '1'}\npaths: {/a: {}}\n`;
const page = (title: string): string => `# Page\n\n\`\`\`yaml\n${document(title)}\`\`\`\n`;

async function filesOf(
  files: Readonly<Record<string, string>>,
  inputs: readonly string[],
): Promise<readonly string[]> {
  const read = await readIn(files, inputs);
  expect(findings(read)).toEqual([]);
  return read.value.map(({ file }) => file);
}

describe("inputs", () => {
  const files = {
    "specs/b.yaml": document("b"),
    "specs/B.md": page("B"),
    "specs/a/c.mdx": page("c"),
    "specs/a/d.yml": document("d"),
    "specs/e.txt": page("e"),
    "specs/client.yaml": "package: {}\n",
    "specs/overlay.yaml": "overlay: 1.0.0\n",
    "specs/names.yaml": "GET /a: getA\n",
    "specs/.hidden/f.yaml": document("f"),
    "specs/.g.yaml": document("g"),
    "specs/node_modules/h/h.yaml": document("h"),
    "specs/picture.png": "PNG",
    "other/i.yaml": document("i"),
    "other/plain": document("j"),
    "other/[k].yaml": document("k"),
  };

  const cases: readonly { name: string; inputs: readonly string[]; want: readonly string[] }[] = [
    {
      name: "a folder, in the order of code units",
      inputs: ["specs"],
      want: ["specs/B.md", "specs/a/c.mdx", "specs/a/d.yml", "specs/b.yaml", "specs/e.txt"],
    },
    {
      name: "files",
      inputs: ["specs/b.yaml", "other/i.yaml"],
      want: ["other/i.yaml", "specs/b.yaml"],
    },
    { name: "a file as it is named", inputs: ["./specs/b.yaml"], want: ["./specs/b.yaml"] },
    { name: "a glob", inputs: ["specs/**/*.{yml,yaml}"], want: ["specs/a/d.yml", "specs/b.yaml"] },
    {
      name: "one file twice",
      inputs: ["specs/a", "specs/a/*.mdx"],
      want: ["specs/a/c.mdx", "specs/a/d.yml"],
    },
    { name: "a file without an extension", inputs: ["other/plain"], want: ["other/plain"] },
    {
      name: "a file whose name looks like a glob",
      inputs: ["other/[k].yaml"],
      want: ["other/[k].yaml"],
    },
    { name: "a folder under a dot", inputs: ["specs/.hidden"], want: ["specs/.hidden/f.yaml"] },
  ];
  for (const { name, inputs, want } of cases) {
    test(`${name}`, async () => {
      expect(await filesOf(files, inputs)).toEqual(want);
    });
  }

  const problems: readonly {
    name: string;
    given: Readonly<Record<string, string>>;
    inputs: readonly string[];
    want: readonly string[];
  }[] = [
    { name: "a path that isn't there", given: {}, inputs: ["specs"], want: ["no-such-input"] },
    { name: "a glob that finds nothing", given: {}, inputs: ["*.md"], want: ["no-such-input"] },
    {
      name: "a folder without documents",
      given: { "specs/client.yaml": "{}" },
      inputs: ["specs"],
      want: ["no-fragments"],
    },
    {
      name: "nothing but pages without a document",
      given: { "specs/a.md": "# Page Not Found\n" },
      inputs: ["specs"],
      want: ["no-fragments"],
    },
    {
      name: "a page without a document among others",
      given: { "specs/a.md": "# Page Not Found\n", "specs/b.md": page("b") },
      inputs: ["specs"],
      want: ["specs/a.md:1:1 page-without-document"],
    },
    {
      name: "JSON and YAML that is something else",
      given: { "a.json": "[1]", "b.yaml": "x: 1", "c.json": "{ // no\n}", "d.yaml": document("d") },
      inputs: ["."],
      want: ["a.json:1:1 not-a-document", "b.yaml:1:1 not-a-document", "c.json:1:1 not-a-document"],
    },
    {
      name: "a document that doesn't parse",
      given: { "a.yaml": document("a"), "b.yaml": "openapi: 3.1.0\npaths: [\n" },
      inputs: ["."],
      want: ["b.yaml:2:9 broken-document"],
    },
  ];
  for (const { name, given, inputs, want } of problems) {
    test(`${name}`, async () => {
      expect(findings(await readIn(given, inputs))).toEqual(want);
    });
  }

  test("UTF-16, as some shells write it", async () => {
    const utf16 = new Uint8Array(Buffer.from(`\uFEFF${document("ä")}`, "utf16le"));
    const read = await readIn({ "a.yaml": utf16 });
    expect(read.value[0]?.document.info.title).toBe("ä");
  });
});

test("files are looked into in their order, however long they take to read", async () => {
  const withDefault = (value: string) =>
    `${document("t")}components: {schemas: {S: {type: number, default: ${value}}}}\n`;
  const read = await readIn({
    "a.yaml": `${"# words\n".repeat(100_000)}${withDefault(".inf")}`,
    "b.yaml": withDefault("null"),
  });
  // As JSON both are null, and of equal components the first one is kept.
  const defaults = read.value.map((fragment) => fragment.document.components?.schemas?.["S"]);
  const first = { type: "number", default: Infinity };
  expect(defaults).toEqual([first, first]);
});
