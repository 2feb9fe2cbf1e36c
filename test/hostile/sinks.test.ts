import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { packageJson } from "../../templates/package-files.js";
import { compilerErrors } from "../emit/compile.js";
import { make, type Made } from "./client.js";
import { hostileDocument, hostileSettings, type Fill } from "./document.js";
import { foreignMarkup, outline } from "./markup.js";
import { payloads } from "./payloads.js";
import { foreignCode, skeleton } from "./skeleton.js";

/*
 * Every place of a document and of the settings that reaches an output, times every payload: the
 * output has the statements that it has with a harmless text, and nothing else. A text of a place is
 * the payload behind a number, or before it, so that no two are the same; then the payload alone.
 */

const harmless = "harmless";
const behind =
  (payload: string): Fill =>
  (place) =>
    `s${place}${payload}`;
const before =
  (payload: string): Fill =>
  (place) =>
    `${payload}s${place}`;

function makeWith(fill: Fill, { format = false, settings = {} } = {}): Promise<Made> {
  return make(
    {
      "api.json": JSON.stringify(hostileDocument(fill)),
      "client.yaml": JSON.stringify(hostileSettings(fill, settings)),
    },
    { format },
  );
}

/** The clients that are bundled, run and type-checked together. */
const sample = new Map<string, ReadonlyMap<string, string>>();

describe.each([
  ["behind a number", behind],
  ["before a number", before],
])("a payload %s", (where, fill) => {
  let wanted: Made;
  beforeAll(async () => {
    wanted = await makeWith(fill(harmless));
  });

  test.each(Object.entries(payloads))("%s", async (name, payload) => {
    const { diagnostics, files, names } = await makeWith(fill(payload));
    expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(foreignCode(files)).toEqual([]);
    expect(skeleton(files)).toEqual(skeleton(wanted.files));
    checkOthers(files, names);
    expect(outlines(files)).toEqual(outlines(wanted.files));
    expect(Object.keys(pinned(names))).toHaveLength(Object.keys(pinned(wanted.names)).length);
    sample.set(`${name} ${where}`, files);
  });
});

describe("a payload alone, in all places at once", () => {
  // A component cannot have such a name, so that a reference to it leads to nothing.
  test.each(["", "__proto__"])("%j", async (payload) => {
    const { diagnostics, stopped } = await makeWith(() => payload);
    const errors = diagnostics.filter(({ severity }) => severity === "error");
    expect([stopped, errors.map(({ code }) => code)]).toEqual([true, ["unresolved-ref"]]);
  });

  const others = Object.entries(payloads).filter(([, text]) => text !== "" && text !== "__proto__");
  test.each(others)("%s", async (name, payload) => {
    const { diagnostics, files, names } = await makeWith(() => payload);
    expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(foreignCode(files)).toEqual([]);
    checkOthers(files, names);
    sample.set(`${name} alone`, files);
  });
});

describe("with settings that write other code", () => {
  test.each([
    ["open enums", { types: { enums: "open" } }],
    [
      "text for integers, and answers unwrapped",
      { types: { int64: "string" }, envelope: { unwrap: "data" } },
    ],
    [
      "pages by rule",
      { pagination: [{ style: "cursor", parameter: "cursor", last: "id", items: "data" }] },
    ],
  ])("%s", async (title, settings) => {
    const wanted = await makeWith(behind(harmless), { settings });
    for (const name of [
      "single quote",
      "backtick",
      "template literal",
      "end of a comment",
      "newline",
      "path",
    ]) {
      const { diagnostics, files, names } = await makeWith(behind(payloads[name] ?? ""), {
        settings,
      });
      expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
      expect(foreignCode(files)).toEqual([]);
      expect(skeleton(files)).toEqual(skeleton(wanted.files));
      checkOthers(files, names);
      sample.set(`formatted no, ${title}, ${name}`, files);
    }
  });
});

describe("payloads of all kinds beside one another, formatted", () => {
  const list = Object.values(payloads);
  test.each([0, 17, 34])("%i further on", async (by) => {
    const { diagnostics, files, names } = await makeWith(
      (place) => `s${place}${list[(place * 7 + by) % list.length] ?? ""}`,
      { format: true },
    );
    expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(foreignCode(files)).toEqual([]);
    checkOthers(files, names);
    sample.set(`formatted ${by}`, files);
  });
});

/** The README and the reference, in the order of their operations: a tag is the name of its page. */
function pages(files: ReadonlyMap<string, string>): readonly string[] {
  const all = [...files].filter(([path]) => path.endsWith(".md")).toSorted();
  expect(all.length).toBeGreaterThan(1);
  return all.map(([, text]) => text);
}

function outlines(files: ReadonlyMap<string, string>) {
  return pages(files)
    .map((page, index) => outline(page, index > 0).join("\n"))
    .toSorted();
}

/** Controls, what turns around how a line reads, and tags that carry a text which nobody sees. */
const unseen = /[^\P{Cc}\t\n]|[\u202A-\u202E\u2066-\u206F\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}]/u;

function checkOthers(files: ReadonlyMap<string, string>, names: string): void {
  const misleading = [...files, ["names.yaml", names] as const].flatMap(([path, text]) => {
    const { index } = unseen.exec(text) ?? {};
    return index === undefined
      ? []
      : [`${path}: ${text.slice(Math.max(0, index - 60), index + 1)}`];
  });
  expect(misleading).toEqual([]);
  expect(pages(files).flatMap(foreignMarkup)).toEqual([]);
  const manifest = JSON.parse(textOf(files, "package.json")) as Record<string, unknown>;
  const ours = JSON.parse(JSON.stringify(packageJson(plainPackage))) as Record<string, unknown>;
  for (const key of [
    "scripts",
    "exports",
    "files",
    "main",
    "types",
    "devDependencies",
    "engines",
  ]) {
    expect(manifest[key]).toEqual(ours[key]);
  }
  expect(Object.keys(manifest).toSorted()).toEqual(
    [...new Set([...Object.keys(ours), ...described])].toSorted(),
  );
  const document = JSON.parse(textOf(files, "openapi.json")) as { readonly openapi: string };
  expect(document.openapi).toBe("3.1.0");
  for (const name of Object.values(pinned(names))) expect(name).toMatch(/^[A-Za-z_]\w*$/);
  for (const path of files.keys()) expect(path).toMatch(/^(?:[a-zA-Z0-9-]+\/)*[.a-zA-Z0-9-]+$/);
}

/** What of package.json is the settings'. */
const described = ["license", "author", "homepage", "repository", "keywords"];
const plainPackage = { package: { name: "x", version: "1.0.0", description: "x" } } as unknown as
  // of the model, only this is looked at
  Parameters<typeof packageJson>[0];

function pinned(names: string): Readonly<Record<string, unknown>> {
  return parse(names) as Readonly<Record<string, unknown>>;
}

function textOf(files: ReadonlyMap<string, string>, path: string): string {
  const text = files.get(path);
  if (text === undefined) throw new Error(`there is no ${path}`);
  return text;
}

describe("the clients of all these", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "specweld-sinks-"));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test("are imported without effect", async () => {
    const clients = [...sample.values()].filter((_, index) => index % 2 === 0);
    const bundled = await build({
      entryPoints: clients.map((_, index) => ({ in: `client:${index}`, out: `client-${index}` })),
      bundle: true,
      format: "esm",
      platform: "node",
      outdir: folder,
      outExtension: { ".js": ".mjs" },
      ignoreAnnotations: true,
      logLevel: "silent",
      plugins: [
        {
          name: "clients in memory",
          setup(plugin) {
            plugin.onResolve({ filter: /.*/ }, ({ path, importer }) => {
              const [, index] = /^client:(\d+)$/.exec(path) ?? [];
              if (index !== undefined)
                return { path: `${index}/src/index.ts`, namespace: "client" };
              const at = join(importer, "..", path).replace(/\.js$/, ".ts");
              return { path: at, namespace: "client" };
            });
            plugin.onLoad({ filter: /.*/, namespace: "client" }, ({ path }) => {
              const [, index, file] = /^(\d+)\/(.*)$/.exec(path) ?? [];
              return { contents: clients[Number(index)]?.get(file ?? "") ?? "", loader: "ts" };
            });
          },
        },
      ],
    });
    expect(bundled.errors).toEqual([]);
    const program = `
      const known = Object.getOwnPropertyNames(globalThis).join();
      const inherited = Object.getOwnPropertyNames(Object.prototype).join();
      for (let index = 0; index < ${clients.length}; index++) {
        const client = await import("./client-" + index + ".mjs");
        if (typeof client.createClient !== "function") throw new Error("no client " + index);
      }
      if (Object.getOwnPropertyNames(globalThis).join() !== known) throw new Error("pwned");
      if (Object.getOwnPropertyNames(Object.prototype).join() !== inherited) throw new Error("polluted");
      console.log(${clients.length}, "imported");
    `;
    await writeFile(join(folder, "import.mjs"), program);
    const { stdout } = await promisify(execFile)(process.execPath, ["import.mjs"], { cwd: folder });
    expect(stdout.trim()).toBe(`${clients.length} imported`);
  }, 120_000);

  test("compile", () => {
    const chosen = [...sample].filter(([name]) =>
      /formatted|(?:quote|constructor|await|arguments|proto.*) alone/.test(name),
    );
    const modules = chosen.flatMap(([, files], index) =>
      [...files]
        .filter(([path]) => path.endsWith(".ts"))
        .map(([path, text]) => [`/${index}/${path}`, text] as const),
    );
    expect(compilerErrors(new Map(modules))).toEqual([]);
  }, 120_000);
});
