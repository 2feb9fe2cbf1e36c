import { mkdir, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { recallFiles } from "../../generator/replay/known-files.js";
import { loadChecked, saveChecked } from "../../generator/replay/record.js";
import { filesIn, folderWith, root, specweld } from "../cli/specweld.js";

const page = join(root, "specs/referrals.md");
const cache = "node_modules/.cache";

async function runs(folder: string) {
  return specweld(folder, ["generate", "--specs", page, "--out", "generated"]);
}

test.each<{ readonly is: string; readonly make: (folder: string) => Promise<unknown> }>([
  { is: "a file", make: (folder) => writeFile(join(folder, cache), "") },
  {
    is: "a folder that holds a file where ours is a folder",
    make: async (folder) => {
      await mkdir(join(folder, cache));
      await writeFile(join(folder, cache, "specweld"), "");
    },
  },
  { is: "a link to nothing", make: (folder) => symlink("nowhere", join(folder, cache)) },
  {
    is: "one that holds folders where ours are files",
    make: async (folder) => {
      await runs(folder);
      const own = join(folder, cache, "specweld");
      for (const name of Object.keys(await filesIn(own))) {
        await rm(join(own, name));
        await mkdir(join(own, name));
      }
      await rm(join(folder, "generated"), { recursive: true });
    },
  },
])("a cache that is $is is none", { timeout: 60_000 }, async ({ make }) => {
  const folder = await folderWith({ "node_modules/.keep": "" });
  await make(folder);
  for (const told of [
    /[1-9]\d* files written, 0 unchanged/,
    /0 files written, [1-9]\d* unchanged/,
  ]) {
    const { status, stderr } = await runs(folder);
    expect(stderr).toMatch(told);
    expect(status).toBe(0);
  }
});

test("what is read while it is written is whole or none", async () => {
  const folder = await folderWith({});
  const path = join(folder, "a/b.json");
  saveChecked(path, "first");
  await writeFile(path, "0\nfirst, cut");
  expect(loadChecked(path)).toBe(undefined);
  saveChecked(path, "second");
  expect(loadChecked(path)).toBe("second");
  expect(await readdir(join(folder, "a"))).toEqual(["b.json"]);
});

test("what is no file that a run has made is not taken", async () => {
  const folder = await folderWith({ "node_modules/.keep": "", "generated/a.ts": "A" });
  const request = { root: folder, specs: "specs", out: join(folder, "generated"), format: true };
  const first = recallFiles(request);
  first.keep("a.ts", { key: "1", printed: "a", text: "A" });
  first.save();
  const found = () => {
    const known = recallFiles(request);
    return [known.find("a.ts", () => "1"), known.findPrinted("a.ts", "a")];
  };
  expect(found()).toEqual(["A", "A"]);
  const [name = ""] = await readdir(join(folder, cache, "specweld/files"));
  const path = join(folder, cache, "specweld/files", name);
  const { build } = JSON.parse(loadChecked(path) ?? "") as { readonly build: string };
  const damaged = [[1], [["a.ts", ["1", "a"]]], [["a.ts", [1, 2, 3]]], 1].map((files) => ({
    build,
    files,
  }));
  for (const saved of [null, [], 1, { build }, ...damaged]) {
    saveChecked(path, JSON.stringify(saved));
    expect(found()).toEqual([undefined, undefined]);
  }
});

test("a file is known by what it was printed from, or by what was printed", async () => {
  const folder = await folderWith({
    "node_modules/.keep": "",
    "generated/a.ts": "A",
    "generated/b.ts": "B",
  });
  const request = { root: folder, specs: "specs", out: join(folder, "generated"), format: true };
  const first = recallFiles(request);
  first.keep("a.ts", { key: "1", printed: "a", text: "A" });
  first.keep("b.ts", { key: "2", printed: "b", text: "B" });
  first.save();
  const next = recallFiles(request);
  expect(next.find("a.ts", () => "2")).toBe(undefined);
  expect(next.findPrinted("a.ts", "b")).toBe(undefined);
  expect(next.find("a.ts", () => "1")).toBe("A");
  next.save();
  // What a run did not ask for is not kept.
  expect(recallFiles(request).find("b.ts", () => "2")).toBe(undefined);
  expect(recallFiles(request).find("a.ts", () => "1")).toBe("A");
});

test.each<{ readonly is: string; readonly make: (path: string) => Promise<unknown> }>([
  { is: "somebody has changed", make: (path) => writeFile(path, "B") },
  { is: "is gone", make: (path) => rm(path) },
  {
    is: "is a link now",
    make: async (path) => {
      await rm(path);
      await writeFile(`${path}.other`, "A");
      await symlink(`${path}.other`, path);
    },
  },
])("a file that $is is not known any more", async ({ make }) => {
  const folder = await folderWith({ "node_modules/.keep": "", "generated/a.ts": "A" });
  const request = { root: folder, specs: "specs", out: join(folder, "generated"), format: true };
  const first = recallFiles(request);
  first.keep("a.ts", { key: "1", printed: "a", text: "A" });
  first.save();
  await make(join(folder, "generated/a.ts"));
  const known = recallFiles(request);
  expect([known.find("a.ts", () => "1"), known.findPrinted("a.ts", "a")]).toEqual([
    undefined,
    undefined,
  ]);
});
