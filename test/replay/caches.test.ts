import { mkdir, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { recallFormatted } from "../../generator/replay/formatted.js";
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

test("formatted texts that are none are not taken", async () => {
  const folder = await folderWith({ "node_modules/.keep": "" });
  const request = { root: folder, specs: "specs", out: join(folder, "generated"), format: true };
  const first = recallFormatted(request);
  first.keep("typescript", "a", "b");
  first.save();
  const [name = ""] = await readdir(join(folder, cache, "specweld/formatted"));
  const path = join(folder, cache, "specweld/formatted", name);
  expect(recallFormatted(request).find("typescript", "a")).toBe("b");
  const { build } = JSON.parse(loadChecked(path) ?? "") as { readonly build: string };
  for (const saved of [null, [], 1, { build }, { build, pieces: 1 }, { build, pieces: [1] }]) {
    saveChecked(path, JSON.stringify(saved));
    expect(recallFormatted(request).find("typescript", "a")).toBe(undefined);
  }
});
