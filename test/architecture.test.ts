import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { reservedFunctions, reservedTypes } from "../generator/model/reserved.js";
import { publicRuntime } from "../templates/index-file.js";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Paths of the TypeScript modules below a folder, relative to the root. */
function modulesIn(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .flatMap((entry) => {
      const path = posix.join(folder, entry.name);
      if (entry.isDirectory()) return modulesIn(path);
      return path.endsWith(".ts") ? [path] : [];
    })
    .toSorted();
}

/** What a module imports, type-only imports included: paths from the root, or names of packages. */
function importsOf(path: string): readonly string[] {
  const { importedFiles } = ts.preProcessFile(readFileSync(join(root, path), "utf8"), true, true);
  return importedFiles.map(({ fileName }) =>
    fileName.startsWith(".")
      ? posix.join(dirname(path), fileName).replace(/\.js$/, ".ts")
      : fileName,
  );
}

const modules = [...modulesIn("generator"), ...modulesIn("templates")];
const imports = new Map(modules.map((path) => [path, importsOf(path)]));

/** `from → to` for each import that a rule forbids. */
function offences(forbids: (from: string, to: string) => boolean): readonly string[] {
  return [...imports].flatMap(([from, all]) =>
    all.filter((to) => forbids(from, to)).map((to) => `${from} → ${to}`),
  );
}

const stages = ["read", "merge", "repair", "resolve", "model", "emit", "write"];
const stageOf = (path: string) => stages.find((stage) => path.startsWith(`generator/${stage}/`));
const sharedByStages = [
  "generator/enum-values.ts",
  "generator/openapi.ts",
  "generator/group.ts",
  "generator/hash.ts",
  "generator/keep-compiled.ts",
  "generator/limits.ts",
  "generator/measure.ts",
  "generator/structure.ts",
  "generator/upgrade-schemas.ts",
  "generator/walk.ts",
  "generator/yaml.ts",
  "generator/settings.ts",
  "generator/files.ts",
  "generator/map-values.ts",
  "generator/model/api.ts",
];

describe("who may import whom", () => {
  test("no cycles", () => {
    const done = new Set<string>();
    const cycles: string[] = [];
    const visit = (path: string, trail: readonly string[]): void => {
      if (trail.includes(path)) return void cycles.push([...trail, path].join(" → "));
      if (done.has(path)) return;
      for (const next of imports.get(path) ?? []) visit(next, [...trail, path]);
      done.add(path);
    };
    for (const path of modules) visit(path, []);
    expect(cycles).toEqual([]);
  });

  test("stages never import one another", () => {
    expect(
      offences((from, to) => {
        const stage = stageOf(from);
        if (stage === undefined || !to.startsWith("generator/")) return false;
        return (
          stageOf(to) !== stage &&
          !to.startsWith("generator/diagnostics/") &&
          !sharedByStages.includes(to)
        );
      }),
    ).toEqual([]);
  });

  test("only read, write and replay touch the disk", () => {
    expect(
      offences(
        (from, to) => to.startsWith("node:fs") && !/^generator\/(read|write|replay)\//.test(from),
      ),
    ).toEqual([]);
  });

  test("nothing touches the network or starts processes, but git and what fetches a named URL", () => {
    const allowed: Readonly<Record<string, RegExp>> = {
      "generator/diff/git.ts": /^node:child_process$/,
      "generator/emit/print-in-thread.ts": /^node:worker_threads$/,
      "generator/emit/printing-thread.ts": /^node:worker_threads$/,
      "generator/read/fetch-bytes.ts": /^node:(dns|https?|net)$/,
      "generator/read/private-address.ts": /^node:(dns|net)$/,
    };
    expect(
      offences(
        (from, to) =>
          /^node:(dns|https?|net|tls|dgram|child_process|worker_threads)(\/|$)/.test(to) &&
          !allowed[from]?.test(to),
      ),
    ).toEqual([]);
  });

  test.each([
    ["openapi-typescript", /^generator\/emit\/openapi-typescript\.ts$/],
    ["typescript", /^generator\/(emit|diff)\//],
    ["prettier", /^generator\/emit\/format\.ts$/],
    ["ts-morph", /^(generator\/emit\/|templates\/)/],
    ["markdown-it", /^generator\/read\//],
    ["jsonpath-rfc9535", /^generator\/repair\//],
    ["commander", /^generator\/cli\.ts$/],
  ])("%s is known in one place", (name, place) => {
    expect(
      offences((from, to) => (to === name || to.startsWith(`${name}/`)) && !place.test(from)),
    ).toEqual([]);
  });

  test("templates see the model and nothing else", () => {
    const seen = ["generator/model/api.ts", "generator/openapi.ts"];
    expect(
      offences(
        (from, to) =>
          from.startsWith("templates/") && to.startsWith("generator/") && !seen.includes(to),
      ),
    ).toEqual([]);
  });

  test("the runtime imports nothing but itself", () => {
    expect(
      offences(
        (from, to) => from.startsWith("templates/runtime/") && !to.startsWith("templates/runtime/"),
      ),
    ).toEqual([]);
  });
});

describe("files", () => {
  test("none is longer than 300 lines", () => {
    const lengths = modules.map((path) => ({
      path,
      lines: readFileSync(join(root, path), "utf8").split("\n").length,
    }));
    expect(lengths.filter(({ lines }) => lines > 300)).toEqual([]);
  });

  test("after resolve, none knows of allOf", () => {
    const later = modules.filter((path) =>
      /^(generator\/(model|emit|write)|templates)\//.test(path),
    );
    const knows = later.filter((path) => {
      const text = readFileSync(join(root, path), "utf8");
      return text.replaceAll(/\/\*[^]*?\*\/|\/\/.*/g, "").match(/\ballOf\b/) !== null;
    });
    expect(knows).toEqual([]);
  });

  test("the top level is what a newcomer expects", () => {
    const own = ["README.md", "LICENSE", "package.json", "package-lock.json", "tsconfig.json"];
    const folders = ["specs", "generator", "templates", "generated", "test"];
    const built = ["node_modules", "dist"];
    const found = readdirSync(root).filter((name) => !name.startsWith("."));
    expect(found.filter((name) => ![...own, ...folders, ...built].includes(name))).toEqual([]);
    expect(folders.filter((name) => !statSync(join(root, name)).isDirectory())).toEqual([]);
  });
});

describe("the client", () => {
  test("carries the runtime byte for byte", () => {
    for (const path of modulesIn("templates/runtime")) {
      const copy = path.replace("templates/", "generated/src/");
      expect(readFileSync(join(root, copy)).equals(readFileSync(join(root, path)))).toBe(true);
    }
  });

  test("its own names are kept from documents", () => {
    const reserved: readonly string[] = [...reservedTypes, ...reservedFunctions];
    const exported: readonly string[] = [...publicRuntime.values, ...publicRuntime.types];
    expect(exported.filter((name) => !reserved.includes(name))).toEqual([]);
    const files = modulesIn("generated/src").filter((path) => !path.includes("/runtime/"));
    const imported = files.flatMap((path) => {
      const text = readFileSync(join(root, path), "utf8");
      return [...text.matchAll(/import (?:type )?\{([^}]*)\} from "[^"]*runtime\/index\.js"/g)]
        .flatMap(([, names = ""]) => names.split(","))
        .map((name) => name.replace(/\btype\b/, "").trim())
        .filter((name) => name !== "" && !path.endsWith("/client.ts"));
    });
    expect(imported.filter((name) => !reserved.includes(name))).toEqual([]);
  });
});
