import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { folderWith, specweld } from "./specweld.js";
import { watching } from "./watching.js";

const document = (...paths: readonly string[]) =>
  JSON.stringify({
    openapi: "3.1.0",
    info: { title: "A", version: "1" },
    security: [],
    servers: [{ url: "https://example.com" }],
    paths: Object.fromEntries(
      paths.map((path) => [path, { get: { responses: { "204": { description: "" } } } }]),
    ),
  });

test("watch generates again when documents change, come and go, and survives mistakes", async () => {
  const folder = await folderWith({ "specs/a.json": document("/a") });
  const specs = (path: string) => join(folder, "specs", path);
  const { run, ended, interrupt } = watching(folder);
  expect(await run()).toContain("1 fragment, 1 operation");

  await writeFile(specs("a.json"), document("/a", "/b"));
  expect(await run()).toContain("1 fragment, 2 operations");

  await writeFile(specs("a.json"), document("/a").slice(0, -1));
  expect(await run()).toMatch(/specs\/a\.json:1:\d+ +error/);

  // As editors do that write a new file and give it the name of the old one.
  await writeFile(specs("a.json.tmp~"), document("/c"));
  await rename(specs("a.json.tmp~"), specs("a.json"));
  expect(await run()).toContain("1 fragment, 1 operation");

  await mkdir(specs("more"));
  await writeFile(specs("more/b.json"), document("/d"));
  expect(await run()).toContain("2 fragments, 2 operations");

  await rm(specs("more"), { recursive: true });
  expect(await run()).toContain("1 fragment, 1 operation");

  const names = await readFile(specs("names.yaml"), "utf8");
  await writeFile(specs("names.yaml"), names.replace("getC", "fetchC"));
  expect(await run()).toContain("written");
  expect(await readFile(join(folder, "generated/src/index.ts"), "utf8")).toContain("operations");

  interrupt();
  expect(await ended).toBe(0);
}, 120_000);

test("a document changes with the files that it refers to, and places with their files", async () => {
  const thing = (property: string) =>
    JSON.stringify({ Thing: { type: "object", properties: { [property]: { type: "string" } } } });
  const content = { "application/json": { schema: { $ref: "things.json#/Thing" } } };
  const referring = {
    ...(JSON.parse(document("/a")) as object),
    paths: { "/a": { get: { responses: { 200: { description: "", content } } } } },
  };
  const page = `# B\n\n\`\`\`json\n${document("/b/{id}")}\n\`\`\`\n`;
  const folder = await folderWith({
    "specs/a.json": JSON.stringify(referring),
    "specs/b.md": page,
    "specs/things.json": thing("one"),
  });
  const types = () => readFile(join(folder, "generated/src/types.ts"), "utf8");
  const { run, ended, interrupt } = watching(folder);
  expect(await run()).toMatch(/specs\/b\.md:4:\d+ .*"id"/);
  expect(await types()).toContain("one?: string;");

  await writeFile(join(folder, "specs/things.json"), thing("two"));
  expect(await run()).toMatch(/specs\/b\.md:4:\d+ .*"id"/);
  expect(await types()).toContain("two?: string;");

  await writeFile(join(folder, "specs/b.md"), `\n${page}`);
  expect(await run()).toMatch(/specs\/b\.md:5:\d+ .*"id"/);

  interrupt();
  expect(await ended).toBe(0);
}, 120_000);

test("watch goes neither with --check nor without a folder", async () => {
  const folder = await folderWith({ "specs/a.json": document("/a") });
  const checked = await specweld(folder, ["generate", "--watch", "--check"]);
  expect([checked.status, checked.stderr]).toEqual([2, expect.stringContaining("--check")]);
  const missing = await specweld(folder, ["generate", "--watch", "--specs", "nowhere"]);
  expect([missing.status, missing.stderr]).toEqual([2, expect.stringContaining("nowhere")]);
});
