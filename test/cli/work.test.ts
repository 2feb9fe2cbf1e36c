import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { filesIn, specweld } from "./specweld.js";
import { watching } from "./watching.js";

/** What a run has done in all of its threads, counted: seconds would depend on the machine. */
interface Work {
  /** Packages whose modules were required. */
  readonly loaded: readonly string[];
  /** Characters given to `JSON.parse`. */
  readonly parsed: number;
  /** Modules printed from templates by ts-morph. */
  readonly printed: number;
  /** Characters given to prettier. */
  readonly formatted: number;
}

const hook = `
const Module = require("node:module");
const { parse } = JSON;
const { _load: load } = Module;
let parsed = 0;
let printed = 0;
let formatted = 0;
JSON.parse = (text, reviver) => ((parsed += text.length), parse(text, reviver));
Module._load = function (name, ...rest) {
  const loaded = load.call(this, name, ...rest);
  if (name === "ts-morph") {
    const printStructure = (...given) => {
      printed += 1;
      return loaded.printStructure(...given);
    };
    return new Proxy(loaded, {
      get: (all, key) => (key === "printStructure" ? printStructure : all[key]),
    });
  }
  if (name !== "prettier/standalone") return loaded;
  const format = (text, options) => ((formatted += text.length), loaded.format(text, options));
  return { ...loaded, format };
};
process.once("exit", () => {
  const names = Object.keys(require.cache).flatMap((path) =>
    /.*node_modules[\\\\/]((?:@[^\\\\/]+[\\\\/])?[^\\\\/]+)/.exec(path)?.[1] ?? []);
  const work = { loaded: [...new Set(names)], parsed, printed, formatted };
  require("node:fs").appendFileSync(process.env.WORK_DONE, JSON.stringify(work) + "\\n");
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

const counting = async () => {
  const environment = {
    NODE_OPTIONS: `--require ${JSON.stringify(join(folder, "hook.cjs"))}`,
    WORK_DONE: join(folder, "work.json"),
  };
  await rm(environment.WORK_DONE, { force: true });
  return environment;
};

async function work(...args: readonly string[]): Promise<Work> {
  const environment = await counting();
  const { status, stderr } = await specweld(folder, args, environment);
  if (status !== 0) throw new Error(stderr);
  return counted(environment);
}

async function counted(environment: { readonly WORK_DONE: string }): Promise<Work> {
  const lines = (await readFile(environment.WORK_DONE, "utf8")).trim().split("\n");
  const threads = lines.map((line) => JSON.parse(line) as Work); // as the hook has it
  return {
    loaded: [...new Set(threads.flatMap(({ loaded }) => loaded))],
    parsed: threads.reduce((sum, { parsed }) => sum + parsed, 0),
    printed: threads.reduce((sum, { printed }) => sum + printed, 0),
    formatted: threads.reduce((sum, { formatted }) => sum + formatted, 0),
  };
}

const printers = ["typescript", "ts-morph", "@ts-morph/common", "openapi-typescript", "prettier"];
const readers = ["ajv", "markdown-it", "yaml", "tinyglobby", "jsonpath-rfc9535"];
const among = (packages: readonly string[], { loaded }: Work) =>
  packages.filter((name) => loaded.includes(name));

describe("the work of generate", { timeout: 120_000 }, () => {
  let first: Work;
  let size = 0;

  test("a first run parses every page once, prints every module once, and does without prettier", async () => {
    first = await work("generate");
    // One compiler, which is ts-morph's.
    expect(among(printers, first).toSorted()).toEqual(
      ["ts-morph", "@ts-morph/common", "openapi-typescript"].toSorted(),
    );
    expect(first.formatted).toBe(0);
    for (const text of Object.values(await filesIn(join(folder, "specs")))) size += text.length;
    expect(first.parsed).toBeGreaterThan(size * 0.9);
    expect(first.parsed).toBeLessThan(size * 1.5);
    const modules = Object.keys(await filesIn(join(folder, "generated"))).filter(
      (path) => path.endsWith(".ts") && !path.startsWith("src/runtime/"),
    );
    expect(first.printed).toBe(modules.length);
  });

  test("where nothing has changed, nothing is loaded, parsed, printed or formatted", async () => {
    const again = await work("generate");
    expect(among([...printers, ...readers], again)).toEqual([]);
    expect([again.printed, again.formatted]).toEqual([0, 0]);
    // What the last run has left, and what Node reads of packages.
    expect(again.parsed).toBeLessThan(size / 2);
  });

  test("where the words of an operation have changed, its group is printed, and the result is the same", async () => {
    const page = (await readFile(pathOf(7), "utf8")).replace("Get thing 7", "Get the thing 7");
    await writeFile(pathOf(7), page);
    const changed = await work("generate");
    // Its group, and what may depend on all groups: the index, and what makes clients.
    expect(changed.printed).toBe(3);
    // There is nothing in YAML but names, and nothing new among those.
    expect(among(["ajv", "yaml", "jsonpath-rfc9535", "@redocly/openapi-core"], changed)).toEqual(
      [],
    );
    expect(await filesIn(join(folder, "generated"))).toEqual(await withoutCache());
  });

  test("prettier is asked for unusual words alone, and once", async () => {
    for (let page = 0; page < 40; page += 1) {
      await writeFile(pathOf(page), pageOf(page, unusual(page)));
    }
    const ran = await work("generate");
    expect(among(["prettier"], ran)).toEqual(["prettier"]);
    const words = Array.from({ length: 40 }, (_, page) => unusual(page)).join("").length;
    expect(ran.formatted).toBeGreaterThan(words);
    expect(ran.formatted).toBeLessThan(words * 3);
    await writeFile(pathOf(7), pageOf(7, unusual(77)));
    const changed = await work("generate");
    expect(changed.formatted).toBeGreaterThan(0);
    expect(changed.formatted).toBeLessThan(ran.formatted / 2);
    expect(await filesIn(join(folder, "generated"))).toEqual(await withoutCache());
  });

  test("a damaged cache is none", async () => {
    const kept = join(folder, "node_modules/.cache/specweld/files");
    const [name = ""] = await readdir(kept);
    await appendFile(join(kept, name), "}");
    await writeFile(pathOf(8), pageOf(8, unusual(88)));
    const changed = await work("generate");
    expect(changed.printed).toBe(first.printed);
    expect(await filesIn(join(folder, "generated"))).toEqual(await withoutCache());
  });

  test("--watch parses the pages that have changed, and no others again", async () => {
    const environment = await counting();
    const { run, ended, interrupt } = watching(folder, environment);
    await run();
    for (const words of ["one", "two", "three"]) {
      // oxlint-disable no-await-in-loop -- one run after the other
      await writeFile(pathOf(9), pageOf(9, words));
      expect(await run()).toContain("written");
      // oxlint-enable no-await-in-loop
    }
    interrupt();
    expect(await ended).toBe(0);
    expect((await counted(environment)).parsed).toBeLessThan(first.parsed * 2);
    expect(await filesIn(join(folder, "generated"))).toEqual(await withoutCache("--no-format"));
  });

  test("without prettier, it is not loaded", async () => {
    const ran = await work("generate", "--no-format", "--no-cache", "--out", "plain");
    expect(among(["prettier"], ran)).toEqual([]);
  });
});

async function withoutCache(...more: readonly string[]) {
  await work("generate", "--no-cache", "--out", "other", ...more);
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
