import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { filesIn, specweld } from "./specweld.js";

/** What a run has done, counted: seconds would depend on the machine. */
interface Work {
  /** Packages whose modules were required. */
  readonly loaded: readonly string[];
  /** Characters given to `JSON.parse`. */
  readonly parsed: number;
  /** Characters given to prettier. */
  readonly formatted: number;
}

const hook = `
const Module = require("node:module");
const { parse } = JSON;
const { _load: load } = Module;
let parsed = 0;
let formatted = 0;
JSON.parse = (text, reviver) => ((parsed += text.length), parse(text, reviver));
Module._load = function (name, ...rest) {
  const loaded = load.call(this, name, ...rest);
  if (name !== "prettier/standalone") return loaded;
  const format = (text, options) => ((formatted += text.length), loaded.format(text, options));
  return { ...loaded, format };
};
process.once("exit", () => {
  const names = Object.keys(require.cache).flatMap((path) =>
    /.*node_modules[\\\\/]((?:@[^\\\\/]+[\\\\/])?[^\\\\/]+)/.exec(path)?.[1] ?? []);
  const work = { loaded: [...new Set(names)], parsed, formatted };
  require("node:fs").writeFileSync(process.env.WORK_DONE, JSON.stringify(work));
});
`;

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "specweld-"));
  await mkdir(join(folder, "node_modules"));
  await mkdir(join(folder, "specs"));
  await writeFile(join(folder, "hook.cjs"), hook);
  for (let page = 0; page < 40; page += 1) await writeFile(pathOf(page), pageOf(page));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

const pathOf = (page: number) => join(folder, `specs/${page}.md`);

/** Words that Markdown has a meaning for, and prettier a form. */
const unusual = (page: number) => `What *page ${page}* says.`;

function pageOf(page: number, description?: string): string {
  const properties = Object.fromEntries(
    Array.from({ length: 30 }, (_, index) => [
      `field${index}`,
      { type: "string", description: `What number ${index} of thing ${page} says.` },
    ]),
  );
  const ref = { $ref: `#/components/schemas/Thing${page}` };
  const answer = { description: "OK", content: { "application/json": { schema: ref } } };
  const operation = { tags: [`tag${page % 4}`], summary: `Get thing ${page}`, description };
  const document = {
    openapi: "3.1.0",
    info: { title: "Things", version: "1" },
    servers: [{ url: "https://things.test" }],
    paths: { [`/things/${page}`]: { get: { ...operation, responses: { 200: answer } } } },
    components: { schemas: { [`Thing${page}`]: { type: "object", properties } } },
  };
  return `# Thing ${page}\n\n\`\`\`json\n${JSON.stringify(document)}\n\`\`\`\n`;
}

async function work(...args: readonly string[]): Promise<Work> {
  const environment = {
    NODE_OPTIONS: `--require ${JSON.stringify(join(folder, "hook.cjs"))}`,
    WORK_DONE: join(folder, "work.json"),
  };
  const { status, stderr } = await specweld(folder, args, environment);
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(await readFile(join(folder, "work.json"), "utf8")) as Work; // as the hook has it
}

const printers = ["typescript", "ts-morph", "@ts-morph/common", "openapi-typescript", "prettier"];
const readers = ["ajv", "markdown-it", "yaml", "tinyglobby", "jsonpath-rfc9535"];
const among = (packages: readonly string[], { loaded }: Work) =>
  packages.filter((name) => loaded.includes(name));

describe("the work of generate", { timeout: 120_000 }, () => {
  let first: Work;
  let size = 0;

  test("a first run parses every page once, and lays out every text without prettier", async () => {
    const ran = await work("generate");
    // One compiler, which is ts-morph's.
    expect(among(printers, ran)).toEqual(["ts-morph", "@ts-morph/common", "openapi-typescript"]);
    expect(ran.formatted).toBe(0);
    for (const text of Object.values(await filesIn(join(folder, "specs")))) size += text.length;
    expect(ran.parsed).toBeGreaterThan(size * 0.9);
    expect(ran.parsed).toBeLessThan(size * 1.5);
  });

  test("where nothing has changed, nothing is loaded, parsed or formatted", async () => {
    const again = await work("generate");
    expect(among([...printers, ...readers], again)).toEqual([]);
    expect(again.formatted).toBe(0);
    // What the last run has left, and what Node reads of packages.
    expect(again.parsed).toBeLessThan(size / 2);
  });

  test("prettier is asked for unusual words alone", async () => {
    for (let page = 0; page < 40; page += 1) {
      await writeFile(pathOf(page), pageOf(page, unusual(page)));
    }
    first = await work("generate");
    expect(among(["prettier"], first)).toEqual(["prettier"]);
    const words = Array.from({ length: 40 }, (_, page) => unusual(page)).join("").length;
    expect(first.formatted).toBeGreaterThan(words);
    expect(first.formatted).toBeLessThan(words * 3);
  });

  test("where one of 40 pages has changed, a tenth is formatted, and the result is the same", async () => {
    await writeFile(pathOf(7), pageOf(7, unusual(77)));
    const changed = await work("generate");
    expect(changed.formatted).toBeGreaterThan(0);
    expect(changed.formatted).toBeLessThan(first.formatted / 10);
    expect(await filesIn(join(folder, "generated"))).toEqual(await withoutCache());
  });

  test("a damaged cache is none", async () => {
    const kept = join(folder, "node_modules/.cache/specweld/formatted");
    const [name = ""] = await readdir(kept);
    await appendFile(join(kept, name), "}");
    await writeFile(pathOf(8), pageOf(8, unusual(88)));
    const changed = await work("generate");
    expect(changed.formatted).toBeGreaterThan(first.formatted / 2);
    expect(await filesIn(join(folder, "generated"))).toEqual(await withoutCache());
  });

  test("without prettier, it is not loaded", async () => {
    const ran = await work("generate", "--no-format", "--no-cache", "--out", "plain");
    expect(among(["prettier"], ran)).toEqual([]);
  });
});

async function withoutCache() {
  await work("generate", "--no-cache", "--out", "other");
  return filesIn(join(folder, "other"));
}

describe("what prints no client loads nothing that prints", () => {
  test.each([
    { given: ["merge", "specs", "-o", "api.json"], printing: [] },
    { given: ["explain"], printing: [] },
    { given: ["--help"], printing: [] },
  ])("$given", async ({ given, printing }) => {
    expect(among(printers, await work(...given))).toEqual(printing);
  });
});
