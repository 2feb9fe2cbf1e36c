import { readdir } from "node:fs/promises";
import { afterAll, describe, expect, test } from "vitest";
import { folderWith, specweld } from "../cli/specweld.js";
import { documents } from "./documents.js";
import { fetchDocument } from "./fetch.js";
import { judge, type Verdict } from "./oracle.js";
import { filesOf, outdated, shuffled } from "./pages.js";
import { gitbook } from "./split-gitbook.js";
import { mintlify } from "./split-mintlify.js";
import { splitIntoFiles, withoutUnusedSchemas } from "./split-files.js";
import { readme } from "./split-readme.js";
import { mistakesIn } from "./valid.js";
import { weldFiles, weldFolder } from "./weld.js";

const platforms = [gitbook({ firstSchemeOnly: false }), readme, mintlify] as const;
const rows: string[] = [];

function note(name: string, platform: string, verdict: Verdict): void {
  const { operations, leftOut, fragments, bytes, seconds, differences } = verdict;
  const row = [
    name.padEnd(16),
    platform.padEnd(9),
    String(operations).padStart(10),
    String(leftOut).padStart(8),
    String(fragments).padStart(9),
    megabytes(bytes).padStart(8),
    seconds.toFixed(1).padStart(7),
    differences.length === 0 ? "  yes" : `  no: ${differences.length} differences`,
  ];
  rows.push(row.join(" "));
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

function print(lines: readonly string[]): void {
  process.stderr.write(`\n${lines.join("\n")}\n`);
}

afterAll(() => {
  const head =
    "document         platform  operations left out fragments Markdown seconds equal (seconds: to read and merge)";
  print([head, ...rows]);
});

for (const source of documents) {
  describe(`${source.name}`, () => {
    for (const platform of platforms) {
      if (source.platforms && !source.platforms.includes(platform.name)) continue;
      test(`as ${platform.name} prints it`, async () => {
        const document = await fetchDocument(source);
        const verdict = await judge(document, platform, [1, 2, 3]);
        note(source.name, platform.name, verdict);
        expect(verdict.differences).toEqual([]);
        const before = await mistakesIn(document);
        const after = await mistakesIn(verdict.welded.document);
        // A mistake of the document itself is nobody's here.
        expect(after.filter((mistake) => !before.includes(mistake))).toEqual([]);
      });
    }
  });
}

describe("pages that contradict one another give the same bytes in any order", () => {
  for (const source of documents.filter(({ platforms: named }) => !named)) {
    test(`${source.name}`, async () => {
      const [platform] = platforms;
      const saved = platform.split(platform.reduce(await fetchDocument(source)));
      const pages = [...saved, ...outdated(saved, 1)];
      const texts = new Set<string>();
      for (const order of [1, 2, 3]) {
        const { document } = await weldFiles(shuffled(pages, order));
        texts.add(JSON.stringify(document));
      }
      expect(texts.size).toBe(1);
    });
  }
});

describe("a document spread over files by an independent splitter is the document", () => {
  for (const source of documents.filter(({ name }) => ["Box", "Plaid"].includes(name))) {
    test(`${source.name}`, async () => {
      const folder = await splitIntoFiles(source);
      const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter(
        (entry) => entry.isFile(),
      );
      expect(files.length).toBeGreaterThan(100);
      const document = withoutUnusedSchemas(await fetchDocument(source));
      const whole = await weldFiles({ "api.json": JSON.stringify(document) });
      for (const input of ["openapi.json", "."]) {
        const welded = await weldFolder(folder, input);
        // Nothing leads to the files of schemas that nothing uses.
        const found = welded.diagnostics.filter(({ code }) => code !== "not-a-document");
        expect(found).toEqual([]);
        expect(JSON.stringify(welded.document)).toBe(JSON.stringify(whole.document));
        const seconds = welded.seconds.toFixed(1);
        rows.push(`${source.name} in ${files.length} files, from ${input}: equal, ${seconds} s`);
      }
    });
  }
});

test("the command merges the pages of GitHub in seconds", async () => {
  const github = documents.find(({ name }) => name === "GitHub");
  if (!github) throw new Error("GitHub is one of the documents.");
  const platform = gitbook({ firstSchemeOnly: false });
  const reduced = platform.reduce(await fetchDocument(github));
  const pages = filesOf(platform.split(reduced));
  const folder = await folderWith(
    Object.fromEntries(Object.entries(pages).map(([path, text]) => [`pages/${path}`, text])),
  );
  const start = performance.now();
  const { status, stderr } = await specweld(folder, ["merge", "pages", "-o", "api.json"]);
  const seconds = (performance.now() - start) / 1000;
  expect(stderr).not.toMatch(/\berror\b/);
  expect(status).toBe(0);
  rows.push(`specweld merge, the whole process, for GitHub on GitBook: ${seconds.toFixed(1)} s`);
  expect(seconds).toBeLessThan(60);
});
