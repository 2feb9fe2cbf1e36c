import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { format } from "prettier";
import { describe, expect, test } from "vitest";
import { newFormat } from "../../generator/emit/format.js";
import { statementsOf } from "../../generator/emit/statements.js";
import { layOut } from "../../generator/emit/layout/layout.js";
import { build } from "../../generator/pipeline.js";

const examples = dirname(
  createRequire(import.meta.url).resolve("@readme/oas-examples/package.json"),
);
const folders = ["3.0/json", "3.1/json"].map((folder) => join(examples, folder));
const documents = folders
  .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
  .filter((path) => path.endsWith(".json") && readFileSync(path).length < 25_000);

describe("what is formatted in pieces is what prettier makes of the whole", () => {
  test("real documents", async () => {
    expect(documents.length).toBeGreaterThan(10);
    let compared = 0;
    const laidOut = { known: 0, all: 0 };
    for (const path of documents) {
      const run = await build({ inputs: [path], root: dirname(path), format: false });
      for (const file of run.results.emit?.files ?? []) {
        const parser = { ts: "typescript", md: "markdown" }[/\w+$/.exec(file.path)?.[0] ?? ""];
        if (!parser || file.path.startsWith("src/runtime/")) continue;
        const ours = await newFormat()(file.path, file.text);
        expect(ours, `${path}: ${file.path}`).toBe(await format(file.text, { parser }));
        compared += 1;
        if (parser === "markdown") continue;
        for (const statement of statementsOf(file.text.trimEnd())) {
          laidOut.all += statement.length;
          if (layOut(statement) !== undefined) laidOut.known += statement.length;
        }
      }
    }
    expect(compared).toBeGreaterThan(30);
    // The rest is left to prettier.
    expect(laidOut.known / laidOut.all).toBeGreaterThan(0.99);
  }, 120_000);

  test.each([
    { is: "a heading in a fence", text: "# A\n\n```sh\na\n\n# no heading\n```\n\n# B\n" },
    { is: "a longer fence", text: "# A\n\n````md\n```\n\n# a\n\n````\n\n## B  \n" },
    { is: "a fence of tildes", text: "# A\n\n~~~\n```\n\n# a\n\n~~~\n\n## B\n\n*  a\n" },
    { is: "a fence that never ends", text: "# A\n\n```ts\nlet  a\n\n# B\n" },
    { is: "a fence in a list", text: "# A\n\n- a\n\n  ```ts\n  let  a\n  ```\n\n# B\n\n* b\n" },
    {
      is: "a fence in an item",
      text: "# A\n\n- ~~~\n  a\n\n\n  b\n  ~~~\n\n1. ~~~\n   a\n\n\n\n# B\n",
    },
    { is: "code by its indent", text: "# A\n\n    a\n\n\n    b\n\n# B\n" },
    { is: "code in a line", text: "# A\n\n```a```\n\n# B\n\n__b__\n" },
    { is: "a comment", text: "# A\n\n<!-- a\n\n# no heading\n\n-->\n\n# B\n\n+ b\n" },
    { is: "raw text", text: "# A\n\n<pre>\n\n# a\n\n</pre>\n\n# B\n\n+ b\n" },
    { is: "headings underlined", text: "A\n=\n\nB\n-\n\n# C\n\nD\n-\n" },
    { is: "references", text: "# A\n\n[a] [b][c]\n\n# B\n\n[a]: <https://a.test>\n" },
    { is: "code in other languages", text: "# A\n\n```css\na{b:c}\n```\n\n```yaml\na:   1\n```\n" },
    {
      is: "code that is left as it is",
      text: "shell curl xml sql ruby python php java go csharp kotlin swift rust"
        .split(" ")
        .map((name) => `\`\`\`${name}\na = {  "b":1 }; <c>\n\`\`\`\n`)
        .join("\n"),
    },
    { is: "code that isn't", text: "# A\n\n```ts\nlet let let (\n```\n\n# B\n" },
    { is: "headings close together", text: "# A\n## B\n\n\n\n### C\ntext\n# D\n" },
  ])("Markdown with $is", async ({ text }) => {
    expect(await newFormat()("a.md", text)).toBe(await format(text, { parser: "markdown" }));
  });

  test("a module whose text looks like two", async () => {
    const text = "export const a = `\n\nexport b\n\n/** `;\n\nexport type B =  1;\n";
    expect(await newFormat()("a.ts", text)).toBe(await format(text, { parser: "typescript" }));
  });
});

describe("Markdown that prettier could take for ever for, or overflow its stack with", () => {
  test.each([
    ["a thousand brackets and more", "[".repeat(1001)],
    ["quotes in each other", `${"> ".repeat(40)}a`],
    ["lists in each other", `${"1. ".repeat(40)}a`],
    ["a list of hundreds with quotes", "- a\n\n  > b\n\n".repeat(200).trimEnd()],
  ])("is left as it is: %s", async (_, tangled) => {
    const text = `# A\n\n*   one\n*   two\n\nB\n\n${tangled}\n\nC\n\n*   three\n`;
    const formatted = `# A\n\n- one\n- two\n\nB\n\n${tangled}\n\nC\n\n- three\n`;
    expect(await newFormat()("a.md", text)).toBe(formatted);
  });

  test.each([
    ["many links", "a [b](https://a.test/b) ".repeat(150).trimEnd()],
    ["a long list", "*   a\n\n".repeat(150)],
    ["a wide line", `| a | b |\n| --- | --- |\n| c |\n${" ".repeat(200)}|\n`],
    ["much code", `\`\`\`json\n${JSON.stringify(Array.from({ length: 600 }, () => ({})))}\n\`\`\``],
  ])("is not: %s", async (_, plain) => {
    const text = `# A\n\n${plain}\n`;
    expect(await newFormat()("a.md", text)).toBe(await format(text, { parser: "markdown" }));
  });
});
